"""The page of deliveries: what arrived, what was refused and why, what nobody understood; safe to look at."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from parvis.desk.records.models import UnknownItem
from parvis.desk.webhooks.models import Delivery, Refusals
from tests.browser_fixtures import OpenPage
from tests.desk.webhooks.delivering import (
    ACCOUNTS,
    APP_SECRET,
    FACEBOOK,
    VERIFY_TOKEN,
    change,
    configure,
    deliver,
    page_body,
    work,
)
from tests.people_of_the_desk import signed_in

pytestmark = pytest.mark.django_db

SCRIPT = "<script>document.title='Volé'</script>"


@pytest.fixture
def traffic(settings: Any, tmp_path: Path, policy_in_force: Any) -> None:
    """A page with deliveries understood and not, and refusals; an X account and a channel without any."""
    channel = '\n[[account]]\nplatform = "youtube"\nplatform_id = "UCexemple0000000000000000"\nname = "La chaîne"\n'
    configure(settings, tmp_path, ACCOUNTS + channel + '[account.credentials]\naccess_token = "jeton-invente"\n')
    settings.PUBLIC_URL = "https://parvis.example.org"
    day = timezone.now() - timedelta(hours=1)
    assert deliver(page_body(change("remove"))) == 200
    strange = {"field": "feed", "value": {"item": SCRIPT, "verb": "\u202e" + "W" * 300}}
    assert deliver(page_body(strange, at=day.timestamp())) == 200
    assert deliver(b"\x00 ce n'est pas du JSON") == 200
    assert deliver(page_body(change("add")), "sha256=fausse") == 403
    assert deliver(page_body(change("add"), at=day.timestamp() - 40 * 3600)) == 403
    assert Client().get(FACEBOOK, {"hub.mode": "subscribe", "hub.verify_token": "autre"}).status_code == 403
    work()
    from parvis.desk.people.actors import process
    from parvis.desk.records.actions.accounts import sync_accounts
    from parvis.desk.records.platforms import configured_accounts

    sync_accounts(actor=process("tests"), accesses=configured_accounts())


def shown(address: str = "", username: str = "chloe") -> str:
    text: str = signed_in(username).get(address or reverse("webhooks:notices")).content.decode()
    return text.replace("\u00a0", " ")


def test_each_account_says_what_arrived_and_what_was_refused(traffic: None) -> None:
    page = shown()
    assert set(Refusals.objects.values_list("reason", "count")) == {("forged", 1), ("stale", 1), ("wrong_token", 1)}
    assert "mauvais jeton de vérification" in page, "the latest refusal, with its reason"
    assert 'data-label="Reçus">3<' in page
    assert 'data-label="Signature fausse">1<' in page
    assert "Illisibles" in page
    assert "aucun avis pour les commentaires" in page
    assert "https://parvis.example.org/webhooks/x/" in page


def test_no_secret_is_on_the_page(traffic: None) -> None:
    for secret in (APP_SECRET, VERIFY_TOKEN, "secret-invente-de-x", "jeton-invente"):
        assert secret not in shown()


def test_what_nobody_understood_is_listed_and_shown_escaped_to_administrators_only(traffic: None) -> None:
    assert "livraison illisible" in shown()
    item = UnknownItem.objects.get(kind="webhook.feed")
    address = reverse("records:unknown_item", args=[item.pk])
    page = shown(address)
    assert SCRIPT not in page
    assert "&lt;script&gt;" in page
    [content] = re.findall(r"<pre[^>]*>(.*)</pre>", page, flags=re.DOTALL)
    assert "\u202e" not in content
    assert "\\u{202e}" in content
    for username in ("alice", "david"):
        assert signed_in(username).get(address).status_code == 403
        assert address not in shown(reverse("records:accounts"), username)
    assert address in shown(reverse("records:accounts"))


def test_an_old_day_is_counted_no_more_than_two_weeks(traffic: None) -> None:
    Refusals.objects.filter(reason="forged").update(day=timezone.localdate() - timedelta(days=20))
    assert 'data-label="Signature fausse">1<' not in shown()


def test_a_desk_without_accounts_says_what_to_do(settings: Any, tmp_path: Path) -> None:
    configure(settings, tmp_path, "")
    assert "Aucun compte n’est relié" in shown()
    settings.ACCOUNTS_FILE.write_text("ce n'est pas [du TOML", encoding="utf-8")
    assert "Aucun compte n’est relié" in shown()


def visit(open_page: OpenPage, live_server: Any, path: str, **options: Any) -> Page:
    page = open_page(**options)
    session = signed_in("chloe").cookies[django_settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": django_settings.SESSION_COOKIE_NAME, "value": session, "url": str(live_server)}])
    page.goto(f"{live_server}{path}")
    return page


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 768, 1440])
def test_the_pages_are_accessible_and_never_wider_than_the_screen(
    open_page: OpenPage,
    live_server: Any,
    traffic: None,
    violations: Callable[[Page], list[str]],
    theme: str,
    width: int,
) -> None:
    page = visit(open_page, live_server, "/avis/", theme=theme, width=width)
    for summary in page.locator(".account-card summary").all():
        summary.click()
    item = UnknownItem.objects.get(kind="webhook.feed")
    for path in ("", f"/comptes/inconnus/{item.pk}/"):
        if path:
            page.goto(f"{live_server}{path}")
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        assert violations(page) == []
    assert page.title().startswith("Élément inconnu")


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_button_works_without_javascript_and_says_what_the_platform_answered(
    open_page: OpenPage, live_server: Any, traffic: None
) -> None:
    Delivery.objects.all().delete()
    page = visit(open_page, live_server, "/avis/", javascript=False)
    page.get_by_role("button", name="Recevoir les avis de la plateforme").first.click()
    expect(page.get_by_text("Abonnement refusé")).to_be_visible()
