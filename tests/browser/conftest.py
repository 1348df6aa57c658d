"""Signed-in pages of the desk in a real browser, on comments that went through the real intake."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.conf import settings
from playwright.sync_api import Page

from parvis.desk.records.models import Account
from tests.browser import moderation_cases as cases
from tests.browser_fixtures import OpenPage
from tests.people_of_the_desk import signed_in

VisitAs = Callable[..., Page]


@pytest.fixture
def accounts(transactional_db: None) -> dict[str, Account]:
    return cases.accounts()


@pytest.fixture
def visit(open_page: OpenPage, live_server: object) -> VisitAs:
    """`visit("/file/", "alice", theme="dark", …)`: that page, as that person sees it."""

    def visited(path: str, username: str = "alice", **options: object) -> Page:
        page = open_page(**options)
        session = signed_in(username).cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": str(live_server)}])
        page.goto(f"{live_server}{path}")
        return page

    return visited
