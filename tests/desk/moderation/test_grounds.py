"""On what a removal stands: criteria of the policy, words of the comment, letter for letter."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.desk.moderation.grounds import criteria_named, quotes_of, words_quoted
from parvis.desk.moderation.refusals import NoCriterion, NoEvidence
from parvis.policy.load import shipped_policy

TEXT = "Vous êtes une bande d'imbéciles, une bande d'imbéciles finis."


def test_criteria_are_kept_in_their_order_and_once() -> None:
    assert criteria_named(shipped_policy(), ["vulgar", "abusive", "vulgar"]) == ["vulgar", "abusive"]


@pytest.mark.parametrize("codes", [[], [""], ["desaccord"], ["abusive", "desaccord"], ["ABUSIVE"], ["abusive "]])
def test_what_the_policy_does_not_name_is_no_criterion(codes: list[str]) -> None:
    with pytest.raises(NoCriterion):
        criteria_named(shipped_policy(), codes)


def test_words_are_placed_where_they_first_stand_in_the_text_s_order() -> None:
    assert words_quoted(TEXT, ["finis", "imbéciles"]) == [[22, 31], [55, 60]]


@pytest.mark.parametrize(
    "quotes", [[], [""], [" "], ["\n"], ["imbeciles"], ["Imbéciles"], ["imbéciles", "absents"], [TEXT + "!"]]
)
def test_words_that_are_not_in_the_text_are_no_evidence(quotes: list[str]) -> None:
    with pytest.raises(NoEvidence):
        words_quoted(TEXT, quotes)


def test_the_words_that_are_missing_are_named() -> None:
    with pytest.raises(NoEvidence, match="absents"):
        words_quoted(TEXT, ["imbéciles", "absents"])


@given(st.data())
def test_any_part_of_any_text_can_be_quoted(data: Any) -> None:
    text = data.draw(st.text(min_size=1, max_size=50).filter(str.strip))
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quote = text[start:end]
    if quote.strip():
        [[found, until]] = words_quoted(text, [quote])
        assert text[found:until] == quote
        assert found <= start


@pytest.mark.parametrize(
    ("written", "quotes"),
    [
        ("", []),
        (" \r\n \n", []),
        ("un extrait", ["un extrait"]),
        ("un\r\ndeux\n\n trois ", ["un", "deux", " trois "]),
        ("ligne\u2028suite\x85fin", ["ligne\u2028suite\x85fin"]),
    ],
)
def test_a_form_sends_one_extract_a_line(written: str, quotes: list[str]) -> None:
    assert quotes_of(written) == quotes
