"""What the desk shows of escalation: the questions over a threshold, and the messages that do not leave."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, Min, OuterRef, Q

from ..models import Alert, AlertState, QuestionState
from .thresholds import SHARES, awaited, told_of


@dataclass(frozen=True, slots=True)
class Trouble:
    """Messages of one channel that one thing stops."""

    channel: str
    said: str  # what stops them, as a French sentence
    given_up: bool  # after a day: nothing tries any more
    questions: int  # that nobody was told of this way, and that wait still
    since: datetime
    again_at: datetime | None  # when it is tried again


def page_alerts(now: datetime) -> dict[int, int]:
    """How many questions await an answer over each threshold, each counted once: `{100: 2, 75: 0, 50: 7}`."""
    late = Q(due_at__lte=now)  # even where the worker has not passed yet
    counted = awaited().aggregate(
        late=Count("pk", filter=late),
        mostly=Count("pk", filter=~late & Q(told_of(75))),
        half=Count("pk", filter=~late & Q(told_of(50)) & ~Q(told_of(75))),
    )
    return dict(zip(SHARES, (counted["late"], counted["mostly"], counted["half"]), strict=True))


def troubled_alerts() -> list[Trouble]:
    """What could not be told of open questions, the oldest trouble first. What left since settles what was given up."""
    left_since = Alert.objects.filter(channel=OuterRef("channel"), state=AlertState.SENT, due_at__gt=OuterRef("due_at"))
    given_up = Q(state=AlertState.GIVEN_UP) & ~Exists(left_since)
    stopped = Alert.objects.filter(Q(state=AlertState.WANTED) | given_up, question__state=QuestionState.OPEN)
    groups = stopped.exclude(said="").values_list("channel", "said", "state")
    summed = groups.annotate(count=Count("question", distinct=True), since=Min("raised_at"), again=Min("due_at"))
    return [
        Trouble(
            channel, said, state == AlertState.GIVEN_UP, count, since, None if state == AlertState.GIVEN_UP else again
        )
        for channel, said, state, count, since, again in summed.order_by("since", "channel")
    ]
