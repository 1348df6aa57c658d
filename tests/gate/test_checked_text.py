"""The outbox takes checked texts only, and only the gate makes them."""

from __future__ import annotations

import copy
import dataclasses
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.gate.check import CheckedText, check, checked
from parvis.gate.faults import GateRefusal
from parvis.policy.load import shipped_policy
from tests.growth import grows_in_proportion

REPLY = "Bonjour, le versement sera fait lundi."


def test_a_good_draft_leaves_word_for_word_under_a_policy_version() -> None:
    text = checked(REPLY, shipped_policy())
    assert (text.text, text.policy_version) == (REPLY, shipped_policy().version)


def test_a_faulty_draft_is_refused_with_its_faults() -> None:
    with pytest.raises(GateRefusal) as refused:
        checked("Thanks! Donnez-nous votre NAS.", shipped_policy())
    assert [fault.code for fault in refused.value.faults.faults] == ["not_french", "asks_personal_info"]


def test_a_refusal_quotes_nothing_of_the_draft() -> None:
    with pytest.raises(GateRefusal) as refused:
        checked("Thank you Gertrude Untel.", shipped_policy())
    assert "Gertrude" not in str(refused.value)
    assert "Ce passage n'est pas en français" in str(refused.value)


def test_nobody_else_makes_a_checked_text() -> None:
    with pytest.raises(TypeError):
        CheckedText("Thanks!", "mess-2013@0")
    with pytest.raises(TypeError):
        CheckedText("Thanks!", "mess-2013@0", object())


def test_a_checked_text_cannot_be_changed_nor_derived() -> None:
    text = checked(REPLY, shipped_policy())
    with pytest.raises(dataclasses.FrozenInstanceError):
        text.text = "Thanks!"  # type: ignore[misc]
    with pytest.raises((TypeError, ValueError)):
        dataclasses.replace(text, text="Thanks!")
    with pytest.raises(TypeError):
        type("Forged", (CheckedText,), {})
    assert copy.copy(text) == text


def test_a_checked_text_keeps_its_words_out_of_logs() -> None:
    assert "versement" not in repr(checked(REPLY, shipped_policy()))


def test_faults_are_written_as_the_command_line_promises() -> None:
    line = check("Merci! Thanks!", shipped_policy()).as_json("7")
    assert json.loads(json.dumps(line)) == {
        "id": "7",
        "ok": False,
        "faults": [
            {
                "code": "not_french",
                "start": 7,
                "end": 13,
                "message": "Ce passage n'est pas en français, "
                "et la politique veut que tout message de l'institution le soit.",
                "suggestion": "",
            }
        ],
    }
    assert check("Merci!", shipped_policy()).as_json("8") == {"id": "8", "ok": True, "faults": []}


@given(st.text(st.characters(), max_size=300))
def test_any_draft_is_judged_and_its_faults_lie_inside_it(draft: str) -> None:
    faults = check(draft, shipped_policy(), tools=False).faults
    assert all(0 <= fault.start < fault.end <= len(draft) for fault in faults)
    assert list(faults) == sorted(faults)


@pytest.mark.parametrize(
    "piece",
    ["a", "votre ", "donnez ", "votre nom, ", "\x00\ud800\u202e", "e\u0301", "@", "a.b", "hi ", "q-", "nas.", "été. "],
)  # fmt: skip
def test_a_draft_is_judged_in_time_proportional_to_its_length(piece: str) -> None:
    assert grows_in_proportion(lambda size: check((piece * size)[:size], shipped_policy(), tools=False), 8_000)
