"""What is wrong with an outgoing draft. Offsets are Python code points of the draft, end exclusive."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

BLOCKING = frozenset({"not_french", "asks_personal_info", "partisan"})
"""What no decision of anybody's lets through. Every other code warns: a person may knowingly ignore it."""


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One fault: where it is, what is wrong, in French, and the words to put in its place."""

    start: int
    end: int
    code: str
    message: str  # one sentence, which quotes nothing of the draft but what a list of the package holds
    suggestion: str = ""  # what replaces draft[start:end] as it is; empty when nothing sure does

    @property
    def blocking(self) -> bool:
        return self.code in BLOCKING

    def key(self, draft: str) -> str:
        """What names this fault when somebody ignores it, as long as its words stay: "grammar:Sa prend".

        It holds words of the draft: it never goes to a log.
        """
        return f"{self.code}:{draft[self.start : self.end]}"

    def as_json(self) -> dict[str, object]:
        return {
            "code": self.code,
            "start": self.start,
            "end": self.end,
            "message": self.message,
            "suggestion": self.suggestion,
        }


@dataclass(frozen=True, slots=True)
class Faults:
    """Every fault of one draft, in its order, and in French what could not be checked."""

    faults: tuple[Fault, ...] = ()
    unchecked: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether the draft has no fault at all."""
        return not self.faults

    @property
    def blocking(self) -> tuple[Fault, ...]:
        """The faults that nobody may ignore."""
        return tuple(fault for fault in self.faults if fault.blocking)

    @property
    def warnings(self) -> tuple[Fault, ...]:
        """The faults that a person may knowingly ignore."""
        return tuple(fault for fault in self.faults if not fault.blocking)

    def in_the_way(self, draft: str, ignored: Collection[str]) -> tuple[Fault, ...]:
        """The faults that still keep the draft from leaving when the warnings of these keys are ignored."""
        keys = frozenset(ignored)
        return tuple(fault for fault in self.faults if fault.blocking or fault.key(draft) not in keys)

    def as_json(self, id: str) -> Mapping[str, object]:  # noqa: A002 - the name of the key it writes
        """The line `parvis gate` writes."""
        return {"id": id, "ok": self.ok, "faults": [fault.as_json() for fault in self.faults]}


class GateRefusal(Exception):
    """A draft may not leave. `faults` says why; `str()` is French sentences that quote nothing of the draft."""

    def __init__(self, faults: Faults) -> None:
        self.faults = faults
        super().__init__(" ".join(dict.fromkeys(fault.message for fault in faults.faults)))
