"""Three codes block; the others warn, and a person may knowingly ignore them."""

from __future__ import annotations

import pytest

from parvis.gate.check import check, checked
from parvis.gate.faults import BLOCKING, Fault, GateRefusal
from parvis.gate.overlaps import apart_from, one_fault_a_passage
from parvis.policy.load import shipped_policy

WARNED = "Merci de checker la date !"


def test_another_language_a_request_and_a_party_block() -> None:
    assert {"not_french", "asks_personal_info", "partisan"} == BLOCKING
    faults = check("Thanks! Donnez-nous votre NAS. Bravo à la CAQ!", shipped_policy())
    assert [fault.code for fault in faults.blocking] == ["not_french", "asks_personal_info", "partisan"]
    assert faults.warnings == ()


def test_a_warning_keeps_the_draft_until_somebody_ignores_it() -> None:
    with pytest.raises(GateRefusal):
        checked(WARNED, shipped_policy())
    keys = {fault.key(WARNED) for fault in check(WARNED, shipped_policy()).warnings}
    assert keys == {"anglicism:checker", "typography: !"}
    text = checked(WARNED, shipped_policy(), keys)
    assert text.text == WARNED
    assert [fault.code for fault in text.ignored] == ["anglicism", "typography"]


def test_ignoring_one_warning_ignores_no_other() -> None:
    with pytest.raises(GateRefusal) as refused:
        checked(WARNED, shipped_policy(), {"anglicism:checker"})
    assert [fault.code for fault in refused.value.faults.in_the_way(WARNED, {"anglicism:checker"})] == ["typography"]


def test_what_blocks_cannot_be_ignored() -> None:
    draft = "Thanks!"
    keys = {fault.key(draft) for fault in check(draft, shipped_policy()).faults}
    with pytest.raises(GateRefusal):
        checked(draft, shipped_policy(), keys)


def test_a_key_outlives_a_change_elsewhere_in_the_draft() -> None:
    (before,) = check("Merci de checker.", shipped_policy()).faults
    (after,) = check("Bonjour! Merci de checker.", shipped_policy()).faults
    assert before.key("Merci de checker.") == after.key("Bonjour! Merci de checker.")


def test_a_key_that_no_fault_has_changes_nothing() -> None:
    assert checked("Merci!", shipped_policy(), {"grammar:Sa prend"}).ignored == ()


def test_the_words_that_were_ignored_stay_out_of_logs() -> None:
    text = checked(WARNED, shipped_policy(), {"anglicism:checker", "typography: !"})
    assert "checker" not in repr(text)


@pytest.mark.parametrize(
    ("codes", "kept"),
    [
        (["not_french", "spelling", "grammar", "anglicism"], ["not_french"]),
        (["anglicism", "spelling"], ["anglicism"]),
        (["register", "grammar"], ["register"]),
        (["grammar", "spelling"], ["grammar"]),
        (["asks_personal_info", "register"], ["asks_personal_info", "register"]),
        (["partisan", "anglicism"], ["anglicism", "partisan"]),
        (["grammar", "typography"], ["grammar", "typography"]),
    ],
)
def test_one_passage_has_the_fault_that_explains_the_others(codes: list[str], kept: list[str]) -> None:
    faults = one_fault_a_passage([Fault(5, 9, code, "") for code in codes])
    assert [fault.code for fault in faults] == kept


def test_of_two_faults_of_one_code_the_longest_stays() -> None:
    found = [Fault(5, 9, "grammar", "a"), Fault(5, 14, "grammar", "b"), Fault(12, 15, "grammar", "c")]
    assert one_fault_a_passage(found) == (Fault(5, 14, "grammar", "b"),)


def test_another_programs_fault_gives_way_to_ours() -> None:
    ours, theirs = Fault(5, 9, "grammar", "ours"), Fault(8, 12, "grammar", "theirs")
    assert apart_from([ours], [theirs, Fault(20, 22, "grammar", "new")]) == [Fault(20, 22, "grammar", "new")]


def test_an_english_passage_is_not_also_full_of_mistakes() -> None:
    faults = check("Bonjour. Please checks the deadlines of yours meeting. Merci.", shipped_policy()).faults
    assert [fault.code for fault in faults] == ["not_french"]
