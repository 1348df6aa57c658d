"""Vulgar: strong oaths and crude words. At nobody: a person looks; a string of them: removal is proposed.

Softened oaths are left in place (annotation rule 3), and the words of worship are not oaths.
"""

from __future__ import annotations

import itertools
import re

from parvis.engine.evidence import finding, quoted, spans_of
from parvis.engine.findings import Disposition, Finding
from parvis.engine.reading import Reading
from parvis.engine.text.lexicon import Hit

CODE = "vulgar"
LEARNT = "Langage grossier"
_ORDEAL = re.compile(r"(?:\b(?:une?|le|ce|mon|son|notre|votre|leur|vrai|quel|du|au|de|des|les|ces|pire) ?|\b[ld]')$")
_WORSHIP = re.compile(
    r"\b(?:eglise|messe|pretre|cure|communion|autel|religi\w+|jesus|priere|bapteme|paroisse|croix|vin)\b"
)
_SACRED = frozenset(
    {
        "calvaire",
        "ciboire",
        "ostie",
        "osties",
        "hostie",
        "calice",
        "saint-chreme",
        "tabernacle que",
        "sacrament",
        "calice de",
        "calice que",
    }
)
_CHAINED = re.compile(r" ?(?:,|de|d'|en|!|\.|-)? ?(?:d'|de )?(?:saint[- ])?")
STRING = 3  # oaths in one comment, wherever they are


def find(reading: Reading) -> list[Finding]:
    oaths = [hit for hit in reading.of("oath_strong") if not _innocent(reading, hit)]
    crude = reading.of("crude")
    if not oaths and not crude:
        return []
    if len(oaths) >= STRING or _in_a_row(reading, oaths):
        reason = f"Jurons en série\u00a0: {quoted(reading, oaths)}."
        return finding(CODE, 0.9, spans_of(reading, oaths), reason, Disposition.REMOVE)
    words = sorted(oaths + crude, key=lambda hit: hit.start)
    reason = f"Langage grossier, sans cible\u00a0: {quoted(reading, words)}."
    return finding(CODE, 0.6 if oaths else 0.5, spans_of(reading, words), reason, Disposition.REVIEW)


def _innocent(reading: Reading, hit: Hit) -> bool:
    """Tell an ordeal (« un calvaire ») and the words of worship from an oath."""
    if hit.term not in _SACRED:
        return False
    before = reading.before(hit.start, 12)
    if hit.term == "calvaire" and _ORDEAL.search(before):
        return True
    return _WORSHIP.search(reading.before(hit.start, 80) + " " + reading.after(hit.end, 80)) is not None


def _in_a_row(reading: Reading, oaths: list[Hit]) -> bool:
    """Tell whether two oaths follow each other: « ostie de câlisse »."""
    return any(
        _CHAINED.fullmatch(reading.text[first.end : second.start][:20]) is not None
        for first, second in itertools.pairwise(oaths)
    )
