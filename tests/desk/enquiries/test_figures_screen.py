"""The page of figures in a real browser: readable by all, at any width, in both themes, on paper, without scripts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import Page

from tests.browser_fixtures import OpenPage
from tests.desk.enquiries.figures_cases import answered, put
from tests.people_of_the_desk import signed_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SUBJECTS = ("Date du prochain versement", "Demande d’aide financière de dernier recours : les documents à fournir", "")


@pytest.fixture
def busy_month(db: None, transactional_db: None) -> None:
    now = timezone.now()
    for number in range(60):
        arrived = now - timedelta(days=number * 0.5 + 0.1)
        told: dict[str, Any] = {
            "platform": ("x", "facebook", "youtube")[number % 3],
            "subject": SUBJECTS[number % 3],
            "due_at": arrived + timedelta(hours=40),
        }
        if number % 6 == 0:
            put(arrived, **told)
        elif number % 7 == 0:
            put(arrived, state="no_answer_needed", reason="not_a_question", closed_at=arrived, **told)
        else:
            answered(arrived, min(arrived + timedelta(hours=number * 7 % 50), now), **told)


def visit(open_page: OpenPage, live_server: Any, path: str = "/questions/chiffres/", **options: Any) -> Page:
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
    page.locator(".figure-numbers summary").first.click()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert violations(page) == []


@pytest.mark.parametrize("width", [320, 390, 1440])
def test_letters_of_pictures_keep_their_size_and_their_place_at_any_width(
    open_page: OpenPage, live_server: Any, busy_month: None, width: int
) -> None:
    page = visit(open_page, live_server, width=width)
    pictures = page.eval_on_selector_all(
        "svg.chart",
        """all => all.map(svg => {
            const box = svg.getBoundingClientRect();
            const seen = one => {  // a label is cut where its own little picture ends
                const {left, right, top, bottom} = one.getBoundingClientRect();
                const cut = left + box.width * parseFloat(one.ownerSVGElement.getAttribute('width')) / 100;
                return {left, right: one.ownerSVGElement === svg ? right : Math.min(right, cut), top, bottom};
            };
            const drawn = [...svg.querySelectorAll('text, rect')].filter(one => !one.closest('defs')).map(seen);
            const texts = [...svg.querySelectorAll('text')].map(seen);
            return {
                letters: parseFloat(getComputedStyle(svg.querySelector('text')).fontSize) >= 13,
                apart: texts.every((one, i) => texts.slice(i + 1).every(
                    two => one.right < two.left || two.right < one.left || one.bottom <= two.top + 2
                        || two.bottom <= one.top + 2)),
                held: drawn.every(one => one.bottom <= box.bottom + 1 && one.right <= box.right + 1),
                whole: box.height > 50,
            };
        })""",
    )
    assert pictures == [{"letters": True, "apart": True, "held": True, "whole": True}] * 8


def test_pictures_have_their_colours_without_any_style_of_their_own(
    open_page: OpenPage, live_server: Any, busy_month: None
) -> None:
    fills = {}
    for theme in ("light", "dark"):
        page = visit(open_page, live_server, theme=theme)
        found = page.eval_on_selector_all("svg.chart :is(rect, text)", "all => all.map(r => getComputedStyle(r).fill)")
        fills[theme] = set(found)
    assert all(len(found) >= 6 for found in fills.values())
    assert "rgb(0, 0, 0)" not in fills["light"] | fills["dark"]
    assert {fill for fill in fills["light"] & fills["dark"] if not fill.startswith("url")} == set()


def test_on_paper_every_number_is_there_and_nothing_to_press(
    open_page: OpenPage, live_server: Any, busy_month: None
) -> None:
    page = visit(open_page, live_server, theme="dark")
    page.emulate_media(media="print")
    tables = page.locator("table")
    assert all(table.bounding_box() for table in tables.all())
    assert all(page.locator("td:visible").all_inner_texts())
    assert page.locator("td:visible").count() == page.locator("td").count()
    assert not page.locator(".filter-bar, .button, .views").filter(visible=True).count()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_the_scope_is_changed_without_javascript(open_page: OpenPage, live_server: Any, busy_month: None) -> None:
    page = visit(open_page, live_server, javascript=False)
    page.get_by_role("link", name="7 derniers jours").click()
    page.get_by_label("Plateforme", exact=True).select_option("x")
    page.get_by_role("button", name="Montrer").click()
    assert page.get_by_role("link", name="7 derniers jours").get_attribute("aria-current") == "page"
    assert page.get_by_text(", sur X.").is_visible()
    assert page.get_by_role("row", name="Facebook").count() == 0
