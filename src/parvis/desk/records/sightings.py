"""What a look at the platform tells, set against what we hold and what we did."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from parvis.connectors.port import Visibility

from .models import Comment, Discrepancy, Effect, EffectState


def seen_as(told: Visibility, *, before: Visibility) -> Visibility:
    """X shows that a reply exists, never whether it is hidden: what we knew before then holds."""
    return before if told == Visibility.UNKNOWN else told


def touched_since(comments: Collection[UUID], moment: datetime) -> set[UUID]:
    """The comments on which an act of ours is under way, or ended after `moment`."""
    under_way = Q(state__in=[EffectState.SENT, EffectState.UNKNOWN])
    ended = Q(state=EffectState.CONFIRMED, settled_at__gte=moment)
    effects = Effect.objects.filter(under_way | ended, comment__in=comments)
    return set(effects.values_list("comment_id", flat=True))


_KINDS = {
    Visibility.GONE: "vanished",
    Visibility.HIDDEN: "hidden_elsewhere",
    Visibility.HELD: "hidden_elsewhere",
    Visibility.PUBLIC: "shown_elsewhere",
}


def note_change(comment: Comment, *, before: Visibility, after: Visibility) -> Discrepancy:
    """Somebody else than the desk changed how this comment stands: an alert for people."""
    return note_discrepancy(comment, _KINDS.get(after, "edited"), expected=before.value, found=after.value)


def note_discrepancy(comment: Comment, kind: str, *, expected: str = "", found: str = "") -> Discrepancy:
    """Open an alert, unless the same one is open already."""
    discrepancy, _ = Discrepancy.objects.get_or_create(
        comment=comment,
        kind=kind,
        found=found,
        seen_at=None,
        defaults={"expected": expected, "found_at": timezone.now()},
    )
    return discrepancy
