"""The demonstration as a new user sees it, in a real Chromium: set up, remove on each platform, stop, start again."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser_fixtures import OpenPage
from tests.journeys.demo import Demo, demo_running

pytestmark = [pytest.mark.journey, pytest.mark.browser, pytest.mark.own_database]

PASSWORD = "une phrase de passe inventée"
WORDS = "bande d'incapables finis"
SENT = 40_000  # milliseconds: the time to undo, then the worker's, then the page's own refreshing


def test_a_new_user_removes_a_comment_on_each_platform_and_nothing_is_lost(open_page: OpenPage, tmp_path: Path) -> None:
    home = tmp_path / "demo"
    with demo_running(home) as demo:
        desk, square = open_page(), open_page()
        _set_up(desk, demo)
        _pause_the_town(square, demo)
        texts = {platform: f"{platform} : vous êtes une {WORDS}, no 1." for platform in ("x", "facebook", "youtube")}
        for platform, text in texts.items():
            _post_as_citizen(square, demo, platform, text)
        for text in texts.values():
            _remove(desk, demo, text)
        for platform, text in texts.items():
            _expect_gone_from_the_public(square, demo, platform, text)
        _restore(desk, demo, texts["facebook"])
        expect(_column(square, demo, "facebook").get_by_text(texts["facebook"])).to_be_visible(timeout=SENT)
        desk.close()
        square.close()  # it refreshes itself: it would complain of the end
    with demo_running(home) as again:
        assert again.code == ""
        desk = open_page()
        _sign_in(desk, again)
        desk.goto(f"{again.url}/journal/")
        for said in ("Retiré", "Rétabli"):
            expect(desk.locator(".badge", has_text=said).first).to_be_visible()
        desk.goto(f"{again.url}/file/?vue=removed")
        expect(desk.get_by_text(texts["youtube"])).to_be_visible()
        desk.close()
    verified = _parvis("verify", home)
    assert verified.returncode == 0, verified.stdout
    assert "✗" not in verified.stdout


def _set_up(page: Page, demo: Demo) -> None:
    page.goto(demo.url)
    page.get_by_label("Code").fill(demo.code)
    page.get_by_label("Nom affiché").fill("Chloé Exemple")
    page.get_by_label("Nom d’utilisateur").fill("chloe")
    for field in page.locator("input[type=password]").all():
        field.fill(PASSWORD)
    page.locator("main button[type=submit]").click()
    expect(page.get_by_role("heading", name="File des commentaires")).to_be_visible()


def _sign_in(page: Page, demo: Demo) -> None:
    page.goto(demo.url)
    page.locator("input[name=username]").fill("chloe")
    page.locator("input[type=password]").fill(PASSWORD)
    page.locator("main button[type=submit]").click()
    expect(page.get_by_role("heading", name="File des commentaires")).to_be_visible()


def _pause_the_town(page: Page, demo: Demo) -> None:
    page.goto(demo.sandbox_url)
    page.get_by_role("button", name="Pause").click()


def _post_as_citizen(page: Page, demo: Demo, platform: str, text: str) -> None:
    official = page.locator("article.post", has_text="Compte officiel fictif")
    _column(page, demo, platform).locator(official).get_by_role("link", name="Commenter").first.click()
    page.get_by_label("Texte").fill(text)
    page.get_by_role("button", name="Publier").click()
    expect(_column(page, demo, platform).get_by_text(text)).to_be_visible()


def _column(page: Page, demo: Demo, platform: str) -> Any:
    page.goto(demo.sandbox_url)
    return page.locator(f"section.column.{platform}")


def _open(page: Page, demo: Demo, text: str, view: str) -> None:
    """Search for the comment until the poller has brought it."""
    row = page.get_by_text(text).first
    for _ in range(20):
        page.goto(f"{demo.url}/file/?vue={view}&mots={text.split()[0]}+incapables")
        if row.is_visible():
            break
        page.wait_for_timeout(1000)
    row.click()
    expect(page.get_by_text("Le commentaire, tel qu’il a été écrit")).to_be_visible()


def _remove(page: Page, demo: Demo, text: str) -> None:
    _open(page, demo, text, "all")
    if not page.locator("input[value=abusive]").is_checked():
        page.locator("input[value=abusive]").check()
    page.get_by_label("Mots qui justifient le retrait").fill(WORDS)
    page.locator("#decide button[value=remove]").click()
    expect(page.get_by_role("button", name="Annuler").first).to_be_visible()


def _restore(page: Page, demo: Demo, text: str) -> None:
    _open(page, demo, text, "removed")
    page.locator("#restore button[value=restore]").click()


def _expect_gone_from_the_public(page: Page, demo: Demo, platform: str, text: str) -> None:
    shown = _column(page, demo, platform).get_by_text(text)
    expect(shown).to_be_hidden(timeout=SENT)
    if platform == "x":
        page.get_by_text("Afficher les réponses masquées").first.click()
        expect(shown).to_be_visible()


def _parvis(command: str, home: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PARVIS_HOME": str(home), "DATABASE_URL": ""}
    return subprocess.run(
        [sys.executable, "-m", "parvis.cli", command], env=environment, capture_output=True, text=True
    )
