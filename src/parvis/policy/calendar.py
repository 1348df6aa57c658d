"""When an answer is due: the business-day clock and the clock on the wall. Pure: no clock is read here.

What arrives while open is due at the same time of the next business day. What arrives while closed counts from the
next opening. Where that time of that day is not open, the answer is due at the next opening of the day, or else at
its last closing. Every datetime that comes in must have a time zone; every one that goes out has the offset of the
policy's zone at that moment.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from parvis.policy.model import Policy
from parvis.policy.moments import instant, shown
from parvis.policy.timetable import NeverOpen, timetable_of


@dataclass(frozen=True, slots=True)
class Deadline:
    """What is owed for one question, and the version of the calendar that gave it: to be kept as it is."""

    received: datetime
    counted_from: datetime  # when the business clock starts: on arrival, or at the next opening
    due: datetime  # so many business days later
    wall_due: datetime  # so many hours after it was received, open or not
    calendar_version: str


def due(received: datetime, policy: Policy) -> Deadline:
    """When an answer to what arrived at that moment is due.

    ValueError, in French, for a moment without time zone or of an absurd year; NeverOpen, one of them, when the
    policy has no opening left to count with.
    """
    table = timetable_of(policy)
    arrived = instant(received, table.zone)
    opening = table.at_or_after(arrived)
    counted_from, answer = table.answer(opening, max(arrived, opening.opens))
    return Deadline(
        received=shown(arrived, table.zone),
        counted_from=counted_from,
        due=answer,
        wall_due=shown(arrived + table.clock_hours, table.zone),
        calendar_version=table.version,
    )


def is_open(moment: datetime, policy: Policy) -> bool:
    """Whether somebody is expected to be watching at that moment. The end of a span is closed."""
    table = timetable_of(policy)
    at = instant(moment, table.zone)
    try:
        return table.at_or_after(at).opens <= at
    except NeverOpen:
        return False


def next_opening(moment: datetime, policy: Policy) -> datetime:
    """The first open moment from that one on: itself when it is open."""
    table = timetable_of(policy)
    at = instant(moment, table.zone)
    return shown(max(at, table.at_or_after(at).opens), table.zone)


def business_elapsed(start: datetime, end: datetime, policy: Policy) -> timedelta:
    """How long it is open between two moments; nothing when the second comes first."""
    table = timetable_of(policy)
    return table.open_between(instant(start, table.zone), instant(end, table.zone))


def share_of_time(now: datetime, deadline: Deadline, policy: Policy) -> float:
    """The part of the open time that has gone by: 0 before the clock starts, 1 when due, more when late.

    A deadline counted under earlier hours may have no open time at all under these: then it is 0, and 1 once due.
    """
    spent = business_elapsed(deadline.counted_from, now, policy)
    allowed = business_elapsed(deadline.counted_from, deadline.due, policy)
    return spent / allowed if allowed else float(now >= deadline.due)


def calendar_version(policy: Policy) -> str:
    """Twelve digits that stand for the hours, the holidays, the periods and the time promised, and nothing else."""
    return timetable_of(policy).version
