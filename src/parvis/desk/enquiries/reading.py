"""Has the gate read an answer before the chain's lock is taken: reading takes a while, and others wait for the lock."""

from __future__ import annotations

from collections.abc import Sequence

from parvis.gate.check import CheckedText, accompanied, checked
from parvis.gate.faults import GateRefusal
from parvis.policy.model import Policy

from .models import Answer
from .refusals import NothingToSend, TextRefused
from .wording import EXCEPTIONS

_Key = tuple[str, tuple[str, ...]]


class Reader:
    """What the gate says of the texts of one answer. A text that changed meanwhile is read again."""

    def __init__(self, policy: Policy) -> None:
        self._policy = policy
        self._known: dict[_Key, CheckedText | GateRefusal] = {}

    def prepare(self, answer: Answer) -> Reader:
        """Read what may leave, and keep what comes of it."""
        for text in filter(str.strip, (answer.text, answer.short)):
            self._read(text, answer.ignored)
        return self

    def checked(self, answer: Answer, text: str) -> CheckedText:
        """The text that may leave, with its translation when there is one. Raises `TextRefused`."""
        found = self._read(text, answer.ignored)
        if isinstance(found, GateRefusal):
            raise TextRefused(found.faults) from found
        if not answer.translation.strip():
            return found
        if answer.exception not in EXCEPTIONS:
            raise NothingToSend("Choisissez le motif qui permet d'ajouter une autre langue, ou retirez-la.")
        try:
            return accompanied(found, answer.translation, self._policy)
        except GateRefusal as refusal:
            raise TextRefused(refusal.faults) from refusal

    def _read(self, text: str, ignored: Sequence[str]) -> CheckedText | GateRefusal:
        key = (text, tuple(ignored))
        if key not in self._known:
            try:
                self._known[key] = checked(text, self._policy, ignored=ignored)
            except GateRefusal as refusal:
                self._known[key] = refusal
        return self._known[key]
