"""Writes about subscriptions: a platform is asked to deliver, asked again before it forgets, and asked to stop."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, cast

import structlog
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from parvis.connectors.notices import Subscriber
from parvis.connectors.port import AccountAccess, ConnectorError
from parvis.desk.people.actors import Actor, process
from parvis.desk.people.permissions import Permission, allowed, require
from parvis.desk.records.audit import append_event, chained
from parvis.desk.records.models import Account
from parvis.desk.records.platforms import access_of, metered

from . import refusals
from .addresses import address_of, boxes_of, verify_token
from .doors import doors
from .models import Subscription

log = structlog.get_logger(__name__)

_AGAIN = timedelta(hours=24)
_AFTER_FAILURE = timedelta(hours=1)


def subscribe_account(*, actor: Actor, account: Account) -> Subscription:
    """Have the platform deliver what happens on this account. What it refuses is in `problem`.

    Raises `SubscriptionRefused` when there is nothing to ask.
    """
    if not allowed(actor.role, Permission.OPERATE):
        require(actor, Permission.ADMINISTER)
    subscriber, access = _subscriber(account), _access(account)
    address = address_of(access)
    if not address:
        raise refusals.NoPublicAddress
    doors.forget()  # the platform challenges the address while we wait: it must be known here
    problem = code = ""
    try:
        subscriber.subscribe(access, address, verify_token(account.platform, boxes_of(access)[0]))
    except ConnectorError as error:
        problem, code = str(error), error.code
    return _keep(actor, account, address, problem, code)


def unsubscribe_account(*, actor: Actor, account: Account) -> str:
    """Have the platform stop, and forget that it was asked; gives what it refused, as a French sentence."""
    require(actor, Permission.ADMINISTER)
    found = Subscription.objects.filter(account=account).first()
    if found is None:
        return ""
    problem = ""
    try:
        _subscriber(account).unsubscribe(_access(account), found.address)
    except (ConnectorError, refusals.SubscriptionRefused) as error:
        problem = str(error)
    with chained():
        Subscription.objects.filter(account=account).delete()
        body = {"confirmed": not problem}
        append_event(actor=actor, verb="webhooks.unsubscribed", subject=f"account:{account.pk}", body=body)
    return problem


def ask_again_after_connecting(account: Account) -> None:
    """A receiver of `settings.CONNECTED_RECEIVERS`: a revoked consent took the subscription with it."""
    Subscription.objects.filter(account=account).exclude(subscribed_at=None).update(again_at=timezone.now())
    transaction.on_commit(doors.forget)


def unsubscribe_before_disconnecting(actor: Actor, account: Account) -> None:
    """A receiver of `settings.DISCONNECTING_RECEIVERS`, while the tokens are still good. Never stands in the way."""
    if unsubscribe_account(actor=actor, account=account):
        log.warning("subscription may remain on the platform", account=str(account.pk))


def renew_subscriptions() -> int:
    """A sweeper: ask again what was asked a day ago; returns how many."""
    now, done = timezone.now(), 0
    for due in Subscription.objects.filter(again_at__lte=now).select_related("account"):
        # One conditional UPDATE: of two workers, one asks.
        taken = Subscription.objects.filter(pk=due.pk, again_at=due.again_at).update(again_at=now + _AFTER_FAILURE)
        if not taken:
            continue
        try:
            subscribe_account(actor=process("webhooks"), account=due.account)
        except refusals.SubscriptionRefused as refused:
            log.warning("subscription not renewed", account=str(due.account_id), code=refused.code)
            if isinstance(refused, refusals.NotConnected):  # connecting the account again will wake it
                Subscription.objects.filter(pk=due.pk).update(again_at=None)
            continue
        done += 1
    return done


def _keep(actor: Actor, account: Account, address: str, problem: str, code: str) -> Subscription:
    now = timezone.now()
    with chained():
        known = Subscription.objects.filter(account=account).first()
        since = known.subscribed_at if known and known.address == address else None
        values: dict[str, Any] = {"address": address, "asked_at": now, "problem": problem}
        if problem:  # a person has to look at a first refusal; what worked once is tried again
            values |= {"subscribed_at": since, "again_at": now + _AFTER_FAILURE if since else None}
        else:
            values |= {"subscribed_at": since or now, "again_at": now + _AGAIN}
        kept, _ = Subscription.objects.update_or_create(account=account, defaults=values)
        _tell(actor, account, known, kept, {"code": code} if code else {})
    return kept


def _tell(
    actor: Actor, account: Account, known: Subscription | None, kept: Subscription, body: Mapping[str, str]
) -> None:
    """Only a change is an event: asking again every day is none."""
    before = (known.subscribed_at, known.problem) if known else None
    if before != (kept.subscribed_at, kept.problem):
        verb = "webhooks.refused" if kept.problem else "webhooks.subscribed"
        append_event(actor=actor, verb=verb, subject=f"account:{account.pk}", body=body)


def _subscriber(account: Account) -> Subscriber:
    name = settings.WEBHOOK_SUBSCRIBERS.get(account.platform)
    if not name:
        raise refusals.NoPush
    return cast("Subscriber", import_string(name))


def _access(account: Account) -> AccountAccess:
    found = access_of(account)
    if found is None:
        raise refusals.NotConnected
    return metered(found)
