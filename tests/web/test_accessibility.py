"""Every screen against WCAG 2.2 AA, by axe-core in a real Chromium, in both themes, narrow and wide."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page
from tests.browser_fixtures import OpenPage
from tests.people_of_the_desk import PASSWORD, someone

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

THEMES = ["light", "dark"]


def sign_in(page: Page, address: str, username: str) -> None:
    someone(username)
    page.goto(f"{address}{reverse('people:sign_in')}?next={reverse('people:profile')}")
    page.get_by_label("Nom d’utilisateur").fill(username)
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_role("button", name="Se connecter").click()
    page.wait_for_url(lambda url: "connexion" not in url)


@pytest.mark.parametrize("theme", THEMES)
def test_set_up_and_sign_in(
    theme: str, live_server: Any, open_page: OpenPage, violations: Callable[[Page], list[str]]
) -> None:
    page = open_page(theme=theme, width=390)
    page.goto(live_server.url + reverse("people:set_up"))
    assert violations(page) == []
    page.get_by_role("button", name="Créer le compte").click()  # the browser itself asks for what is missing
    someone("alice")
    page.goto(live_server.url + reverse("people:sign_in"))
    assert violations(page) == []
    page.get_by_label("Nom d’utilisateur").fill("alice")
    page.get_by_label("Mot de passe").fill("faux")
    page.get_by_role("button", name="Se connecter").click()
    page.get_by_role("alert").wait_for()
    assert violations(page) == []


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("theme", THEMES)
def test_the_page_of_every_component(
    theme: str,
    width: int,
    live_server: Any,
    open_page: OpenPage,
    violations: Callable[[Page], list[str]],
    settings: Any,
) -> None:
    settings.DEBUG = True
    page = open_page(theme=theme, width=width)
    sign_in(page, live_server.url, "chloe")
    page.goto(live_server.url + reverse("web:styles"))
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.keyboard.press("?")
    page.get_by_role("dialog").wait_for()
    assert violations(page) == []


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", ["people:profile", "people:list"])
def test_people_s_pages(
    name: str, theme: str, live_server: Any, open_page: OpenPage, violations: Callable[[Page], list[str]]
) -> None:
    page = open_page(theme=theme, width=768)
    sign_in(page, live_server.url, "chloe")
    someone("david")
    page.goto(live_server.url + reverse(name))
    assert violations(page) == []
    page.locator("summary").click()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 768
