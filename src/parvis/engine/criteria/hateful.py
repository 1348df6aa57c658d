"""Hateful: calls to drive out, harm or destroy people, and wishes of death."""

from __future__ import annotations

import re

from parvis.engine.evidence import finding, quoted, spans_of
from parvis.engine.findings import Disposition, Finding
from parvis.engine.reading import Reading
from parvis.engine.text.lexicon import Hit

CODE = "hateful"
LEARNT = "Propos haineux, menaçants ou qui souhaitent du mal"
_NEAR = 40  # characters between a call and the group it aims at
_ALL = re.compile(
    r"^[ ,]*(?:tou(?:s|tes|te|t) )?(?:les |ces |aux |ce |cette |la |le |de |des |d'|du |l')?(?:[a-z]{2,10} )?$"
)
_OUT = re.compile(r"\b(?:dehors|mort)$")


def find(reading: Reading) -> list[Finding]:
    words = [*reading.of("extermination"), *reading.of("exclusion_told"), *reading.of("ill_wish")]
    words += _against_groups(reading)
    if words:
        words.sort(key=lambda hit: hit.start)
        reason = f"Appel à la haine ou souhait de malheur\u00a0: {quoted(reading, words)}."
        return finding(CODE, 0.95, spans_of(reading, words), reason, Disposition.REMOVE)
    return []


def _against_groups(reading: Reading) -> list[Hit]:
    """Return calls to drive out or destroy, each with the protected group that it names right after."""
    groups = reading.of("slur_framed", "slur")
    words: list[Hit] = []
    for call in reading.of("extermination_of", "exclusion"):
        if reading.before(call.start, 4).endswith((" en ", " au ")):
            continue  # "en dehors de"
        for group in groups:
            between = reading.text[call.end : group.start]
            follows = 0 < len(between) <= _NEAR and _ALL.match(between) is not None
            if follows or _group_out(reading, group, call):
                words += [call, group]
    return words


def _group_out(reading: Reading, group: Hit, call: Hit) -> bool:
    """« les immigrants, dehors! »"""
    if call.start < group.end:
        return False
    between = reading.text[group.end : call.start]
    return (
        _OUT.search(reading.text[call.start : call.end]) is not None and between.strip(" ,:") == "" and len(between) < 4
    )
