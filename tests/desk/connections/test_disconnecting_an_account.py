"""Disconnecting revokes on the platform, then forgets; and says what the platform made of it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from parvis.desk.connections.leases import leased
from parvis.desk.connections.models import Connection
from parvis.desk.connections.sources import connected_accounts
from parvis.desk.records.models import Account, AuditEvent, Health
from parvis.desk.records.polling import poll_once
from parvis.sandbox.server import write_accounts
from tests.desk.connections.walk import Walk

PLATFORMS = ["x", "facebook", "youtube"]


def _disconnect(walk: Walk, connection: Connection) -> str:
    address = reverse("connections:disconnect", args=[connection.pk])
    assert "Déconnecter" in walk.client.get(address).content.decode()
    text: str = walk.client.post(address, follow=True).content.decode()
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize("platform", PLATFORMS)
def test_the_platform_revokes_and_parvis_forgets(walk: Walk, platform: str) -> None:
    connection = walk.connect(platform)
    said = _disconnect(walk, connection)
    assert "la plateforme a retiré l’accès" in said
    assert walk.consents.live(platform) == []
    connection.refresh_from_db()
    assert bytes(connection.sealed) == b""
    assert connection.revoked_at is not None
    assert connected_accounts() == []
    event = AuditEvent.objects.get(verb="account.disconnected")
    assert json.loads(event.body)["platform_side"] == "revoked"


@pytest.mark.parametrize("platform", PLATFORMS)
@pytest.mark.parametrize("kind", ["server_error", "cut", "obey_then_cut"])
def test_a_revocation_that_failed_is_said_and_the_tokens_are_forgotten_all_the_same(
    walk: Walk, platform: str, kind: str
) -> None:
    connection = walk.connect(platform)
    walk.sandbox.world.faults.add(platform, kind, times=5)
    said = _disconnect(walk, connection)
    assert "n’a pas confirmé le retrait" in said
    connection.refresh_from_db()
    assert bytes(connection.sealed) == b""
    assert "Déconnecté" in walk.page() or "Comptes déconnectés" in walk.page()


@pytest.mark.parametrize("platform", ["x", "youtube"])
def test_tokens_that_the_platform_refused_already_are_as_good_as_revoked(walk: Walk, platform: str) -> None:
    connection = walk.connect(platform)
    walk.consents.withdraw(platform)
    assert "la plateforme a retiré l’accès" in _disconnect(walk, connection)


def test_a_page_that_shares_its_consent_with_another_leaves_it_its_access(walk: Walk) -> None:
    response = walk.come_back("facebook", walk.consent(walk.leave("facebook"), accounts=2))
    walk.client.post(response["Location"], {"compte": [walk.official("facebook"), walk.second("facebook")]})
    first, second = Connection.objects.order_by("account__platform_id")
    assert "un autre compte connecté par la même personne" in _disconnect(walk, first)
    poll_once()
    assert Account.objects.get(pk=second.account_id).health == Health.OK
    assert "la plateforme a retiré l’accès" in _disconnect(walk, second)
    assert walk.consents.live("facebook") == []


def test_a_disconnected_account_can_be_connected_again_and_reads_on_where_it_stopped(walk: Walk) -> None:
    connection = walk.connect("x")
    poll_once()
    cursor = Account.objects.get().cursor
    _disconnect(walk, connection)
    walk.connect("x", again=connection)
    account = Account.objects.get()
    assert (account.cursor, account.health) == (cursor, Health.OK)
    assert Connection.objects.get().revoked_at is None


def test_an_account_is_disconnected_once(walk: Walk) -> None:
    connection = walk.connect("x")
    _disconnect(walk, connection)
    assert walk.client.post(reverse("connections:disconnect", args=[connection.pk])).status_code == 404


def test_while_a_renewal_is_under_way_the_person_is_asked_to_wait(walk: Walk) -> None:
    connection = walk.connect("x")
    with leased(connection):
        assert "en train d’être renouvelé" in _disconnect(walk, connection)
    assert Connection.objects.get().revoked_at is None


def test_an_account_that_the_file_names_too_is_said_to_go_on(walk: Walk, settings: Any) -> None:
    connection = walk.connect("x")
    write_accounts(walk.sandbox.world, walk.sandbox.url, settings.ACCOUNTS_FILE)
    poll_once()
    _disconnect(walk, connection)
    page = walk.page()
    assert "figure aussi dans le fichier des comptes" in page
    assert "Comptes du fichier" in page
    assert connection.connected_at < timezone.now()


def test_a_connection_speaks_before_the_file(walk: Walk, settings: Any) -> None:
    from parvis.desk.records.platforms import configured_accounts

    write_accounts(walk.sandbox.world, walk.sandbox.url, settings.ACCOUNTS_FILE)
    walk.connect("x")
    [x] = [access for access in configured_accounts() if access.platform == "x"]
    assert "bearer_token" not in x.credentials
    assert len(configured_accounts()) == 3
