"""False: rumours that the rules of the programmes contradict. A person always looks; a reply may be enough."""

from __future__ import annotations

import re

from parvis.engine.evidence import finding, quoted, spans_of
from parvis.engine.findings import Disposition, Finding
from parvis.engine.reading import Reading

CODE = "false"
LEARNT = "Affirmation que la publication ou les règles semblent contredire, à vérifier"
_DOUBTED = re.compile(r"\b(?:est-ce|c'est-tu|si|faux|pas vrai|rumeur|mythe|entendu|arretez|demande)\b[^.]{0,40}$")


def find(reading: Reading) -> list[Finding]:
    if "?" in reading.text and len(reading.text) < 120:
        return []  # asking is not asserting
    words = [hit for hit in reading.of("rumour") if not _DOUBTED.search(reading.before(hit.start, 50))]
    reason = f"Affirmation à vérifier\u00a0: {quoted(reading, words)}."
    return finding(CODE, 0.55, spans_of(reading, words), reason, Disposition.REVIEW)
