"""The database's counts against a recount by hand, question by question, around a change of the clocks."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from parvis.desk.enquiries.figures.delays import AGE_BOUNDS, ANSWER_BOUNDS, LEFT_BOUNDS
from parvis.desk.enquiries.figures.report import Report, report
from parvis.desk.enquiries.figures.scope import Scope
from parvis.desk.enquiries.figures.verdicts import Clock
from parvis.desk.enquiries.models import NoAnswerReason, Question
from tests.desk.enquiries.figures_cases import ZONE, put

NOW = datetime(2026, 11, 3, 15, 30, tzinfo=UTC)  # two days after clocks went back
BEFORE = st.integers(-5 * 86_400, 86_400).map(lambda seconds: NOW + timedelta(seconds=seconds))
MIDNIGHTS = st.sampled_from([datetime(2026, 11, day, tzinfo=ZONE).astimezone(UTC) for day in (1, 2, 3)])
CLOSE = st.sampled_from([timedelta(), timedelta(microseconds=1), timedelta(microseconds=-1), timedelta(seconds=-1)])
MOMENTS = BEFORE | st.builds(lambda moment, off: moment + off, MIDNIGHTS | st.just(NOW), CLOSE)
DELAYS = st.integers(0, 5 * 86_400).map(lambda s: timedelta(seconds=s)) | st.sampled_from(ANSWER_BOUNDS)
SUBJECTS = st.sampled_from(["", "Versements", "Déménagement"])


@st.composite
def questions(draw: st.DrawFn) -> dict[str, Any]:
    arrived = draw(MOMENTS)
    state = draw(st.sampled_from(["open", "answered", "answered_with_group", "redirected", "no_answer_needed"]))
    told: dict[str, Any] = {
        "arrived": arrived,
        "platform": draw(st.sampled_from(["x", "facebook"])),
        "subject": draw(SUBJECTS),
        "state": state,
        "due_at": draw(MOMENTS),
        "wall_due_at": arrived + timedelta(days=1),
        "repeated": draw(st.booleans()) and draw(st.booleans()),
    }
    if state == "no_answer_needed":
        told |= {"reason": draw(st.sampled_from(NoAnswerReason)).value, "closed_at": draw(MOMENTS)}
    elif state != "open":
        at = draw(st.sampled_from([told["due_at"], told["wall_due_at"]]) | DELAYS.map(lambda d: arrived + d))
        told |= {"answered_at": at, "closed_at": at}
    return told


SCOPES = st.builds(
    lambda last, days, platform, subject: Scope(last - timedelta(days=days), last, platform=platform, subject=subject),
    st.integers(30, 33).map(lambda day: date(2026, 10, 1) + timedelta(days=day)),
    st.integers(0, 4),
    st.sampled_from(["", "x"]),
    SUBJECTS,
)


class TheCountsAreThoseOfARecount(TestCase):
    @settings(max_examples=60)
    @given(told=st.lists(questions(), max_size=12), scope=SCOPES)
    def test_recounted(self, told: list[dict[str, Any]], scope: Scope) -> None:
        for one in told:
            repeated = one.pop("repeated")
            put(one.pop("arrived"), repeats=Question.objects.filter(repeats=None).first() if repeated else None, **one)
        kept = [one for one in Question.objects.all() if scope.platform in ("", one.platform)]
        kept = [one for one in kept if scope.subject in ("", one.subject)]
        found = report(scope, NOW)
        for clock in Clock:
            self._same_rates(found, kept, clock)
        self._same_waits(found, [one for one in kept if one.repeats_id is None])

    def _same_rates(self, found: Report, kept: list[Question], clock: Clock) -> None:
        places: Counter[tuple[date, str, str]] = Counter()
        subjects: Counter[tuple[str, str]] = Counter()
        left_out: Counter[str] = Counter()
        for one in kept:
            due = (one.due_at if clock == Clock.BUSINESS else one.wall_due_at).astimezone(ZONE)
            if not found.scope.first <= due.date() <= found.scope.last:
                continue
            if one.repeats_id or one.reason or due >= NOW:
                left_out["repeated" if one.repeats_id else one.reason or "to come"] += 1
                continue
            how = "unanswered" if one.answered_at is None else "in time" if one.answered_at <= due else "late"
            places[due.date(), one.platform, how] += 1
            subjects[one.subject, how] += 1
        assert _unfolded({tuple(place): both[clock] for place, both in found.rates.places.items()}) == places
        assert _unfolded({(subject,): both[clock] for subject, both in found.rates.subjects.items()}) == subjects
        assert found.rates.total[clock].due == sum(places.values())
        assert sum(both[clock].due for both in found.rates.days.values()) == sum(places.values())
        told: Counter[str] = Counter()
        for why, numbers in found.rates.left_out.items():
            name = "repeated" if why.verdict == "repeated" else why.reason or "to come"
            told[name] += numbers[clock].questions
        assert +told == left_out

    def _same_waits(self, found: Report, first_asked: list[Question]) -> None:
        def inside(moment: datetime | None) -> bool:
            day = moment and moment.astimezone(ZONE).date()
            return bool(day and found.scope.first <= day <= found.scope.last)

        took = sorted(
            timedelta(seconds=int(one.answered_at.timestamp()) - int(one.arrived_at.timestamp()))
            for one in first_asked
            if one.answered_at and inside(one.answered_at)
        )
        assert found.delays.classes == _classes(took, ANSWER_BOUNDS)
        assert found.received == sum(inside(one.arrived_at) for one in first_asked)
        ended = Counter((one.state, one.reason) for one in first_asked if one.state != "open" and inside(one.closed_at))
        assert found.endings == ended
        still = [one for one in first_asked if one.state == "open"]
        assert found.waiting.ages == _classes([NOW - one.arrived_at for one in still], AGE_BOUNDS)
        assert found.waiting.left == _classes([one.due_at - NOW for one in still], LEFT_BOUNDS)


def _unfolded(tallies: dict[Any, Any]) -> Counter[Any]:
    """By key and by how they ended, without zeros."""
    found: Counter[Any] = Counter()
    for key, tally in tallies.items():
        found[*key, "in time"] = tally.in_time
        found[*key, "unanswered"] = tally.unanswered
        found[*key, "late"] = tally.due - tally.in_time - tally.unanswered
    return +found


def _classes(lengths: list[timedelta], bounds: tuple[timedelta, ...]) -> tuple[int, ...]:
    edges = [timedelta.min, *bounds, timedelta.max]
    return tuple(sum(low <= length < high for length in lengths) for low, high in pairwise(edges))
