"""Dates of birth: a real, full date that the words around say to be one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parvis.engine.personal_info.candidate import SURE, Found, Page
from parvis.engine.personal_info.dates import full_dates

_BORN = re.compile(
    r"(?:\bnee?s? (?:le|ce|un|en|:)|\bnee?\b|date de (?:ma |sa |votre )?naissance|\bddn\b|\bd\.d\.n"
    r"|\bnaissance ?:|\bdob\b|\bborn(?: on)?\b|\bne\(e\))"
    r"[^.!?]{0,22}$"
)


def find(page: Page) -> Iterator[Found]:
    if not _MAY.search(page.text):
        return
    for start, end, value in full_dates(page.text):
        if 1900 <= value.year <= 2100 and _BORN.search(page.before(start)):
            yield Found(start, end, "dob", SURE)


_MAY = re.compile(r"\bnee?|naissance|\bddn\b|d\.d\.n|\bdob\b|\bborn\b")
