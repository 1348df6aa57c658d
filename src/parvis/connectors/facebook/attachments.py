"""What is attached to a comment or a post on Facebook, as Graph's story attachments say it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import parse_qs, urlsplit

from parvis.connectors.attachments import Attachment, AttachmentKind, with_links
from parvis.connectors.facebook import payload

_DEEPEST = 3  # an album in a shared post in a post

# Types are many and undocumented: they are told by how they begin.
_KINDS = (
    ("sticker", AttachmentKind.STICKER),
    ("animated_image", AttachmentKind.ANIMATION),
    ("video", AttachmentKind.VIDEO),
    ("native_templates", AttachmentKind.OTHER),
    ("photo", AttachmentKind.PHOTO),
    ("cover_photo", AttachmentKind.PHOTO),
    ("profile_media", AttachmentKind.PHOTO),
    ("album", AttachmentKind.PHOTO),
)


def of_comment(raw: Mapping[str, object], text: str) -> tuple[Attachment, ...]:
    """A comment has one attachment at most; the links of its text come after it."""
    return with_links(_read(raw.get("attachment")), text)


def of_post(raw: Mapping[str, object], text: str) -> tuple[Attachment, ...]:
    told = payload.mapping(raw.get("attachments")).get("data")
    listed = told if isinstance(told, list) else []
    return with_links((one for item in listed for one in _read(item)), text)


def _read(item: object, depth: int = 0) -> Iterator[Attachment]:
    """One attachment, or those that it is made of: an album is its pictures."""
    told = payload.mapping(item)
    inside = payload.mapping(told.get("subattachments")).get("data")
    if isinstance(inside, list) and inside and depth < _DEEPEST:
        for one in inside:
            yield from _read(one, depth + 1)
    elif told:
        yield _attachment(told)


def _attachment(told: Mapping[str, object]) -> Attachment:
    url = _unwrapped(payload.string(told.get("url")))
    image = payload.mapping(payload.mapping(told.get("media")).get("image"))
    picture = payload.string(image.get("src"))
    kind = _kind(payload.string(told.get("type")), url)
    known = payload.string(payload.mapping(told.get("target")).get("id"))
    return Attachment(
        kind,
        url=url,
        picture_url=picture,
        title=payload.string(told.get("title")),
        description=payload.string(told.get("description")),
        # Addresses of Facebook's media hold a signature and an edge that change: the file's name does not.
        media_id="" if kind is AttachmentKind.LINK else known or _file_name(picture) or _file_name(url),
        width=payload.count(image.get("width")),
        height=payload.count(image.get("height")),
    )


def _kind(kind: str, url: str) -> AttachmentKind:
    known = (found for start, found in _KINDS if kind.startswith(start))
    return next(known, AttachmentKind.LINK if url else AttachmentKind.OTHER)


def _unwrapped(url: str) -> str:
    """Where a link leads, behind the page of Facebook that counts clicks and signs each address."""
    try:
        address = urlsplit(url)
        shim = address.hostname in ("l.facebook.com", "lm.facebook.com") and address.path == "/l.php"
        return parse_qs(address.query).get("u", [url])[0] if shim else url
    except ValueError:
        return url


def _file_name(url: str) -> str:
    try:
        return urlsplit(url).path.rpartition("/")[2]
    except ValueError:
        return ""
