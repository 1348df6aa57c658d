"""Reads the platform back and sets it against what we hold: differences become alerts, never silent fixes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone

from parvis.connectors.port import Observation, Visibility
from parvis.desk.people.actors import Actor
from parvis.desk.people.permissions import Permission, require

from .. import attached, verbatim
from ..audit import append_event, chained
from ..models import Account, Discrepancy, Standing
from ..sightings import note_change, note_discrepancy, seen_as, touched_since


def reconcile_comments(
    *, actor: Actor, account: Account, seen: Sequence[Observation], as_of: datetime
) -> list[Discrepancy]:
    """Compare what was read back at `as_of` with what we hold; returns the alerts, new and still open."""
    require(actor, Permission.OPERATE)
    with chained():
        standings = {
            standing.comment.platform_id: standing
            for standing in Standing.objects.select_related("comment", "revision").filter(
                comment__platform=account.platform,
                comment__platform_id__in=[item.platform_id for item in seen],
            )
        }
        ours = touched_since([standing.pk for standing in standings.values()], as_of)
        alerts = []
        for item in seen:
            standing = standings.get(item.platform_id)
            if standing and standing.pk not in ours and standing.taken_with_id is None:
                alerts += _compare(standing, item)
        append_event(
            actor=actor,
            verb="account.reconciled",
            subject=f"account:{account.pk}",
            body={"read": len(seen), "alerts": [[str(a.comment_id), a.kind] for a in alerts]},
        )
    return alerts


def _compare(standing: Standing, item: Observation) -> list[Discrepancy]:
    alerts = []
    before = Visibility(standing.visibility)
    after = seen_as(item.visibility, before=before)
    if after != before:
        alerts.append(note_change(standing.comment, before=before, after=after))
        Standing.objects.filter(pk=standing.pk).update(visibility=after.value, seen_at=timezone.now())
    if item.text is not None:
        digest = verbatim.sha256(verbatim.to_bytes(item.text))
        if digest != standing.revision.sha256:
            alerts.append(
                note_discrepancy(standing.comment, "edited", expected=standing.revision.sha256[:16], found=digest[:16])
            )
    now = attached.fingerprint(item.attachments) if item.attachments is not None else ""
    if now and standing.attached and now != standing.attached:
        alerts.append(note_discrepancy(standing.comment, "edited", expected=standing.attached[:16], found=now[:16]))
    return alerts


def mark_discrepancy_seen(*, actor: Actor, discrepancy: Discrepancy) -> None:
    """A person has read this alert."""
    require(actor, Permission.DECIDE)
    with chained():
        seen = Discrepancy.objects.filter(pk=discrepancy.pk, seen_at=None).update(
            seen_by=actor.reference, seen_at=timezone.now()
        )
        if seen:
            append_event(actor=actor, verb="discrepancy.seen", subject=f"discrepancy:{discrepancy.pk}", body={})
