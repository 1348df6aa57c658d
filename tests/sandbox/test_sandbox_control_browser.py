"""The control page in a real Chromium: readable, accessible, alive, and usable without scripts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.browser_fixtures import OpenPage

from parvis.sandbox.items import State
from parvis.sandbox.server import Running
from parvis.sandbox.town import Town
from parvis.sandbox.world import World

pytestmark = pytest.mark.browser

# In every test the sandbox comes before the page: what is made first ends last, and the page refreshes itself.


@pytest.fixture
def town(world: World) -> World:
    Town(world).populate()
    comment = next(one for root in world.public_view("x") for one in root.walk() if one.kind == "comment")
    world.set_state(world.item("x", comment.id), State.HIDDEN)
    world.comment("facebook", world.public_view("facebook")[0].id, "Nom\u202e", "mot" * 3_000)
    return world


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 768, 1440])
def test_the_page_is_accessible_and_never_wider_than_the_screen(
    sandbox: Running, town: World, open_page: OpenPage, violations: Callable[[Page], list[str]], theme: str, width: int
) -> None:
    town.revoke_token("x")
    town.faults.add("facebook", "quota_exhausted", None, path="comments/" * 20)
    page = open_page(theme=theme, width=width)
    page.goto(f"{sandbox.url}/?p=x&panne=late#ecrire")
    page.get_by_text("Plus précisément").click()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert violations(page) == []


def test_what_happens_on_a_platform_shows_without_reloading(sandbox: Running, town: World, open_page: OpenPage) -> None:
    page = open_page()
    page.goto(sandbox.url)
    page.wait_for_timeout(4_500)  # the script has looked once
    comment = town.comment("youtube", town.public_view("youtube")[0].id, "rita", "Je viens d’arriver!")
    expect(page.get_by_text("Je viens d’arriver!")).to_be_visible(timeout=10_000)
    town.set_state(town.item("youtube", comment), State.HELD)
    expect(page.get_by_text("Je viens d’arriver!")).to_have_count(0, timeout=10_000)


@pytest.mark.parametrize("javascript", [True, False])
def test_a_citizen_answers_with_or_without_scripts(
    sandbox: Running, world: World, open_page: OpenPage, javascript: bool
) -> None:
    comment = world.comment("facebook", world.publish("facebook", "Avis"), "lea", "Quelqu’un sait?")
    page = open_page(javascript=javascript, width=390)
    page.goto(sandbox.url)
    page.locator(f"#facebook-{comment}").get_by_role("link", name="Répondre").click()
    page.get_by_label("Citoyen").select_option("ginette")
    page.get_by_label("Texte").fill("Oui, au comptoir.")
    page.get_by_role("button", name="Publier").click()
    expect(page.get_by_role("status")).to_have_text("C’est publié, au nom de la personne choisie.")
    expect(page.locator(f"#facebook-{comment}").get_by_text("Oui, au comptoir.")).to_be_visible()
    page.get_by_role("button", name="Rapide").click()
    expect(page.get_by_role("button", name="Rapide")).to_have_attribute("aria-pressed", "true")


def test_on_a_narrow_screen_one_platform_shows_at_a_time(sandbox: Running, town: World, open_page: OpenPage) -> None:
    page = open_page(javascript=False, width=390)
    page.goto(sandbox.url)
    for name in ("X", "YouTube", "Facebook"):
        page.locator("nav.tabs").get_by_text(name, exact=True).click()
        visible = page.locator("section.column:visible")
        expect(visible).to_have_count(1)
        expect(visible).to_have_attribute("aria-label", name)


def test_a_hidden_reply_is_read_by_whoever_clicks(sandbox: Running, world: World, open_page: OpenPage) -> None:
    comment = world.comment("x", world.publish("x", "Avis"), "kevin", "Insulte masquée")
    world.set_state(world.item("x", comment), State.HIDDEN)
    page = open_page()
    page.goto(sandbox.url)
    expect(page.get_by_text("Insulte masquée")).to_be_hidden()
    page.get_by_text("Afficher les réponses masquées").click()
    expect(page.get_by_text("Insulte masquée")).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False])
def test_a_failure_is_started_and_stopped_with_or_without_scripts(
    sandbox: Running, world: World, open_page: OpenPage, javascript: bool
) -> None:
    page = open_page(javascript=javascript, width=390)
    page.goto(sandbox.url)
    page.get_by_text("Déclencher une panne").click()
    page.get_by_role("combobox", name="Plateforme", exact=True).select_option("youtube")
    page.get_by_role("combobox", name="Panne", exact=True).select_option(label="Quota épuisé")
    page.get_by_label("Jusqu’à l’arrêt").check()
    page.get_by_role("button", name="Déclencher").click()
    expect(page.get_by_role("status")).to_have_text("La panne est déclenchée.")
    expect(page.get_by_role("combobox", name="Panne", exact=True)).to_have_value("quota_exhausted")
    expect(page.get_by_role("heading", name="1 panne en cours")).to_be_visible()
    page.get_by_role("button", name="Quota épuisé (YouTube)").click()
    expect(page.get_by_role("status")).to_have_text("La panne est arrêtée.")
    expect(page.get_by_role("heading", name="en cours")).to_have_count(0)
    assert world.faults.active() == []


def test_failures_under_way_are_kept_current(sandbox: Running, world: World, open_page: OpenPage) -> None:
    page = open_page()
    world.faults.add("x", "late", None)
    page.goto(sandbox.url)
    expect(page.get_by_role("heading", name="1 panne en cours")).to_be_visible()
    world.faults.add("facebook", "cut")
    expect(page.get_by_role("heading", name="2 pannes en cours")).to_be_visible(timeout=10_000)
