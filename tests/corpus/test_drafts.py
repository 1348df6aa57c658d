"""The drafts are read whole: every line follows the form, none says what another says, and corrections stand."""

from __future__ import annotations

from pathlib import Path

import pytest
from corpus.comments import Malformed
from corpus.drafts import CODES, Draft, faults_and_drafts, read_drafts
from corpus.duplicates import near_duplicates


def one(tmp_path: Path, written: str) -> Draft | Malformed:
    path = tmp_path / "brouillons.txt"
    path.write_text(f"== Sujet\n{written}\n", "utf-8")
    [found] = faults_and_drafts(path)
    return found


@pytest.fixture(scope="module")
def drafts() -> list[Draft]:
    return list(read_drafts())


def test_a_fault_has_its_place_and_its_correction(tmp_path: Path) -> None:
    draft = one(tmp_path, "{grammar:Sa→Ça} coûte 12~$, {spelling:malheureusment→malheureusement}.⏎Merci. ¶ note")
    assert isinstance(draft, Draft)
    assert draft.text == "Sa coûte 12\u00a0$, malheureusment.\nMerci."
    assert [(draft.text[one.start : one.end], one.code) for one in draft.faults] == [
        ("Sa", "grammar"), ("malheureusment", "spelling"),
    ]  # fmt: skip
    assert draft.corrected == "Ça coûte 12\u00a0$, malheureusement.\nMerci."
    assert (draft.ok, draft.note, draft.subject) == (False, "note", "Sujet")


@pytest.mark.parametrize(
    "written", ["{orthographe:a→à}", "{spelling:a→a}", "un { seul", "{spelling:sans flèche}", "une → seule", "~{"]
)
def test_what_does_not_follow_the_form_is_told(tmp_path: Path, written: str) -> None:
    assert isinstance(one(tmp_path, written), Malformed)


def test_there_are_enough_right_ones_and_every_kind_of_fault(drafts: list[Draft]) -> None:
    assert min(sum(draft.ok for draft in drafts), sum(not draft.ok for draft in drafts)) >= 750
    assert 0.4 <= sum(draft.ok for draft in drafts) / len(drafts) <= 0.6
    for name in ("03_", "07_"):
        measured = [draft for draft in drafts if draft.id.startswith(name)]
        assert 0.48 <= sum(draft.ok for draft in measured) / len(measured) <= 0.52
    for code in CODES:
        assert sum(code in draft.codes for draft in drafts) >= 100, code


def test_no_two_drafts_say_nearly_the_same(drafts: list[Draft]) -> None:
    assert [(first.id, again.id) for first, again in near_duplicates(drafts)] == []
