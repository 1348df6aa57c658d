"""The gate: a draft goes in, its faults come out, and only a draft without any becomes a text that may leave."""

from __future__ import annotations

from dataclasses import InitVar, dataclass, field
from typing import NoReturn, final

from parvis.gate.faults import Fault, Faults, GateRefusal
from parvis.gate.rules import RULES
from parvis.policy.model import Policy

_SEAL = object()


def check(draft: str, policy: Policy) -> Faults:
    """Return every fault of a draft, in the order of the text. Never fails, whatever the draft holds."""
    found: list[Fault] = []
    for rule in RULES:
        found.extend(rule(draft, policy))
    return Faults(tuple(sorted(found)))


@final
@dataclass(frozen=True, slots=True)
class CheckedText:
    """A text that passed the gate, and the policy version it passed under. Only `checked` makes one."""

    text: str = field(repr=False)
    policy_version: str
    seal: InitVar[object] = None

    def __post_init__(self, seal: object) -> None:
        if seal is not _SEAL:
            raise TypeError("a CheckedText comes from parvis.gate.check.checked")

    def __init_subclass__(cls) -> NoReturn:
        raise TypeError("a CheckedText has no other kinds")


def checked(draft: str, policy: Policy) -> CheckedText:
    """Return the draft as a text that may leave, unchanged; raise GateRefusal when it has a fault."""
    faults = check(draft, policy)
    if not faults.ok:
        raise GateRefusal(faults)
    return CheckedText(draft, policy.version, _SEAL)
