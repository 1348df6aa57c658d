"""Puts a policy in force. What was decided before keeps the version it was decided under."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.utils import timezone

from parvis.desk.people.actors import Actor
from parvis.desk.people.permissions import Permission, allowed, require
from parvis.policy.load import loads_policy, policy_source
from parvis.policy.support import not_applied

from ..audit import append_event, chained
from ..models import Enforcement, PolicyVersion


class PolicyNotApplicable(ValueError):
    """The policy asks for what this version does not do: refused, rather than silently ignored."""


def put_policy_in_force(*, actor: Actor, source: str, name: str) -> PolicyVersion:
    """Keep this TOML as the version in force from now on, also when it had been in force before.

    Does nothing when it is in force already. Raises `PolicyErrors` when the text is not a policy.
    """
    if not allowed(actor.role, Permission.OPERATE):
        require(actor, Permission.ADMINISTER)
    policy = loads_policy(source, name)
    unapplied = not_applied(policy)
    if unapplied:
        raise PolicyNotApplicable(" ".join(unapplied))
    with chained():
        version, _ = PolicyVersion.objects.get_or_create(
            content_hash=policy.content_hash, defaults={"version": policy.version, "source": source}
        )
        latest = Enforcement.objects.order_by("-since", "-pk").first()
        if latest and latest.policy_id == version.pk:
            return version
        Enforcement.objects.create(policy=version, since=timezone.now(), by=actor.reference)
        append_event(
            actor=actor,
            verb="policy.in_force",
            subject=f"policy:{version.version}",
            body={"content_hash": version.content_hash},
        )
    return version


def ensure_policy(*, actor: Actor) -> PolicyVersion:
    """Put in force the policy of `settings.POLICY_FILE`, or the shipped one.

    Once a version is in force, only a changed file, never a changed default, replaces it.
    """
    if settings.POLICY_FILE:
        path = Path(settings.POLICY_FILE)
        return put_policy_in_force(actor=actor, source=path.read_text(encoding="utf-8"), name=path.name)
    latest = Enforcement.objects.select_related("policy").order_by("-since", "-pk").first()
    return latest.policy if latest else put_policy_in_force(actor=actor, source=policy_source(), name="mess-2013.toml")
