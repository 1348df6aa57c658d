"""What is attached to a post on X: its media, the post that it quotes, its links as X unfolds them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from parvis.connectors.attachments import MOST, Attachment, AttachmentKind
from parvis.connectors.x import generations, shapes
from parvis.connectors.x.page import Page

_KINDS = {
    "photo": AttachmentKind.PHOTO,
    "video": AttachmentKind.VIDEO,
    "animated_gif": AttachmentKind.ANIMATION,
}
# What X adds to a text for its media and its quote: the address of a post, and maybe of a picture in it.
_OF_A_POST = re.compile(
    r"https?://(?:www\.)?(?:x|twitter)\.com/\w+(?:/web)?/status/([0-9]{1,19})(/(?:photo|video)/\d+)?"
)


def attached(post: Mapping[str, object], page: Page, *, quoted_id: str) -> tuple[Attachment, ...]:
    """Media, polls, the quoted post, then links."""
    quoted = {quoted_id, shapes.identifier(_quoted(post))} - {""}
    found = [*_media(post, page), *_polls(post)]
    if quoted_id:
        url = f"https://x.com/i/web/status/{quoted_id}"
        found.append(Attachment(AttachmentKind.QUOTE, url=url, media_id=quoted_id))
    links = {link.url: link for link in _links(post, quoted)}
    return (*found, *links.values())[:MOST]


def _quoted(post: Mapping[str, object]) -> object:
    references = map(shapes.mapping, generations.references(post))
    return next((one.get("id") for one in references if one.get("type") == "quoted"), "")


def _media(post: Mapping[str, object], page: Page) -> Iterator[Attachment]:
    """A medium that the answer does not describe is still said to be there, by its key."""
    for key in map(shapes.string, _keys(post, "media_keys")):
        told = page.media.get(key, {})
        yield Attachment(
            _KINDS.get(shapes.string(told.get("type")), AttachmentKind.OTHER),
            url=shapes.string(told.get("url")),
            picture_url=shapes.string(told.get("url")) or shapes.string(told.get("preview_image_url")),
            alt_text=shapes.string(told.get("alt_text")),
            media_id=key,
            width=shapes.count(told.get("width")),
            height=shapes.count(told.get("height")),
        )


def _polls(post: Mapping[str, object]) -> Iterator[Attachment]:
    for poll_id in map(shapes.string, _keys(post, "poll_ids")):
        yield Attachment(AttachmentKind.POLL, media_id=poll_id)


def _keys(post: Mapping[str, object], name: str) -> list[object]:
    return shapes.listing(shapes.mapping(post.get("attachments")).get(name))


def _links(post: Mapping[str, object], quoted: set[str]) -> Iterator[Attachment]:
    for holder in (post, generations.note(post)):
        entities = shapes.mapping(holder.get("entities"))
        for told in map(shapes.mapping, shapes.listing(entities.get("urls"))):
            names = ("unwound_url", "expanded_url", "url")
            url = next((shapes.string(told.get(name)) for name in names if told.get(name)), "")
            if url and not told.get("media_key") and not _added_by_x(url, quoted):
                yield _link(told, url)


def _added_by_x(url: str, quoted: set[str]) -> bool:
    leads = _OF_A_POST.match(url)
    return leads is not None and (leads[2] is not None or leads[1] in quoted)


def _link(told: Mapping[str, object], url: str) -> Attachment:
    image = next(iter(map(shapes.mapping, shapes.listing(told.get("images")))), {})
    return Attachment(
        AttachmentKind.LINK,
        url=url,
        picture_url=shapes.string(image.get("url")),
        title=shapes.string(told.get("title")),
        description=shapes.string(told.get("description")),
        width=shapes.count(image.get("width")),
        height=shapes.count(image.get("height")),
    )
