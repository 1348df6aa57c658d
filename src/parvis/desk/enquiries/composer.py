"""What the composer shows beside the words: what the gate finds, and whether each platform has room for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from parvis.desk.records.policies import policy_of, version_in_force
from parvis.gate.check import check
from parvis.gate.faults import Fault
from parvis.web.labels import PLATFORMS

from .lengths import length_on
from .models import Answer
from .wording import FAULTS

FIELDS = ("text", "short")  # of an answer: what the gate reads


@dataclass(frozen=True, slots=True)
class Remark:
    """One fault, as the page says it. `handle` names it in a form: the field, then its rank there."""

    handle: str
    kind: str  # in French
    passage: str
    message: str
    suggestion: str
    correctable: bool
    blocking: bool
    ignored: bool


@dataclass(frozen=True, slots=True)
class Room:
    """How much of a platform's room a text takes."""

    platform: str
    used: int
    most: int
    fits: bool
    short: bool  # it is the short version that goes there


@dataclass(frozen=True, slots=True)
class Composition:
    """What is said of a draft."""

    remarks: Sequence[Remark]
    rooms: Sequence[Room]
    unchecked: Sequence[str]  # what could not be checked, in French

    @property
    def may_leave(self) -> bool:
        return all(room.fits for room in self.rooms) and all(remark.ignored for remark in self.remarks)

    @property
    def blocking(self) -> int:
        return sum(remark.blocking for remark in self.remarks)

    @property
    def open_remarks(self) -> int:
        return sum(not remark.ignored for remark in self.remarks)


def composition(answer: Answer, platforms: Sequence[str]) -> Composition:
    """What the gate finds in each text of an answer, and its length on each of these platforms."""
    policy = policy_of(version_in_force())
    remarks: list[Remark] = []
    unchecked: dict[str, None] = {}
    for field in FIELDS:
        draft = getattr(answer, field)
        if not draft.strip():
            continue
        faults = check(draft, policy)
        unchecked |= dict.fromkeys(faults.unchecked)
        remarks += [_remark(field, rank, fault, draft, answer.ignored) for rank, fault in enumerate(faults.faults)]
    rooms = [_room(platform, answer) for platform in platforms] if answer.text.strip() else []
    return Composition(remarks, rooms, list(unchecked))


def _remark(field: str, rank: int, fault: Fault, draft: str, ignored: Sequence[str]) -> Remark:
    return Remark(
        handle=f"{field}:{rank}",
        kind=FAULTS.get(fault.code, fault.code),
        passage=draft[fault.start : fault.end],
        message=fault.message,
        suggestion=fault.suggestion,
        correctable=bool(fault.suggestion),
        blocking=fault.blocking,
        ignored=not fault.blocking and fault.key(draft) in ignored,
    )


def _room(platform: str, answer: Answer) -> Room:
    whole = length_on(platform, answer.text, private=answer.private)
    short = not whole.fits and bool(answer.short.strip())
    length = length_on(platform, answer.short, private=answer.private) if short else whole
    return Room(PLATFORMS.get(platform, platform), length.used, length.most, length.fits, short)


def corrected(answer: Answer, handle: str) -> dict[str, str]:
    """The field of this fault, with its correction in place; nothing when the text has changed since."""
    found = _fault(answer, handle)
    if found is None or not found[1].suggestion:
        return {}
    field, fault = found
    draft = getattr(answer, field)
    return {field: draft[: fault.start] + fault.suggestion + draft[fault.end :]}


def key_of(answer: Answer, handle: str) -> str:
    """The key of a warning that a person knowingly keeps; "" for one that blocks, or is no longer there."""
    found = _fault(answer, handle)
    if found is None or found[1].blocking:
        return ""
    field, fault = found
    return fault.key(getattr(answer, field))


def _fault(answer: Answer, handle: str) -> tuple[str, Fault] | None:
    field, _, rank = handle.partition(":")
    if field not in FIELDS or not rank.isdecimal() or len(rank) > 4:
        return None
    faults = check(getattr(answer, field), policy_of(version_in_force())).faults
    return (field, faults[int(rank)]) if int(rank) < len(faults) else None
