"""The first page anyone sees: it makes the first administrator, then it does not exist any more."""

from __future__ import annotations

import logging

import pytest
from django.test import Client
from django.urls import reverse
from tests.people_of_the_desk import PASSWORD, someone

from parvis.desk.people.models import User
from parvis.desk.people.setup_code import TRIES, current_code
from parvis.desk.records.models import AuditEvent

pytestmark = pytest.mark.django_db


def _form(**changed: str) -> dict[str, str]:
    given = {
        "code": current_code() or "",
        "display_name": "Chloé Tremblay",
        "username": "chloe",
        "password": PASSWORD,
    }
    return given | changed


def _post(form: dict[str, str], client: Client | None = None) -> tuple[int, str]:
    response = (client or Client()).post(reverse("people:set_up"), form)
    return response.status_code, response.content.decode()


def test_before_anyone_exists_sign_in_leads_to_set_up() -> None:
    assert Client().get(reverse("people:sign_in"))["Location"] == reverse("people:set_up")


def test_the_holder_of_the_code_becomes_administrator_and_is_signed_in() -> None:
    client = Client()
    assert _post(_form(), client)[0] == 302
    chloe = User.objects.get()
    assert (chloe.role, chloe.display_name) == ("administrator", "Chloé Tremblay")
    assert chloe.password.startswith("argon2")
    assert client.get(reverse("people:list")).status_code == 200


def test_it_is_recorded_without_a_name() -> None:
    _post(_form())
    event = AuditEvent.objects.get(verb="person.set_up")
    assert event.subject == f"person:{User.objects.get().pk}"
    assert "chloe" not in f"{event.actor}{event.body}".lower()


def test_afterwards_the_page_does_not_exist() -> None:
    form = _form()
    _post(form)
    assert Client().get(reverse("people:set_up")).status_code == 404
    assert _post(form | {"username": "autre"})[0] == 404
    assert User.objects.count() == 1


def test_a_wrong_code_makes_nobody() -> None:
    status, text = _post(_form(code="AAAA-AAAA-AAAA"))
    assert status == 422
    assert "Ce code n’est pas le bon" in text
    assert not User.objects.exists()


def test_after_five_wrong_codes_one_waits() -> None:
    form = _form()
    for _ in range(TRIES):
        _post(form | {"code": "AAAA-AAAA-AAAA"})
    status, text = _post(form)
    assert status == 422
    assert "Attendez 15\u00a0minutes" in text
    assert not User.objects.exists()


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"password": "court"}, "12 caractères"),
        ({"password": "chloe tremblay"}, "trop semblable"),
        ({"password": "123456789012345"}, "entièrement numérique"),
        ({"username": "chloé t"}, "lettres sans accent"),
        ({"display_name": "Chloé\u202eyalbmert"}, "caractère invisible"),
        ({"display_name": ""}, "obligatoire"),
        ({"username": "a\x00b"}, "caractère nul"),
    ],
)
def test_what_cannot_be_accepted_is_said_and_the_code_stays_good(changed: dict[str, str], words: str) -> None:
    form = _form()
    status, text = _post(form | changed)
    assert status == 422
    assert words in text
    assert not User.objects.exists()
    assert _post(form)[0] == 302


def test_a_name_already_taken_does_not_spend_the_code() -> None:
    someone("alice")
    form = _form()
    assert "déjà pris" in _post(form | {"username": "alice"})[1]
    assert _post(form)[0] == 302


def test_neither_the_code_nor_the_password_is_logged_or_sent_back(caplog: pytest.LogCaptureFixture) -> None:
    form = _form(display_name="")
    with caplog.at_level(logging.DEBUG):
        _, text = _post(form)
    assert PASSWORD not in text + caplog.text
    assert form["code"] not in caplog.text
