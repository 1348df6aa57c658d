"""Sexual: explicit words; milder ones only when they speak of somebody's body or make an advance."""

from __future__ import annotations

import re

from parvis.engine.evidence import finding, quoted, spans_of
from parvis.engine.findings import Disposition, Finding
from parvis.engine.reading import Reading

CODE = "sexual"
LEARNT = "Propos à connotation sexuelle"
_SOMEBODY = re.compile(
    r"\b(?:ministre|madame|mme|agente?|fille|femme|elle|toi|tu|te|t'|ta|tes|ton|sa|ses|son|ma belle|bebe"
    r"|chere|her|your?|she|presentatrice|employee|porte-parole)\b"
)
_HARM = re.compile(r"\b(?:agress\w+|harcel\w+|victimes?|abus\w*|violence|viol|educat\w+|exploitation|denonc\w+)\b")


def find(reading: Reading) -> list[Finding]:
    explicit, hints, crude = reading.of("sexual_explicit"), reading.of("sexual_hint"), reading.of("sexual_crude")
    if not (explicit or hints or crude):
        return []
    if explicit:
        reason = f"Propos à connotation sexuelle explicite\u00a0: {quoted(reading, explicit)}."
        told = _HARM.search(reading.text) is not None  # somebody may be telling what was done to them
        disposition = Disposition.REVIEW if told else Disposition.REMOVE
        return finding(CODE, 0.6 if told else 0.92, spans_of(reading, explicit), reason, disposition)
    aimed = [hit for hit in hints if _SOMEBODY.search(reading.before(hit.start) + " " + reading.after(hit.end))]
    aimed += crude
    reason = f"Allusion à connotation sexuelle\u00a0: {quoted(reading, aimed)}."
    disposition = (
        Disposition.REMOVE
        if len({hit.term for hit in aimed if hit.category == "sexual_hint"}) > 1
        else Disposition.REVIEW
    )
    return finding(CODE, 0.6, spans_of(reading, aimed), reason, disposition)
