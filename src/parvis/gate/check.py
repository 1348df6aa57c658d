"""The gate: a draft goes in, its faults come out, and only a draft that may leave becomes a text that does."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import InitVar, dataclass, field
from typing import NoReturn, final

from parvis.gate.faults import Fault, Faults, GateRefusal
from parvis.gate.overlaps import apart_from, one_fault_a_passage
from parvis.gate.rules import RULES
from parvis.gate.rules.not_french import CODE as NOT_FRENCH
from parvis.gate.tools.grammalecte import grammar_of_grammalecte
from parvis.policy.model import Policy

_SEAL = object()


def check(draft: str, policy: Policy, *, tools: bool = True) -> Faults:
    """Return every fault of a draft, in the order of the text. Never fails, whatever the draft holds.

    `tools`: whether the programs of others that the system may have are asked too.
    """
    found: list[Fault] = []
    for rule in RULES:
        found.extend(rule(draft, policy))
    unchecked: tuple[str, ...] = ()
    if tools and policy.outgoing_language == "fr":
        theirs, unchecked = grammar_of_grammalecte(draft)
        found.extend(apart_from(found, theirs))
    return Faults(one_fault_a_passage(found), unchecked)


@final
@dataclass(frozen=True, slots=True)
class CheckedText:
    """A text that passed the gate, and the policy version it passed under. Only `checked` makes one.

    `ignored`: the warnings that somebody knowingly ignored. Their codes are logged, never their words.
    """

    text: str = field(repr=False)
    policy_version: str
    seal: InitVar[object] = None
    ignored: tuple[Fault, ...] = field(default=(), repr=False)

    def __post_init__(self, seal: object) -> None:
        if seal is not _SEAL:
            raise TypeError("a CheckedText comes from parvis.gate.check.checked")

    def __init_subclass__(cls) -> NoReturn:
        raise TypeError("a CheckedText has no other kinds")


def checked(draft: str, policy: Policy, ignored: Collection[str] = ()) -> CheckedText:
    """Return the draft as a text that may leave, unchanged.

    `ignored`: keys of warnings that a person chose to ignore (see `Fault.key`). Raises GateRefusal when another
    warning stands, or anything that blocks.
    """
    faults = check(draft, policy)
    if faults.in_the_way(draft, ignored):
        raise GateRefusal(faults)
    return CheckedText(draft, policy.version, _SEAL, faults.warnings)


def accompanied(french: CheckedText, translation: str, policy: Policy) -> CheckedText:
    """The French text, followed by the same in another language: never instead of it.

    Whoever calls this has a person's reason for it, and logs it. What takes sides or asks for personal information
    still blocks, as far as rules written for French can see it elsewhere. Raises GateRefusal.
    """
    faults = tuple(fault for fault in check(translation, policy, tools=False).blocking if fault.code != NOT_FRENCH)
    if faults:
        raise GateRefusal(Faults(faults))
    return CheckedText(f"{french.text}\n\n{translation.strip()}", french.policy_version, _SEAL, french.ignored)
