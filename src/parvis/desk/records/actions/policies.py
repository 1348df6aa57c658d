"""Puts a policy in force. What was decided before keeps the version it was decided under."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from parvis.desk.people.actors import Actor
from parvis.desk.people.permissions import Permission, allowed, require
from parvis.policy.load import loads_policy, policy_source
from parvis.policy.rules import Automation

from ..audit import append_event, lock_chain
from ..models import PolicyVersion


class PolicyNotApplicable(ValueError):
    """The policy asks for what this version does not do: refused, rather than silently ignored."""


def put_policy_in_force(*, actor: Actor, source: str, name: str) -> PolicyVersion:
    """Keep this TOML as the version in force from now on; the version already in force is returned as it is.

    Raises `PolicyErrors` when the text is not a policy.
    """
    if not allowed(actor.role, Permission.OPERATE):
        require(actor, Permission.ADMINISTER)
    policy = loads_policy(source, name)
    for criterion in policy.criteria:
        if criterion.automation == Automation.HIDE_UNTIL_REVIEWED:
            raise PolicyNotApplicable(
                f"Le critère « {criterion.name} » demande un masquage automatique, que cette version de Parvis "
                "n'applique pas encore. Écrivez « propose »."
            )
    with transaction.atomic():
        lock_chain()
        known = PolicyVersion.objects.filter(content_hash=policy.content_hash).first()
        if known:
            return known
        version = PolicyVersion.objects.create(
            version=policy.version,
            content_hash=policy.content_hash,
            source=source,
            in_force_from=timezone.now(),
            put_in_force_by=actor.reference,
        )
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
    in_force = PolicyVersion.objects.order_by("-in_force_from").first()
    return in_force or put_policy_in_force(actor=actor, source=policy_source(), name="mess-2013.toml")
