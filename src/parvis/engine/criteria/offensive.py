"""Offensive: contempt for a person's mind, body or misfortune, short of an insult."""

from __future__ import annotations

from parvis.engine.evidence import finding, quoted, spans_of
from parvis.engine.findings import Disposition, Finding
from parvis.engine.reading import Reading

CODE = "offensive"
LEARNT = "Propos méprisants ou humiliants"


def find(reading: Reading) -> list[Finding]:
    words = reading.of("contempt")
    reason = f"Propos méprisants envers une personne\u00a0: {quoted(reading, words)}."
    return finding(
        CODE, 0.75, spans_of(reading, words), reason, Disposition.REMOVE if len(words) > 1 else Disposition.REVIEW
    )
