"""A preview is asked by a person, fetched by the server, written in the chain, shown from our own origin."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from parvis.connectors.attachments import Attachment as Told
from parvis.connectors.attachments import AttachmentKind
from parvis.desk.people.permissions import NotAllowed
from parvis.desk.previews import actions
from parvis.desk.previews.actions import preview_attachment
from parvis.desk.previews.models import Content, Preview
from parvis.desk.previews.refusals import SENTENCES, OutOfReach
from parvis.desk.records.immutable import unseal
from parvis.desk.records.models import Attachment, AuditEvent
from parvis.desk.records.verification import verify
from tests.desk.cast import alice, david, receive, remote
from tests.desk.previews.site import Answer, Site, gives, png, site
from tests.people_of_the_desk import signed_in

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}
Serve = Callable[[Answer], Site]


@pytest.fixture(autouse=True)
def _policy(policy_in_force: Any) -> None:
    """Comments are assessed as they arrive."""


@pytest.fixture
def serve(settings: Any) -> Iterator[Serve]:
    """A site, among those that the settings let the server reach."""
    opened: list[AbstractContextManager[Site]] = []

    def served(answer: Answer) -> Site:
        opened.append(site(answer))
        running = opened[-1].__enter__()
        settings.PREVIEW_ORIGINS = [running.origin]
        return running

    yield served
    for one in opened:
        one.__exit__(None, None, None)


def attach(url: str, kind: AttachmentKind = AttachmentKind.PHOTO, **told: Any) -> Attachment:
    receive([remote(1, "Regardez", attachments=(Told(kind, url=url, media_id="9", **told),))])
    return Attachment.objects.get()


def shown(client: Client, attachment: Attachment, **more: str) -> str:
    return client.post(reverse("previews:show", args=[attachment.pk]), more, headers=HTMX).content.decode()


def faults() -> list[str]:
    return [fault for proof in verify() if proof.name == "Aperçus" for fault in proof.faults]


def test_a_picture_is_shown_from_our_own_origin_and_can_do_nothing(serve: Serve) -> None:
    attachment = attach(f"{serve(gives(png(), 'image/png')).origin}/a.png?jeton=secret", alt_text="Un chat")
    client = signed_in("alice")
    fragment = shown(client, attachment)
    address = reverse("previews:picture", args=[Content.objects.get().sha256])
    assert f'<img src="{address}" width="4" height="3" alt="Un chat">' in fragment
    assert "secret" not in fragment
    picture = client.get(address)
    assert (picture.content, picture["Content-Type"]) == (png(), "image/png")
    assert picture["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert picture["X-Content-Type-Options"] == "nosniff"
    assert picture["Cache-Control"] == "private, no-store"


def test_a_page_shows_its_title_and_description_as_words(serve: Serve) -> None:
    html = b"<title>&lt;img src=x onerror=alert(1)&gt;</title><meta name=description content='Suite'><img src=/espion>"
    running = serve(gives(html, "text/html"))
    fragment = shown(signed_in("alice"), attach(f"{running.origin}/", AttachmentKind.LINK))
    assert "&lt;img src=x onerror=alert(1)&gt;" in fragment
    assert "Suite" in fragment
    assert "<img" not in fragment
    assert [asked["path"] for asked in running.asked] == ["/"]


def test_without_a_script_it_is_a_page_that_leads_back(serve: Serve) -> None:
    attachment = attach(f"{serve(gives(png(), 'image/png')).origin}/a.png")
    page = signed_in("alice").post(reverse("previews:show", args=[attachment.pk])).content.decode()
    assert reverse("moderation:comment", args=[attachment.revision.comment_id]) in page
    assert "<html" in page


def test_what_was_seen_today_is_not_fetched_again_unless_asked(serve: Serve) -> None:
    running = serve(gives(png(), "image/png"))
    attachment = attach(f"{running.origin}/a.png")
    client = signed_in("alice")
    for again, asked in (("", 1), ("", 1), ("yes", 2)):
        shown(client, attachment, again=again)
        assert len(running.asked) == asked
    assert (Preview.objects.count(), Content.objects.count()) == (2, 1)


def test_each_look_is_in_the_chain_without_any_address(serve: Serve) -> None:
    attachment = attach(f"{serve(gives(png(), 'image/png')).origin}/jeton-secret.png")
    preview = preview_attachment(actor=alice(), attachment=attachment)
    event = AuditEvent.objects.get(verb="attachment.previewed")
    assert (event.subject, event.actor) == (f"attachment:{attachment.pk}", alice().reference)
    assert json.loads(event.body) == {
        "preview": str(preview.pk),
        "outcome": "picture",
        "content_sha256": preview.content_sha256,
    }
    assert faults() == []


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (gives(b"<script>alert(1)</script>", "image/png"), "kind"),
        (gives(png(20_000, 20_000), "image/png"), "large"),
        (gives(png(), "image/jpeg"), "kind"),
        (gives(b"<p>rien</p>", "text/html"), "empty"),
        (gives(b"", "text/html", 410), "status"),
    ],
)
def test_what_cannot_be_shown_is_said_kept_nowhere_and_still_in_the_chain(
    serve: Serve, answer: Answer, outcome: str
) -> None:
    attachment = attach(f"{serve(answer).origin}/a.png")
    assert SENTENCES[outcome] in shown(signed_in("alice"), attachment)
    assert (Preview.objects.get().outcome, Content.objects.count()) == (outcome, 0)
    assert faults() == []


def test_an_address_within_our_own_walls_is_never_opened() -> None:
    with site(gives(b"secret", "text/html")) as running:  # that no setting names
        attachment = attach(f"{running.origin}/admin", AttachmentKind.LINK)
        assert SENTENCES["address"] in shown(signed_in("alice"), attachment)
        assert running.asked == []


def test_a_video_is_shown_by_its_still_image(serve: Serve) -> None:
    running = serve(gives(png(), "image/png"))
    attachment = attach("https://exemple.test/v", AttachmentKind.VIDEO, picture_url=f"{running.origin}/still.png")
    assert preview_attachment(actor=alice(), attachment=attachment).outcome == "picture"


def test_a_quote_has_no_address_that_the_server_could_open() -> None:
    attachment = attach("https://x.com/i/web/status/9", AttachmentKind.QUOTE)
    assert preview_attachment(actor=alice(), attachment=attachment).outcome == "no_address"


def test_where_previews_are_off_none_is_fetched_nor_offered(serve: Serve, settings: Any) -> None:
    running = serve(gives(png(), "image/png"))
    attachment = attach(f"{running.origin}/a.png")
    client = signed_in("alice")
    page = reverse("moderation:comment", args=[attachment.revision.comment_id])
    offered = reverse("previews:show", args=[attachment.pk])
    assert offered in client.get(page).content.decode()
    settings.PREVIEWS = False
    assert offered not in client.get(page).content.decode()
    assert SENTENCES["off"] in shown(client, attachment)
    assert running.asked == []


def test_too_many_at_once_wait_their_turn(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    attachment = attach(f"{serve(gives(png(), 'image/png')).origin}/a.png")
    taken = [actions._AT_ONCE.acquire(blocking=False) for _ in range(4)]
    try:
        assert all(taken)
        with pytest.raises(OutOfReach) as refusal:
            preview_attachment(actor=alice(), attachment=attachment)
        assert refusal.value.code == "busy"
    finally:
        for _ in taken:
            actions._AT_ONCE.release()
    assert preview_attachment(actor=alice(), attachment=attachment).outcome == "picture"


def test_a_reader_has_nothing_fetched(serve: Serve) -> None:
    running = serve(gives(png(), "image/png"))
    attachment = attach(f"{running.origin}/a.png")
    with pytest.raises(NotAllowed):
        preview_attachment(actor=david(), attachment=attachment)
    page = signed_in("david").get(reverse("moderation:comment", args=[attachment.revision.comment_id]))
    assert reverse("previews:show", args=[attachment.pk]) not in page.content.decode()
    assert running.asked == []


def test_contents_give_way_when_there_is_no_more_room(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    bodies = iter([png(4, 3), png(5, 3)])
    running = serve(lambda handler: gives(next(bodies), "image/png")(handler))
    attachment = attach(f"{running.origin}/a.png")
    monkeypatch.setattr(actions, "ROOM", 10)
    first = preview_attachment(actor=alice(), attachment=attachment)
    second = preview_attachment(actor=alice(), attachment=attachment, again=True)
    assert list(Content.objects.values_list("sha256", flat=True)) == [second.content_sha256]
    assert Preview.objects.filter(content_sha256=first.content_sha256).exists()
    assert faults() == []


def test_a_look_is_never_rewritten_and_an_altered_content_is_found(serve: Serve) -> None:
    preview_attachment(actor=alice(), attachment=attach(f"{serve(gives(png(), 'image/png')).origin}/a.png"))
    with pytest.raises(DatabaseError), transaction.atomic():
        Preview.objects.update(outcome="page")
    Content.objects.update(body=b"autre")
    assert len(faults()) == 1
    unseal(connection, "previews_preview")
    Preview.objects.update(outcome="page")
    assert len(faults()) == 3


def test_the_comment_page_has_the_browser_load_nothing_of_a_stranger_s() -> None:
    attachment = attach("https://espion.test/a.png", picture_url="https://espion.test/b.png", title="<b>Gras</b>")
    page = signed_in("alice").get(reverse("moderation:comment", args=[attachment.revision.comment_id]))
    said = page.content.decode()
    assert "https://espion.test/a.png" in said
    assert "&lt;b&gt;Gras&lt;/b&gt;" in said
    assert not any(f'{name}="https://espion.test' in said for name in ("href", "src", "action", "data", "srcset"))
