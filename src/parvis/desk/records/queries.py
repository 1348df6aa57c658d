"""Reads of the records: accounts and their troubles, and what was received day by day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, When
from django.db.models.functions import TruncDate

from parvis.connectors.port import WITH_TEXT

from .models import UNSETTLED, Account, Comment, Discrepancy, Effect, EffectState, UnknownItem

_REMOVING = ("hide", "hold", "delete", "reject")
_TAKEN_DOWN = Q(standing__visibility__in=["hidden", "held", "gone"])


def accounts() -> QuerySet[Account]:
    """Each account, with how many comments and unknown items came from it."""
    return Account.objects.annotate(
        comment_count=Count("comments", distinct=True), unknown_count=Count("unknown_items", distinct=True)
    ).order_by("platform", "name")


def open_discrepancies() -> QuerySet[Discrepancy]:
    return Discrepancy.objects.filter(seen_at=None).select_related("comment__account").order_by("-found_at")


def unknown_items() -> QuerySet[UnknownItem]:
    return UnknownItem.objects.select_related("account").defer("raw").order_by("-received_at")


def troubled_effects() -> QuerySet[Effect]:
    """Refused, or not settled after a failed attempt."""
    failing = Q(state__in=UNSETTLED, attempts__gt=0)
    return (
        Effect.objects.filter(failing | Q(state=EffectState.REFUSED))
        .select_related("comment", "account")
        .order_by("-wanted_at")
    )


@dataclass(frozen=True, slots=True)
class DayCount:
    """received = public + removed + pending, for one channel and day. `removed` splits into ours and others'."""

    platform: str
    day: date
    received: int
    public: int
    removed_by_us: int
    gone_elsewhere: int
    pending: int

    @property
    def removed(self) -> int:
        return self.removed_by_us + self.gone_elsewhere

    @property
    def adds_up(self) -> bool:
        return self.received == self.public + self.removed + self.pending


def counts_by_day() -> Iterator[DayCount]:
    """What the public wrote, by day and channel, oldest first.

    Each class is counted on its own: nothing is deduced by subtraction.
    """
    of_comment = Effect.objects.filter(comment=OuterRef("pk")).exclude(act__in=WITH_TEXT)
    in_flight = Exists(of_comment.filter(state__in=UNSETTLED))
    ours = Q(Exists(of_comment.filter(state=EffectState.CONFIRMED, act__in=_REMOVING))) | Q(
        standing__taken_with__isnull=False
    )
    rows = (
        Comment.objects.filter(ours=False)
        .annotate(day=TruncDate("received_at"), in_flight=in_flight, by_us=Case(When(ours, then=True), default=False))
        .values("platform", "day")
        .annotate(
            received=Count("pk"),
            public=Count("pk", filter=Q(in_flight=False, standing__visibility="public")),
            removed_by_us=Count("pk", filter=_TAKEN_DOWN & Q(in_flight=False, by_us=True)),
            gone_elsewhere=Count(
                "pk", filter=Q(in_flight=False, by_us=False, standing__visibility__in=["hidden", "gone"])
            ),
            pending=Count(
                "pk",
                filter=Q(in_flight=True)
                | Q(standing__visibility="unknown")
                | Q(by_us=False, standing__visibility="held"),
            ),
        )
        .order_by("day", "platform")
    )
    for row in rows:
        yield DayCount(
            row["platform"],
            row["day"],
            row["received"],
            row["public"],
            row["removed_by_us"],
            row["gone_elsewhere"],
            row["pending"],
        )


def totals(days: Sequence[DayCount]) -> list[tuple[str, int, int, int, int]]:
    """Platform, received, public, removed, pending over the days given."""
    ordered = sorted(days, key=lambda day: day.platform)
    summed = []
    for platform, group in groupby(ordered, key=lambda day: day.platform):
        of_platform = list(group)
        summed.append(
            (
                platform,
                sum(d.received for d in of_platform),
                sum(d.public for d in of_platform),
                sum(d.removed for d in of_platform),
                sum(d.pending for d in of_platform),
            )
        )
    return summed
