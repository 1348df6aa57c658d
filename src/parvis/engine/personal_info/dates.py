"""Full dates as people write them, kept only when the calendar has them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from parvis.engine.personal_info.number_words import WORDS, value_of

_FRENCH = "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre"
_ENGLISH = "january february march april may june july august september october november december"
_SHORT = {"janv": 1, "jan": 1, "fevr": 2, "fev": 2, "avr": 4, "juil": 7, "sept": 9, "sep": 9, "oct": 10, "nov": 11}
_MONTH = (
    {name: rank for names in (_ENGLISH, _FRENCH) for rank, name in enumerate(names.split(), 1)} | _SHORT | {"dec": 12}
)
MONTHS = "|".join(sorted(_MONTH, key=len, reverse=True))
_WORDS = re.compile(rf"(?<!\d)(\d{{1,2}})(?:er|e|st|nd|rd|th)? (?:de )?({MONTHS})\.?,? (\d{{4}})(?!\d)")
_SPELLED = re.compile(rf"(?<![\da-z])(premier|{WORDS}|\d{{1,2}}) ({MONTHS}) ({WORDS}|\d{{4}})(?![\da-z])")
_ANY_MONTH = re.compile(rf"\b(?:{MONTHS})\b")
_ANY_WORD = re.compile(r"\bpremier\b|\bmil(?:le)?\b|\bcents?\b|\bdeux[ -]mil")
_AMERICAN = re.compile(rf"\b({MONTHS})\.? (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}})(?!\d)")
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})(?!\d)")
_YEAR_LAST = re.compile(r"(?<!\d)(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})(?!\d)")


def full_dates(text: str) -> Iterator[tuple[int, int, date]]:
    """Yield start, end and value of every date with its day, month and year."""
    if _ANY_MONTH.search(text):
        yield from _with_a_name(text)
    for match in _YEAR_FIRST.finditer(text):
        yield from _kept(match, int(match[1]), int(match[2]), int(match[3]))
    for match in _YEAR_LAST.finditer(text):
        year = int(match[3]) + (0 if len(match[3]) == 4 else 1900 if int(match[3]) > 30 else 2000)
        day, month = int(match[1]), int(match[2])
        if day > 31:  # 91/02/14: the year came first
            yield from _kept(match, 1900 + day, month, int(match[3][-2:]))
        else:
            yield from _kept(match, year, *((month, day) if month <= 12 else (day, month)))


def _with_a_name(text: str) -> Iterator[tuple[int, int, date]]:
    for match in _WORDS.finditer(text):
        yield from _kept(match, int(match[3]), _MONTH[match[2]], int(match[1]))
    if _ANY_WORD.search(text):
        for match in _SPELLED.finditer(text):
            if not match[1].isdigit() or not match[3].isdigit():
                yield from _kept(match, _number(match[3]), _MONTH[match[2]], _number(match[1]))
    for match in _AMERICAN.finditer(text):
        yield from _kept(match, int(match[3]), _MONTH[match[1]], int(match[2]))


def _kept(match: re.Match[str], year: int, month: int, day: int) -> Iterator[tuple[int, int, date]]:
    try:
        yield match.start(), match.end(), date(year, month, day)
    except ValueError:
        return


def _number(written: str) -> int:
    return 1 if written == "premier" else int(written) if written.isdigit() else value_of(written) or 0
