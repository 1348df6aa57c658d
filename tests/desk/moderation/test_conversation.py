"""The conversation around a comment: answers under what they answer, and nothing ever lost."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.connectors.port import Visibility
from parvis.desk.records.conversation import conversation
from parvis.desk.records.models import Account, Comment, Revision, Standing

ACCOUNT = Account(platform="facebook", platform_id="1", name="Ministère de l'Exemple")


def said(number: int, answering: int | None = None, **changes: Any) -> Comment:
    """A comment in memory, as the query gives it: with its standing and its words."""
    comment = Comment(
        account=ACCOUNT,
        platform="facebook",
        platform_id=str(number),
        parent_id="" if answering is None else str(answering),
        author_id=f"auteur-{number}",
        ours=changes.get("ours", False),
    )
    visibility = changes.get("visibility", Visibility.PUBLIC).value
    comment.standing = Standing(comment=comment, revision=Revision(text=f"mots {number}"), visibility=visibility)
    return comment


def shown(subject: Comment, *thread: Comment) -> list[tuple[str, int]]:
    return [(line.comment.platform_id, line.depth) for line in conversation(subject, thread)]


def test_answers_stand_under_what_they_answer() -> None:
    first, second, answer = said(1), said(2), said(3, answering=1)
    assert shown(first, first, second, answer) == [("1", 0), ("3", 1), ("2", 0)]


def test_an_answer_whose_parent_we_do_not_hold_stands_at_the_top() -> None:
    orphan = said(5, answering=99)
    assert shown(orphan, orphan) == [("5", 0)]


def test_answers_that_answer_each_other_are_all_shown() -> None:
    one, two = said(1, answering=2), said(2, answering=1)
    assert sorted(shown(one, one, two)) == [("1", 0), ("2", 0)]


def test_the_comment_of_the_page_and_what_it_answers_are_marked() -> None:
    parent, subject = said(1), said(2, answering=1)
    lines = conversation(subject, [parent, subject])
    assert [(line.here, line.parent) for line in lines] == [(False, True), (True, False)]


def test_our_own_replies_are_named_and_others_are_not() -> None:
    ours, theirs = said(1, ours=True), said(2)
    assert [line.author for line in conversation(theirs, [ours])] == ["Ministère de l'Exemple"]
    assert conversation(theirs, [theirs])[0].author.startswith("Personne ")


@pytest.mark.parametrize(
    ("visibility", "word"), [(Visibility.PUBLIC, ""), (Visibility.HIDDEN, "Masqué"), (Visibility.GONE, "Disparu")]
)
def test_what_is_no_longer_public_says_so(visibility: Visibility, word: str) -> None:
    subject = said(1, visibility=visibility)
    assert conversation(subject, [subject])[0].removed == word


@given(st.lists(st.one_of(st.none(), st.integers(0, 30)), max_size=30))
def test_every_comment_is_shown_once_whatever_it_claims_to_answer(parents: list[int | None]) -> None:
    thread = [said(number, answering) for number, answering in enumerate(parents)]
    lines = conversation(said(99), thread)
    assert sorted(line.comment.platform_id for line in lines) == sorted(item.platform_id for item in thread)
