"""Writes and checks the hash chain.

Each event's hash is SHA-256 over the previous hash and the event's canonical JSON. Appending takes a lock
held until the transaction ends, so that numbers follow without gaps and no two events share a parent.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC
from typing import NamedTuple

from django.db import connection, transaction
from django.utils import timezone

from parvis.desk.people.actors import Actor

from .models import AuditEvent

GENESIS = "0" * 64
_LOCK = 0x70617276  # "parv": our advisory lock on PostgreSQL


def canonical(body: Mapping[str, object]) -> str:
    """The one JSON spelling that is hashed: sorted keys, no spaces, ASCII."""
    return json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=True, default=str)


def event_hash(previous: str, number: int, at: str, actor: str, verb: str, subject: str, body: str) -> str:
    written = json.dumps([previous, number, at, actor, verb, subject, body], ensure_ascii=True)
    return hashlib.sha256(written.encode("ascii")).hexdigest()


def lock_chain() -> None:
    """Serialise writers until the transaction ends. SQLite has locked at BEGIN IMMEDIATE already."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


@contextmanager
def chained() -> Iterator[None]:
    """The transaction of one action: the chain's lock first, rows after.

    Always in that order, so that two actions wait for each other and never deadlock.
    """
    with transaction.atomic():
        lock_chain()
        yield


def append_event(*, actor: Actor, verb: str, subject: str, body: Mapping[str, object] | None = None) -> AuditEvent:
    """Append one event. Must run in the transaction of what it records, or there would be one without the other."""
    transaction.get_connection().validate_no_broken_transaction()
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("an audit event belongs in the transaction of the action it records")
    lock_chain()
    last = AuditEvent.objects.order_by("-number").values("number", "hash").first()
    number = last["number"] + 1 if last else 1
    previous = last["hash"] if last else GENESIS
    at = timezone.now().astimezone(UTC).isoformat(timespec="microseconds")
    written = canonical(body or {})
    return AuditEvent.objects.create(
        number=number,
        at=at,
        actor=actor.reference,
        verb=verb,
        subject=subject,
        body=written,
        previous_hash=previous,
        hash=event_hash(previous, number, at, actor.reference, verb, subject, written),
    )


class Break(NamedTuple):
    """Where the chain does not hold, and how."""

    number: int
    problem: str


def check_chain(events: Iterable[AuditEvent]) -> Iterator[Break]:
    """Every place where an event was edited, removed, reordered or inserted. `events` in order of number."""
    previous, expected = GENESIS, 1
    for event in events:
        if event.number != expected:
            yield Break(event.number, f"l'événement {expected} manque")
        if event.previous_hash != previous:
            yield Break(event.number, "ne suit pas l'événement précédent")
        computed = event_hash(
            event.previous_hash, event.number, event.at, event.actor, event.verb, event.subject, event.body
        )
        if computed != event.hash:
            yield Break(event.number, "le contenu ne correspond pas à son empreinte")
        previous, expected = event.hash, event.number + 1
