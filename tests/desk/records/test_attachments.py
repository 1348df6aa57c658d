"""What is attached to a comment is kept with it: sealed, hashed, told in the chain; a replaced picture is an edit."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from parvis.connectors.attachments import Attachment as Told
from parvis.connectors.attachments import AttachmentKind
from parvis.connectors.port import Batch, Observation, Visibility
from parvis.desk.moderation.actions import Seen, keep_comment
from parvis.desk.moderation.models import Entry
from parvis.desk.people.actors import process
from parvis.desk.records import attached
from parvis.desk.records.actions.comments import receive_comments
from parvis.desk.records.actions.policies import ensure_policy
from parvis.desk.records.actions.reconciliations import reconcile_comments
from parvis.desk.records.immutable import unseal
from parvis.desk.records.models import Attachment, AuditEvent, Discrepancy, Post, Revision, Standing
from parvis.desk.records.verification import verify
from tests.desk.cast import POLLER, POST, alice, facebook_account, receive, remote

pytestmark = pytest.mark.django_db

CAT = Told(AttachmentKind.PHOTO, url="https://fb.test/chat?oh=1", media_id="9", alt_text="Un chat", width=720)
DOG = Told(AttachmentKind.PHOTO, url="https://fb.test/chien", media_id="10")
LINK = Told(AttachmentKind.LINK, url="https://exemple.test/aide", title="Aide")


@pytest.fixture(autouse=True)
def _policy(policy_in_force: Any) -> None:
    """Comments are assessed as they arrive."""


def kept() -> list[tuple[int, str, str]]:
    rows = Attachment.objects.order_by("revision__number", "position")
    return list(rows.values_list("revision__number", "kind", "url"))


def faults() -> list[str]:
    return [fault for proof in verify() if proof.name == "Pièces jointes" for fault in proof.faults]


def test_attachments_are_kept_in_order_with_all_that_was_told() -> None:
    receive([remote(1, "Regardez", attachments=(CAT, LINK))])
    assert kept() == [(1, "photo", CAT.url), (1, "link", LINK.url)]
    assert [attached.shown(one) for one in Attachment.objects.order_by("position")] == [CAT, LINK]


def test_they_are_received_in_the_same_event_as_the_comment() -> None:
    [received] = receive([remote(1, "Regardez", attachments=(CAT,))])
    body = json.loads(AuditEvent.objects.get(verb="comments.received").body)
    assert body["attachments"] == [[str(received.comment.pk), 1, 0, Attachment.objects.get().sha256]]
    assert CAT.url not in json.dumps(body)


def test_what_is_known_and_unchanged_is_left_alone_even_when_its_address_is_signed_anew() -> None:
    receive([remote(1, "Regardez", attachments=(CAT, LINK))])
    again = replace(CAT, url="https://fb.test/chat?oh=2")
    assert receive([remote(1, "Regardez", attachments=(again, replace(LINK, title="Aide et soutien")))]) == []
    assert kept() == [(1, "photo", CAT.url), (1, "link", LINK.url)]


def test_another_picture_under_the_same_words_is_a_revision_and_comes_back_to_the_queue() -> None:
    [first] = receive([remote(1, "Regardez", attachments=(CAT,))])
    keep_comment(actor=alice(), comment=first.comment, seen=Seen(first.revision.pk))
    [edited] = receive([remote(1, "Regardez", attachments=(DOG,))])
    assert (edited.first, edited.revision.number) == (False, 2)
    assert kept() == [(1, "photo", CAT.url), (2, "photo", DOG.url)]
    assert Entry.objects.get().state == "waiting"
    assert receive([remote(1, "Regardez", attachments=())])[0].revision.number == 3


def test_an_answer_that_does_not_tell_attachments_changes_nothing() -> None:
    receive([remote(1, "Regardez", attachments=(CAT,))])
    assert receive([remote(1, "Regardez")]) == []
    assert Revision.objects.count() == 1


def test_attachments_told_after_the_comment_join_its_revision_once() -> None:
    receive([remote(1, "Regardez")])
    assert receive([remote(1, "Regardez", attachments=(CAT,))]) == []
    receive([remote(1, "Regardez", attachments=(CAT,))])
    assert kept() == [(1, "photo", CAT.url)]
    assert faults() == []


def test_an_edit_told_without_attachments_waits_for_them() -> None:
    receive([remote(1, "Avant", attachments=(CAT,))])
    receive([remote(1, "Après")])
    receive([remote(1, "Après", attachments=(DOG,))])
    assert kept() == [(1, "photo", CAT.url), (2, "photo", DOG.url)]


def test_an_attachment_is_never_changed_nor_taken_away() -> None:
    receive([remote(1, "Regardez", attachments=(CAT,))])
    for attempt in (lambda: Attachment.objects.update(url="https://ailleurs.test"), Attachment.objects.all().delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            attempt()


@pytest.mark.parametrize(
    ("forged", "said"),
    [
        ({"metadata": '{"kind":"photo"}'}, "altérée"),
        ({"url": "https://ailleurs.test"}, "altérée"),
        ({"metadata": "[]"}, "altérée"),
        ({"position": 7}, "jamais reçue"),
    ],
)
def test_an_altered_attachment_is_found(forged: dict[str, Any], said: str) -> None:
    receive([remote(1, "Regardez", attachments=(CAT,))])
    assert faults() == []
    unseal(connection, "records_attachment")
    Attachment.objects.update(**forged)
    assert any(said in fault for fault in faults())


def test_a_missing_attachment_is_found() -> None:
    receive([remote(1, "Regardez", attachments=(CAT,))])
    unseal(connection, "records_attachment")
    Attachment.objects.all().delete()
    assert [fault.partition(" : ")[2] for fault in faults()] == ["pièce jointe reçue, mais absente."]


def test_a_post_shows_what_it_shows_now() -> None:
    for told in ((CAT,), (CAT,), (DOG, LINK)):
        batch = Batch(cursor="c", posts=(replace(POST, attachments=told),))
        receive_comments(actor=POLLER, account=facebook_account(), batch=batch, as_of=timezone.now())
    assert [attached.from_shown(one) for one in Post.objects.get().attachments] == [DOG, LINK]


@pytest.mark.parametrize(("seen", "alerts"), [((CAT,), []), (None, []), ((DOG,), ["edited"])])
def test_reading_back_another_picture_is_an_alert(seen: tuple[Told, ...] | None, alerts: list[str]) -> None:
    receive([remote(1, "Regardez", attachments=(CAT,))])
    standing = Standing.objects.select_related("comment").get()
    looked = Observation(standing.comment.platform_id, Visibility.PUBLIC, text="Regardez", attachments=seen)
    reconcile_comments(actor=POLLER, account=facebook_account(), seen=[looked], as_of=timezone.now())
    assert list(Discrepancy.objects.values_list("kind", flat=True)) == alerts


class AnyAttachment(TestCase):
    def setUp(self) -> None:
        ensure_policy(actor=process("tests"))

    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.text(st.characters(codec=None)), st.text(st.characters(codec=None)))
    def test_any_words_are_kept_exactly_and_can_be_shown(self, url: str, title: str) -> None:
        told = Told(AttachmentKind.LINK, url=url, title=title)
        batch = Batch(
            cursor="c",
            posts=(replace(POST, attachments=(told,)),),
            comments=(remote(1, "Regardez", attachments=(told,)),),
        )
        receive_comments(actor=POLLER, account=facebook_account(), batch=batch, as_of=timezone.now())
        one = Attachment.objects.get()
        assert attached.from_shown(json.loads(one.metadata)) == told
        assert attached.holds(one)
        assert len(attached.shown(one).title) == len(title)
