"""Every page is in French, loads nothing from elsewhere, and holds no script or style of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.people_of_the_desk import signed_in, someone

from parvis import desk, web

from .html_reading import read_page

ROOMS = [Path(room.__path__[0]) for room in (desk, web)]
TEMPLATES = sorted(file for room in ROOMS for file in room.rglob("templates/**/*.html"))


def _page(name: str) -> Any:
    if name == "people:set_up":
        return Client().get(reverse(name))
    someone("alice")
    client = Client() if name == "people:sign_in" else signed_in("chloe")
    return client.get(reverse(name))


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["people:sign_in", "people:set_up", "people:profile", "people:list", "web:styles"])
def test_a_page_keeps_the_rules(name: str, settings: object) -> None:
    settings.DEBUG = True  # type: ignore[attr-defined]  # the page of components exists only then
    response = _page(name)
    assert response.status_code == 200
    page = read_page(response.content.decode())
    assert page.lang == "fr-CA"
    assert page.inline == []
    assert page.foreign == []


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.name)
def test_no_template_holds_inline_script_or_style(file: Path) -> None:
    page = read_page(file.read_text(encoding="utf-8"))
    assert page.inline == []
    assert page.foreign == []


@pytest.mark.django_db
def test_the_browser_is_told_to_refuse_what_is_not_ours() -> None:
    policy = _page("people:sign_in")["Content-Security-Policy"]
    directives = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert directives["default-src"] == "'none'"
    assert directives["script-src"] == "'self'"
    assert directives["style-src"] == "'self'"
    assert directives["frame-ancestors"] == "'none'"
    assert "unsafe" not in policy


@pytest.mark.django_db
def test_the_page_of_components_exists_only_in_development(settings: object) -> None:
    settings.DEBUG = False  # type: ignore[attr-defined]
    assert signed_in("chloe").get(reverse("web:styles")).status_code == 404


@pytest.mark.django_db
def test_what_a_signed_in_person_saw_is_not_kept_by_the_browser() -> None:
    response = signed_in("chloe").get(reverse("people:profile"))
    assert "no-store" in response["Cache-Control"]
    assert "camera=()" in response["Permissions-Policy"]


@pytest.mark.django_db
def test_every_answer_has_a_number_to_quote() -> None:
    first, second = _page("people:sign_in"), _page("people:sign_in")
    assert first["X-Request-ID"] != second["X-Request-ID"]


@pytest.mark.django_db
def test_an_ended_session_sends_the_whole_page_to_sign_in_not_a_fragment() -> None:
    someone("alice")
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/profil/?a=1"}
    response = Client().get(reverse("people:profile"), headers=headers)
    assert response["HX-Redirect"] == "/connexion/?next=%2Fprofil%2F%3Fa%3D1"
