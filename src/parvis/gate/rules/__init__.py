"""The rules of the gate, one file each. A rule is listed here to be applied."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from parvis.gate.faults import Fault
from parvis.gate.rules.anglicism import anglicism
from parvis.gate.rules.asks_personal_info import asks_personal_info
from parvis.gate.rules.grammar import grammar
from parvis.gate.rules.not_french import not_french
from parvis.gate.rules.partisan import partisan
from parvis.gate.rules.register import register
from parvis.gate.rules.spelling import spelling
from parvis.gate.rules.typography import typography
from parvis.policy.model import Policy

Rule = Callable[[str, Policy], Iterator[Fault]]
"""Given a draft and the policy, yields the faults of one kind. Never fails, and never changes the draft."""

RULES: tuple[Rule, ...] = (not_french, asks_personal_info, partisan, anglicism, register, grammar, spelling, typography)
