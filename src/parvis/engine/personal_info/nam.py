"""Health insurance numbers (NAM)."""

from __future__ import annotations

from collections.abc import Iterator

from parvis.engine.personal_info.candidate import Found, Page
from parvis.engine.personal_info.four_letters import find_of


def find(page: Page) -> Iterator[Found]:
    return find_of(page, "nam")
