"""The worker's side: deliveries are claimed in crowds, understood together, and marked when nothing is left to do."""

from __future__ import annotations

import time
import zlib
from collections.abc import Sequence
from datetime import timedelta

import structlog
from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from parvis.connectors.port import Batch, Connector, ConnectorError, TokenRefused, UnknownItem
from parvis.desk.people.actors import Actor, process
from parvis.desk.people.permissions import Permission, require
from parvis.desk.records.actions.comments import receive_comments
from parvis.desk.records.models import Account
from parvis.desk.records.platforms import access_of, connect

from .looking import SETTLING, look, wanted
from .models import Delivery, DeliveryState
from .sorting import Sayings, sayings
from .storing import wake_worker
from .taking import believe_changes, read_posts, read_whole, take

log = structlog.get_logger(__name__)

_CROWD = 100  # deliveries of one account, understood together
_FOR = 3.0  # seconds, before other tasks have their turn
_FIRST_WAIT = 5.0  # seconds, doubled at each attempt
_LONGEST_WAIT = 900.0
_BELIEVED = 4  # attempts after which what was told is kept without the platform's word
_GIVEN_UP = 20  # about three hours: polling and reconciliation will have seen it


def work_on_deliveries() -> int:
    """Work on what is due, for a few seconds; returns how many deliveries. A task comes back for the rest."""
    actor, until, done = process("webhooks"), time.monotonic() + _FOR, 0
    while time.monotonic() < until:
        crowd = claim_deliveries(actor=actor)
        if not crowd:
            return done
        read_deliveries(actor=actor, deliveries=crowd)
        done += len(crowd)
    with transaction.atomic():
        wake_worker()
    return done


def claim_deliveries(*, actor: Actor) -> list[Delivery]:
    """The oldest that are due, of one account. They are ours for the time of a lease."""
    require(actor, Permission.OPERATE)
    now = timezone.now()
    with transaction.atomic():
        due = Delivery.objects.filter(state=DeliveryState.NEW, due_at__lte=now).order_by("received_at", "pk")
        account = due.values_list("account", flat=True).first()
        crowd = list(due.filter(account=account).select_for_update(skip_locked=True)[:_CROWD]) if account else []
        Delivery.objects.filter(pk__in=[one.pk for one in crowd]).update(
            due_at=now + timedelta(seconds=settings.LEASE_SECONDS), attempts=F("attempts") + 1
        )
    return crowd


def read_deliveries(*, actor: Actor, deliveries: Sequence[Delivery]) -> None:
    """Have the records follow what these deliveries, of one account, say. Reading them again changes nothing."""
    require(actor, Permission.OPERATE)
    try:
        settled = _read(actor, deliveries)
    except ConnectorError as error:
        if error.permanent and len(deliveries) > 1:
            _one_by_one(actor, deliveries)
            return
        log.warning("delivery waits for the platform", count=len(deliveries), code=error.code)
        for delivery in deliveries:
            _postpone(delivery, error.code, wait=error.wait or 0.0, give_up=DeliveryState.DONE)
    except Exception as error:
        if len(deliveries) > 1:
            _one_by_one(actor, deliveries)
            return
        log.exception("delivery failed", delivery=str(deliveries[0].pk), error=type(error).__name__)
        _postpone(deliveries[0], type(error).__name__, wait=0.0, give_up=DeliveryState.UNREADABLE)
    else:
        _mark(deliveries, settled)


def _one_by_one(actor: Actor, deliveries: Sequence[Delivery]) -> None:
    """One of them is at fault: the others must not suffer for it."""
    for delivery in deliveries:
        read_deliveries(actor=actor, deliveries=[delivery])


def _mark(deliveries: Sequence[Delivery], settled: bool) -> None:
    """Those still new are done, unless what they say is too young to be sure of."""
    rows = Delivery.objects.filter(pk__in=[one.pk for one in deliveries], state=DeliveryState.NEW)
    if settled or all(one.attempts + 1 >= _GIVEN_UP for one in deliveries):
        rows.update(state=DeliveryState.DONE, problem="")
    else:
        rows.update(due_at=timezone.now() + SETTLING, problem="settling")


def _postpone(delivery: Delivery, problem: str, *, wait: float, give_up: DeliveryState) -> None:
    later = max(wait, min(_FIRST_WAIT * 2 ** min(delivery.attempts, 10), _LONGEST_WAIT))
    ended = delivery.attempts + 1 >= _GIVEN_UP
    Delivery.objects.filter(pk=delivery.pk).update(
        state=give_up if ended else DeliveryState.NEW,
        due_at=timezone.now() + timedelta(seconds=later),
        problem=problem[:200],
    )


def _read(actor: Actor, deliveries: Sequence[Delivery]) -> bool:
    account = deliveries[0].account
    bodies = [(zlib.decompress(one.body), one.received_at) for one in deliveries]
    found, unreadable = sayings(account, access_of(account), bodies)
    for rank in unreadable:
        _keep_unreadable(actor, deliveries[rank], bodies[rank][0])
    believe = all(one.attempts + 1 >= _BELIEVED for one in deliveries)
    settled = [_follow(actor, said, believe=believe) for said in found]
    return all(settled)


def _follow(actor: Actor, said: Sayings, *, believe: bool) -> bool:
    unread = take(actor, said, believe=believe)
    if not unread and not wanted(said):
        return True
    try:
        connector = _connector(said.account)
        if unread:
            read_posts(actor, said, unread, connector)
            read_whole(actor, said, take(actor, said, believe=believe), connector)
            take(actor, said, believe=believe)  # the edits of what is known by now
        return look(actor, said, connector)
    except ConnectorError:
        believe_changes(actor, said)
        raise


def _connector(account: Account) -> Connector:
    access = access_of(account)
    if access is None:
        raise TokenRefused("Ce compte n'est plus relié.", code="account_missing")
    return connect(access)


def _keep_unreadable(actor: Actor, delivery: Delivery, body: bytes) -> None:
    """Listed with what no mapping knows. Signed by the platform, so worth a person's eyes."""
    raw = body.decode("utf-8", "replace")
    item = UnknownItem("webhook", raw, reason="livraison illisible")
    with transaction.atomic():
        receive_comments(
            actor=actor,
            account=delivery.account,
            batch=Batch(cursor="", unknown=(item,)),
            as_of=delivery.received_at,
            advance=False,
        )
        Delivery.objects.filter(pk=delivery.pk).update(state=DeliveryState.UNREADABLE, problem="unreadable")
