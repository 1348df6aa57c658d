"""An attachment's preview, asked by a form; and the picture in it, from our own origin."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_POST

from parvis.desk.people.actors import person
from parvis.desk.people.models import User
from parvis.desk.people.permissions import Permission, permission_required
from parvis.desk.records import attached
from parvis.desk.records.models import Attachment

from .actions import preview_attachment
from .models import PAGE, PICTURE, Preview
from .queries import content
from .refusals import SENTENCES, PreviewRefused

# A picture is a stranger's bytes: opened as a page of its own, it can run, load and reach nothing.
_ALONE = "default-src 'none'; sandbox"


@permission_required(Permission.DECIDE)
@require_POST
def show(request: HttpRequest, attachment_id: UUID) -> HttpResponse:
    attachment = get_object_or_404(Attachment.objects.select_related("revision"), pk=attachment_id)
    assert isinstance(request.user, User)  # noqa: S101 - behind permission_required
    context: dict[str, Any] = {"attachment": attachment, "told": attached.shown(attachment)}
    try:
        again = request.POST.get("again") == "yes"
        preview = preview_attachment(actor=person(request.user), attachment=attachment, again=again)
    except PreviewRefused as refusal:
        context["refused"] = str(refusal)
    else:
        context |= _shown(preview)
    whole = request.headers.get("HX-Request") != "true"
    return render(request, "previews/preview.html" if whole else "previews/_preview.html", context)


def _shown(preview: Preview) -> dict[str, Any]:
    if preview.outcome not in (PICTURE, PAGE):
        return {"refused": SENTENCES[preview.outcome], "preview": preview}
    kept = content(preview.content_sha256)
    page = json.loads(bytes(kept.body)) if kept and preview.outcome == PAGE else None
    return {"preview": preview, "content": kept, "page": page}


@permission_required(Permission.DECIDE)
@require_GET
def picture(request: HttpRequest, sha256: str) -> HttpResponse:  # noqa: ARG001
    found = content(sha256)
    if found is None or not found.content_type.startswith("image/"):
        raise Http404
    headers = {
        "Content-Security-Policy": _ALONE,
        "Content-Disposition": "inline",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(bytes(found.body), content_type=found.content_type, headers=headers)
