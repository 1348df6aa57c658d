"""What the worker makes of deliveries: late, twice, shuffled, in either generation, of acts that were ours."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from parvis.connectors.port import Act
from parvis.desk.records import verbatim
from parvis.desk.records.models import (
    Comment,
    Discrepancy,
    Effect,
    EffectState,
    Post,
    Revision,
    Standing,
    UnknownItem,
)
from parvis.desk.webhooks.models import Delivery
from parvis.desk.webhooks.sweeping import sweep_deliveries
from tests.connectors.scripted_server import Answer, Request, scripted
from tests.desk.webhooks.delivering import ACCOUNTS, PAGE, change, configure, deliver, page_body, work

pytestmark = pytest.mark.django_db

NOW = int(time.time())
POST_ID = f"{PAGE}_700"


class Page:
    """What Graph answers: comments by id, and the post 700. `down` makes it refuse everything."""

    def __init__(self) -> None:
        self.comments: dict[str, dict[str, Any]] = {}
        self.down = False
        self.asked: list[Request] = []

    def shows(self, comment: str = "700_1", message: str = "Bonjour", **more: Any) -> None:
        self.comments[comment] = {
            "id": comment,
            "message": message,
            "created_time": "2026-11-20T15:00:00+0000",
            "from": {"id": "4242", "name": "Citoyenne Inventée"},
            "is_hidden": False,
            "can_hide": True,
            "can_remove": True,
            "can_comment": True,
            **more,
        }

    def answer(self, request: Request) -> Answer:
        self.asked.append(request)
        if self.down:
            return Answer({"error": {"message": "down", "type": "OAuthException", "code": 2}}, status=500)
        node = request.path.strip("/").split("/")[1:]
        if not node or node == [""]:
            return self._several(request.query["ids"].split(","))
        if node == [POST_ID]:
            return Answer({"id": POST_ID, "message": "Avis", "created_time": "2026-11-20T14:00:00+0000"})
        if node[-1] == "comments":
            return Answer({"data": []})
        return self._several(node, alone=True)

    def _several(self, ids: list[str], *, alone: bool = False) -> Answer:
        if any(one not in self.comments for one in ids):
            error = {"message": "gone", "type": "GraphMethodException", "code": 100, "error_subcode": 33}
            return Answer({"error": error}, status=400)
        return Answer(self.comments[ids[0]] if alone else {one: self.comments[one] for one in ids})


@pytest.fixture
def page(settings: Any, tmp_path: Path, policy_in_force: Any) -> Iterator[Page]:
    told = Page()
    with scripted(told.answer) as server:
        configure(settings, tmp_path, ACCOUNTS.replace("http://127.0.0.1:9/", server.url + "/"))
        yield told


def texts(comment: str = "700_1") -> list[str]:
    revisions = Revision.objects.filter(comment__platform_id=comment).order_by("number")
    return [one.exact_text for one in revisions]


def standing(comment: str = "700_1") -> Standing:
    return Standing.objects.get(comment__platform_id=comment)


def say(*changes: dict[str, Any], at: int = NOW) -> None:
    assert deliver(page_body(*changes, at=at)) == 200


def test_a_comment_arrives_with_its_post_and_what_may_be_done_to_it(page: Page) -> None:
    page.shows(can_remove=False)
    say(change("add", message="Bonjour", created_time=NOW))
    work()
    comment = Comment.objects.get()
    assert (comment.post, comment.thread_id, comment.author_name) == (
        Post.objects.get(platform_id=POST_ID),
        "700_1",
        "Citoyenne Inventée",
    )
    possible = {row["act"]: row["obstacle"] for row in standing().capabilities}
    assert (possible["hide"], possible["delete"]) == (None, "platform_forbids")
    assert Delivery.objects.get().state == "done"


def test_a_reply_keeps_its_parent(page: Page) -> None:
    page.shows("700_2", parent={"id": "700_1"})
    say(change("add", "700_2", parent_id="700_1", message="Bonjour", created_time=NOW))
    work()
    comment = Comment.objects.get()
    assert (comment.kind, comment.parent_id, comment.thread_id) == ("reply", "700_1", "700_1")


def test_a_delivery_that_comes_again_changes_nothing(page: Page) -> None:
    page.shows()
    for at in (NOW, NOW + 60):
        say(change("add", message="Bonjour", created_time=NOW), at=at)
        work()
    assert texts() == ["Bonjour"]
    assert not Discrepancy.objects.exists()


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0), (0, 2, 1)])
def test_an_edit_is_a_revision_and_an_older_edit_never_covers_a_newer_one(page: Page, order: tuple[int, ...]) -> None:
    page.shows(message="Trois")
    said = [
        (change("add", message="Un", created_time=NOW), NOW),
        (change("edited", message="Deux", created_time=NOW), NOW + 10),
        (change("edited", message="Trois", created_time=NOW), NOW + 20),
    ]
    for number in order:
        say(said[number][0], at=said[number][1])
    work()
    assert texts() == ["Un", "Deux", "Trois"]
    assert standing().revision.number == 3


def test_an_edit_that_comes_after_a_newer_one_was_worked_on_is_left_alone(page: Page) -> None:
    page.shows(message="Trois")
    say(change("add", message="Un", created_time=NOW - 300), at=NOW - 300)
    work()
    say(change("edited", message="Trois", created_time=NOW - 300), at=NOW + 20)
    work()
    say(change("edited", message="Deux", created_time=NOW - 300), at=NOW - 200)
    work()
    assert texts()[-1] == "Trois"
    assert "Deux" not in texts()


def test_the_platform_has_the_last_word_on_a_text(page: Page) -> None:
    """The newest edit was lost on the way: looking shows it."""
    page.shows(message="Trois")
    say(change("add", message="Un", created_time=NOW))
    work()
    Revision.objects.all()
    assert texts() == ["Un", "Trois"]


def test_hidden_elsewhere_is_seen_and_told_to_people(page: Page) -> None:
    page.shows()
    say(change("add", message="Bonjour", created_time=NOW))
    work()
    page.shows(is_hidden=True)
    say(change("hide", message="Bonjour"), at=NOW + 30)
    work()
    assert standing().visibility == "hidden"
    assert [alert.kind for alert in Discrepancy.objects.all()] == ["hidden_elsewhere"]


def test_hide_and_unhide_out_of_order_end_as_the_platform_shows(page: Page) -> None:
    page.shows()
    say(change("unhide"), at=NOW + 40)
    say(change("hide"), at=NOW + 30)
    say(change("add", message="Bonjour", created_time=NOW))
    work()
    assert standing().visibility == "public"
    assert not Discrepancy.objects.exists()


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_removed_comment_is_gone_whatever_came_first(page: Page, order: tuple[int, ...]) -> None:
    say_now = [change("add", message="Bonjour", created_time=NOW), change("remove")]
    for number in order:
        say(say_now[number], at=NOW + number)
        work()
    assert (texts(), standing().visibility) == (["Bonjour"], "gone")
    assert {row["obstacle"] for row in standing().capabilities} <= {"final", "no_such_act"}


def test_the_replies_of_a_removed_comment_are_looked_at(page: Page) -> None:
    page.shows()
    page.shows("700_2", parent={"id": "700_1"})
    say(
        change("add", message="Bonjour", created_time=NOW),
        change("add", "700_2", parent_id="700_1", message="Oui", created_time=NOW),
    )
    work()
    page.comments.clear()
    say(change("remove"), at=NOW + 30)
    work()
    assert (standing().visibility, standing("700_2").visibility) == ("gone", "gone")


def test_the_comments_of_a_removed_post_are_looked_at(page: Page) -> None:
    page.shows()
    say(change("add", message="Bonjour", created_time=NOW))
    work()
    page.comments.clear()
    said = {"field": "feed", "value": {"item": "post", "verb": "remove", "post_id": POST_ID}}
    say(said, at=NOW + 30)
    work()
    assert standing().visibility == "gone"


@pytest.mark.parametrize("state", [EffectState.CONFIRMED, EffectState.SENT])
def test_our_own_act_comes_back_and_alerts_nobody(page: Page, state: EffectState) -> None:
    page.shows()
    say(change("add", message="Bonjour", created_time=NOW))
    work()
    _we_hid(state)
    page.shows(is_hidden=True)
    say(change("hide"), at=NOW + 5)
    work()
    assert not Discrepancy.objects.exists()


def test_a_list_that_is_behind_does_not_undo_our_own_act(page: Page) -> None:
    page.shows()
    say(change("add", message="Bonjour", created_time=NOW))
    work()
    _we_hid(EffectState.CONFIRMED)
    say(change("hide"), at=NOW + 5)  # and Graph still shows it public
    work()
    assert standing().visibility == "hidden"
    assert not Discrepancy.objects.exists()


def _we_hid(state: EffectState) -> None:
    comment = Comment.objects.get()
    now = timezone.now()
    Effect.objects.create(
        key="hide",
        account=comment.account,
        comment=comment,
        act=Act.HIDE.value,
        wanted_by="person:1",
        state=state.value,
        wanted_at=now,
        due_at=now,
        sent_at=now,
        settled_at=now if state is EffectState.CONFIRMED else None,
        visibility="hidden",
    )
    if state is EffectState.CONFIRMED:
        Standing.objects.filter(comment=comment).update(visibility="hidden")


def test_the_older_generation_says_the_same(page: Page) -> None:
    page.shows(message="Deux")
    older: dict[str, Any] = {"from": None, "sender_id": 4242, "sender_name": "Citoyenne Inventée"}
    say(change("add", message="Un", created_time=NOW, **older))
    say(change("edited", message="Deux", created_time=NOW + 9, **older), at=NOW + 9)
    work()
    comment = Comment.objects.get()
    assert (comment.author_id, comment.author_name, texts()) == ("4242", "Citoyenne Inventée", ["Un", "Deux"])


def test_what_is_told_in_part_is_read_from_the_platform_first(page: Page) -> None:
    """The older generation times the edit, not the comment: an edit of what we never saw is not taken as told."""
    page.shows(message="Deux")
    nameless: dict[str, Any] = {"from": None}
    say(change("edited", message="Deux", created_time=NOW, sender_id=4242, **nameless))
    work()
    assert Comment.objects.get().written_at.isoformat() == "2026-11-20T15:00:00+00:00"


def test_a_platform_that_is_down_holds_nothing_back_for_long(page: Page) -> None:
    page.shows()
    say(change("add", message="Bonjour", created_time=NOW))
    page.down = True
    work()
    assert texts() == ["Bonjour"]
    delivery = Delivery.objects.get()
    assert (delivery.state, bool(delivery.problem)) == ("new", True)
    page.down = False
    work()
    assert Delivery.objects.get().state == "done"
    assert standing().capabilities


def test_hidden_is_believed_while_the_platform_cannot_be_asked(page: Page) -> None:
    page.shows()
    say(change("add", message="Bonjour", created_time=NOW))
    work()
    page.down = True
    say(change("hide"), at=NOW + 3600)
    work()
    assert standing().visibility == "hidden"


def test_several_entries_and_changes_are_each_taken(page: Page) -> None:
    for number in range(4):
        page.shows(f"700_{number}", message=f"N {number}")
    changes = [change("add", f"700_{n}", message=f"N {n}", created_time=NOW) for n in range(4)]
    entries = [{"id": PAGE, "time": NOW, "changes": changes[:2]}, {"id": PAGE, "time": NOW, "changes": changes[2:]}]
    assert deliver(json.dumps({"object": "page", "entry": entries}).encode()) == 200
    work()
    assert Comment.objects.count() == 4


def test_unknown_items_are_kept_raw_and_listed(page: Page) -> None:
    say({"field": "parking"}, {"field": "payment_options", "value": {"visa": 1}}, change("follow"), {"x": "\ud83d\x00"})
    work()
    kept = {item.kind: verbatim.unpack(item.raw) for item in UnknownItem.objects.all()}
    assert kept["webhook.payment_options"] == {
        "id": PAGE,
        "time": NOW,
        "field": "payment_options",
        "value": {"visa": 1},
    }
    assert set(kept) == {"webhook.parking", "webhook.payment_options", "webhook.feed", "webhook."}
    assert Delivery.objects.get().state == "done"


def test_likes_are_nobodys_words(page: Page) -> None:
    say({"field": "feed", "value": {"item": "reaction", "verb": "add", "reaction_type": "love", "post_id": POST_ID}})
    work()
    assert not UnknownItem.objects.exists()


def test_private_messages_are_not_kept(page: Page) -> None:
    body = {"object": "page", "entry": [{"id": PAGE, "time": NOW, "messaging": [{"message": {"text": "privé"}}]}]}
    assert deliver(json.dumps(body).encode()) == 200
    work()
    assert "privé" not in str(verbatim.unpack(UnknownItem.objects.get().raw))


@pytest.mark.parametrize("body", [b"", b"{", b"null", b"\x00\xff", b"[" * 100_000])
def test_garbage_is_marked_unreadable_listed_and_stops_nothing(page: Page, body: bytes) -> None:
    page.shows()
    assert deliver(body) == 200
    say(change("add", message="Bonjour", created_time=NOW))
    work()
    assert sorted(Delivery.objects.values_list("state", flat=True)) == ["done", "unreadable"]
    assert UnknownItem.objects.get().kind == "webhook"
    assert texts() == ["Bonjour"]


HOSTILE = ["", "un \x00 nul", "un substitut \ud83d seul", "\u202etxet desrever", "é" * 100_000, "<script>"]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_any_text_is_kept_byte_for_byte(page: Page, text: str) -> None:
    page.shows(message=text)
    say(change("add", message=text, created_time=NOW))
    work()
    assert texts() == [text]


@pytest.mark.parametrize(
    "value",
    [
        {"comment_id": "é" * 10_000},
        {"comment_id": ["700_1"]},
        {"created_time": 10**400},
        {"created_time": -(10**14)},
        {"post_id": None, "parent_id": {}},
        {"from": [1], "message": {"a": 1}},
        {"from": {"id": {"a": 1}, "name": 7}},
        {"verb": "\x00" * 1000},
    ],
)
def test_a_twisted_change_never_stops_the_next_delivery(page: Page, value: dict[str, Any]) -> None:
    page.shows("700_9")
    said = change("add", message="Bonjour", created_time=NOW)
    said["value"] |= value
    say(said)
    say(change("add", "700_9", message="Bonjour", created_time=NOW))
    work()
    assert Comment.objects.filter(platform_id="700_9").exists()


def test_what_is_said_of_an_account_that_is_not_ours_is_kept_raw(page: Page) -> None:
    assert deliver(page_body(change("add", message="Bonjour"), page="555")) == 200
    work()
    assert not Comment.objects.exists()
    assert UnknownItem.objects.get().platform_id == "555"


def test_a_delivery_left_behind_is_found_by_the_sweeper(page: Page) -> None:
    from django_tasks_db.models import DBTaskResult

    say(change("add", message="Bonjour", created_time=NOW))
    DBTaskResult.objects.all().delete()
    assert sweep_deliveries() == 1
    assert DBTaskResult.objects.count() == 1


def test_bodies_that_have_served_are_let_go_and_those_that_have_not_are_kept(page: Page) -> None:
    page.shows()
    say(change("add", message="Bonjour", created_time=NOW))
    work()
    say(change("add", "700_2", message="Bonsoir", created_time=NOW))
    Delivery.objects.update(received_at=timezone.now() - timedelta(days=31))
    sweep_deliveries()
    assert [one.state for one in Delivery.objects.all()] == ["new"]
