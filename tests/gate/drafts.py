"""What the tables of this folder ask of the gate."""

from __future__ import annotations

from parvis.gate.check import check
from parvis.policy.load import shipped_policy


def found(draft: str, code: str) -> list[str]:
    """The passages of a draft that have a fault of this code."""
    return [draft[fault.start : fault.end] for fault in check(draft, shipped_policy()).faults if fault.code == code]


def corrections(draft: str, code: str) -> list[tuple[str, str]]:
    """The same passages, each with what one click puts in its place."""
    faults = check(draft, shipped_policy()).faults
    return [(draft[fault.start : fault.end], fault.suggestion) for fault in faults if fault.code == code]


def put_right(draft: str, code: str) -> str:
    """The draft after every click on a sure correction of this code, from its end to its beginning."""
    for fault in reversed(check(draft, shipped_policy()).faults):
        if fault.code == code and fault.suggestion:
            draft = draft[: fault.start] + fault.suggestion + draft[fault.end :]
    return draft
