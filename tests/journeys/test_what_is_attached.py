"""A photo attached on a platform arrives described, is looked at when asked, and is seen when it is replaced."""

from __future__ import annotations

import pytest
from django.urls import reverse

from parvis.desk.moderation.models import Entry
from parvis.desk.previews.models import Preview
from parvis.desk.records import attached
from parvis.desk.records.models import Attachment, Comment, Post
from parvis.desk.records.polling import poll_once
from parvis.sandbox.attached import Attached, Kind
from tests.journeys.house import House, faults

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("platform", ["facebook", "x"])
def test_a_photo_arrives_and_is_looked_at_through_the_server(house: House, platform: str, settings: object) -> None:
    settings.PREVIEW_ORIGINS = [house.sandbox.url]  # type: ignore[attr-defined]  # as the demo does
    comment = house.arrive(platform, "Regardez", attached=Attached(Kind.PHOTO, "Un comptoir fleuri"))
    photo = Attachment.objects.get(revision__comment=comment)
    assert photo.kind == "photo"
    assert "Un comptoir fleuri" in house.client.get(reverse("moderation:comment", args=[comment.pk])).content.decode()
    shown = house.client.post(reverse("previews:show", args=[photo.pk]), headers={"HX-Request": "true"})
    assert "<img src=" in shown.content.decode()
    assert Preview.objects.get().content_type == "image/png"
    assert poll_once() == 0  # Facebook signs the address anew: it is the same photo
    assert faults() == []


def test_a_photo_replaced_after_it_was_kept_comes_back(house: House) -> None:
    comment = house.arrive("facebook", "Regardez", attached=Attached(Kind.PHOTO))
    Entry.objects.update(state="decided")
    house.world.attach("facebook", comment.platform_id, Attached(Kind.STICKER))
    poll_once()
    kinds = Attachment.objects.filter(revision__comment=comment).order_by("revision__number")
    assert list(kinds.values_list("revision__number", "kind")) == [(1, "photo"), (2, "sticker")]
    assert Entry.objects.get().state == "waiting"
    assert faults() == []


def test_a_quote_of_our_post_comes_with_its_words(house: House) -> None:
    post_id = house.world.publish("x", "Notre avis de lundi")
    mention = house.world.mention("normand", "Lisez ça, c’est édifiant", quoting=post_id)
    poll_once()
    comment = Comment.objects.get(platform_id=mention)
    [quote] = [attached.shown(one) for one in Attachment.objects.filter(revision__comment=comment)]
    assert quote.media_id == post_id
    page = house.client.get(reverse("moderation:comment", args=[comment.pk])).content.decode()
    assert "Notre publication, citée" in page
    assert "Notre avis de lundi" in page


def test_a_reel_is_named_with_the_publication(house: House) -> None:
    house.world.publish("facebook", "Le salon", attached=Attached(Kind.REEL, "Le salon en une minute"))
    poll_once()
    [film] = Post.objects.get(platform="facebook").attachments
    assert (film["kind"], film["title"]) == ("video", "Le salon en une minute")
