"""Each platform's own day: YouTube's begins at midnight Pacific time, X's at midnight UTC."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.desk.ledger.days import day_of, day_window, month_window

MOMENTS = st.integers(1_577_836_800, 2_051_222_400).map(lambda second: datetime.fromtimestamp(second, UTC))
PLATFORMS = st.sampled_from(["x", "facebook", "youtube", "ailleurs"])


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 11, 20, 7, 59, tzinfo=UTC), date(2026, 11, 19)),  # winter: eight hours behind
        (datetime(2026, 11, 20, 8, 0, tzinfo=UTC), date(2026, 11, 20)),
        (datetime(2026, 7, 20, 6, 59, tzinfo=UTC), date(2026, 7, 19)),  # summer: seven
        (datetime(2026, 7, 20, 7, 0, tzinfo=UTC), date(2026, 7, 20)),
    ],
)
def test_the_day_of_youtube_begins_at_midnight_pacific(moment: datetime, day: date) -> None:
    assert day_of("youtube", moment) == day


@pytest.mark.parametrize(("day", "hours"), [((2026, 3, 8), 23), ((2026, 11, 1), 25), ((2026, 6, 1), 24)])
def test_two_days_a_year_are_shorter_and_longer(day: tuple[int, int, int], hours: int) -> None:
    window = day_window("youtube", datetime(*day, 20, tzinfo=UTC))
    assert window.ends_at - window.starts_at == timedelta(hours=hours)


def test_the_month_of_x_is_the_calendar_s_in_utc() -> None:
    window = month_window("x", datetime(2026, 12, 31, 23, 59, tzinfo=UTC))
    assert (window.first, window.last) == (date(2026, 12, 1), date(2026, 12, 31))
    assert window.ends_at == datetime(2027, 1, 1, tzinfo=UTC)


@given(moment=MOMENTS, platform=PLATFORMS)
def test_a_moment_is_in_its_own_day_and_month(moment: datetime, platform: str) -> None:
    for window in (day_window(platform, moment), month_window(platform, moment)):
        assert window.starts_at <= moment < window.ends_at
        assert window.first <= day_of(platform, moment) <= window.last
        assert day_of(platform, window.ends_at - timedelta(microseconds=1)) == window.last
        assert day_of(platform, window.ends_at) == window.last + timedelta(days=1)
