"""Polling slows down where deliveries arrive, and never stops: what was not delivered is found by reading."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from parvis.desk.records.models import Account

from .models import Delivery, DeliveryState

_REGULAR = 3  # deliveries within a day


def wait_for_deliveries(account: Account) -> datetime | None:
    """A gate of `settings.POLL_GATES`: until when reading this account would tell nothing new.

    Silence cannot be told from a breakdown: without a recent delivery the account is read at its usual pace.
    """
    pace = timedelta(seconds=settings.WEBHOOK_POLL_SECONDS)
    if account.polled_at is None or account.platform not in settings.WEBHOOK_READERS:
        return None
    now = timezone.now()
    recent = Delivery.objects.filter(account=account, received_at__gt=now - timedelta(days=1))
    newest = recent.order_by("-received_at").values_list("received_at", flat=True)[:_REGULAR]
    times = list(newest)
    troubled = recent.filter(state=DeliveryState.UNREADABLE).exists()
    if len(times) < _REGULAR or now - times[0] > pace or troubled:
        return None
    return account.polled_at + pace
