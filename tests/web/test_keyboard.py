"""One works through a list without the mouse; and without a script, everything still answers."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from tests.browser_fixtures import OpenPage

from .test_accessibility import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def styles(live_server: Any, open_page: OpenPage, settings: Any) -> Page:
    settings.DEBUG = True
    page = open_page()
    page.goto(live_server.url + reverse("web:styles"))
    return page


def _row_in_focus(page: Page) -> str | None:
    row: str | None = page.evaluate("document.activeElement.closest('[data-row]')?.dataset.row")
    return row


def test_j_and_k_move_and_enter_opens(styles: Page) -> None:
    styles.keyboard.press("j")
    assert _row_in_focus(styles) == "1"
    styles.keyboard.press("j")
    styles.keyboard.press("j")
    styles.keyboard.press("j")  # the last row stays
    assert _row_in_focus(styles) == "3"
    styles.keyboard.press("k")
    assert _row_in_focus(styles) == "2"
    styles.keyboard.press("Enter")
    expect(styles).to_have_url(re.compile("#deux$"))


def test_a_figure_chooses_a_criterion(styles: Page) -> None:
    styles.keyboard.press("2")
    expect(styles.get_by_label("Grossier")).to_be_checked()
    styles.keyboard.press("3")
    expect(styles.get_by_label("Renseignements personnels")).to_be_checked()


def test_while_typing_a_letter_is_only_a_letter(styles: Page) -> None:
    styles.keyboard.press("/")
    styles.keyboard.type("j2?u")
    expect(styles.get_by_label("Rechercher")).to_have_value("j2?u")
    expect(styles.get_by_role("dialog")).to_be_hidden()
    expect(styles.get_by_label("Grossier")).not_to_be_checked()


def test_a_browser_s_own_shortcut_is_left_alone(styles: Page) -> None:
    styles.keyboard.press("Control+j")
    styles.keyboard.press("Alt+2")
    assert _row_in_focus(styles) is None
    expect(styles.get_by_label("Grossier")).not_to_be_checked()


def test_the_help_opens_closes_and_gives_the_focus_back(styles: Page) -> None:
    styles.keyboard.press("j")
    styles.keyboard.press("?")
    expect(styles.get_by_role("dialog", name="Raccourcis clavier")).to_be_visible()
    styles.keyboard.press("j")  # nothing moves behind a dialog
    styles.keyboard.press("Escape")
    expect(styles.get_by_role("dialog")).to_be_hidden()
    assert _row_in_focus(styles) == "1"


def test_u_undoes_until_it_is_too_late(styles: Page) -> None:
    styles.evaluate("""() => {
        window.undone = 0;
        document.querySelector("[data-undo]").addEventListener("click", () => window.undone++);
    }""")
    styles.keyboard.press("u")
    assert styles.evaluate("window.undone") == 1
    styles.evaluate("document.querySelector('[data-until]').dataset.until = new Date(0).toISOString()")
    expect(styles.locator("[data-until]")).to_have_attribute("data-over", "")
    expect(styles.locator("[data-undo]")).to_be_hidden()
    styles.keyboard.press("u")
    assert styles.evaluate("window.undone") == 1


def test_rows_brought_by_htmx_answer_the_keys_and_keep_the_place(styles: Page) -> None:
    styles.keyboard.press("j")
    styles.keyboard.press("j")
    styles.evaluate("""() => {
        const list = document.querySelector(".rows");
        list.innerHTML = '<li class="row" data-row="8"><a class="row-link" href="#huit">Huit</a></li>'
            + '<li class="row" data-row="9"><a class="row-link" href="#neuf">Neuf</a></li>';
        htmx.trigger(document.body, "htmx:afterSettle");
    }""")
    assert _row_in_focus(styles) == "9"
    styles.keyboard.press("k")
    assert _row_in_focus(styles) == "8"


def test_shortcuts_switched_off_stay_silent(live_server: Any, open_page: OpenPage, settings: Any) -> None:
    settings.DEBUG = True
    page = open_page()
    sign_in(page, live_server.url, "alice")
    page.goto(live_server.url + reverse("people:profile"))
    page.get_by_role("button", name="Désactivés").click()
    expect(page.locator("html")).to_have_attribute("data-keys", "off")
    page.wait_for_load_state("networkidle")
    page.goto(live_server.url + reverse("web:styles"))
    page.keyboard.press("j")
    assert _row_in_focus(page) is None


def test_the_theme_changes_at_once_and_is_still_there_on_the_next_page(live_server: Any, open_page: OpenPage) -> None:
    page = open_page()
    sign_in(page, live_server.url, "alice")
    page.locator("summary").click()
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    with page.expect_response("**/preferences/"):
        page.get_by_role("banner").get_by_role("button", name="Sombre").click()
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert dark != light
    page.goto(live_server.url + reverse("people:profile"))
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == dark
    expect(page.get_by_role("button", name="Sombre").last).to_have_attribute("aria-pressed", "true")


def test_without_a_script_one_signs_in_chooses_a_theme_and_signs_out(live_server: Any, open_page: OpenPage) -> None:
    page = open_page(javascript=False)
    sign_in(page, live_server.url, "alice")
    page.goto(live_server.url + reverse("people:profile"))
    page.get_by_role("main").get_by_role("button", name="Sombre").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.locator("summary").click()
    expect(page.get_by_role("button", name="Raccourcis clavier")).to_be_hidden()
    page.get_by_role("button", name="Se déconnecter").click()
    expect(page.get_by_text("Votre session est fermée.")).to_be_visible()


def test_a_server_that_does_not_answer_is_said_in_french(styles: Page) -> None:
    styles.evaluate("htmx.trigger(document.body, 'htmx:sendError')")
    expect(styles.get_by_text("Le serveur n’a pas répondu. Rien n’a été enregistré. Vérifiez")).to_be_visible()
    styles.get_by_role("button", name="Fermer ce message").last.click()
