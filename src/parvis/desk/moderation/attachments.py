"""What is attached, as the comment page lists it: words only. No address of a stranger becomes a link or an image."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings

from parvis.connectors.attachments import Attachment as Told
from parvis.connectors.attachments import AttachmentKind
from parvis.desk.records import attached
from parvis.desk.records.models import Attachment, Post
from parvis.desk.records.wording import ATTACHMENTS


@dataclass(frozen=True, slots=True)
class AttachmentLine:
    pk: UUID | None
    kind: str  # in French
    title: str
    host: str  # in ASCII, so that no letter passes for another
    address: str
    description: str
    alt_text: str
    size: str
    previewable: bool


def attachment_lines(attachments: Iterable[Attachment], *, quote_shown: bool = False) -> list[AttachmentLine]:
    """`quote_shown`: the quoted post stands elsewhere on the page, with its words."""
    shown = ((attached.shown(one), one.pk) for one in attachments)
    return [_line(told, pk) for told, pk in shown if not (quote_shown and told.kind is AttachmentKind.QUOTE)]


def lines_of_post(post: Post | None) -> Sequence[AttachmentLine]:
    return [_line(attached.from_shown(one), None) for one in post.attachments] if post else []


def _line(told: Told, pk: UUID | None) -> AttachmentLine:
    address = told.url or told.picture_url
    return AttachmentLine(
        pk=pk,
        kind=ATTACHMENTS[told.kind],
        title=told.title,
        host=_host(address),
        address=address,
        description=told.description,
        alt_text=told.alt_text,
        size=f"{told.width}\u00a0×\u00a0{told.height}" if told.width and told.height else "",
        previewable=pk is not None and settings.PREVIEWS and bool(told.shown_at),
    )


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").encode("idna").decode("ascii")
    except ValueError:
        return ""
