"""Nights when clocks change: an hour that does not exist, an hour that exists twice, and a day that does not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from parvis.policy.calendar import business_elapsed, due, is_open
from tests.policy.deadline_policies import DAY_AND_NIGHT, OFFICE, at, holidays, open_hours

# In Toronto, on 2026-11-01, 1:59 is followed by 1:00; on 2027-03-14, 1:59 is followed by 3:00.


def shown(received: str, sunday: str = '["00:00-23:59"]') -> str:
    hours = DAY_AND_NIGHT.replace('sunday = ["00:00-23:59"]', f"sunday = {sunday}")
    return due(at(received), open_hours(hours)).due.isoformat()


def test_a_time_that_does_not_exist_on_the_day_is_the_moment_when_clocks_skip_it() -> None:
    assert shown("2027-03-13 02:30") == "2027-03-14T03:00:00-04:00"
    assert shown("2027-03-13 01:59") == "2027-03-14T01:59:00-05:00"
    assert shown("2027-03-13 03:00") == "2027-03-14T03:00:00-04:00"


def test_a_time_that_exists_twice_on_the_day_is_the_first_of_the_two() -> None:
    assert shown("2026-10-31 01:30") == "2026-11-01T01:30:00-04:00"
    assert shown("2026-10-31 02:00") == "2026-11-01T02:00:00-05:00"


def test_what_arrives_in_the_hour_told_twice_is_due_at_the_time_that_was_told() -> None:
    assert shown("2026-11-01 01:30") == "2026-11-02T01:30:00-05:00"
    assert shown("2026-11-01 01:30 bis") == "2026-11-02T01:30:00-05:00"


def test_the_second_of_two_times_is_never_asked_for() -> None:
    sundays = [str(at("2026-11-08 00:00").date() + timedelta(weeks=week)) for week in range(52)]
    policy = open_hours('sunday = ["00:00-23:59"]', holidays(*sundays))
    assert due(at("2026-11-01 01:30 bis"), policy).due.isoformat() == "2027-11-07T01:30:00-04:00"


def test_an_opening_at_a_time_that_is_skipped_opens_when_clocks_skip_it() -> None:
    policy = open_hours('sunday = ["02:15-04:00"]')
    assert not is_open(at("2027-03-14 01:59"), policy)
    assert is_open(at("2027-03-14 03:00"), policy)
    assert business_elapsed(at("2027-03-14 00:00"), at("2027-03-15 00:00"), policy) == timedelta(hours=1)


def test_an_opening_that_is_skipped_whole_is_no_opening_and_its_day_no_business_day() -> None:
    policy = open_hours('sunday = ["02:00-03:00"]')
    assert due(at("2027-03-07 02:30"), policy).due == at("2027-03-21 02:30")


def test_an_opening_that_ends_in_the_hour_told_twice_ends_the_first_time() -> None:
    policy = open_hours('sunday = ["00:30-01:30", "01:45-05:00"]')
    assert is_open(at("2026-11-01 01:29"), policy)
    assert not is_open(at("2026-11-01 01:30"), policy)
    assert is_open(at("2026-11-01 01:15 bis"), policy)  # it reopened at 1:45, the first time
    assert business_elapsed(at("2026-11-01 00:00"), at("2026-11-02 00:00"), policy) == timedelta(hours=5, minutes=15)


def test_a_day_of_23_or_25_hours_is_counted_as_long_as_it_was() -> None:
    policy = open_hours(DAY_AND_NIGHT)
    for day, hours in (("2026-10-31", 24), ("2026-11-01", 25), ("2027-03-14", 23)):
        start = at(f"{day} 00:00")
        end = at(f"{(start + timedelta(days=1)).date()} 00:00")
        assert business_elapsed(start, end, policy) == timedelta(hours=hours, minutes=-1)


def test_hours_on_the_wall_are_hours_that_went_by() -> None:
    found = due(at("2026-10-31 10:00"), open_hours(OFFICE))
    assert found.wall_due == at("2026-11-02 09:00")  # 48 hours, as this library promises
    assert found.wall_due - found.received == timedelta(hours=48)


def test_what_is_handed_out_can_be_compared_and_subtracted_across_a_clock_change() -> None:
    found = due(at("2026-10-30 16:00"), open_hours(OFFICE))
    assert found.due - found.received == timedelta(days=3, hours=1)


def test_clocks_put_back_across_midnight_do_not_close_the_day_that_had_begun() -> None:
    # In St. John's, on 2010-11-07, 0:00 was followed a minute later by 23:01 of the day before.
    policy = open_hours(DAY_AND_NIGHT, zone="America/St_Johns")
    start, end = (datetime.fromisoformat(f"2010-11-07T{clock}Z") for clock in ("02:35", "03:00"))
    assert start.astimezone(policy.hours.zone).day == 6
    assert is_open(start, policy)
    assert business_elapsed(start, end, policy) == end - start


@pytest.mark.parametrize(
    ("received", "expected"),
    [("2011-12-29T10:00-10:00", "2011-12-31T10:00:00+14:00"), ("2011-12-31T10:00+14:00", "2012-01-01T10:00:00+14:00")],
)
def test_a_day_that_a_country_skipped_is_no_business_day(received: str, expected: str) -> None:
    samoa = open_hours(DAY_AND_NIGHT, zone="Pacific/Apia")
    assert due(datetime.fromisoformat(received).astimezone(UTC), samoa).due.isoformat() == expected
