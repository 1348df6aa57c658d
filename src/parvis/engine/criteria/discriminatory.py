"""Discriminatory: a slur, or contempt for a group that the Charter protects (art. 10).

Social condition is such a ground: people who live on assistance are protected too. A restrictive opinion that
attacks no group stays (annotation rule 8).
"""

from __future__ import annotations

import re

from parvis.engine.aim import Aim, aim_of
from parvis.engine.evidence import finding, quoted, spans_of
from parvis.engine.findings import Disposition, Finding
from parvis.engine.reading import Reading
from parvis.engine.text.lexicon import Hit

CODE = "discriminatory"
LEARNT = "Propos qui rabaissent un groupe protégé par la Charte"
_ARE = re.compile(
    r"^(?: (?:[a-z'-]{1,14}))?(?: (?:sont|c'est|are|est))?(?: (?:tous|toutes|juste|rien|que|qu'|des|de|une?"
    r"|les|all|vraiment|souvent|d'))*[ ']$"
)
_DENIED = re.compile(r"\b(?:pas|jamais|non|ne|n'|disent|trait\w+|comme|stop|arretez|cessez|presumer)\b")


def find(reading: Reading) -> list[Finding]:
    slurs = [(hit, aim_of(reading, hit)) for hit in reading.of("slur")]
    thrown = [hit for hit, aim in slurs if aim > Aim.NOBODY]
    framed = [hit for hit in reading.of("slur_framed") if _framed(reading, hit)]
    lowered = lowered_groups(reading)
    if thrown or framed or lowered:
        words = sorted({*thrown, *framed, *lowered}, key=lambda hit: hit.start)
        reason = f"Propos qui rabaissent un groupe protégé par la Charte\u00a0: {quoted(reading, words)}."
        return finding(CODE, 0.92, spans_of(reading, words), reason, Disposition.REMOVE)
    doubtful = [hit for hit, _ in slurs]
    reason = f"Terme péjoratif visant un groupe\u00a0: {quoted(reading, doubtful)}."
    return finding(CODE, 0.55, spans_of(reading, doubtful), reason, Disposition.REVIEW)


def _framed(reading: Reading, hit: Hit) -> bool:
    if aim_of(reading, hit) is not Aim.FRAMED:
        return False
    before = reading.before(hit.start, 14)
    return not re.search(r"\b(?:tas|paquet|bunch) (?:de |d')$", before)  # "un tas d'immigrants" only counts


def lowered_groups(reading: Reading) -> list[Hit]:
    """Return the words that call a protected group vermin, criminals or the like."""
    words: list[Hit] = []
    for group in reading.of("slur_framed"):
        for insult in reading.of("dehumanising", "insult_person", "insult_any", "reproach"):
            between = reading.text[group.end : insult.start]
            said = reading.before(group.start, 25) + between
            if 0 < len(between) < 40 and _ARE.match(between) and not _DENIED.search(said):
                words += [group, insult]
    return words
