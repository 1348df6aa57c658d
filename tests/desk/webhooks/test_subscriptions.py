"""Platforms are asked to deliver, from the page, and what happens there is then queued; refusals are explained."""

from __future__ import annotations

import json
import time
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from parvis.desk.connections.models import Connection
from parvis.desk.ledger.models import Usage
from parvis.desk.moderation.models import Entry
from parvis.desk.records.models import Account, AuditEvent, Comment
from parvis.desk.webhooks.models import Delivery, Subscription
from parvis.desk.webhooks.subscribing import renew_subscriptions
from tests.desk.connections.walk import Walk
from tests.desk.webhooks.delivering import work

HOSTILE = "@MinExempleQC é e\u0301 👩🏽‍🚒 \u202eابجد\u202c <b>&amp;"


def ask(walk: Walk, account: Account, what: str = "subscribe") -> str:
    """Press the button; gives the page that follows."""
    response = walk.client.post(reverse(f"webhooks:{what}", args=[account.pk]), follow=True)
    return str(response.content.decode()).replace("\u00a0", " ")


def arrived(count: int = 1) -> None:
    """Wait for the postman, who works in a thread of his own."""
    limit = time.monotonic() + 20
    while Delivery.objects.count() < count and time.monotonic() < limit:
        time.sleep(0.02)
    work()


@pytest.mark.parametrize("platform", ["x", "facebook"])
def test_a_comment_on_a_subscribed_account_is_in_the_queue_without_any_reading(walk: Walk, platform: str) -> None:
    account = walk.connect(platform).account
    assert "la plateforme a accepté" in ask(walk, account)
    world = walk.sandbox.world
    post = world.publish(platform, "Le bureau de l’Exemple ouvre lundi.")
    comment = world.comment(platform, post, "Gaston Inventé", HOSTILE)
    arrived(2)
    assert Comment.objects.get(platform_id=comment).standing.revision.text == HOSTILE
    assert Entry.objects.filter(comment__platform_id=comment).exists()
    page = ask(walk, account)
    assert "Abonné depuis" in page
    assert [event.verb for event in AuditEvent.objects.filter(verb__startswith="webhooks.")] == ["webhooks.subscribed"]
    assert Usage.objects.filter(account=account).exists(), "the ledger counts these calls too"


def test_without_a_subscription_nothing_is_delivered(walk: Walk) -> None:
    first, second = (
        walk.connect("facebook").account,
        walk.connect("facebook", accounts=[walk.second("facebook")]).account,
    )
    ask(walk, second)
    walk.sandbox.world.publish("facebook", "Avis")
    ask(walk, first)
    walk.sandbox.world.publish("facebook", "Second avis")
    arrived()
    assert Delivery.objects.get().account == first, "one address for both, each filed under its own name"


def test_no_address_of_ours_is_said_to_be_missing(walk: Walk, settings: Any) -> None:
    account = walk.connect("facebook").account
    settings.PUBLIC_URL = ""
    assert "PARVIS_PUBLIC_URL" in str(walk.client.get(reverse("webhooks:notices")).content.decode())
    assert "ne sait pas à quelle adresse" in ask(walk, account)
    assert not Subscription.objects.exists()


def test_an_address_that_leads_elsewhere_is_refused_by_the_platform(walk: Walk, settings: Any) -> None:
    settings.PUBLIC_URL = "http://127.0.0.1:9"
    for platform in ("x", "facebook"):
        assert "n’a pas pu vérifier l’adresse" in ask(walk, walk.connect(platform).account)
    assert set(Subscription.objects.values_list("subscribed_at", "again_at")) == {(None, None)}


def test_a_permission_that_was_refused_is_named(walk: Walk) -> None:
    account = walk.connect("facebook", without="pages_manage_metadata").account
    page = ask(walk, account)
    assert "Abonnement refusé" in page
    assert "pages_manage_metadata" in page
    assert "webhooks.refused" in AuditEvent.objects.values_list("verb", flat=True)


def test_a_plan_that_does_not_allow_it_is_said_to_be_one(walk: Walk) -> None:
    walk.sandbox.world.settings["webhooks.x.forbidden"] = True
    assert "L’offre de votre application ne comprend pas les avis" in ask(walk, walk.connect("x").account)


def test_youtube_is_said_to_push_nothing_of_comments(walk: Walk) -> None:
    account = walk.connect("youtube").account
    assert "aucun avis pour les commentaires" in ask(walk, account)
    page = walk.client.get(reverse("webhooks:notices")).content.decode()
    assert reverse("webhooks:subscribe", args=[account.pk]) not in page
    assert not Subscription.objects.exists()


@pytest.mark.parametrize("platform", ["x", "facebook"])
def test_disconnecting_ends_the_subscription_on_the_platform_first(walk: Walk, platform: str) -> None:
    connection = walk.connect(platform)
    ask(walk, connection.account)
    walk.client.post(reverse("connections:disconnect", args=[connection.pk]))
    assert not walk.sandbox.world.settings.get("webhooks.x.subscriptions")
    assert not walk.sandbox.world.settings.get("webhooks.facebook.pages")
    assert not Subscription.objects.exists()
    assert Connection.objects.get().revoked_at


def test_a_platform_that_does_not_confirm_keeps_nobody_from_disconnecting(walk: Walk) -> None:
    connection = walk.connect("facebook")
    ask(walk, connection.account)
    walk.sandbox.world.revoke_token("facebook")
    assert "n’a pas confirmé" in ask(walk, connection.account, "unsubscribe")
    ended = AuditEvent.objects.get(verb="webhooks.unsubscribed")
    assert json.loads(ended.body) == {"confirmed": False}
    walk.client.post(reverse("connections:disconnect", args=[connection.pk]))
    assert Connection.objects.get().revoked_at


def test_an_account_connected_again_is_subscribed_again_by_itself(walk: Walk) -> None:
    connection = walk.connect("facebook")
    ask(walk, connection.account)
    walk.consents.withdraw("facebook")
    walk.sandbox.world.settings["webhooks.facebook.pages"] = []
    assert renew_subscriptions() == 0, "asked a moment ago"
    walk.connect("facebook", again=connection)
    assert renew_subscriptions() == 1
    assert walk.sandbox.world.settings["webhooks.facebook.pages"] == [walk.official("facebook")]
    assert renew_subscriptions() == 0


def test_a_subscription_is_asked_again_every_day_and_a_failure_is_kept_to_be_shown(walk: Walk) -> None:
    connection = walk.connect("facebook")
    ask(walk, connection.account)
    since = Subscription.objects.get().subscribed_at
    walk.consents.withdraw("facebook")
    Subscription.objects.update(again_at=timezone.now() - timedelta(seconds=1))
    assert renew_subscriptions() == 1
    kept = Subscription.objects.get()
    assert kept.subscribed_at == since
    assert kept.again_at is not None
    assert "Abonnement à vérifier" in walk.client.get(reverse("webhooks:notices")).content.decode()


def test_asking_twice_is_told_once_in_the_journal(walk: Walk) -> None:
    account = walk.connect("x").account
    for _ in range(3):
        ask(walk, account)
    assert AuditEvent.objects.filter(verb__startswith="webhooks.").count() == 1
    assert len(walk.sandbox.world.settings["webhooks.x.subscriptions"]) == 3
    assert len(walk.sandbox.world.settings["webhooks.x.addresses"]) == 1


def test_what_is_no_longer_connected_is_not_asked_for_ever(walk: Walk) -> None:
    connection = walk.connect("facebook")
    ask(walk, connection.account)
    due = timezone.now() - timedelta(seconds=1)
    Connection.objects.update(revoked_at=timezone.now())
    Subscription.objects.update(again_at=due)
    assert renew_subscriptions() == 0
    assert Subscription.objects.get().again_at is None
    assert "n’est plus relié" in ask(walk, connection.account)
