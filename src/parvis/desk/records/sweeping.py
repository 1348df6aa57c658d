"""Finds what a dead process left behind: tasks that say they run, effects that nobody will wake."""

from __future__ import annotations

import threading
from datetime import timedelta
from uuid import UUID

import structlog
from django.conf import settings
from django.db import close_old_connections
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from .models import UNSETTLED, Effect
from .tasks import wake

log = structlog.get_logger(__name__)

_EVERY = 5.0  # seconds
_KEEP_TASKS = timedelta(days=2)


def run_sweeper(stop: threading.Event) -> None:
    while not stop.is_set():
        close_old_connections()
        sweep()
        stop.wait(_EVERY)


def sweep() -> None:
    """One round of everything in `settings.SWEEPERS`. What fails does not stop the others."""
    for sweeper in settings.SWEEPERS:
        try:
            import_string(sweeper)()
        except Exception as error:  # noqa: BLE001 - tried again at the next round
            log.error("sweeper failed", sweeper=sweeper, error=type(error).__name__)


def wake_effects() -> int:
    """Wake the effects that are due and have no task to come; returns how many."""
    now = timezone.now()
    lease = timedelta(seconds=settings.LEASE_SECONDS)
    orphans = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING, started_at__lt=now - lease)
    orphans.update(status=TaskResultStatus.FAILED, finished_at=now)
    DBTaskResult.objects.finished().filter(finished_at__lt=now - _KEEP_TASKS).delete()
    awake = _awake()
    asleep = [effect for effect in _overdue() if str(effect) not in awake]
    for effect in asleep:
        wake(effect, None)
    if asleep:
        log.warning("effects woken", count=len(asleep))
    return len(asleep)


def _overdue() -> list[UUID]:
    now = timezone.now()
    due = Effect.objects.filter(state__in=UNSETTLED, due_at__lt=now - timedelta(seconds=_EVERY))
    return list(due.exclude(leased_until__gt=now).values_list("pk", flat=True))


def _awake() -> set[str]:
    """Effects that a task, ready or running, will come back to."""
    live = DBTaskResult.objects.filter(status__in=[TaskResultStatus.READY, TaskResultStatus.RUNNING])
    return {task["args"][0] for task in live.values_list("args_kwargs", flat=True) if task["args"]}
