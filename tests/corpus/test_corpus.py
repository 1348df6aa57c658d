"""The corpus is read whole: every line follows the form, none says what another says, and offsets hold."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from corpus.comments import CRITERIA, Line, Malformed, faults_and_lines, read_voices
from corpus.duplicates import NEAR, near_duplicates, shingles
from hypothesis import given
from hypothesis import strategies as st

POST = "== facebook\nLe dépôt se fera le 1er.\n"
LINE = Line(
    id="1", voice="voix", platform="x", post="Avis", text="texte", disposition="keep", criteria=(), stance="neutral",
    register="plain", is_question=False, language="fr", thread=(), evidence=(), pii=(), note="",
)  # fmt: skip


def one(tmp_path: Path, written: str) -> Line | Malformed:
    path = tmp_path / "voix.txt"
    path.write_text(POST + written, "utf-8")
    [found] = faults_and_lines(path)
    return found


@pytest.fixture(scope="module")
def lines() -> list[Line]:
    return list(read_voices())


def test_every_line_of_every_voice_follows_the_form(lines: list[Line]) -> None:
    assert len({line.id for line in lines}) == len(lines) > 0


def test_no_two_comments_say_nearly_the_same(lines: list[Line]) -> None:
    assert [(first.id, again.id) for first, again in near_duplicates(lines)] == []


@given(st.lists(st.text("abc ", min_size=1, max_size=12), max_size=8))
def test_no_near_duplicate_escapes_the_index(texts: list[str]) -> None:
    """Compared with every pair looked at whole."""
    written = [replace(LINE, id=str(at), text=text) for at, text in enumerate(texts)]
    kept: list[Line] = []
    expected = []
    for line in written:
        mine = shingles(line.text)
        near = [one for one in kept if alike(mine, shingles(one.text))]
        expected += [(near[0].id, line.id)] if near else []
        kept += [] if near else [line]
    assert [(first.id, again.id) for first, again in near_duplicates(written)] == expected


def alike(mine: set[str], theirs: set[str]) -> bool:
    return len(mine & theirs) >= NEAR * len(mine | theirs)


def test_half_or_more_of_the_comments_stay_and_every_criterion_is_there(lines: list[Line]) -> None:
    assert 2 * sum(line.disposition == "keep" for line in lines) >= len(lines)
    assert {line.criteria[0] for line in lines if line.criteria} == set(CRITERIA)


def test_marks_become_offsets_and_leave_the_text(tmp_path: Path) -> None:
    line = one(tmp_path, "r:abusive,personal_info c j ? | ⟨Gang de caves⟩,⏎appelez {phone:418 555-0134} ¶ deux motifs")
    assert isinstance(line, Line)
    assert line.text == "Gang de caves,\nappelez 418 555-0134"
    assert [line.text[start:end] for start, end in line.evidence] == ["Gang de caves"]
    assert [(line.text[start:end], kind) for start, end, kind in line.pii] == [("418 555-0134", "phone")]
    assert (line.disposition, line.criteria, line.is_question) == ("remove", ("abusive", "personal_info"), True)
    assert (line.post, line.note) == ("Le dépôt se fera le 1er.", "deux motifs")


def test_an_answer_has_what_it_answers_as_its_thread(tmp_path: Path) -> None:
    path = tmp_path / "voix.txt"
    path.write_text(POST + "k n p | Quand?\nk n p > | Le 1er.\nk s p > | Merci.\nk n p | Autre chose.\n", "utf-8")
    threads = [line.thread for line in faults_and_lines(path) if isinstance(line, Line)]
    assert threads == [(), ("Quand?",), ("Quand?", "Le 1er."), ()]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("k n p Bonjour", "no « | »"),
        ("k:abusive n p | Bonjour", "k goes without criterion"),
        ("r n p | Bonjour", "v and r with one"),
        ("r:rude n p | Bonjour", "unknown criterion"),
        ("k z p | Bonjour", "unknown stance"),
        ("k n p ! | Bonjour", "unknown mark"),
        ("r:abusive c j | Gang de caves", "is required for abusive"),
        ("k n p | ⟨Bonjour⟩", "a kept comment has no"),
        ("r:personal_info n p | Appelez-moi", "is required for personal_info"),
        ("r:personal_info n p | {tel:418 555-0134}", "unknown kind"),
        ("r:abusive c j | ⟨Gang de caves", "never closed"),
        ("r:abusive c j | Gang de caves⟩", "closes nothing"),
        ("r:abusive c j | ⟨ caves⟩", "begins or ends with a space"),
        ("k n p |  ", "no"),
    ],
)
def test_a_line_that_does_not_follow_the_form_is_said_with_its_place(tmp_path: Path, written: str, said: str) -> None:
    fault = one(tmp_path, written)
    assert isinstance(fault, Malformed)
    assert str(fault).startswith("voix.txt:3: ")
    assert said in str(fault)
