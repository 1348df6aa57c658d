"""Numbers written in words, or digit by digit, to slip past filters: « cinq un quatre, cinq cinq cinq… », 5-1-4."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from parvis.engine.personal_info import bank, file_number, phone, sin
from parvis.engine.personal_info.candidate import LIKELY, SURE, Found, Page, luhn
from parvis.engine.personal_info.number_words import COMMON, WORDS, value_of

_ITEM = re.compile(rf"(?<!\d)\d{{1,4}}(?!\d)|(?<![a-z'])(?:{WORDS})(?![a-z'])")
_GAP = re.compile(r"[ ,.;:/()•*_-]{0,4}|,? ?(?:tiret|point|trait d'union|espace),? ?")
_DIGIT_BY_DIGIT = re.compile(r"(?<!\d)\d[ .-]\d[ .-]\d(?!\d)")
_CARD = range(15, 17)
_COUNTING = "01234567891011121314151617181920"
_LEAST_WORDS, _LEAST_DIGITS = 3, 7


class _Run(NamedTuple):
    start: int
    end: int
    digits: str


def find(page: Page) -> Iterator[Found]:
    text = page.text
    if not (any(word in text for word in COMMON) or _DIGIT_BY_DIGIT.search(text)):
        return
    for run in _runs(text):
        if kind := _kind(page, run):
            yield Found(run.start, run.end, *kind)


def _runs(text: str) -> Iterator[_Run]:
    """Yield what follows one another with nothing but signs between, when too many words to be by chance."""
    row: list[re.Match[str]] = []
    for match in _ITEM.finditer(text):
        if row and not _GAP.fullmatch(text, row[-1].end(), match.start()):
            yield from _disguised(row)
            row = []
        row.append(match)
    yield from _disguised(row)


def _disguised(row: list[re.Match[str]]) -> Iterator[_Run]:
    items = [match.group() for match in row]
    words = sum(not item.isdigit() for item in items)
    single = all(len(item) == 1 for item in items)
    if words < _LEAST_WORDS and not (single and len(items) >= _LEAST_DIGITS):
        return
    digits = "".join(item if item.isdigit() else str(value_of(item)) for item in items)
    if len(digits) >= _LEAST_DIGITS:
        yield _Run(row[0].start(), row[-1].end(), digits)


def _kind(page: Page, run: _Run) -> tuple[str, float] | None:
    """Return the type and the score of a number, by its length, its check digit and the words before it."""
    number, before = run.digits, page.before(run.start)
    if number in _COUNTING:
        return None
    if sin.CONTEXT.search(before) and len(number) == 9:
        return "sin", SURE
    if bank.CONTEXT.search(before):
        return "bank", LIKELY
    if phone.is_dialled(number) and not phone.is_public(page, run.start, run.end, number[-10:]):
        return "phone", LIKELY
    if len(number) == 9 and luhn(number):
        return "sin", LIKELY
    if len(number) in _CARD and luhn(number):
        return "card", LIKELY
    if file_number.CONTEXT.search(before):
        return "file_number", LIKELY
    if len(number) <= 11 and phone.CALLING.search(before) and not phone.PUBLIC_LINE.search(before):
        return "phone", LIKELY
    return None
