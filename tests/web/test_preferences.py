"""Theme and shortcuts are kept in cookies, applied by the server, and never lead elsewhere."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from tests.people_of_the_desk import someone

pytestmark = pytest.mark.django_db


def _choose(client: Client, **fields: str) -> None:
    assert client.post(reverse("web:preferences"), fields).status_code == 302


def _html_tag(client: Client) -> str:
    someone("alice")
    text = client.get(reverse("people:sign_in")).content.decode()
    return text[text.index("<html") : text.index("<head")]


def test_the_first_byte_already_has_the_chosen_theme() -> None:
    client = Client()
    assert 'data-theme="auto"' in _html_tag(client)
    _choose(client, theme="dark")
    assert 'data-theme="dark"' in _html_tag(client)


def test_single_letter_shortcuts_can_be_switched_off() -> None:
    client = Client()
    _choose(client, keys="off")
    assert 'data-keys="off"' in _html_tag(client)


@pytest.mark.parametrize("value", ["", "rouge", '"><script>', "\x00"])
def test_an_unknown_theme_is_ignored(value: str) -> None:
    client = Client()
    _choose(client, theme=value)
    client.cookies["parvis_theme"] = "rouge"
    assert 'data-theme="auto"' in _html_tag(client)


@pytest.mark.parametrize("next_page", ["https://ailleurs.invalid/", "//ailleurs.invalid", "javascript:alert(1)"])
def test_choosing_never_leads_to_another_site(next_page: str) -> None:
    response = Client().post(reverse("web:preferences"), {"theme": "dark", "next": next_page})
    assert response["Location"] == "/"


def test_a_script_gets_an_empty_answer() -> None:
    response = Client().post(reverse("web:preferences"), {"theme": "light"}, headers={"X-Requested-With": "fetch"})
    assert response.status_code == 204
    assert response.cookies["parvis_theme"].value == "light"
