"""What is wrong with an outgoing draft. Offsets are Python code points of the draft, end exclusive."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One fault: where it is, what is wrong and how to put it right, in French."""

    start: int
    end: int
    code: str
    message: str
    suggestion: str

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
    """Every fault of one draft, in its order. Each of them keeps the draft from leaving."""

    faults: tuple[Fault, ...] = ()

    @property
    def ok(self) -> bool:
        return not self.faults

    def as_json(self, id: str) -> Mapping[str, object]:  # noqa: A002 - the name of the key it writes
        """The line `parvis gate` writes."""
        return {"id": id, "ok": self.ok, "faults": [fault.as_json() for fault in self.faults]}


class GateRefusal(Exception):
    """A draft may not leave. `faults` says why; `str()` is a French sentence that quotes nothing of the draft."""

    def __init__(self, faults: Faults) -> None:
        self.faults = faults
        super().__init__(" ".join(dict.fromkeys(fault.message for fault in faults.faults)))
