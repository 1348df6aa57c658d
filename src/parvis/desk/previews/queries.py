"""Reads of previews."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, OuterRef

from parvis.desk.records.models import Attachment

from .models import PAGE, PICTURE, Content, Preview


def latest(attachment: Attachment, *, since: datetime) -> Preview | None:
    """The last time that this was seen, if what was seen is still kept."""
    kept = Content.objects.filter(sha256=OuterRef("content_sha256"))
    found = Preview.objects.filter(Exists(kept), attachment=attachment, outcome__in=[PICTURE, PAGE], seen_at__gte=since)
    return found.order_by("-seen_at").first()


def content(sha256: str) -> Content | None:
    return Content.objects.filter(pk=sha256).first()
