"""Which alerts leave now, and what became of them: taken under the chain's lock, so that no message leaves twice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from parvis.desk.people.actors import Actor
from parvis.desk.people.permissions import Permission, require
from parvis.desk.records.audit import append_event, chained

from ..models import Alert, AlertState, Channel, QuestionState
from .failures import NotTold
from .news import Due, News

_LEASE = timedelta(minutes=5)  # longer than a message takes to leave, however slow the other side
_FIRST_WAIT, _LONGEST_WAIT = timedelta(seconds=30), timedelta(minutes=15)
_GIVE_UP = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Claim:
    """What one message will tell, ours until `until`. `attempts` counts this one."""

    channel: Channel
    news: News
    alerts: tuple[UUID, ...]
    attempts: int
    until: datetime

    @property
    def ours(self) -> QuerySet[Alert]:
        return Alert.objects.filter(pk__in=self.alerts, state=AlertState.WANTED, due_at=self.until)


def waiting(now: datetime) -> list[tuple[Channel, int]]:
    """The messages that something waits for, the most urgent first."""
    pairs = _due(now).values_list("channel", "share").distinct().order_by("-share", "channel")
    return [(Channel(channel), share) for channel, share in pairs]


def claim_alerts(*, actor: Actor, channel: Channel, share: int, pause: timedelta) -> Claim | None:
    """Take all that one message may tell now; None when there is nothing, or when the channel rests."""
    require(actor, Permission.OPERATE)
    if _rests(channel, share, pause, timezone.now()):  # most often: nobody is kept from writing
        return None
    with chained():
        now = timezone.now()
        _drop_needless(now)
        if _rests(channel, share, pause, now):
            return None
        until = now + _LEASE
        _due(now).filter(channel=channel, share=share).update(due_at=until, attempts=F("attempts") + 1)
        taken = Alert.objects.filter(channel=channel, share=share, state=AlertState.WANTED, due_at=until)
        rows = list(taken.values_list("pk", "attempts", "question_id", "question__platform", "question__due_at"))
    if not rows:
        return None
    news = News.of(share, [Due(question, platform, due_at) for _, _, question, platform, due_at in rows])
    return Claim(channel, news, tuple(row[0] for row in rows), max(row[1] for row in rows), until)


def record_sent(*, actor: Actor, claim: Claim) -> None:
    """It left."""
    require(actor, Permission.OPERATE)
    with chained():
        claim.ours.update(state=AlertState.SENT, settled_at=timezone.now(), said="")
        _tell(actor, "alert.sent", claim, [one.id for one in claim.news.questions])


def put_off(*, actor: Actor, claim: Claim, failure: NotTold) -> None:
    """It did not leave: later again, each time after a longer wait, and for a day at most."""
    require(actor, Permission.OPERATE)
    with chained():
        now = timezone.now()
        too_old = claim.ours.filter(raised_at__lte=now - _GIVE_UP)
        questions = list(too_old.values_list("question_id", flat=True))
        if questions:
            too_old.update(state=AlertState.GIVEN_UP, settled_at=now, said=str(failure))
            _tell(actor, "alert.given_up", claim, questions, code=failure.code)
        wait = min(_FIRST_WAIT * 2 ** min(claim.attempts - 1, 10), _LONGEST_WAIT)
        claim.ours.update(due_at=now + wait, said=str(failure))


def _due(now: datetime) -> QuerySet[Alert]:
    """While an answer is on its way, nothing: its question will be settled, or open again."""
    under_way = Q(question__state=QuestionState.OPEN, question__dispatch__isnull=False)
    return Alert.objects.filter(~under_way, state=AlertState.WANTED, due_at__lte=now)


def _drop_needless(now: datetime) -> None:
    """Of settled questions there is nothing to tell; of the others, only the last threshold."""
    later = Alert.objects.filter(
        question=OuterRef("question"), channel=OuterRef("channel"), share__gt=OuterRef("share")
    )
    needless = _due(now).filter(~Q(question__state=QuestionState.OPEN) | Exists(later))
    needless.update(state=AlertState.NEEDLESS, settled_at=now)


def _rests(channel: Channel, share: int, pause: timedelta, now: datetime) -> bool:
    """Somebody is at it; or it failed, and all that is new waits with what failed; or it told of this share lately."""
    of_channel = Alert.objects.filter(channel=channel)
    busy = of_channel.filter(state=AlertState.WANTED, attempts__gt=0, due_at__gt=now)
    # What was sent was claimed until some time later: its `due_at`, on which there is an index, narrows the search.
    lately = of_channel.filter(state=AlertState.SENT, share=share, due_at__gt=now - pause, settled_at__gt=now - pause)
    return busy.exists() or lately.exists()


def _tell(actor: Actor, verb: str, claim: Claim, questions: Iterable[UUID], **more: str) -> None:
    """One event a message. It names questions, and nothing that they say."""
    told = {"channel": claim.channel.value, "share": claim.news.share, "questions": sorted(map(str, questions))}
    append_event(actor=actor, verb=verb, subject=f"alert:{claim.news.reference}", body={**told, **more})
