"""Looks after deliveries that nobody would come back to, and lets go of the bodies that have served."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from .models import Delivery, DeliveryState
from .storing import wake_worker

_KEPT = timedelta(days=30)  # far longer than any platform's window: a replay is stale by then
_AT_ONCE = 1000


def sweep_deliveries() -> int:
    """Wake the worker for what is due, forget what is old; returns how many deliveries are due."""
    now = timezone.now()
    due = Delivery.objects.filter(state=DeliveryState.NEW, due_at__lte=now).count()
    if due:
        with transaction.atomic():
            wake_worker()
    served = Delivery.objects.filter(received_at__lt=now - _KEPT).exclude(state=DeliveryState.NEW)
    Delivery.objects.filter(pk__in=list(served.values_list("pk", flat=True)[:_AT_ONCE])).delete()
    return due
