"""Moments are written as Québec writes them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from parvis.web.french_dates import absolute, french_date, french_hour, relative

TORONTO = ZoneInfo("America/Toronto")
NOW = datetime(2026, 11, 23, 8, 32, tzinfo=TORONTO)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (datetime(2026, 11, 23, 8, 32, tzinfo=TORONTO), "23 nov. 2026, 8 h 32"),
        (datetime(2026, 12, 1, 16, 0, tzinfo=TORONTO), "1er déc. 2026, 16 h"),
        (datetime(2026, 5, 2, 0, 5, tzinfo=TORONTO), "2 mai 2026, 0 h 05"),
        (datetime(2026, 7, 31, 23, 59, tzinfo=TORONTO), "31 juill. 2026, 23 h 59"),
    ],
)
def test_a_moment_is_written_in_full(moment: datetime, expected: str) -> None:
    assert absolute(moment).replace("\u00a0", " ") == expected


def test_nothing_separates_a_number_from_its_unit_at_the_end_of_a_line() -> None:
    assert " " not in french_date(NOW.date())
    assert " " not in french_hour(NOW)


def test_the_month_may_be_written_in_full() -> None:
    assert french_date(NOW.date(), full=True) == "23\u00a0novembre\u00a02026"


@pytest.mark.parametrize(
    ("distance", "expected"),
    [
        (timedelta(seconds=-20), "à l’instant"),
        (timedelta(minutes=-4, seconds=-50), "il y a 4 min"),
        (timedelta(hours=-3, minutes=-59), "il y a 3 h"),
        (timedelta(days=-6), "il y a 6 j"),
        (timedelta(minutes=90), "dans 1 h"),
        (timedelta(days=-7), "16 nov. 2026, 8 h 32"),
    ],
)
def test_a_near_moment_is_told_by_its_distance(distance: timedelta, expected: str) -> None:
    assert relative(NOW + distance, NOW).replace("\u00a0", " ") == expected


@given(st.datetimes(timezones=st.just(UTC)), st.datetimes(timezones=st.just(UTC)))
def test_any_two_moments_have_words(moment: datetime, now: datetime) -> None:
    assert relative(moment, now)


def test_pages_show_the_time_of_the_institution_and_give_machines_the_exact_one() -> None:
    template = Template("{% load french_time %}{% moment when %}")
    shown = template.render(Context({"when": datetime(2026, 11, 23, 13, 32, tzinfo=UTC)}))
    assert shown == '<time datetime="2026-11-23T08:32:00-05:00">23\u00a0nov.\u00a02026, 8\u00a0h\u00a032</time>'


def test_no_moment_shows_nothing() -> None:
    template = Template("{% load french_time %}{% moment when %}{{ when|absolute_time }}{{ when|day }}")
    assert template.render(Context({"when": None})) == ""
