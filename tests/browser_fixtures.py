"""A real Chromium for tests marked `browser`; where there is none, they are skipped, and say so."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]
_RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}

OpenPage = Callable[..., Page]


def _chromium() -> str | None:
    return os.environ.get("PARVIS_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = _chromium()
    if program is None:
        pytest.skip("NOT CHECKED: no Chromium on this machine (install it, or give its path in PARVIS_CHROMIUM)")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=_ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    """Open a page in a context of its own: `open_page(theme="dark", width=390, javascript=False, …)`.

    What the browser reports as an error (a refused script or style among them) fails the test at its end.
    """
    contexts, errors = [], []

    def opened(*, theme: Any = "light", width: int = 1440, javascript: bool = True, **options: Any) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=theme,
            locale="fr-CA",
            java_script_enabled=javascript,
            **options,
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
        return page

    yield opened
    for context in contexts:
        context.close()
    # Chromium reports a 4xx answer as an error too; tests of refusals look at the answer itself.
    assert [error for error in errors if "the server responded with a status of" not in error] == []


@pytest.fixture
def violations() -> Callable[[Page], list[str]]:
    """What axe-core finds against WCAG 2.2 AA on the page as it stands, one line each."""

    def found(page: Page) -> list[str]:
        results = Axe().run(page, options=_RULES)
        return [
            f"{problem['id']}: {node['target']} {node['failureSummary']}"
            for problem in results.response["violations"]
            for node in problem["nodes"]
        ]

    return found
