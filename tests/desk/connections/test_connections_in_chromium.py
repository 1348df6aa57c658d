"""Three accounts connected in a real Chromium, one revoked on its platform, connected again: nothing is missed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.conf import settings as django_settings
from playwright.sync_api import Locator, Page, expect

from parvis.desk.people.actors import process
from parvis.desk.records.actions.policies import ensure_policy
from parvis.desk.records.models import Comment
from parvis.desk.records.polling import poll_once
from parvis.sandbox.server import Running
from tests.browser_fixtures import OpenPage
from tests.people_of_the_desk import signed_in

pytestmark = [pytest.mark.browser, pytest.mark.journey]

NAMES = {"x": "X", "facebook": "Facebook", "youtube": "YouTube"}
Violations = Callable[[Page], list[str]]


@dataclass(slots=True)
class Desk:
    """Chloé's browser on the desk, and the three platforms."""

    page: Page
    url: str
    sandbox: Running

    def connect(self, platform: str) -> None:
        self.page.goto(f"{self.url}/connexions/")
        self.page.get_by_role("link", name=f"Connecter un compte {NAMES[platform]}").click()
        self.page.get_by_role("button", name=f"Continuer vers {NAMES[platform]}").click()
        expect(self.page.get_by_role("heading", name=f"Autoriser Parvis sur {NAMES[platform]}?")).to_be_visible()
        if platform == "facebook":
            self.page.get_by_label("Musée de l’Exemple").check()
        self.page.get_by_role("button", name="Autoriser").click()
        if platform == "facebook":
            self.page.get_by_label("Ministère de l’Exemple").check()
            self.page.get_by_role("button", name="Connecter", exact=True).click()
        expect(self.page).to_have_url(f"{self.url}/connexions/")

    def card(self, platform: str) -> str:
        self.page.goto(f"{self.url}/connexions/")
        return " ".join(self.card_of(platform).inner_text().split())

    def card_of(self, platform: str) -> Locator:
        badge = self.page.locator(".badge", has_text=re.compile(rf"^{NAMES[platform]}$"))
        return self.page.locator(".account-card", has=badge)

    def write(self, platform: str, text: str) -> None:
        world = self.sandbox.world
        world.comment(platform, world.publish(platform, "Le bureau de l’Exemple ouvre lundi."), "Gaston Inventé", text)


@pytest.fixture
def desk(transactional_db: None, open_page: OpenPage, live_server: object, sandbox: Running) -> Desk:
    ensure_policy(actor=process("tests"))
    page = open_page()
    session = signed_in("chloe").cookies[django_settings.SESSION_COOKIE_NAME].value
    cookie = {"name": django_settings.SESSION_COOKIE_NAME, "value": session, "url": str(live_server)}
    page.context.add_cookies([cookie])  # type: ignore[list-item]
    return Desk(page, str(live_server), sandbox)


# What a platform gives back as it was written: decomposed, joined, turned about. X alone escapes < > &.
HOSTILE = "é e\u0301 👩🏽‍🚒 \u202eابجد\u202c\u200b\u2009fin "


def words(number: str, platform: str) -> str:
    return f"{number} mot sur {platform} {HOSTILE}"


def received() -> dict[str, int]:
    """The bytes of every comment that we hold, and how often we hold them."""
    held = (bytes(comment.standing.revision.verbatim).decode() for comment in Comment.objects.filter(ours=False))
    return dict(Counter(held))


def written(*sayings: tuple[str, str]) -> dict[str, int]:
    return {words(number, platform): 1 for number, platform in sayings}


def test_a_token_revoked_on_its_platform_is_said_the_others_go_on_and_nothing_is_missed(desk: Desk) -> None:
    for platform in NAMES:
        desk.connect(platform)
        desk.write(platform, words("Premier", platform))
    for platform in NAMES:
        assert "En règle" in desk.card(platform)
    poll_once()
    first = [("Premier", platform) for platform in NAMES]
    assert received() == written(*first)

    desk.page.goto(desk.sandbox.base_url("x") + "/applications")
    desk.page.get_by_role("button", name="Retirer l’accès").click()
    expect(desk.page.get_by_text("L’accès de Parvis est retiré.")).to_be_visible()
    for platform in NAMES:
        desk.write(platform, words("Deuxième", platform))
    poll_once()
    second = [("Deuxième", "facebook"), ("Deuxième", "youtube")]
    assert received() == written(*first, *second)
    for platform in NAMES:  # the others go on, round after round
        desk.write(platform, words("Troisième", platform))
    poll_once()
    second += [("Troisième", "facebook"), ("Troisième", "youtube")]
    assert received() == written(*first, *second)
    for platform in ("facebook", "youtube"):
        assert "En règle" in desk.card(platform)

    assert "Jeton refusé" in desk.card("x")
    desk.card_of("x").get_by_role("link", name="Reconnecter").click()
    desk.page.get_by_role("button", name="Continuer vers X").click()
    desk.page.get_by_role("button", name="Autoriser").click()
    expect(desk.page).to_have_url(f"{desk.url}/connexions/")
    assert "En règle" in desk.card("x")
    assert received() == written(*first, *second)
    poll_once()
    assert received() == written(*first, *second, ("Deuxième", "x"), ("Troisième", "x"))


def test_a_refused_consent_comes_back_to_the_desk_and_says_what_to_do(desk: Desk) -> None:
    desk.page.goto(f"{desk.url}/connexions/youtube/")
    desk.page.get_by_role("button", name="Continuer vers YouTube").click()
    desk.page.get_by_role("button", name="Refuser").click()
    expect(desk.page.get_by_text("L’autorisation a été refusée sur la plateforme.")).to_be_visible()
    expect(desk.page.get_by_role("link", name="Recommencer")).to_be_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 768, 1440])
def test_the_screens_are_accessible_and_fit(desk: Desk, violations: Violations, theme: str, width: int) -> None:
    desk.page.set_viewport_size({"width": width, "height": 900})
    desk.page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
    desk.connect("x")
    desk.sandbox.world.revoke_token("x")
    poll_once()
    for path in ("", "x/", "facebook/"):
        desk.page.goto(f"{desk.url}/connexions/{path}")
        assert violations(desk.page) == []
        assert desk.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    desk.page.get_by_role("button", name="Continuer vers Facebook").click()
    assert violations(desk.page) == []
    assert desk.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
