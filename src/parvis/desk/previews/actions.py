"""The one write: look at an attachment, because a person asks."""

from __future__ import annotations

import hashlib
import threading
from datetime import timedelta

from django.conf import settings
from django.db.models import Sum
from django.utils import timezone

from parvis.desk.people.actors import Actor
from parvis.desk.people.permissions import Permission, require
from parvis.desk.records import attached
from parvis.desk.records.audit import append_event, chained
from parvis.desk.records.models import Attachment

from .addresses import origins
from .door import Door
from .looking import Seen, look
from .models import Content, Preview
from .queries import latest
from .refusals import OutOfReach, PreviewRefused

FRESH = timedelta(days=1)
ROOM = 200_000_000  # bytes of contents kept: the oldest give way
_AT_ONCE = threading.BoundedSemaphore(4)  # a page waits on a stranger's site: the others must still be answered


def preview_attachment(*, actor: Actor, attachment: Attachment, again: bool = False) -> Preview:
    """What the attachment shows: as seen in the last day, unless asked `again`, or fetched now.

    A failed look is written down too; its code is the preview's `outcome`. Raises `PreviewRefused` when no look
    was tried.
    """
    require(actor, Permission.DECIDE)
    known = None if again else latest(attachment, since=timezone.now() - FRESH)
    if known:
        return known
    if not settings.PREVIEWS:
        raise OutOfReach("off")
    if not _AT_ONCE.acquire(blocking=False):
        raise OutOfReach("busy")
    try:
        seen: Seen | str = look(attached.shown(attachment), Door(origins=origins(settings.PREVIEW_ORIGINS)))
    except PreviewRefused as refusal:
        seen = refusal.code
    finally:
        _AT_ONCE.release()
    return _write(actor, attachment, seen)


def _write(actor: Actor, attachment: Attachment, seen: Seen | str) -> Preview:
    with chained():
        preview = Preview(
            attachment=attachment, seen_at=timezone.now(), asked_by=actor.reference, outcome=_outcome(seen)
        )
        if isinstance(seen, Seen):
            preview.content_sha256 = hashlib.sha256(seen.body).hexdigest()
            preview.content_type, preview.size = seen.content_type, len(seen.body)
            _keep(preview, seen)
        preview.save(force_insert=True)
        append_event(
            actor=actor,
            verb="attachment.previewed",
            subject=f"attachment:{attachment.pk}",
            body={
                "preview": str(preview.pk),
                "outcome": preview.outcome,
                "content_sha256": preview.content_sha256,
            },
        )
    return preview


def _outcome(seen: Seen | str) -> str:
    return seen if isinstance(seen, str) else seen.outcome


def _keep(preview: Preview, seen: Seen) -> None:
    Content.objects.update_or_create(
        sha256=preview.content_sha256,
        defaults={
            "body": seen.body,
            "content_type": seen.content_type,
            "size": preview.size,
            "width": seen.width,
            "height": seen.height,
            "kept_at": preview.seen_at,
        },
    )
    held: int = Content.objects.aggregate(all=Sum("size"))["all"] or 0
    for oldest in Content.objects.order_by("kept_at").only("pk", "size").iterator(100):
        if held <= ROOM or oldest.pk == preview.content_sha256:
            return
        held -= oldest.size
        oldest.delete()
