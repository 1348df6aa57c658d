"""The quota page in a real browser: readable by all, at any width, in both themes, without JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import Page

from parvis.desk.ledger.actions import set_budget
from parvis.desk.ledger.alarms import watch_budgets
from parvis.desk.ledger.days import day_of
from parvis.desk.ledger.models import Budget
from parvis.desk.people.actors import operator
from tests.browser_fixtures import OpenPage
from tests.desk.ledger.ledger_cases import MENTIONS, account, limited, spend, spent
from tests.people_of_the_desk import signed_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def busy_month() -> None:
    """Three accounts, two weeks of calls, an alarm on YouTube and a budget of zero on Facebook."""
    channel, handle, page = account("youtube"), account("x"), account("facebook")
    now = timezone.now()
    for back in range(1, 15):
        spent(channel, day_of("youtube", now) - timedelta(days=back), reading=1500 + 37 * back, acting=550 * (back % 7))
        spent(handle, day_of("x", now) - timedelta(days=back), reading=90 + back, cost=740_000 + 61_000 * (back % 5))
        spent(page, day_of("facebook", now) - timedelta(days=back), reading=2200 + 90 * back, acting=30 + back)
    spent(channel, day_of("youtube", now), reading=900, acting=7_500)
    spend(handle, MENTIONS, limited("users.mentions", 450, 120, now + timedelta(minutes=11)))
    spend(page, limited("feed.get", 100, 64))
    set_budget(actor=operator(), account=handle, budget=Budget(cost=60_000_000, cost_reserve=10_000_000))
    set_budget(actor=operator(), account=page, budget=Budget(units=0))
    watch_budgets()


def visit(open_page: OpenPage, live_server: Any, path: str = "/quotas/", **options: Any) -> Page:
    page = open_page(**options)
    session = signed_in("chloe").cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": str(live_server)}])
    page.goto(f"{live_server}{path}")
    return page


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 768, 1440])
def test_the_page_is_accessible_and_never_wider_than_the_screen(
    open_page: OpenPage,
    live_server: Any,
    busy_month: None,
    violations: Callable[[Page], list[str]],
    theme: str,
    width: int,
) -> None:
    page = visit(open_page, live_server, theme=theme, width=width)
    for summary in page.locator("summary:visible").all()[1:]:
        summary.click()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert violations(page) == []


def test_pictures_have_their_colours_without_any_style_of_their_own(
    open_page: OpenPage, live_server: Any, busy_month: None
) -> None:
    page = visit(open_page, live_server, theme="dark")
    fills = page.eval_on_selector_all(
        "svg[role=img] g rect:first-of-type", "all => all.map(r => getComputedStyle(r).fill)"
    )
    assert fills
    assert "rgb(0, 0, 0)" not in fills


def test_a_budget_is_changed_without_javascript(open_page: OpenPage, live_server: Any, busy_month: None) -> None:
    page = visit(open_page, live_server, javascript=False)
    page.get_by_role("link", name="Changer le budget").last.click()
    page.get_by_label("Budget du jour, en unités").fill("9000")
    page.get_by_role("button", name="Enregistrer").click()
    assert page.get_by_text("Le budget est changé").is_visible()
    assert "9 000" in page.get_by_role("row", name="Unités aujourd'hui").inner_text().replace("\u00a0", " ")
