"""What is attached, and a deep conversation, in a real browser that loads nothing of a stranger's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from parvis.desk.previews.models import Preview
from parvis.desk.records.conversation import GONE, NEVER_RECEIVED
from parvis.desk.records.models import Account
from tests.browser import attachment_cases, moderation_cases
from tests.browser.conftest import VisitAs
from tests.desk.previews.site import Site, gives, png, site

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Violations = Callable[[Page], list[str]]


@pytest.fixture
def stranger(accounts: dict[str, Account], settings: Any) -> Iterator[Site]:
    """The site that holds the picture; the server may reach it, as the demo may reach the sandbox."""
    with site(gives(png(320, 50), "image/png")) as running:
        settings.PREVIEW_ORIGINS = [running.origin]
        attachment_cases.receive(accounts["x"], f"{running.origin}/photo.png")
        yield running


def address() -> str:
    return f"/commentaires/{moderation_cases.the_comment('xd8').pk}/?vue=all"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_preview_comes_from_our_own_origin_when_asked(
    stranger: Site, visit: VisitAs, violations: Violations, theme: str
) -> None:
    page = visit("/journal/", theme=theme)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(page.url.replace("/journal/", address()))
    expect(page.get_by_role("heading", name="Joint à ce commentaire")).to_be_visible()
    assert stranger.asked == []
    page.get_by_role("button", name="Aperçu de l’élément 1").click()
    picture = page.get_by_role("img", name="Un comptoir fleuri, avec une affiche qui dit « Bienvenue »")
    expect(picture).to_be_visible()
    expect(picture).to_have_js_property("naturalWidth", 320)
    assert [request["path"] for request in stranger.asked] == ["/photo.png"]
    assert not any(url.startswith((stranger.origin, "https://")) for url in asked)
    assert violations(page) == []


def test_a_link_that_cannot_be_opened_says_why_in_its_place(stranger: Site, visit: VisitAs) -> None:
    page = visit(address())
    page.get_by_role("button", name="Aperçu de l’élément 2").click()
    expect(page.get_by_text("Rien n’a été récupéré")).to_be_visible()
    assert Preview.objects.get().outcome == "unknown_host"


@pytest.mark.parametrize("width", [390, 768])
def test_nothing_is_wider_than_the_screen(stranger: Site, visit: VisitAs, width: int) -> None:
    page = visit(address(), width=width)
    page.get_by_role("button", name="Aperçu de l’élément 1").click()
    expect(page.locator(".preview-picture img")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_without_a_script_a_preview_is_a_page_that_leads_back(stranger: Site, visit: VisitAs) -> None:
    page = visit(address(), javascript=False)
    page.get_by_role("button", name="Aperçu de l’élément 1").click()
    expect(page.locator(".preview-picture img")).to_be_visible()
    page.get_by_role("link", name="Retour au commentaire").click()
    expect(page.get_by_role("heading", name="Joint à ce commentaire")).to_be_visible()


def test_a_deep_conversation_says_who_answers_whom_and_what_is_missing(stranger: Site, visit: VisitAs) -> None:
    page = visit(address())
    thread = page.locator(".thread")
    expect(thread.get_by_text(GONE)).to_have_count(1)
    expect(thread.get_by_text(NEVER_RECEIVED)).to_have_count(1)
    expect(thread.get_by_text("En réponse à Personne")).to_have_count(3)  # beyond the deepest indent
    expect(page.get_by_role("heading", name="Notre publication, citée")).to_be_visible()
