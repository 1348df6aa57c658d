"""Threads as they are: orphans, rings, deep answers, long conversations, quotes."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parvis.connectors.attachments import Attachment as Told
from parvis.connectors.attachments import AttachmentKind
from parvis.connectors.port import Visibility
from parvis.desk.moderation.queries import comment_page
from parvis.desk.records.conversation import DEEPEST, GONE, NEVER_RECEIVED, NOT_SHOWN, ThreadLine, conversation
from parvis.desk.records.models import Comment
from parvis.desk.records.threads import CLIMBED, SHOWN, Quoted, thread_around
from tests.desk.cast import receive, remote
from tests.people_of_the_desk import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _policy(policy_in_force: Any) -> None:
    """Comments are assessed as they arrive."""


def answer(number: int, to: int | None = None, **changes: Any) -> Any:
    """In one conversation; ours by default, which spares the engine's work where it is not what is looked at."""
    given = {"thread_id": "t", "ours": True, "parent_id": f"100200300_{to}" if to is not None else ""}
    return remote(number, f"Mot {number}", **given | changes)


def held(number: int) -> Comment:
    return Comment.objects.get(platform_id=f"100200300_{number}")


def lines(number: int) -> dict[str, ThreadLine]:
    around = thread_around(held(number))
    found = conversation(held(number), around.comments, around.held)
    return {line.comment.platform_id.removeprefix("100200300_"): line for line in found}


def test_an_answer_to_what_was_never_received_says_so() -> None:
    receive([answer(5, to=99)])
    assert lines(5)["5"].orphan == NEVER_RECEIVED


def test_an_answer_to_what_is_gone_says_so_and_stays_under_it() -> None:
    receive([answer(1, visibility=Visibility.GONE), answer(2, to=1)])
    found = lines(2)
    assert (found["2"].depth, found["2"].orphan, found["1"].removed) == (1, GONE, "Disparu")


def test_an_answer_to_what_is_only_not_shown_says_that_and_no_more() -> None:
    many = [answer(number) for number in range(1, 200)]
    receive([*many, answer(200, to=20), answer(201)])
    assert lines(201)["200"].orphan == NOT_SHOWN


def test_what_it_answers_is_shown_however_long_ago_and_however_far_up() -> None:
    line = [answer(number, to=number - 1 if number > 1 else None) for number in range(1, 4)]
    crowd = [answer(number) for number in range(10, 200)]
    receive([*line, *crowd, answer(300, to=3)])
    found = lines(300)
    assert {name: found[name].depth for name in ("1", "2", "3", "300")} == {"1": 0, "2": 1, "3": 2, "300": 3}
    assert found["3"].parent


def test_fifty_answers_deep_the_indent_stops_and_names_take_over() -> None:
    receive([answer(number, to=number - 1 if number > 1 else None) for number in range(1, 51)])
    found = lines(50)
    assert [found[str(number)].depth for number in range(11, 51)] == [0, 1, 2, 3, *[DEEPEST] * 36]
    assert found["50"].answers == "Ministère de l'Exemple"
    assert found["13"].answers == ""


def test_answers_that_answer_each_other_in_a_ring_are_each_shown_once() -> None:
    receive([answer(1, to=3), answer(2, to=1), answer(3, to=2), answer(4, to=4)])
    assert sorted(lines(2)) == ["1", "2", "3", "4"]


def test_a_conversation_of_two_thousand_takes_as_many_queries_as_one_of_a_hundred() -> None:
    def queries(number: int) -> int:
        with CaptureQueriesContext(
            connection,
        ) as caught:
            page = comment_page(held(number).pk)
            assert page is not None
            conversation(page.comment, page.thread.comments, page.thread.held)
        return len(caught)

    receive([answer(number, to=number - 1 if number > 1 else None) for number in range(1, 100)])
    receive([answer(100, to=99, ours=False)])
    few = queries(100)
    receive([answer(number, to=number - 1) for number in range(101, 2000)])
    receive([answer(2000, to=1999, ours=False)])
    assert queries(2000) == few
    around = thread_around(held(2000))
    assert len(around.comments) <= SHOWN + CLIMBED
    assert around.total == 2000


def test_a_quote_of_our_publication_is_shown_with_its_words() -> None:
    def quoting(number: int, what: str) -> Quoted | None:
        quote = Told(AttachmentKind.QUOTE, media_id=what)
        [received] = receive([remote(number, "Voyez", attachments=(quote,))])
        page = comment_page(received.comment.pk)
        return page.quoted if page else None

    assert quoting(1, "100200300_1") == Quoted("Le bureau de l'Exemple ouvre lundi.", ours=True)
    assert quoting(2, "100200300_1") is not None
    assert quoting(3, "999") == Quoted()
    receive([remote(7, "Un avis")])
    assert quoting(4, "100200300_7") == Quoted("Un avis", ours=False)


def test_the_page_says_what_is_not_shown_of_the_conversation() -> None:
    receive([answer(number) for number in range(1, 100)])
    [received] = receive([answer(100, to=999, ours=False)])
    page = signed_in("alice").get(f"/commentaires/{received.comment.pk}/").content.decode()
    assert NEVER_RECEIVED in page
    assert "60 autres commentaires de cette conversation ne sont pas montrés ici." in page
