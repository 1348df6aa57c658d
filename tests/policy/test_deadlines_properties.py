"""What holds of every deadline, whatever the hours; and, hour by hour, what somebody who watches a clock would say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from parvis.policy.calendar import business_elapsed, due, is_open, next_opening, share_of_time
from parvis.policy.load import shipped_policy
from parvis.policy.model import Policy
from tests.policy.deadline_policies import TORONTO, at, holidays, open_hours

MINUTE = timedelta(minutes=1)
INSTANT = timedelta(microseconds=1)
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SPANS = ("[]", '["08:30-16:30"]', '["08:30-12:00", "13:00-16:30"]', '["00:00-23:59"]', '["00:30-01:30", "01:45-02:30"]')
# Zones whose clocks change by an hour at night, by half an hour, at midnight, and never; and weeks in which they do.
CHANGES = {
    "America/Toronto": ("2026-10-28", "2027-03-10"),
    "Australia/Lord_Howe": ("2026-10-01", "2027-04-01"),
    "America/Havana": ("2026-10-28", "2027-03-10"),
    "Pacific/Apia": ("2011-12-27", "2027-01-01"),
    "UTC": ("2026-06-20", "2026-12-20"),
}
START, END = datetime(2013, 1, 1, tzinfo=UTC), datetime(2030, 12, 31, tzinfo=UTC)
moments = st.timedeltas(timedelta(), END - START).map(lambda since: START + since)


@st.composite
def policies(draw: st.DrawFn) -> tuple[Policy, datetime]:
    """A policy that opens on two days a week at least, and a minute near a change of clocks."""
    zone = draw(st.sampled_from(sorted(CHANGES)))
    first = date.fromisoformat(draw(st.sampled_from(CHANGES[zone])))
    week = draw(st.lists(st.sampled_from(SPANS), min_size=7, max_size=7))
    assume(sum(spans != "[]" for spans in week) >= 2)
    closed = draw(st.sets(st.integers(0, 9), max_size=3))
    policy = open_hours(
        "\n".join(f"{day} = {spans}" for day, spans in zip(DAYS, week, strict=True)),
        holidays(*(str(first + timedelta(days=day)) for day in sorted(closed))),
        draw(st.integers(1, 3)),
        zone,
    )
    start = datetime(first.year, first.month, first.day, tzinfo=UTC)
    return policy, start + MINUTE * draw(st.integers(0, 7 * 24 * 60))


def watched(policy: Policy, moment: datetime) -> Iterator[tuple[datetime, datetime, bool]]:
    """Minute by minute from there: the moment, the latest time that clocks have shown, and whether it is open."""
    zone = ZoneInfo(policy.hours.timezone)
    latest = max((moment - MINUTE * ago).astimezone(zone).replace(tzinfo=None) for ago in range(180))
    feasts = {holiday.day for holiday in policy.holidays}
    while True:
        latest = max(latest, moment.astimezone(zone).replace(tzinfo=None))
        spans = () if latest.date() in feasts else policy.hours.on(latest.weekday())
        yield moment, latest, any(span.start <= latest.time() < span.end for span in spans)
        moment += MINUTE


def watched_deadline(policy: Policy, received: datetime) -> tuple[datetime, datetime]:
    """The moment from which it counts and the one by which it is answered, found by waiting for them."""
    left, day, closing = policy.reply.business_days, None, None
    counted, wanted = received, received.time()
    for moment, latest, opened in watched(policy, received):
        if day is not None and latest.date() != day and left == 0 and closing is not None:
            return counted, closing  # the last business day went by without that time
        if not opened:
            continue
        if day is None:
            day, counted = latest.date(), moment
            wanted = moment.astimezone(ZoneInfo(policy.hours.timezone)).time()
        elif latest.date() != day:
            day, left = latest.date(), left - 1
        if left == 0:
            if latest.time() >= wanted:
                return counted, moment
            closing = moment + MINUTE
    raise AssertionError("a watch has no end")


@settings(max_examples=60)
@given(policies())
def test_it_is_what_somebody_who_watches_the_clock_finds(asked: tuple[Policy, datetime]) -> None:
    policy, received = asked
    found = due(received, policy)
    assert (found.counted_from, found.due) == watched_deadline(policy, received)


@given(policies())
def test_open_time_is_the_number_of_open_minutes_watched(asked: tuple[Policy, datetime]) -> None:
    policy, start = asked
    minutes = [opened for _, (_, _, opened) in zip(range(3000), watched(policy, start), strict=False)]
    assert business_elapsed(start, start + MINUTE * 3000, policy) == MINUTE * sum(minutes)
    assert is_open(start, policy) is minutes[0]


@given(moments)
@example(at("2026-12-23 16:30").astimezone(UTC))
@example(at("2026-12-23 08:30").astimezone(UTC))
def test_the_clock_starts_when_open_and_the_answer_is_due_when_open_or_at_a_closing(received: datetime) -> None:
    policy = shipped_policy()
    found = due(received, policy)
    assert found.received == received <= found.counted_from < found.due
    assert found.counted_from == next_opening(received, policy)
    assert is_open(found.counted_from, policy)
    assert is_open(found.due, policy) or is_open(found.due - INSTANT, policy)
    assert (found.counted_from == received) is is_open(received, policy)
    assert found.wall_due - received == timedelta(hours=24)


@given(moments, st.timedeltas(timedelta(), timedelta(days=6)))
def test_what_arrives_later_is_never_due_earlier(received: datetime, later: timedelta) -> None:
    first, second = (due(moment, shipped_policy()) for moment in (received, received + later))
    assert first.counted_from <= second.counted_from
    assert first.due <= second.due
    assert first.wall_due <= second.wall_due


@given(policies(), st.integers(0, 2000))
def test_what_arrives_later_is_never_due_earlier_whatever_the_hours_but_in_an_hour_told_twice(
    asked: tuple[Policy, datetime], later: int
) -> None:
    policy, received = asked
    after = received + MINUTE * later
    told_twice = after.astimezone(policy.hours.zone).fold
    # The second 1:15 is due at 1:15 like the first: at most the hour told twice before what arrived at 1:59.
    assert due(received, policy).due <= due(after, policy).due + timedelta(hours=told_twice)


@given(moments, st.integers(1, 5))
def test_one_business_day_more_is_one_opening_day_later(received: datetime, days: int) -> None:
    one, more = (
        due(received, shipped_policy().model_copy(update={"reply": promised}))
        for promised in (
            shipped_policy().reply.model_copy(update={"business_days": count}) for count in (days, days + 1)
        )
    )
    assert one.due.timetz().replace(tzinfo=None) == more.due.timetz().replace(tzinfo=None)
    assert business_elapsed(one.due, more.due, shipped_policy()) == timedelta(hours=8)


@given(moments, st.timedeltas(timedelta(days=-3), timedelta(days=9)))
def test_the_share_of_the_time_grows_from_nothing_to_one_when_due(received: datetime, apart: timedelta) -> None:
    policy = shipped_policy()
    deadline = due(received, policy)
    now = received + apart
    share = share_of_time(now, deadline, policy)
    assert share >= 0
    assert share <= share_of_time(now + timedelta(hours=1), deadline, policy)
    assert share_of_time(deadline.counted_from, deadline, policy) == 0
    assert share_of_time(deadline.due, deadline, policy) == 1
    if now >= deadline.due:
        assert share >= 1


@given(moments, st.timedeltas(timedelta(), timedelta(days=30)), st.timedeltas(timedelta(), timedelta(days=30)))
def test_open_time_adds_up(start: datetime, first: timedelta, second: timedelta) -> None:
    policy = shipped_policy()
    middle, end = start + first, start + first + second
    parts = business_elapsed(start, middle, policy) + business_elapsed(middle, end, policy)
    assert business_elapsed(start, end, policy) == parts <= end - start


@given(st.datetimes(timezones=st.sampled_from([UTC, TORONTO])) | st.datetimes())
def test_any_moment_is_answered_or_refused_in_words(received: datetime) -> None:
    try:
        found = due(received, shipped_policy())
    except ValueError as error:
        refusal = str(error)
    else:
        assert found.due > received
        return
    assert "donnez" in refusal or "écrivez" in refusal
