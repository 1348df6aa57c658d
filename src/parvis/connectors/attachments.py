"""What goes with a comment or a post, as metadata: links, pictures, stickers, quotes. Nothing is fetched here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

_LINK = re.compile(r"https?://[^\s<>\"«»“”]+", re.IGNORECASE)
_AFTER = ".,;:!?'’…*_~"  # punctuation of the sentence, when it ends a link
_PAIRS = {")": "(", "]": "[", "}": "{"}
MOST = 50  # attachments of one comment: its text shows the links beyond, and its raw form has everything


class AttachmentKind(StrEnum):
    LINK = "link"
    PHOTO = "photo"
    VIDEO = "video"
    ANIMATION = "animation"
    STICKER = "sticker"
    QUOTE = "quote"  # another post, shown inside this one; `media_id` is its id
    POLL = "poll"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Attachment:
    """One thing attached, with every word as the platform gives it: all of it is hostile.

    `url` is where it leads; `picture_url` the picture that shows it: a photo's file, a video's still image.
    Platforms sign these addresses anew at each reading. Sizes are 0 when they are not given.
    """

    kind: AttachmentKind
    url: str = ""
    picture_url: str = ""
    title: str = ""
    description: str = ""
    alt_text: str = ""
    media_id: str = ""  # the platform's own id of what is attached
    width: int = 0
    height: int = 0

    @property
    def shown_at(self) -> str:
        """The address that shows it, "" for none: a link's own page; of anything else, the picture of it.

        What shows a quote or a poll is the platform's own page, which only its members may open.
        """
        if self.kind in (AttachmentKind.QUOTE, AttachmentKind.POLL):
            return ""
        return self.url if self.kind is AttachmentKind.LINK else self.picture_url or self.url


def links_in(text: str) -> tuple[Attachment, ...]:
    """The addresses that a text spells out, each once, in order."""
    found = dict.fromkeys(_trimmed(match[0]) for match in _LINK.finditer(text))
    return tuple(Attachment(AttachmentKind.LINK, url=url) for url in found if not url.endswith("//"))[:MOST]


def with_links(attached: Iterable[Attachment], text: str) -> tuple[Attachment, ...]:
    """What is attached, then the text's other links."""
    first = tuple(attached)
    led_to = {_comparable(one.url) for one in first}
    return (*first, *(one for one in links_in(text) if _comparable(one.url) not in led_to))[:MOST]


def lasting(attached: Iterable[Attachment]) -> Iterator[tuple[str, str]]:
    """What an edit alone can change: not the addresses, which platforms sign anew, nor the links, which are text."""
    return ((one.kind.value, one.media_id or one.url) for one in attached if one.kind is not AttachmentKind.LINK)


def _trimmed(link: str) -> str:
    while link and (link[-1] in _AFTER or link.count(link[-1]) > link.count(_PAIRS.get(link[-1], link[-1]))):
        link = link[:-1]
    return link


def _comparable(url: str) -> str:
    return re.sub(r"^https?://(www\.)?", "", url, flags=re.IGNORECASE).rstrip("/")
