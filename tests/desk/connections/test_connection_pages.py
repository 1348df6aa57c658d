"""Who may see the connections' pages, what they hold, and where their forms may lead."""

from __future__ import annotations

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from parvis.desk.connections.applications import authoriser_of
from tests.desk.connections.walk import Walk
from tests.people_of_the_desk import signed_in

PAGES = [
    ("get", "connections:list", []),
    ("get", "connections:start", ["x"]),
    ("post", "connections:start", ["x"]),
    ("get", "connections:callback", ["x"]),
    ("get", "connections:choose", [uuid.UUID(int=1)]),
    ("get", "connections:disconnect", [uuid.UUID(int=1)]),
    ("post", "connections:disconnect", [uuid.UUID(int=1)]),
    ("post", "connections:check", [uuid.UUID(int=1)]),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("method", "name", "given"), PAGES)
@pytest.mark.parametrize("username", ["alice", "david"])
def test_only_administrators_see_connections(method: str, name: str, given: list[object], username: str) -> None:
    assert getattr(signed_in(username), method)(reverse(name, args=given)).status_code == 403


@pytest.mark.django_db
@pytest.mark.parametrize(("method", "name", "given"), PAGES)
def test_strangers_are_sent_to_sign_in(method: str, name: str, given: list[object]) -> None:
    response = getattr(Client(), method)(reverse(name, args=given))
    assert response.status_code == 302
    assert "/connexion/" in response["Location"]


@pytest.mark.parametrize("name", ["connections:choose", "connections:disconnect"])
def test_what_does_not_exist_is_not_found(walk: Walk, name: str) -> None:
    assert walk.client.get(reverse(name, args=[uuid.UUID(int=1)])).status_code == 404


@pytest.mark.parametrize("platform", ["myspace", "X", "choix"])
def test_a_platform_that_is_not_known_is_not_found(walk: Walk, platform: str) -> None:
    assert walk.client.get(reverse("connections:start", args=[platform])).status_code == 404
    assert walk.client.get(reverse("connections:callback", args=[platform])).status_code == 404


@pytest.mark.parametrize("given", ["inconnu", str(uuid.UUID(int=5)), "\x00"])
def test_an_account_to_connect_again_has_to_exist(walk: Walk, given: str) -> None:
    assert walk.client.get(reverse("connections:start", args=["x"]), {"compte": given}).status_code == 404


@pytest.mark.parametrize("platform", ["x", "facebook", "youtube"])
def test_every_permission_is_explained_before_leaving(walk: Walk, platform: str) -> None:
    page = walk.client.get(reverse("connections:start", args=[platform])).content.decode()
    for scope in authoriser_of(platform).scopes:
        assert scope.reason in page
        assert scope.without in page
        assert scope.name in page
    assert f"http://localhost/connexions/{platform}/retour/" in page


def test_the_form_may_lead_to_the_platform_and_nowhere_else(walk: Walk) -> None:
    policy = walk.client.get(reverse("connections:start", args=["x"]))["Content-Security-Policy"]
    [allowed] = [part for part in policy.split(";") if "form-action" in part]
    assert allowed.split() == ["form-action", "'self'", walk.sandbox.url]
    assert walk.sandbox.url not in walk.client.get(reverse("connections:list"))["Content-Security-Policy"]


def test_a_form_without_its_token_is_refused(walk: Walk) -> None:
    careless = Client(enforce_csrf_checks=True)
    careless.cookies = walk.client.cookies
    assert careless.post(reverse("connections:start", args=["x"]), SERVER_NAME="localhost").status_code == 403


def test_the_check_says_what_the_platform_answered(walk: Walk) -> None:
    connection = walk.connect("x")
    address = reverse("connections:check", args=[connection.pk])
    assert "accepte le jeton" in walk.client.post(address, follow=True).content.decode()
    walk.consents.withdraw("x")
    assert "n’a pas accepté le jeton" in walk.client.post(address, follow=True).content.decode()


def test_an_account_s_name_cannot_write_in_the_page(walk: Walk) -> None:
    connection = walk.connect("x")
    type(connection.account).objects.update(name="<b>Gras</b>\u202e")
    assert "<b>Gras</b>" not in walk.page()


def test_nothing_connected_says_what_to_do(walk: Walk) -> None:
    assert "Aucun compte n’est connecté d’ici" in walk.page()
