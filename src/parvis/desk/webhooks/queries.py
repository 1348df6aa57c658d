"""Reads of what was delivered, refused and not understood."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count
from django.db.models.functions import TruncDate
from django.utils import timezone

from parvis.desk.records.models import Account, UnknownItem

from .models import Delivery, DeliveryState, Refusals, Subscription

_DAYS = 14
REASONS = ("forged", "stale", "wrong_token")


@dataclass(slots=True)
class Day:
    """What became of one account's deliveries on one day."""

    day: date
    received: int = 0
    refused: dict[str, int] = field(default_factory=lambda: dict.fromkeys(REASONS, 0))


@dataclass(frozen=True, slots=True)
class Traffic:
    """How the deliveries of one account go."""

    last_at: datetime | None
    last_refusal: Refusals | None
    waiting: int
    unreadable: int
    days: list[Day]  # newest first, without those on which nothing happened


def traffic(account: Account) -> Traffic:
    deliveries = Delivery.objects.filter(account=account)
    states = dict(deliveries.order_by().values_list("state").annotate(Count("pk")))
    return Traffic(
        last_at=deliveries.order_by("-received_at").values_list("received_at", flat=True).first(),
        last_refusal=Refusals.objects.filter(account=account).order_by("-day", "-last_at").first(),
        waiting=states.get(DeliveryState.NEW.value, 0),
        unreadable=states.get(DeliveryState.UNREADABLE.value, 0),
        days=_days(account),
    )


def _days(account: Account) -> list[Day]:
    since = timezone.localdate() - timedelta(days=_DAYS - 1)
    days: dict[date, Day] = {}
    received: Any = (
        Delivery.objects.filter(account=account).order_by().values_list(TruncDate("received_at")).annotate(Count("pk"))
    )
    for day, count in received:
        if day >= since:
            days.setdefault(day, Day(day)).received = count
    for refused in Refusals.objects.filter(account=account, day__gte=since):
        days.setdefault(refused.day, Day(refused.day)).refused[refused.reason] = refused.count
    return sorted(days.values(), key=lambda one: one.day, reverse=True)


def subscriptions() -> dict[Any, Subscription]:
    """By account's key."""
    return {one.account_id: one for one in Subscription.objects.all()}


def unknown_items(most: int) -> list[UnknownItem]:
    """What was delivered and no mapping knows, the newest first."""
    found = UnknownItem.objects.filter(kind__startswith="webhook").select_related("account").defer("raw")
    return list(found.order_by("-received_at")[:most])
