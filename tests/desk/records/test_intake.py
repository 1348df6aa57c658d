"""Intake: word for word, once, with the cursor in the same transaction."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from parvis.connectors.port import Act, Batch, UnknownItem, Visibility
from parvis.desk.people.actors import process
from parvis.desk.people.permissions import NotAllowed
from parvis.desk.records import verbatim
from parvis.desk.records.actions.comments import receive_comments
from parvis.desk.records.actions.policies import ensure_policy
from parvis.desk.records.models import (
    Account,
    AuditEvent,
    Comment,
    Discrepancy,
    Effect,
    EffectState,
    Post,
    Revision,
    Standing,
)
from parvis.desk.records.models import (
    UnknownItem as KeptUnknown,
)
from parvis.desk.records.verification import verify
from tests.desk.cast import POLLER, POST, alice, facebook_account, receive, remote

pytestmark = pytest.mark.django_db

HOSTILE = [
    "",
    "🙃🧑‍🤝‍🧑 drapeau 🏴‍☠️",
    "عربي ثم \u202etxet desrever",
    "zéro\u200blargeur\ufeff",
    "un \x00 nul",
    "un substitut \ud83d seul",
    "é" * 100_000,
    "fin de ligne\r\n et \r seul",
    "<script>alert(1)</script>",
]


@pytest.fixture(autouse=True)
def _policy(policy_in_force: Any) -> None:
    """Comments are assessed as they arrive."""


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_any_text_is_kept_byte_for_byte(text: str) -> None:
    [received] = receive([remote(1, text)])
    revision = Revision.objects.get(pk=received.revision.pk)
    expected = text.encode("utf-8", "surrogatepass")
    assert bytes(revision.verbatim) == expected
    assert revision.sha256 == hashlib.sha256(expected).hexdigest()
    assert revision.exact_text == text
    assert len(revision.text) == len(text)


class AnyText(TestCase):
    def setUp(self) -> None:
        ensure_policy(actor=process("tests"))

    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.text(st.characters(codec=None)))
    def test_any_text_survives(self, text: str) -> None:
        [received] = receive([remote(1, text)])
        revision = Revision.objects.get(pk=received.revision.pk)
        assert revision.exact_text == text
        assert revision.text == verbatim.displayable(text)


def test_a_comment_seen_again_is_kept_once() -> None:
    receive([remote(1, "Bonjour"), remote(1, "Bonjour")])
    assert receive([remote(1, "Bonjour")]) == []
    assert Comment.objects.count() == Revision.objects.count() == Standing.objects.count() == 1


def test_an_edit_on_the_platform_is_a_new_revision_and_the_first_stays() -> None:
    [first] = receive([remote(1, "Avant")])
    [edited] = receive([remote(1, "Après")])
    assert not edited.first
    texts = list(Revision.objects.order_by("number").values_list("number", "text"))
    assert texts == [(1, "Avant"), (2, "Après")]
    assert Standing.objects.get(comment=first.comment).revision.number == 2


def test_the_cursor_moves_with_the_comments_or_not_at_all() -> None:
    receive([remote(1, "Un")], cursor="c1")
    with pytest.raises(DatabaseError):
        receive([remote(2, "Deux"), remote(3, "Trois", kind=None)], cursor="c2")
    assert Account.objects.get().cursor == "c1"
    assert Comment.objects.count() == 1


def test_a_thread_read_back_does_not_move_the_cursor() -> None:
    receive([remote(1, "Un")], cursor="c1")
    batch = Batch(cursor="", comments=(remote(2, "Deux"),))
    receive_comments(actor=POLLER, account=facebook_account(), batch=batch, as_of=timezone.now(), advance=False)
    assert Account.objects.get().cursor == "c1"


def test_what_no_mapping_knows_is_kept_raw_once_and_stops_nothing() -> None:
    unknown = UnknownItem(kind="sondage", raw={"question": "Oui\x00?"}, reason="champ « message » absent")
    batch = Batch(cursor="c1", comments=(remote(1, "Un"),), unknown=(unknown, unknown))
    for _ in range(2):
        receive_comments(actor=POLLER, account=facebook_account(), batch=batch, as_of=timezone.now())
    assert verbatim.unpack(KeptUnknown.objects.get().raw) == unknown.raw
    assert Comment.objects.count() == 1


def test_a_post_follows_its_edits() -> None:
    receive([remote(1, "Un")])
    post = Post.objects.get()
    batch = Batch(cursor="c2", posts=(replace(POST, text="Nouvelle date"),))
    receive_comments(actor=POLLER, account=facebook_account(), batch=batch, as_of=timezone.now())
    post.refresh_from_db()
    assert post.text == "Nouvelle date"


def test_a_comment_hidden_by_somebody_else_raises_an_alert_and_fixes_nothing() -> None:
    [received] = receive([remote(1, "Un")])
    receive([remote(1, "Un", visibility=Visibility.HIDDEN)])
    alert = Discrepancy.objects.get()
    assert (alert.comment_id, alert.kind, alert.expected, alert.found) == (
        received.comment.pk,
        "hidden_elsewhere",
        "public",
        "hidden",
    )


def test_a_platform_that_does_not_say_leaves_what_we_knew() -> None:
    receive([remote(1, "Un", visibility=Visibility.UNKNOWN)])
    assert Standing.objects.get().visibility == "public"
    assert not Discrepancy.objects.exists()


def test_a_post_that_arrives_later_than_its_comment_is_still_linked_by_its_id() -> None:
    batch = Batch(cursor="c1", comments=(remote(1, "Un"),))
    receive_comments(actor=POLLER, account=facebook_account(), batch=batch, as_of=timezone.now())
    comment = Comment.objects.get()
    assert (comment.post, comment.post_platform_id) == (None, "100200300_1")


def test_only_our_own_processes_take_comments_in() -> None:
    batch = Batch(cursor="c1", comments=(remote(1, "Un"),))
    with pytest.raises(NotAllowed):
        receive_comments(actor=alice(), account=facebook_account(), batch=batch, as_of=timezone.now())
    assert not Comment.objects.exists()


def test_what_arrives_is_in_the_chain_and_the_chain_holds_no_text() -> None:
    receive([remote(1, "Mon NAS est 046 454 286")])
    [event] = AuditEvent.objects.filter(verb="comments.received")
    assert Revision.objects.get().sha256 in event.body
    assert "046" not in event.body
    assert "Citoyenne" not in event.body
    assert [proof for proof in verify() if proof.faults] == []


@pytest.mark.parametrize("model", [Comment, Revision, AuditEvent])
def test_the_database_itself_refuses_to_change_a_record(model: Any) -> None:
    receive([remote(1, "Un")])
    for write in (lambda: model.objects.update(**{_field(model): "x"}), lambda: _raw_delete(model)):
        with pytest.raises(DatabaseError, match="immutable"), transaction.atomic():
            write()


def _field(model: Any) -> str:
    return {Comment: "kind", Revision: "text", AuditEvent: "verb"}[model]


def _raw_delete(model: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {model._meta.db_table}")


def test_an_answer_older_than_our_own_act_does_not_undo_it() -> None:
    """The platform was asked before we hid the comment: its answer is out of date."""
    asked_at = timezone.now()
    [received] = receive([remote(1, "Un")])
    now = timezone.now() + timedelta(seconds=1)
    Effect.objects.create(
        key="k",
        account=facebook_account(),
        comment=received.comment,
        act=Act.HIDE,
        wanted_by="person:x",
        wanted_at=now,
        due_at=now,
        settled_at=now,
        state=EffectState.CONFIRMED,
    )
    Standing.objects.update(visibility="hidden")
    receive([remote(1, "Un")], as_of=asked_at)
    assert Standing.objects.get().visibility == "hidden"
    assert not Discrepancy.objects.exists()
