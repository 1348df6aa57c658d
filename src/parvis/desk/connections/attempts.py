"""One way through a platform's consent screen: its state, bound to the session, used once, for ten minutes."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from parvis.connectors.consent import Grant, GrantedAccount
from parvis.desk.people.actors import Actor
from parvis.desk.people.permissions import Permission, require
from parvis.desk.records.audit import append_event

from . import refusals
from .applications import application_of, authoriser_of
from .models import Attempt
from .sealing import Unopenable, seal, unseal

LIFETIME = timedelta(minutes=10)


def begin_attempt(*, actor: Actor, session: str, platform: str, redirect_uri: str, expects: str = "") -> str:
    """Where to send the person. `session` is the session's key; `expects`, the account to connect again."""
    require(actor, Permission.ADMINISTER)
    client = application_of(platform)
    state, verifier = secrets.token_urlsafe(32), secrets.token_urlsafe(48)
    with transaction.atomic():
        attempt = Attempt(
            platform=platform,
            state_hash=_hash(state),
            session_hash=_of_session(session),
            user=actor.user,
            expects=expects,
            redirect_uri=redirect_uri,
            started_at=timezone.now(),
        )
        attempt.sealed = seal({"verifier": verifier}, attempt.purpose)
        attempt.save()
        append_event(actor=actor, verb="connection.begun", subject=f"attempt:{attempt.pk}", body={"platform": platform})
    return authoriser_of(platform).begin(client, redirect_uri, state, verifier)


def finish_attempt(*, actor: Actor, session: str, platform: str, returned: Mapping[str, str]) -> Attempt:
    """Take what the platform sent back: its state is spent, and what was granted is sealed in the attempt.

    Raises `ConnectionRefused`, or the `ConnectorError` of the platform.
    """
    require(actor, Permission.ADMINISTER)
    attempt = _claim(session, platform, returned.get("state", ""))
    if returned.get("error"):
        raise refusals.ConsentRefused if returned["error"] == "access_denied" else refusals.NotGranted
    if not returned.get("code"):
        raise refusals.NotGranted
    verifier = str(_opened(attempt)["verifier"])
    client = application_of(platform)
    grant = authoriser_of(platform).finish(client, returned["code"], attempt.redirect_uri, verifier)
    if attempt.expects and attempt.expects not in {one.platform_id for one in grant.accounts}:
        raise refusals.OtherAccount
    with transaction.atomic():
        attempt.sealed = seal(_written(grant, client.base_url), attempt.purpose)
        attempt.save(update_fields=["sealed"])
        append_event(
            actor=actor,
            verb="connection.granted",
            subject=f"attempt:{attempt.pk}",
            body={"platform": platform, "accounts": len(grant.accounts)},
        )
    return attempt


def open_attempt(attempt: Attempt, session: str) -> tuple[Grant, str]:
    """What was granted and by which server, while it waits for a choice. Raises `ConnectionRefused`."""
    if not constant_time_compare(attempt.session_hash, _of_session(session)):
        raise refusals.OtherSession
    if attempt.done_at or not attempt.used_at:
        raise refusals.StateUsed
    if attempt.started_at < timezone.now() - LIFETIME:
        raise refusals.StateExpired
    return _read(_opened(attempt))


def _claim(session: str, platform: str, state: str) -> Attempt:
    if not state:
        raise refusals.StateMissing
    attempt = Attempt.objects.filter(state_hash=_hash(state), platform=platform).first()
    if attempt is None:
        raise refusals.StateUnknown
    if not constant_time_compare(attempt.session_hash, _of_session(session)):
        raise refusals.OtherSession
    if attempt.started_at < timezone.now() - LIFETIME:
        raise refusals.StateExpired
    # One conditional UPDATE: of two returns at once, one goes on.
    if not Attempt.objects.filter(pk=attempt.pk, used_at=None).update(used_at=timezone.now()):
        raise refusals.StateUsed
    attempt.refresh_from_db()
    return attempt


def _opened(attempt: Attempt) -> dict[str, Any]:
    try:
        return unseal(attempt.sealed, attempt.purpose)
    except Unopenable:
        raise refusals.StateExpired from None


def _hash(state: str) -> str:
    return hashlib.sha256(state.encode("utf-8", "replace")).hexdigest()


def _of_session(session: str) -> str:
    """A session's key is as good as a password: only its keyed hash is kept."""
    return salted_hmac("parvis.connections", session, algorithm="sha256").hexdigest()


def _written(grant: Grant, base_url: str) -> dict[str, Any]:
    return {
        "accounts": [{**asdict(one), "credentials": dict(one.credentials)} for one in grant.accounts],
        "scopes": sorted(grant.scopes_granted),
        "expires_at": grant.expires_at.isoformat() if grant.expires_at else "",
        "grantor_id": grant.grantor_id,
        "base_url": base_url,
    }


def _read(kept: dict[str, Any]) -> tuple[Grant, str]:
    if "accounts" not in kept:  # the platform's answer never came
        raise refusals.StateUsed
    expires = datetime.fromisoformat(kept["expires_at"]) if kept["expires_at"] else None
    accounts = tuple(GrantedAccount(**one) for one in kept["accounts"])
    return Grant(accounts, frozenset(kept["scopes"]), expires, kept["grantor_id"]), kept["base_url"]
