"""What comes back from the address of an attachment, as it can be shown."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from parvis.connectors.attachments import Attachment

from . import pages, pictures
from .door import PAGES, Door, Fetched
from .models import PAGE, PICTURE
from .refusals import NotFetched, OutOfReach


@dataclass(frozen=True, slots=True)
class Seen:
    """What can be shown: a picture as it came, or what a page says of itself, in JSON."""

    outcome: str
    content_type: str
    body: bytes
    width: int = 0
    height: int = 0


def look(told: Attachment, door: Door) -> Seen:
    """Raises `PreviewRefused`."""
    if not told.shown_at:
        raise OutOfReach("no_address")
    fetched = door.fetch(told.shown_at)
    return _page(fetched) if fetched.content_type in PAGES else _picture(fetched)


def _picture(fetched: Fetched) -> Seen:
    """Shown as it came, so it must be what it says: by its own bytes, and of a size that a browser bears."""
    found = pictures.recognised(fetched.body)
    if found is None or found.content_type != fetched.content_type:
        raise NotFetched("kind")
    if not found.bearable:
        raise NotFetched("large")
    return Seen(PICTURE, found.content_type, fetched.body, found.width, found.height)


def _page(fetched: Fetched) -> Seen:
    summary = pages.summary(fetched.body, fetched.charset)
    if not summary.title and not summary.description:
        raise NotFetched("empty")
    written = json.dumps(asdict(summary), sort_keys=True, ensure_ascii=True)
    return Seen(PAGE, "application/json", written.encode("ascii"))
