"""Nothing that a draft may hold stops the gate, and its time grows with the length of the draft only."""

from __future__ import annotations

from functools import partial

import pytest

from parvis.gate.check import check
from parvis.gate.rules import Rule
from parvis.gate.rules.anglicism import anglicism
from parvis.gate.rules.asks_personal_info import asks_personal_info
from parvis.gate.rules.not_french import not_french
from parvis.gate.rules.partisan import partisan
from parvis.gate.rules.register import register
from parvis.gate.rules.typography import typography
from parvis.policy.load import shipped_policy
from parvis.policy.model import Policy
from tests.growth import grows_in_proportion

GOOD = "Nous avons bien reçu votre demande, et une agente communiquera avec vous cette semaine. "


def test_a_good_draft_of_ten_thousand_words_has_no_fault() -> None:
    assert check(GOOD * 700, shipped_policy(), tools=False).ok


@pytest.mark.parametrize(
    "draft", ["🎉👶🏽👩‍👩‍👧", "1 877 644-4545", "12", "—", "\u200b", "\ufeff", "🇨🇦 ➡️ 🏢", ":-) <3", "#emploi @qc"]
)
def test_what_says_nothing_has_no_fault(draft: str) -> None:
    assert check(draft, shipped_policy(), tools=False).ok


@pytest.mark.parametrize(
    "draft",
    [
        "<script>alert(1)</script>",
        "Bonjour <b>à tous</b> &amp; merci.",
        "Привет bonjour مرحبا 你好 hello",
        "\x00\x01\x02",
        "\ud800\udfff",
        "\u202eRUOJNOB",
        "a" * 20_000,
        "É" * 5_000 + "?!" * 5_000,
        "(" * 5_000,
        "«" * 2_000 + "»" * 2_000,
        "{" * 3_000 + "}" * 3_000,
        "votre nom ici " * 2_000,
        "e\u0301" * 3_000,
        "http://" * 3_000,
        "q.ca." * 3_000,
    ],
)
def test_hostile_drafts_are_judged_and_their_faults_lie_inside_them(draft: str) -> None:
    faults = check(draft, shipped_policy(), tools=False).faults
    assert all(0 <= fault.start < fault.end <= len(draft) for fault in faults)
    assert list(faults) == sorted(faults)


@pytest.mark.parametrize(
    "piece",
    ["ton ton ", "nous vous répondrons dans l'heure ", "le deadline ", "12h30, ", "« ", '"a ', "...", "votez pour ",
     "notre gouvernement ", "e-e-e", "il/elle/", "a.e.s.", "<b>", "[a](", "**", "On ne "],
)  # fmt: skip
def test_each_rule_takes_time_in_proportion(piece: str) -> None:
    policy = shipped_policy()
    for rule in (not_french, asks_personal_info, partisan, anglicism, register, typography):
        assert grows_in_proportion(partial(_judge, rule, piece, policy), 8_000), rule


def _judge(rule: Rule, piece: str, policy: Policy, size: int) -> None:
    list(rule((piece * size)[:size], policy))
