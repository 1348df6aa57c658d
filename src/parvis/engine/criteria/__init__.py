"""The thirteen criteria, one file each. Adding one: its file, its line here, its table test."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from parvis.engine.criteria import (
    abusive,
    confused,
    defamatory,
    discriminatory,
    false,
    hateful,
    off_topic,
    offensive,
    partisan,
    personal_info,
    promotional,
    sexual,
    vulgar,
)
from parvis.engine.findings import Finding
from parvis.engine.reading import Reading

_LEARNT = (
    abusive, confused, defamatory, discriminatory, false, hateful, off_topic, offensive, partisan, promotional, sexual,
    vulgar,
)  # fmt: skip
# How the sentence begins that says what the judge found, by criterion.
LEARNT: Mapping[str, str] = {module.CODE: module.LEARNT for module in _LEARNT}
# Grounds that a person must weigh: only overwhelming evidence proposes more than a look.
CAUTIOUS = frozenset({false.CODE, defamatory.CODE, off_topic.CODE, confused.CODE, partisan.CODE})
# What no few words carry: the whole comment, beside what it answers, is the evidence.
WHOLE = frozenset({off_topic.CODE, confused.CODE})
# In the order in which the gravest ground is named when scores are equal.
CRITERIA: Mapping[str, Callable[[Reading], list[Finding]]] = {
    module.CODE: module.find
    for module in (
        personal_info, hateful, discriminatory, abusive, sexual, offensive, vulgar, promotional, partisan,
        defamatory, false, off_topic, confused,
    )
}  # fmt: skip
