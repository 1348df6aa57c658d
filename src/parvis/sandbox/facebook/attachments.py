"""Story attachments as the Graph API gives them: one at most for a comment, a list for a post."""

from __future__ import annotations

import hashlib
import re
import secrets
from typing import Any
from urllib.parse import urlencode

from ..attached import HEIGHT, WIDTH, Attached, Kind
from ..items import Item
from ..world import World

_URL = re.compile(r"https?://[^\s<>]+")
_TYPES = {
    Kind.PHOTO: "photo",
    Kind.STICKER: "sticker",
    Kind.ANIMATION: "animated_image_share",
    Kind.REEL: "video_inline",
}


def of(world: World, item: Item) -> dict[str, Any] | None:
    """What was attached, else the card of the first link of the text."""
    attached = world.attachments.of(item)
    if attached is not None:
        return _medium(world, attached)
    link = _URL.search(item.text)
    return _card(link[0].rstrip(".,;:!?…)")) if link else None


def _medium(world: World, attached: Attached) -> dict[str, Any]:
    film = attached.kind is Kind.REEL
    page = f"https://www.facebook.com/{'reel/' if film else 'photo.php?fbid='}{attached.number}"
    # Real addresses are signed for a time, and differ at each reading.
    source = f"{world.site}{attached.path}?{urlencode({'oh': secrets.token_urlsafe(9)})}"
    found: dict[str, Any] = {
        "type": _TYPES[attached.kind],
        "media": {"image": {"src": source, "width": WIDTH, "height": HEIGHT}},
        "target": {"id": str(attached.number), "url": page},
        "url": page,
    }
    if attached.alt:
        found["title" if film else "description"] = attached.alt
    return found


def _card(link: str) -> dict[str, Any]:
    """Links go through a page that counts clicks."""
    signature = hashlib.sha256(link.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    shim = "https://l.facebook.com/l.php?" + urlencode({"u": link.encode("utf-8", "replace"), "h": signature})
    return {"type": "share", "title": link.split("/")[2][:80], "target": {"url": shim}, "url": shim}
