"""Personal information that the network marked and no rule found: names with a case, addresses, numbers in words."""

from __future__ import annotations

from collections.abc import Sequence

from parvis.engine.findings import PersonalInfo

# A number that rules know how to read is not one when they say nothing: it may be the institution's own.
_LEFT_TO_RULES = frozenset({"phone", "email", "card"})


def with_learnt(
    ruled: Sequence[PersonalInfo], learnt: Sequence[tuple[int, int, str, float]]
) -> tuple[PersonalInfo, ...]:
    """The values that rules found, and those learnt that overlap none, in the order of the text."""
    added = [
        PersonalInfo(start, end, kind, probability)
        for start, end, kind, probability in learnt
        if kind not in _LEFT_TO_RULES
        and start < end
        and not any(start < known.end and known.start < end for known in ruled)
    ]
    return tuple(sorted([*ruled, *added], key=lambda value: value.start)) if added else tuple(ruled)
