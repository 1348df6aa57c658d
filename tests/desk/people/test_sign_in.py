"""Coming in and going out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from tests.people_of_the_desk import PASSWORD, signed_in, someone

from parvis.desk.people.throttle import TRIES
from parvis.desk.records.models import AuditEvent

pytestmark = pytest.mark.django_db
PAGE = "/connexion/"
REFUSED = "Le nom d’utilisateur ou le mot de passe n’est pas le bon."


@pytest.fixture(autouse=True)
def _alice_exists_and_nobody_has_guessed() -> Iterator[None]:
    cache.clear()
    someone("alice")
    yield
    cache.clear()


def _sign_in(password: str = PASSWORD, username: str = "alice", query: str = "", **extra: Any) -> Any:
    return Client().post(PAGE + query, {"username": username, "password": password}, **extra)


def test_the_right_password_opens_the_queue_and_is_recorded() -> None:
    response = _sign_in()
    assert response["Location"] == reverse("moderation:queue")
    assert AuditEvent.objects.filter(verb="person.sign_in", actor=f"person:{someone('alice').pk}").count() == 1


@pytest.mark.parametrize("spelling", ["Alice", "  alice ", "ALICE", "ａｌｉｃｅ"])
def test_the_case_of_a_name_does_not_matter(spelling: str) -> None:
    assert _sign_in(username=spelling).status_code == 302


def test_a_wrong_name_a_wrong_password_and_a_closed_account_get_the_same_answer() -> None:
    david = someone("david")
    david.is_active = False
    david.save()
    for response in (_sign_in("faux"), _sign_in(username="personne"), _sign_in(username="david")):
        assert response.status_code == 422
        assert REFUSED in response.content.decode()


def test_one_is_led_where_one_was_going() -> None:
    assert _sign_in(query="?next=/profil/")["Location"] == "/profil/"


@pytest.mark.parametrize("elsewhere", ["https://ailleurs.invalid/", "//ailleurs.invalid/", "javascript:alert(1)"])
def test_but_never_to_another_site(elsewhere: str) -> None:
    assert _sign_in(query=f"?next={elsewhere}")["Location"] == reverse("moderation:queue")


def test_a_stranger_is_led_to_sign_in_and_back() -> None:
    assert Client().get("/profil/")["Location"] == "/connexion/?next=/profil/"


def test_after_five_wrong_passwords_even_the_right_one_waits(time_machine: Any) -> None:
    start = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)
    time_machine.move_to(start, tick=False)
    for _ in range(TRIES):
        assert _sign_in("faux").status_code == 422
    response = _sign_in()
    assert response.status_code == 429
    assert "Attendez 15\u00a0minutes" in response.content.decode()
    time_machine.move_to(start + dt.timedelta(minutes=16), tick=False)
    assert _sign_in().status_code == 302


def test_a_guesser_elsewhere_does_not_lock_alice_out() -> None:
    for _ in range(TRIES):
        _sign_in("faux", REMOTE_ADDR="203.0.113.9")
    assert _sign_in("faux", REMOTE_ADDR="203.0.113.9").status_code == 429
    assert _sign_in().status_code == 302


@pytest.mark.parametrize("hostile", ["\x00", "'; --", "a" * 10_000, "\u202e", "{{ 71317|add:20002 }}"])
def test_a_hostile_name_is_only_refused(hostile: str) -> None:
    response = _sign_in("faux", username=hostile)
    assert response.status_code == 422
    assert "91319" not in response.content.decode().split("<main")[1].split("</main>")[0]


def test_signing_out_takes_a_form_not_a_link() -> None:
    client = signed_in("alice")
    assert client.get("/deconnexion/").status_code == 405
    assert client.post("/deconnexion/")["Location"] == PAGE
    assert client.get("/profil/").status_code == 302
    assert AuditEvent.objects.filter(verb="person.sign_out").count() == 1
