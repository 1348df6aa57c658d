"""A reply is due in one business day: what that means, case by case."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from parvis.policy.calendar import (
    Deadline,
    business_elapsed,
    calendar_version,
    due,
    is_open,
    next_opening,
    share_of_time,
)
from parvis.policy.load import loads_policy, shipped_policy
from parvis.policy.model import Policy
from parvis.policy.timetable import NeverOpen
from tests.policy.deadline_policies import OFFICE, at, holidays, open_hours, policy_text
from tests.policy.policy_texts import SMALL, edited

TWO_SPANS = "\n".join(
    f'{day} = ["08:30-12:00", "13:00-16:30"]' for day in ("monday", "tuesday", "wednesday", "thursday", "friday")
)


def shown(received: str, policy: Policy | None = None) -> tuple[str, str]:
    """When the clock starts and when the answer is due, as clocks in Toronto show them."""
    found = due(at(received), policy or shipped_policy())
    return f"{found.counted_from:%Y-%m-%d %H:%M}", f"{found.due:%Y-%m-%d %H:%M}"


@pytest.mark.parametrize(
    ("received", "counted_from", "expected"),
    [
        ("2026-12-23 16:31", "2026-12-29 08:30", "2026-12-30 08:30"),  # Wednesday, just after closing for Christmas
        ("2026-12-23 16:30", "2026-12-29 08:30", "2026-12-30 08:30"),  # the end of a span is closed
        ("2026-12-23 16:29", "2026-12-23 16:29", "2026-12-29 16:29"),
        ("2026-12-23 16:00", "2026-12-23 16:00", "2026-12-29 16:00"),
        ("2026-12-23 08:30", "2026-12-23 08:30", "2026-12-29 08:30"),
        ("2026-12-23 08:29", "2026-12-23 08:30", "2026-12-29 08:30"),
        ("2026-12-30 12:00", "2026-12-30 12:00", "2027-01-05 12:00"),  # 31 December, 1 and 4 January are holidays
        ("2026-10-30 16:00", "2026-10-30 16:00", "2026-11-02 16:00"),  # clocks go back on the Sunday
        ("2027-03-12 16:00", "2027-03-12 16:00", "2027-03-15 16:00"),  # and forward
        ("2026-11-14 11:00", "2026-11-16 08:30", "2026-11-17 08:30"),  # Saturday
        ("2026-11-15 23:59", "2026-11-16 08:30", "2026-11-17 08:30"),  # Sunday
        ("2026-11-13 16:30", "2026-11-16 08:30", "2026-11-17 08:30"),  # Friday, at closing
        ("2026-11-13 10:15", "2026-11-13 10:15", "2026-11-16 10:15"),  # Friday, open
        ("2026-11-11 10:00", "2026-11-11 10:00", "2026-11-12 10:00"),  # 11 November is a working day
        ("2028-02-28 09:00", "2028-02-28 09:00", "2028-02-29 09:00"),  # so is 29 February
    ],
)
def test_the_ministry_answers_by_the_same_time_of_the_next_business_day(
    received: str, counted_from: str, expected: str
) -> None:
    assert shown(received) == (counted_from, expected)


@pytest.mark.parametrize(
    ("eve", "feast", "expected"),
    [
        # 24 June, the years when it falls on a Monday, a Tuesday, and so on to Sunday
        ("2024-06-21 10:00", "2024-06-24 10:00", "2024-06-25 10:00"),
        ("2025-06-23 10:00", "2025-06-24 10:00", "2025-06-25 10:00"),
        ("2026-06-23 10:00", "2026-06-24 10:00", "2026-06-25 10:00"),
        ("2027-06-23 10:00", "2027-06-24 10:00", "2027-06-25 10:00"),
        ("2022-06-23 10:00", "2022-06-24 10:00", "2022-06-27 10:00"),
        ("2028-06-22 10:00", "2028-06-24 10:00", "2028-06-26 10:00"),
        ("2029-06-22 10:00", "2029-06-24 10:00", "2029-06-26 10:00"),
        # 1 July
        ("2024-06-28 10:00", "2024-07-01 10:00", "2024-07-02 10:00"),
        ("2025-06-30 10:00", "2025-07-01 10:00", "2025-07-02 10:00"),
        ("2026-06-30 10:00", "2026-07-01 10:00", "2026-07-02 10:00"),
        ("2027-06-30 10:00", "2027-07-01 10:00", "2027-07-02 10:00"),
        ("2022-06-30 10:00", "2022-07-01 10:00", "2022-07-04 10:00"),
        ("2028-06-29 10:00", "2028-07-01 10:00", "2028-07-03 10:00"),
        ("2029-06-29 10:00", "2029-07-01 10:00", "2029-07-03 10:00"),
    ],
)
def test_a_question_asked_on_the_eve_skips_the_feast_whatever_its_weekday(eve: str, feast: str, expected: str) -> None:
    assert shown(eve) == (eve, expected)
    # What is asked on the day itself counts from the opening of the day on which the eve's is due.
    opening = expected.replace("10:00", "08:30")
    counted_from, answered = shown(feast)
    assert counted_from == opening
    assert answered > expected


def test_both_clocks_and_the_version_of_the_calendar_are_kept() -> None:
    found = due(datetime(2026, 12, 23, 21, 31, tzinfo=UTC), shipped_policy())
    assert found == Deadline(
        received=at("2026-12-23 16:31"),
        counted_from=at("2026-12-29 08:30"),
        due=at("2026-12-30 08:30"),
        wall_due=at("2026-12-24 16:31"),
        calendar_version=calendar_version(shipped_policy()),
    )
    assert found.due.isoformat() == "2026-12-30T08:30:00-05:00"


def test_seconds_are_neither_lost_nor_rounded() -> None:
    received = datetime.fromisoformat("2026-11-12T16:29:59.999999-05:00")
    assert due(received, shipped_policy()).due.isoformat() == "2026-11-13T16:29:59.999999-05:00"
    late = received + timedelta(microseconds=1)
    assert due(late, shipped_policy()).due.isoformat() == "2026-11-16T08:30:00-05:00"


def test_the_zone_in_which_a_moment_is_told_changes_nothing() -> None:
    received = at("2026-11-13 10:15")
    other = due(received.astimezone(UTC), shipped_policy())
    assert other == due(received, shipped_policy())
    assert other.due.isoformat() == "2026-11-16T10:15:00-05:00"


def test_lunch_is_closed_and_a_question_asked_then_counts_from_the_afternoon() -> None:
    policy = open_hours(TWO_SPANS)
    assert shown("2026-11-12 12:00", policy) == ("2026-11-12 13:00", "2026-11-13 13:00")
    assert shown("2026-11-12 11:59", policy) == ("2026-11-12 11:59", "2026-11-13 11:59")
    assert shown("2026-11-12 16:30", policy) == ("2026-11-13 08:30", "2026-11-16 08:30")


@pytest.mark.parametrize(
    ("friday", "expected"),
    [
        ('["08:30-16:30"]', "2026-11-13 12:15"),  # open then
        ('["08:30-12:00", "13:00-16:30"]', "2026-11-13 13:00"),  # closed then: the next opening of the day
        ('["13:30-16:30"]', "2026-11-13 13:30"),
        ('["08:30-12:00"]', "2026-11-13 12:00"),  # no opening left that day: its last closing
        ('["08:30-12:15"]', "2026-11-13 12:15"),  # the end of a span is closed: its last closing, the same moment
        ("[]", "2026-11-16 12:15"),  # not a business day at all
    ],
)
def test_where_that_time_is_closed_the_answer_is_due_at_the_next_opening_or_the_last_closing(
    friday: str, expected: str
) -> None:
    policy = open_hours(OFFICE.replace('friday = ["08:30-16:30"]', f"friday = {friday}"))
    assert shown("2026-11-12 12:15", policy) == ("2026-11-12 12:15", expected)


def test_several_business_days_skip_what_is_closed_between_them() -> None:
    policy = open_hours(OFFICE, holidays("2026-11-16"), days=3)
    assert shown("2026-11-12 10:00", policy)[1] == "2026-11-18 10:00"
    assert shown("2026-11-14 10:00", policy) == ("2026-11-17 08:30", "2026-11-20 08:30")


def test_it_is_told_whether_it_is_open_and_when_it_opens() -> None:
    policy = shipped_policy()
    assert is_open(at("2026-12-23 16:29"), policy)
    assert not is_open(at("2026-12-23 16:30"), policy)
    assert not is_open(at("2026-12-28 10:00"), policy)
    assert next_opening(at("2026-12-23 16:30"), policy) == at("2026-12-29 08:30")
    assert next_opening(at("2026-12-23 16:29"), policy) == at("2026-12-23 16:29")


def test_open_time_is_what_counts_between_two_moments() -> None:
    policy = shipped_policy()
    assert business_elapsed(at("2026-12-23 16:00"), at("2026-12-29 10:00"), policy) == timedelta(hours=2)
    assert business_elapsed(at("2026-10-30 16:00"), at("2026-11-02 10:00"), policy) == timedelta(hours=2)
    assert business_elapsed(at("2026-12-24 00:00"), at("2026-12-29 08:30"), policy) == timedelta()
    assert business_elapsed(at("2026-01-01 00:00"), at("2027-01-01 00:00"), policy) == timedelta(hours=8) * (261 - 13)
    assert business_elapsed(at("2026-12-29 10:00"), at("2026-12-23 16:00"), policy) == timedelta()


@pytest.mark.parametrize(
    ("now", "share"),
    [
        ("2026-12-23 16:31", 0.0),
        ("2026-12-29 08:30", 0.0),
        ("2026-12-29 12:30", 0.5),
        ("2026-12-29 14:30", 0.75),
        ("2026-12-29 16:30", 1.0),
        ("2026-12-30 08:30", 1.0),
        ("2026-12-30 12:30", 1.5),
    ],
)
def test_the_share_of_the_time_gone_by_follows_open_hours(now: str, share: float) -> None:
    deadline = due(at("2026-12-23 16:31"), shipped_policy())
    assert share_of_time(at(now), deadline, shipped_policy()) == share


def test_a_deadline_counted_under_earlier_hours_is_still_not_late_before_it_is_due() -> None:
    deadline = due(at("2026-12-29 10:00"), shipped_policy())
    closed_since = open_hours('sunday = ["10:00-12:00"]')
    assert share_of_time(at("2026-12-30 09:59"), deadline, closed_since) == 0.0
    assert share_of_time(at("2026-12-30 10:00"), deadline, closed_since) == 1.0


@pytest.mark.parametrize("call", [is_open, next_opening, due], ids=lambda call: call.__name__)
def test_a_moment_without_time_zone_or_of_an_absurd_year_is_refused(call: type) -> None:
    with pytest.raises(ValueError, match=r"il manque le fuseau horaire.* 2026-07-02T10:00:00-04:00"):
        call(datetime.fromisoformat("2026-07-02T10:00"), shipped_policy())
    for absurd in ("0001-01-01T00:00+14:00", "9999-12-31T23:59-12:00", "1969-12-31T23:59Z", "2200-01-01T00:00Z"):
        with pytest.raises(ValueError, match=r"hors du calendrier; donnez une date de 1970 à 2199"):
            call(datetime.fromisoformat(absurd), shipped_policy())
    assert due(datetime(2199, 12, 31, 23, tzinfo=UTC), shipped_policy()).due.year == 2200


def test_a_policy_without_any_opening_is_said_to_have_none() -> None:
    policy = loads_policy(SMALL, "essai.toml")
    with pytest.raises(NeverOpen, match=r"aucune heure d'ouverture après le 2026-11-12; donnez .*\[hours\]"):
        due(at("2026-11-12 10:00"), policy)
    assert not is_open(at("2026-11-12 10:00"), policy)
    assert business_elapsed(at("1970-01-02 00:00"), at("2199-12-30 00:00"), policy) == timedelta()


def test_the_longest_closure_that_a_policy_can_hold_ends() -> None:
    first = date(2026, 11, 16)
    mondays = [str(first + timedelta(weeks=week)) for week in range(2000)]
    policy = open_hours('monday = ["10:00-12:00"]', holidays(*mondays))
    reopened = first + timedelta(weeks=2000)
    assert shown("2026-11-15 10:00", policy)[0] == f"{reopened} 10:00"


@pytest.mark.parametrize(
    ("change", "same"),
    [
        (("business_days = 1", "business_days = 2"), False),
        (("clock_hours = 48", "clock_hours = 24"), False),
        (("08:30-16:30", "08:30-16:00"), False),
        (("America/Toronto", "America/Halifax"), False),
        (("2026-06-24", "2026-06-25"), False),
        (("On se parle poliment", "On se parle franchement"), True),
        (("[calendar]\n", "[calendar] # les congés\n"), True),
    ],
)
def test_the_version_of_the_calendar_changes_with_what_gives_deadlines_only(
    change: tuple[str, str], same: bool
) -> None:
    text = policy_text(OFFICE, holidays("2026-06-24"))
    before, after = (calendar_version(loads_policy(read, "essai.toml")) for read in (text, edited(change, source=text)))
    assert (before == after) is same


def test_the_version_of_a_given_calendar_is_the_same_in_every_release() -> None:
    # Questions cite it for years. If this fails, the way of hashing changed: it must not.
    assert calendar_version(open_hours(OFFICE, holidays("2026-06-24"))) == "51c8c33449cf"
