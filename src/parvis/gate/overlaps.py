"""One passage, one fault: what a weaker rule says of words that a stronger one already holds is dropped."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from parvis.gate.faults import Fault

# A code gives way to those written after it, on words they share. Another language explains every oddity of its
# passage; an English word explains why the dictionary does not know it. A request for personal information and a
# partisan passage explain nothing but themselves.
_GIVES_WAY_TO = {
    "typography": ("not_french",),
    "spelling": ("not_french", "anglicism", "register", "grammar"),
    "grammar": ("not_french", "anglicism", "register"),
    "register": ("not_french", "anglicism"),
    "anglicism": ("not_french",),
}


def one_fault_a_passage(found: Iterable[Fault]) -> tuple[Fault, ...]:
    """Return the faults in the order of the text, without those that say again what another says better."""
    by_code: dict[str, list[Fault]] = {}
    for fault in sorted(found, key=lambda fault: (fault.start, -fault.end, fault)):
        kept = by_code.setdefault(fault.code, [])
        if not kept or kept[-1].end <= fault.start:  # of two faults of a code, the first and longest
            kept.append(fault)
    return tuple(
        sorted(
            fault
            for code, faults in by_code.items()
            for fault in faults
            if not any(_touches(by_code.get(stronger, ()), fault) for stronger in _GIVES_WAY_TO.get(code, ()))
        )
    )


def apart_from(ours: Iterable[Fault], theirs: Iterable[Fault]) -> list[Fault]:
    """Return those of another program's faults that touch none of ours of the same code: ours are explained better."""
    by_code: dict[str, list[Fault]] = {}
    for fault in sorted(ours):
        by_code.setdefault(fault.code, []).append(fault)
    return [fault for fault in theirs if not _touches(by_code.get(fault.code, ()), fault)]


def _touches(disjoint: list[Fault] | tuple[()], fault: Fault) -> bool:
    """Tell whether one of these faults, sorted and apart from each other, shares a character with that one."""
    after = bisect_left(disjoint, fault.end, key=lambda other: other.start)
    return after > 0 and disjoint[after - 1].end > fault.start
