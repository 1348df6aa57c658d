"""Figures of enquiries: what counts as an answer in time, on which day, and what is said not to count."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from parvis.desk.enquiries.figures.counts import LeftOut, Number, Place, rates
from parvis.desk.enquiries.figures.delays import (
    AGE_BOUNDS,
    ANSWER_BOUNDS,
    LEFT_BOUNDS,
    delays,
    endings,
    received,
    waiting,
)
from parvis.desk.enquiries.figures.scope import Scope
from parvis.desk.enquiries.figures.verdicts import Clock, Tally, Verdict
from parvis.desk.enquiries.figures.wording import AGES, DELAYS, LEFT, clocks, length, percent
from parvis.desk.enquiries.models import NoAnswerReason, QuestionState
from tests.desk.enquiries.figures_cases import NOW, ZONE, answered, local, put, scope

pytestmark = pytest.mark.django_db
BUSINESS, WALL = Clock.BUSINESS, Clock.WALL


def tally(clock: Clock = BUSINESS, **query: str) -> Tally:
    return rates(scope(**query), NOW).total[clock]


# What counts.
def test_an_answer_before_the_deadline_is_in_time_and_one_after_it_is_late() -> None:
    answered("2026-11-18 09:00", "2026-11-18 15:00")
    answered("2026-11-18 09:00", "2026-11-19 09:01")
    assert tally() == Tally(due=2, in_time=1)


def test_an_answer_at_the_very_deadline_is_in_time() -> None:
    answered("2026-11-18 09:00", "2026-11-19 09:00")
    assert tally() == Tally(due=1, in_time=1)


def test_an_open_question_is_late_once_its_deadline_has_passed_and_not_at_it() -> None:
    put("2026-11-19 11:59")
    put("2026-11-19 12:00")
    assert tally() == Tally(due=1, unanswered=1)
    assert rates(scope(), NOW).left_out[LeftOut(Verdict.NOT_DUE, "")][BUSINESS] == Number(1)


def test_an_answer_counts_only_once_its_deadline_has_passed_or_the_rate_would_be_flattered() -> None:
    answered("2026-11-20 09:00", "2026-11-20 10:00", due_at="2026-11-20 16:00")
    assert tally() == Tally()
    assert rates(scope(), NOW).left_out[LeftOut(Verdict.ANSWERED_EARLY, "")][BUSINESS] == Number(1)


def test_each_clock_counts_its_own_deadlines() -> None:
    # It arrived on a Friday at the end of the afternoon: due on Monday, and on Saturday by the other clock.
    answered("2026-11-13 16:00", "2026-11-16 10:00", due_at="2026-11-16 16:00")
    found = rates(scope(), NOW)
    assert found.total == {BUSINESS: Tally(1, 1), WALL: Tally(1, 0)}
    assert found.days == {
        date(2026, 11, 14): {BUSINESS: Tally(), WALL: Tally(1, 0)},
        date(2026, 11, 16): {BUSINESS: Tally(1, 1), WALL: Tally()},
    }


@pytest.mark.parametrize("state", [QuestionState.ANSWERED_WITH_GROUP, QuestionState.REDIRECTED])
def test_being_answered_with_others_or_sent_to_another_body_is_being_answered(state: QuestionState) -> None:
    answered("2026-11-18 09:00", "2026-11-18 15:00", state=state.value)
    assert tally() == Tally(1, 1)


def test_nothing_is_lost_between_what_counts_and_what_does_not() -> None:
    first = answered("2026-11-18 09:00", "2026-11-18 15:00")
    answered("2026-11-18 09:05", "2026-11-18 15:00", repeats=first)
    for hour in ("10:00", "09:30"):
        put("2026-11-18 09:10", state=QuestionState.NO_ANSWER_NEEDED.value, reason=NoAnswerReason.WITHDRAWN.value,
            closed_at=f"2026-11-19 {hour}")  # fmt: skip
    put("2026-11-18 09:12", repeats=first, state=QuestionState.NO_ANSWER_NEEDED.value, reason="withdrawn")
    put("2026-11-18 09:15")
    found = rates(scope(), NOW)
    assert found.total[BUSINESS] == Tally(due=2, in_time=1, unanswered=1)
    assert {why: numbers[BUSINESS] for why, numbers in found.left_out.items()} == {
        LeftOut(Verdict.REPEATED, ""): Number(2),
        LeftOut(Verdict.NO_ANSWER, "withdrawn"): Number(2, closed_late=2),
    }


def test_what_was_closed_after_its_deadline_for_want_of_an_answer_to_give_is_said() -> None:
    closed: dict[str, Any] = {"state": QuestionState.NO_ANSWER_NEEDED.value, "reason": "removed"}
    put("2026-11-18 09:00", closed_at="2026-11-18 10:00", **closed)
    put("2026-11-18 09:00", closed_at="2026-11-19 10:00", **closed)
    assert rates(scope(), NOW).left_out[LeftOut(Verdict.NO_ANSWER, "removed")][WALL] == Number(2, closed_late=1)


def test_platforms_and_subjects_have_their_own_and_filters_narrow_all() -> None:
    answered("2026-11-18 09:00", "2026-11-18 15:00", platform="x", subject="Versements")
    answered("2026-11-18 09:00", "2026-11-19 15:00", platform="youtube")
    found = rates(scope(), NOW)
    assert {name: both[BUSINESS] for name, both in found.platforms.items()} == {"x": Tally(1, 1), "youtube": Tally(1)}
    assert {name: both[BUSINESS] for name, both in found.subjects.items()} == {"Versements": Tally(1, 1), "": Tally(1)}
    assert tally(plateforme="youtube") == Tally(1)
    assert tally(sujet="Versements") == Tally(1, 1)
    assert tally(plateforme="x", sujet="Autre") == Tally()


# On which day.
@pytest.mark.parametrize(
    ("due", "day"),
    [
        ("2026-11-17 23:59:59.999999", 17),
        ("2026-11-18 00:00:00", 18),
        ("2026-11-18 00:00:00.000001", 18),
        ("2026-11-18 23:30", 18),
    ],
)
def test_a_day_is_the_institution_s(due: str, day: int) -> None:
    put("2026-11-16 09:00", due_at=due, wall_due_at="2026-10-01 09:00")
    assert list(rates(scope(), NOW).places) == [Place(date(2026, 11, day), "facebook")]


CHANGES = [
    ("2026-03-07 23:59:59", date(2026, 3, 7)), ("2026-03-08 00:00", date(2026, 3, 8)),
    ("2026-03-08 23:30", date(2026, 3, 8)), ("2026-03-09 00:30", date(2026, 3, 9)),
    ("2026-10-31 23:30", date(2026, 10, 31)), ("2026-11-01 00:30", date(2026, 11, 1)),
    ("2026-11-01 23:30", date(2026, 11, 1)), ("2026-11-02 00:00", date(2026, 11, 2)),
]  # fmt: skip


@pytest.mark.parametrize(("due", "day"), CHANGES)
def test_days_of_23_and_of_25_hours_are_days(due: str, day: date) -> None:
    put(local(due) - timedelta(days=2), due_at=due, wall_due_at="2025-01-01 09:00")
    year, alone = Scope(date(2026, 1, 1), date(2026, 11, 20)), Scope(day, day)
    assert [list(rates(one, NOW).places) for one in (year, alone)] == [[Place(day, "facebook")]] * 2


def test_the_first_and_last_days_are_whole() -> None:
    for due in ("2026-11-09 23:59:59", "2026-11-10 00:00", "2026-11-12 23:59:59", "2026-11-13 00:00"):
        put(local(due) - timedelta(days=1), due_at=due)
    assert tally(du="2026-11-10", au="2026-11-12").due == 2


# How long people waited.
def test_delays_run_from_arrival_to_answer_in_classes_that_include_their_lower_bound() -> None:
    arrived = local("2026-11-16 09:00")
    for hours in (0, 0.99, 1, 2, 3.99, 4, 8, 23.99, 24, 47.99, 48, 90):
        answered(arrived, arrived + timedelta(hours=hours))
    found = delays(scope())
    assert found.classes == (2, 1, 2, 1, 2, 2, 2)
    assert (found.median, found.ninetieth) == (timedelta(hours=4), timedelta(hours=48))


def test_an_hour_more_or_less_on_the_clock_is_not_an_hour_of_waiting() -> None:
    answered("2026-10-31 12:00", "2026-11-01 12:00")
    assert delays(scope()).median == timedelta(hours=25)


def test_without_answers_there_is_no_median() -> None:
    put()
    assert (delays(scope()).median, delays(scope()).total) == (None, 0)


@pytest.mark.parametrize("count", [1, 2, 9, 10, 11])
def test_half_of_the_answers_took_no_longer_than_the_median_and_nine_in_ten_no_longer_than_the_ninetieth(
    count: int,
) -> None:
    arrived = local("2026-11-16 09:00")
    for minutes in range(1, count + 1):
        answered(arrived, arrived + timedelta(minutes=minutes))
    found, minute = delays(scope()), timedelta(minutes=1)
    assert found.median is not None
    assert found.ninetieth is not None
    assert (found.median // minute - 1) * 2 < count <= found.median // minute * 2
    assert (found.ninetieth // minute - 1) * 10 < count * 9 <= found.ninetieth // minute * 10


def test_open_questions_are_told_by_age_and_by_time_left_whatever_the_period() -> None:
    first = put(NOW - timedelta(hours=4), due_at=NOW + timedelta(hours=2))
    put(NOW - timedelta(days=8), due_at=NOW - timedelta(days=7))
    put(NOW - timedelta(days=2), due_at=NOW)
    put(NOW, due_at=NOW - timedelta(seconds=1))
    put(NOW, repeats=first)
    answered("2026-11-18 09:00", "2026-11-18 15:00")
    found = waiting(scope(du="2026-11-01", au="2026-11-02"), NOW)
    assert found.ages == (1, 1, 0, 1, 1)
    assert found.left == (1, 1, 1, 1, 0, 0)


def test_how_questions_ended_is_told_with_the_reasons_people_gave() -> None:
    first = answered("2026-11-18 09:00", "2026-11-18 15:00")
    answered("2026-11-18 09:00", "2026-11-18 15:00", state=QuestionState.ANSWERED_WITH_GROUP.value)
    put("2026-11-18 09:00", state="no_answer_needed", reason="not_a_question", closed_at="2026-11-18 10:00")
    put("2026-11-18 09:00", state="no_answer_needed", reason="removed", closed_at="2026-10-01 10:00")
    answered("2026-11-18 09:00", "2026-11-18 15:00", repeats=first)
    put()
    assert endings(scope()) == {
        ("answered", ""): 1, ("answered_with_group", ""): 1, ("no_answer_needed", "not_a_question"): 1,
    }  # fmt: skip
    assert received(scope()) == 5


# Which days.
@pytest.mark.parametrize(
    ("query", "first", "last", "preset"),
    [
        ({}, "2026-10-22", "2026-11-20", 30),
        ({"periode": "7"}, "2026-11-14", "2026-11-20", 7),
        ({"periode": "90", "du": "", "au": ""}, "2026-08-23", "2026-11-20", 90),
        ({"periode": "12"}, "2026-10-22", "2026-11-20", 30),
        ({"periode": "7", "du": "2026-11-14", "au": "2026-11-20"}, "2026-11-14", "2026-11-20", 7),
        ({"periode": "7", "du": "2026-11-01", "au": "2026-11-20"}, "2026-11-01", "2026-11-20", 0),
        ({"du": "2026-11-01", "au": "2026-11-03"}, "2026-11-01", "2026-11-03", 0),
        ({"du": "2026-11-03", "au": "2026-11-01"}, "2026-11-01", "2026-11-03", 0),
        ({"du": "2026-11-18"}, "2026-11-18", "2026-11-20", 0),
        ({"au": "2026-11-10"}, "2026-10-12", "2026-11-10", 0),
        ({"du": "2027-01-01", "au": "2027-02-01"}, "2026-11-20", "2026-11-20", 0),
        ({"du": "0001-01-01", "au": "0001-01-02"}, "2000-01-01", "2000-01-01", 0),
        ({"du": "0001-01-01", "au": "9999-12-31"}, "2025-11-20", "2026-11-20", 0),
    ],
)
def test_a_period_is_the_last_days_or_two_dates(query: dict[str, str], first: str, last: str, preset: int) -> None:
    found = scope(**query)
    assert (found.first.isoformat(), found.last.isoformat(), found.preset) == (first, last, preset)


def test_who_is_not_shown_the_days_they_asked_for_is_told_why() -> None:
    assert "ne se lit pas" in scope(du="hier").remark
    assert "au plus 366" in scope(du="2001-01-01", au="2026-01-01").remark
    assert len(scope(du="2001-01-01", au="2026-01-01").days()) == 366
    assert scope(du="2026-11-01", au="2026-11-03").remark == ""


@pytest.mark.parametrize(
    "query",
    [{"periode": "7"}, {"du": "2026-11-01", "au": "2026-11-03", "plateforme": "x"}, {"sujet": "a&b=c é «»"}, {}],
)
def test_an_address_leads_back_to_the_same_scope(query: dict[str, str]) -> None:
    from urllib.parse import parse_qsl

    assert scope(**dict(parse_qsl(scope(**query).address()))) == scope(**query)


# In words.
def test_every_class_has_its_name() -> None:
    assert [len(names) - 1 for names in (DELAYS, AGES, LEFT)] == [
        len(bounds) for bounds in (ANSWER_BOUNDS, AGE_BOUNDS, LEFT_BOUNDS)
    ]


@pytest.mark.parametrize(
    ("tally", "said"),
    [(Tally(3, 3), "100 %"), (Tally(3000, 2999), "99,9 %"), (Tally(114, 108), "94,7 %"), (Tally(1, 0), "0 %"),
     (Tally(), "–")],
)  # fmt: skip
def test_a_hundred_per_cent_means_all_of_them(tally: Tally, said: str) -> None:
    assert percent(tally.rate).replace("\u00a0", " ") == said


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(0, "moins d’une minute"), (45, "45 min"), (60, "1 h"), (185, "3 h 5 min"), (2879, "47 h 59 min"),
     (2880, "2 jours"), (3125, "2 jours 4 h")],
)  # fmt: skip
def test_lengths_are_said_as_people_say_them(minutes: int, said: str) -> None:
    assert length(timedelta(minutes=minutes)).replace("\u00a0", " ") == said


def test_clocks_are_named_after_what_the_policy_promises(policy_in_force: Any) -> None:
    assert [clocks()[clock].replace("\u00a0", " ") for clock in Clock] == ["En un jour ouvrable", "En 24 heures"]


def test_without_a_policy_the_clocks_have_names_all_the_same() -> None:
    assert [clocks()[clock] for clock in Clock] == ["En jours ouvrables", "En heures, jour et nuit"]


def test_the_tests_live_where_the_institution_does(settings: Any) -> None:
    assert ZONE.key == settings.TIME_ZONE
