"""When something fails, the page says what happened and what to do next, in French."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client, RequestFactory
from django.urls import reverse
from tests.people_of_the_desk import signed_in, someone

from parvis.web import error_views

from .html_reading import read_page


def _says(response: Any, status: int, *words: str) -> None:
    text = response.content.decode()
    page = read_page(text)
    assert response.status_code == status
    assert page.lang == "fr-CA"
    assert page.inline == []
    for word in words:
        assert word in text


@pytest.mark.django_db
def test_an_unknown_address() -> None:
    _says(Client().get("/nulle-part/"), 404, "Cette page n’existe pas", "Revenir à l’accueil")


@pytest.mark.django_db
def test_a_page_for_others_says_why_and_whom_to_ask() -> None:
    _says(
        signed_in("david").get(reverse("people:list")), 403, "Votre rôle ne permet pas", "personne de l’administration"
    )


@pytest.mark.django_db
def test_a_form_without_its_token() -> None:
    someone("alice")
    response = Client(enforce_csrf_checks=True).post(reverse("people:sign_in"), {"username": "a", "password": "b"})
    _says(response, 403, "Ce formulaire a expiré", "rechargez-la")


@pytest.mark.django_db
def test_a_request_for_another_host() -> None:
    _says(Client().get("/connexion/", headers={"host": "ailleurs.invalid"}), 400, "n’a pas été comprise")


def test_a_failure_of_ours_gives_a_number_to_quote() -> None:
    request = RequestFactory().get("/")
    request.request_id = "abc123"  # type: ignore[attr-defined]
    _says(error_views.server_error(request), 500, "de notre côté", "abc123")


def test_a_failure_in_the_error_page_itself_still_answers_in_french(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> str:
        raise RuntimeError

    monkeypatch.setattr(error_views, "render_to_string", broken)
    response = error_views.server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert "Réessayez" in response.content.decode()


def test_the_reason_of_a_refusal_is_escaped() -> None:
    response = error_views.permission_denied(RequestFactory().get("/"), PermissionDenied("<script>x</script>"))
    assert "<script>x" not in response.content.decode()
