"""An account is connected through its platform's own consent screen, and only by who asked for it."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from parvis.desk.connections.applications import application_of, application_secrets
from parvis.desk.connections.models import Attempt, Connection
from parvis.desk.connections.sources import connected_accounts
from parvis.desk.records.models import Account, AuditEvent
from parvis.desk.records.platforms import connect
from parvis.sandbox.authorisation.tokens import APP_TOKEN, CLIENT_ID, CLIENT_SECRET, CONSUMER_SECRET
from tests.desk.connections.walk import Walk, administrator

PLATFORMS = ["x", "facebook", "youtube"]


@pytest.mark.parametrize("platform", PLATFORMS)
def test_a_connected_account_speaks_for_itself(walk: Walk, platform: str) -> None:
    connection = walk.connect(platform)
    assert connection.account.platform_id == walk.official(platform)
    [access] = connected_accounts()
    assert (access.platform, access.platform_id) == (platform, walk.official(platform))
    list(connect(access).fetch_since(""))  # the platform accepts its token
    assert "est connecté" in walk.page()
    assert "En règle" in walk.page()


@pytest.mark.parametrize("platform", PLATFORMS)
def test_no_token_nor_secret_is_in_the_database_the_journal_the_page_or_a_repr(walk: Walk, platform: str) -> None:
    connection = walk.connect(platform)
    secrets = {CLIENT_SECRET, *connected_accounts()[0].credentials.values()}
    attempt = Attempt.objects.get()
    kept = [bytes(connection.sealed), bytes(attempt.sealed), repr(connection).encode(), repr(attempt).encode()]
    kept += [json.dumps(list(AuditEvent.objects.values()), default=str).encode(), walk.page().encode()]
    kept += [repr(connected_accounts()).encode()]
    assert all(secret.encode() not in content for secret in secrets for content in kept)


def test_the_journal_says_who_connected_what(walk: Walk) -> None:
    connection = walk.connect("x")
    event = AuditEvent.objects.get(verb="account.connected")
    assert event.subject == f"account:{connection.account_id}"
    assert event.actor == f"person:{connection.connected_by_id}"
    assert json.loads(event.body)["scopes_missing"] == []


def test_two_accounts_of_one_platform_are_connected_side_by_side(walk: Walk) -> None:
    walk.connect("x")
    second = walk.second("x")
    walk.connect("x", accounts=[second])
    assert {access.platform_id for access in connected_accounts()} == {walk.official("x"), second}
    for access in connected_accounts():
        list(connect(access).fetch_since(""))


def test_the_same_account_connected_twice_is_one_connection_with_the_newest_tokens(walk: Walk) -> None:
    first = walk.connect("x")
    before = connected_accounts()[0].credentials
    second = walk.connect("x")
    assert first.pk == second.pk
    assert second.generation == 2
    assert connected_accounts()[0].credentials != before
    assert Account.objects.count() == 1


def test_of_several_pages_those_chosen_are_connected_and_the_others_forgotten(walk: Walk) -> None:
    response = walk.come_back("facebook", walk.consent(walk.leave("facebook"), accounts=2))
    attempt = Attempt.objects.get()
    assert response["Location"] == reverse("connections:choose", args=[attempt.pk])
    choice = walk.client.get(response["Location"]).content.decode()
    assert "Musée de l’Exemple" in choice
    assert walk.client.post(response["Location"], {"compte": walk.official("facebook")}).status_code == 302
    assert [one.account.platform_id for one in Connection.objects.all()] == [walk.official("facebook")]
    attempt.refresh_from_db()
    assert bytes(attempt.sealed) == b""


def test_choosing_nothing_asks_again(walk: Walk) -> None:
    response = walk.come_back("facebook", walk.consent(walk.leave("facebook"), accounts=2))
    again = walk.client.post(response["Location"], {})
    assert again.status_code == 422
    assert "Cochez au moins un compte" in again.content.decode()


def test_a_page_that_the_person_does_not_manage_is_refused(walk: Walk) -> None:
    response = walk.come_back("facebook", walk.consent(walk.leave("facebook"), accounts=2))
    refused = walk.client.post(response["Location"], {"compte": [walk.official("facebook"), "999999"]})
    assert refused.status_code == 403
    assert "ne couvre pas ce compte" in refused.content.decode()
    assert not Connection.objects.exists()


def test_a_choice_is_made_once(walk: Walk) -> None:
    response = walk.come_back("facebook", walk.consent(walk.leave("facebook"), accounts=2))
    page = {"compte": walk.official("facebook")}
    walk.client.post(response["Location"], page)
    assert walk.client.post(response["Location"], page).status_code == 400


def test_a_choice_belongs_to_the_session_that_asked(walk: Walk) -> None:
    response = walk.come_back("facebook", walk.consent(walk.leave("facebook"), accounts=2))
    stranger = administrator()
    assert stranger.get(response["Location"]).status_code == 403
    assert stranger.post(response["Location"], {"compte": walk.official("facebook")}).status_code == 403
    assert not Connection.objects.exists()


def test_a_refused_consent_connects_nothing_and_says_so(walk: Walk) -> None:
    response = walk.come_back("x", walk.consent(walk.leave("x"), decision="refuser"))
    assert response.status_code == 400
    assert "a été refusée sur la plateforme" in response.content.decode()
    assert not Connection.objects.exists()


@pytest.mark.parametrize("error", ["server_error", "<script>alert(1)", "x" * 10_000])
def test_another_error_of_the_platform_is_said_without_being_repeated(walk: Walk, error: str) -> None:
    state = walk.consent(walk.leave("x"))["state"]
    response = walk.come_back("x", {"state": state, "error": error})
    assert response.status_code == 400
    assert error[:2000] not in response.content.decode()
    assert state not in response.content.decode()


@pytest.mark.parametrize(
    ("platform", "without", "told"),
    [
        ("x", "tweet.moderate.write", "ne peut être masquée ni réaffichée"),
        ("x", "tweet.write", "Aucune réponse ne peut être publiée"),
        ("facebook", "pages_manage_engagement", "Aucun commentaire ne peut être masqué"),
    ],
)
def test_what_will_not_work_without_a_permission_is_said(walk: Walk, platform: str, without: str, told: str) -> None:
    walk.connect(platform, without=without)
    page = walk.page()
    assert "Autorisations incomplètes" in page
    assert told in page
    assert json.loads(AuditEvent.objects.get(verb="account.connected").body)["scopes_missing"] == [without]


@pytest.mark.parametrize(
    ("platform", "without"),
    [
        ("x", "users.read"),
        ("x", "tweet.read"),
        ("facebook", "pages_show_list"),
        ("youtube", "https://www.googleapis.com/auth/youtube.force-ssl"),
    ],
)
def test_without_what_is_essential_nothing_is_connected(walk: Walk, platform: str, without: str) -> None:
    response = walk.come_back(platform, walk.consent(walk.leave(platform), without=without))
    assert response.status_code == 502
    assert "Recommencez" in response.content.decode()
    assert not Connection.objects.exists()


# The state


def test_a_return_without_state_is_refused(walk: Walk) -> None:
    returned = walk.consent(walk.leave("x"))
    response = walk.come_back("x", {"code": returned["code"]})
    assert response.status_code == 400
    assert "ne dit pas à quelle demande" in response.content.decode()


@pytest.mark.parametrize("state", ["inventé", "\x00", "\ud800".encode("utf-8", "replace").decode(), "é" * 9_000])
def test_a_state_that_was_never_asked_for_is_refused(walk: Walk, state: str) -> None:
    walk.leave("x")
    response = walk.come_back("x", {"code": "c", "state": state})
    assert response.status_code == 400
    assert "ne répond à aucune demande" in response.content.decode()


def test_a_state_serves_once(walk: Walk) -> None:
    returned = walk.consent(walk.leave("x"))
    assert walk.come_back("x", returned).status_code == 302
    again = walk.come_back("x", returned)
    assert again.status_code == 400
    assert "a déjà servi" in again.content.decode()
    assert Connection.objects.get().generation == 1


def test_a_refusal_spends_the_state_too(walk: Walk) -> None:
    returned = walk.consent(walk.leave("x"))
    walk.come_back("x", {"state": returned["state"], "error": "access_denied"})
    assert walk.come_back("x", returned).status_code == 400
    assert not Connection.objects.exists()


def test_a_state_lives_ten_minutes(walk: Walk) -> None:
    returned = walk.consent(walk.leave("x"))
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=10, seconds=5)):
        response = walk.come_back("x", returned)
    assert response.status_code == 400
    assert "Plus de dix minutes" in response.content.decode()


def test_a_state_of_another_session_is_refused_and_not_spent(walk: Walk) -> None:
    returned = walk.consent(walk.leave("x"))
    stranger = Walk(walk.sandbox, administrator())
    response = stranger.come_back("x", returned)
    assert response.status_code == 403
    assert "dans une autre session" in response.content.decode()
    assert walk.come_back("x", returned).status_code == 302


def test_a_state_of_another_platform_is_refused(walk: Walk) -> None:
    returned = walk.consent(walk.leave("x"))
    assert walk.come_back("youtube", returned).status_code == 400
    assert not Connection.objects.exists()


def test_a_code_of_another_demand_is_refused_by_pkce(walk: Walk) -> None:
    stolen = walk.consent(walk.leave("x"))["code"]
    mine = walk.consent(walk.leave("x"))["state"]
    response = walk.come_back("x", {"state": mine, "code": stolen})
    assert response.status_code == 502
    assert "il a expiré ou a déjà servi" in response.content.decode()


@pytest.mark.parametrize("platform", PLATFORMS)
def test_a_code_that_served_already_is_refused(walk: Walk, platform: str) -> None:
    code = walk.consent(walk.leave(platform))["code"]
    state = walk.consent(walk.leave(platform))["state"]
    walk.come_back(platform, {"state": state, "code": code})
    third = walk.consent(walk.leave(platform))["state"]
    response = walk.come_back(platform, {"state": third, "code": code})
    assert response.status_code == 502
    assert "il a expiré ou a déjà servi" in response.content.decode()


def test_another_account_than_the_one_to_connect_again_is_refused(walk: Walk) -> None:
    connection = walk.connect("x")
    returned = walk.consent(walk.leave("x", connection), accounts=[walk.second("x")])
    response = walk.come_back("x", returned)
    assert response.status_code == 400
    assert "ne couvre pas le compte à reconnecter" in response.content.decode()
    assert Connection.objects.get().generation == 1


def test_connecting_a_page_again_touches_no_other(walk: Walk) -> None:
    page = walk.connect("facebook")
    walk.connect("facebook", again=page, accounts=2)
    assert Connection.objects.get().generation == 2


@pytest.mark.parametrize(("kind", "status"), [("server_error", 502), ("rate_limit", 502), ("obey_then_cut", 502)])
@pytest.mark.parametrize("platform", PLATFORMS)
def test_a_platform_that_fails_on_the_way_back_connects_nothing(
    walk: Walk, platform: str, kind: str, status: int
) -> None:
    returned = walk.consent(walk.leave(platform))
    walk.sandbox.world.faults.add(platform, kind, path="token")
    response = walk.come_back(platform, returned)
    assert response.status_code == status
    assert not Connection.objects.exists()


def test_an_application_that_the_platform_does_not_know_is_said(walk: Walk, settings: Any) -> None:
    returned = walk.consent(walk.leave("youtube"))
    known, _, url = settings.APPLICATIONS["youtube"]
    settings.APPLICATIONS["youtube"] = (known, "un autre secret", url)
    response = walk.come_back("youtube", returned)
    assert "PARVIS_YOUTUBE_CLIENT_SECRET" in response.content.decode()


def test_without_an_application_the_page_says_what_to_do(walk: Walk, settings: Any) -> None:
    settings.APPLICATIONS["x"] = ("", "", "")
    page = walk.client.get(reverse("connections:start", args=["x"]))
    assert "Application non déclarée" in page.content.decode()
    assert walk.client.post(reverse("connections:start", args=["x"])).status_code == 409


def test_a_person_who_may_not_administer_is_refused_by_the_action_too(walk: Walk) -> None:
    from parvis.desk.connections.attempts import begin_attempt
    from parvis.desk.people.permissions import NotAllowed
    from tests.desk.cast import alice

    with pytest.raises(NotAllowed):
        begin_attempt(actor=alice(), session="s", platform="x", redirect_uri="http://localhost/")


def test_what_the_application_holds_goes_with_the_tokens_that_its_own_server_gave(walk: Walk, settings: Any) -> None:
    settings.APPLICATION_SECRETS = {"x": {"consumer_secret": "secret-d-avis-invente", "app_token": ""}}
    walk.connect("x")
    [access] = connected_accounts()
    assert access.credentials["consumer_secret"] == "secret-d-avis-invente"
    assert access.credentials["app_id"] == CLIENT_ID
    assert "app_token" not in access.credentials
    settings.APPLICATIONS = {**settings.APPLICATIONS, "x": (CLIENT_ID, CLIENT_SECRET, "https://x.example.org")}
    [access] = connected_accounts()
    assert set(access.credentials) == {"user_token"}


def test_in_the_demo_the_application_is_the_one_the_sandbox_knows(settings: Any) -> None:
    settings.APPLICATIONS, settings.SANDBOX_URL = {}, "http://127.0.0.1:9/"
    for platform in PLATFORMS:
        client = application_of(platform)
        assert (client.client_id, client.client_secret) == (CLIENT_ID, CLIENT_SECRET)
        assert application_secrets(platform, client.base_url)["app_id"] == CLIENT_ID
    x = application_secrets("x", "http://127.0.0.1:9/x")
    assert (x["consumer_secret"], x["app_token"]) == (CONSUMER_SECRET, APP_TOKEN)
