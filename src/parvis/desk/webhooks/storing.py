"""The writes made while a platform waits for its answer: a delivery kept, a refusal counted."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Sequence
from datetime import datetime

from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from parvis.desk.people.actors import Actor, process
from parvis.desk.people.permissions import Permission, require
from parvis.desk.records.models import Account

from .grouping import Group
from .models import Delivery, Refusals
from .tasks import work

_WEBHOOKS = process("webhooks")


def store_delivery(*, actor: Actor, account: Account, raw_body: bytes, received_at: datetime) -> None:
    """Keep one authentic body; returns once it would survive a power cut. The same body is kept once.

    No audit event here: a delivery is raw material. What it says enters the chain when it becomes records.
    """
    require(actor, Permission.OPERATE)
    deliveries.put(
        Delivery(
            account=account,
            digest=hashlib.sha256(raw_body).hexdigest(),
            body=zlib.compress(raw_body, 1),
            received_at=received_at,
            due_at=received_at,
        )
    )


def _write(crowd: Sequence[Delivery], behind: int) -> None:
    _promise()
    fields = Delivery._meta.concrete_fields
    rows = [[field.get_db_prep_save(getattr(one, field.attname), connection) for field in fields] for one in crowd]
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.executemany(_insertion(), rows)  # bulk_create takes three times as long, and this is the hot path
        if not behind:  # otherwise the next crowd, which is there already, will
            wake_worker()


def _insertion() -> str:
    quoted = connection.ops.quote_name
    columns = [quoted(str(field.column)) for field in Delivery._meta.concrete_fields]
    values = ", ".join(["%s"] * len(columns))
    table = quoted(Delivery._meta.db_table)
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({values}) ON CONFLICT DO NOTHING"  # noqa: S608


deliveries: Group[Delivery] = Group(_write)


def wake_worker() -> None:
    """See to it that a task will look for deliveries after this transaction."""
    ready = DBTaskResult.objects.filter(status=TaskResultStatus.READY, task_path=work.module_path)
    # On PostgreSQL the row is held, so that no worker starts it before what it must see is committed.
    if not ready.order_by().select_for_update().values_list("pk", flat=True)[:1]:
        work.enqueue()


_promised: object = None  # the connection that was told to


def _promise() -> None:
    """Have commits survive a power cut. SQLite does that only when asked; PostgreSQL always does."""
    global _promised  # one writer in a process
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        return
    connection.ensure_connection()
    if connection.connection is not _promised:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=FULL")
        _promised = connection.connection


def count_refusal(*, actor: Actor, account: Account, reason: str) -> None:
    """Nothing is kept of what was refused but that it was."""
    require(actor, Permission.OPERATE)
    refusals.put((account, reason))


def _count(refused: Sequence[tuple[Account, str]], _behind: int) -> None:
    today = timezone.localdate()
    counted: dict[tuple[Account, str], int] = {}
    for one in refused:
        counted[one] = counted.get(one, 0) + 1
    with transaction.atomic():
        for (account, reason), times in counted.items():
            row, _ = Refusals.objects.get_or_create(account=account, day=today, reason=reason)
            Refusals.objects.filter(pk=row.pk).update(count=F("count") + times, last_at=timezone.now())


refusals: Group[tuple[Account, str]] = Group(_count)
