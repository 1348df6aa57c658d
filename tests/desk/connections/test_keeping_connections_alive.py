"""Tokens are renewed before they expire, by one process at a time; what a platform refuses is shown."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from parvis.desk.connections.leases import leased
from parvis.desk.connections.models import Attempt, Connection
from parvis.desk.connections.refusals import Busy
from parvis.desk.connections.renewals import check_connection, renew_connection
from parvis.desk.connections.sources import connected_accounts
from parvis.desk.connections.sweeping import look_after_connections
from parvis.desk.people.actors import process
from parvis.desk.people.permissions import NotAllowed
from parvis.desk.records.models import Account, AuditEvent, Health
from parvis.desk.records.platforms import connect
from tests.desk.cast import alice
from tests.desk.connections.walk import Walk

WORKER = process("worker")


def _about_to_expire(connection: Connection) -> Connection:
    Connection.objects.filter(pk=connection.pk).update(expires_at=timezone.now() + timedelta(minutes=5))
    return Connection.objects.select_related("account").get(pk=connection.pk)


@pytest.mark.parametrize("platform", ["x", "youtube"])
def test_a_token_is_renewed_before_it_expires(walk: Walk, platform: str) -> None:
    connection = _about_to_expire(walk.connect(platform))
    before = connected_accounts()[0].credentials
    assert look_after_connections() == 1
    after = Connection.objects.get(pk=connection.pk)
    assert after.expires_at is not None
    assert after.expires_at > timezone.now() + timedelta(minutes=30)
    assert connected_accounts()[0].credentials != before
    list(connect(connected_accounts()[0]).fetch_since(""))
    assert AuditEvent.objects.filter(verb="account.token_renewed").count() == 1
    assert "Renouvelé" in walk.page()


def test_a_fresh_token_is_left_alone(walk: Walk) -> None:
    walk.connect("x")
    assert look_after_connections() == 0


def test_a_single_use_refresh_token_is_followed_by_the_next(walk: Walk) -> None:
    connection = walk.connect("x")
    for _ in range(3):
        assert renew_connection(actor=WORKER, connection=_about_to_expire(connection))


def test_while_one_process_renews_another_does_not(walk: Walk) -> None:
    connection = _about_to_expire(walk.connect("x"))
    with leased(connection):
        with pytest.raises(Busy):
            renew_connection(actor=WORKER, connection=connection)
        assert look_after_connections() == 0
    assert look_after_connections() == 1


def test_a_process_that_died_holding_the_lease_is_not_waited_for_for_ever(walk: Walk) -> None:
    connection = _about_to_expire(walk.connect("x"))
    Connection.objects.filter(pk=connection.pk).update(leased_until=timezone.now() - timedelta(seconds=1))
    assert look_after_connections() == 1


def test_a_renewal_that_ends_after_a_reconnection_replaces_nothing(walk: Walk, monkeypatch: Any) -> None:
    from parvis.connectors.x.authorisation import XAuthoriser

    connection = _about_to_expire(walk.connect("x"))
    real = XAuthoriser.refresh

    def late(self: Any, client: Any, credentials: Any) -> Any:
        renewed = real(self, client, credentials)
        walk.connect("x")
        return renewed

    monkeypatch.setattr(XAuthoriser, "refresh", late)
    renew_connection(actor=WORKER, connection=connection)
    monkeypatch.undo()
    newest = Connection.objects.get()
    assert (newest.generation, newest.renewed_at) == (2, None)
    assert renew_connection(actor=WORKER, connection=_about_to_expire(newest))


def test_a_refused_renewal_marks_the_account_and_is_shown_while_the_others_go_on(walk: Walk) -> None:
    x, youtube = walk.connect("x"), walk.connect("youtube")
    walk.consents.withdraw("x")
    for connection in (x, youtube):
        _about_to_expire(connection)
    look_after_connections()
    healths = {account.platform: account.health for account in Account.objects.all()}
    assert healths == {"x": Health.TOKEN_REFUSED, "youtube": Health.OK}
    page = walk.page()
    assert "Jeton refusé" in page
    assert "X refuse de renouveler le jeton" in page
    assert "En règle" in page


def test_a_refused_renewal_is_not_tried_every_five_seconds(walk: Walk) -> None:
    connection = _about_to_expire(walk.connect("x"))
    walk.consents.withdraw("x")
    assert look_after_connections() == 1
    assert look_after_connections() == 0
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=16)):
        assert look_after_connections() == 1
    assert AuditEvent.objects.filter(verb="account.token_problem").count() == 1
    assert Connection.objects.get(pk=connection.pk).problem


@pytest.mark.parametrize("kind", ["server_error", "cut", "obey_then_cut", "rate_limit"])
def test_a_platform_that_fails_for_a_while_is_tried_again_and_leaves_the_account_be(walk: Walk, kind: str) -> None:
    connection = _about_to_expire(walk.connect("youtube"))
    walk.sandbox.world.faults.add("youtube", kind, path="/token")
    look_after_connections()
    failed = Connection.objects.get(pk=connection.pk)
    assert failed.problem
    assert Account.objects.get().health == Health.OK
    assert "Renouvellement en échec" in walk.page()
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=2)):
        look_after_connections()
    assert Connection.objects.get(pk=connection.pk).problem == ""


def test_a_renewal_that_x_obeyed_without_answering_asks_for_a_reconnection(walk: Walk) -> None:
    _about_to_expire(walk.connect("x"))
    walk.sandbox.world.faults.add("x", "obey_then_cut", path="token")
    look_after_connections()
    assert Account.objects.get().health == Health.OK
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=2)):
        look_after_connections()  # the refresh token served: X refuses it
        assert Account.objects.get().health == Health.TOKEN_REFUSED
        assert "Reconnectez le compte" in walk.page()


def test_without_offline_access_the_page_says_that_somebody_has_to_come_back(walk: Walk) -> None:
    _about_to_expire(walk.connect("x", without="offline.access"))
    look_after_connections()
    assert "toutes les deux heures" in walk.page()
    assert "de quoi renouveler" in walk.page()


def test_facebook_is_checked_every_day_as_it_cannot_be_renewed(walk: Walk) -> None:
    connection = walk.connect("facebook")
    assert look_after_connections() == 0
    Connection.objects.update(checked_at=timezone.now() - timedelta(hours=25))
    assert look_after_connections() == 1
    assert Connection.objects.get(pk=connection.pk).checked_at > timezone.now() - timedelta(minutes=1)  # type: ignore[operator]


def test_a_page_about_to_lose_its_access_is_announced(walk: Walk) -> None:
    walk.connect("facebook")
    Connection.objects.update(expires_at=timezone.now() + timedelta(days=10))
    assert "À reconnecter bientôt" in walk.page()


def test_an_account_that_works_again_is_said_to(walk: Walk) -> None:
    connection = walk.connect("youtube")
    Account.objects.update(health=Health.TOKEN_REFUSED)
    assert check_connection(actor=WORKER, connection=Connection.objects.select_related("account").get())
    assert Account.objects.get(pk=connection.account_id).health == Health.OK


def test_a_moderator_may_neither_renew_nor_check(walk: Walk) -> None:
    connection = walk.connect("x")
    for act in (renew_connection, check_connection):
        with pytest.raises(NotAllowed):
            act(actor=alice(), connection=connection)


def test_attempts_are_forgotten_with_what_they_hold(walk: Walk) -> None:
    walk.come_back("facebook", walk.consent(walk.leave("facebook"), accounts=2))
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=11)):
        look_after_connections()
        assert bytes(Attempt.objects.get().sealed) == b""
    with time_machine.travel(datetime.now(UTC) + timedelta(hours=25)):
        look_after_connections()
        assert not Attempt.objects.exists()
