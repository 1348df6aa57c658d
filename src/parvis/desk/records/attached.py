"""Attachments between the connectors' type and the rows that keep them; and what makes a set of them another one."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, fields
from typing import Any

from parvis.connectors.attachments import Attachment as Told
from parvis.connectors.attachments import AttachmentKind, lasting

from .audit import canonical
from .models import Attachment, Revision
from .verbatim import displayable


def rows(revision: Revision, told: Sequence[Told]) -> list[Attachment]:
    return [_row(revision, position, one) for position, one in enumerate(told)]


def _row(revision: Revision, position: int, told: Told) -> Attachment:
    metadata = canonical(as_metadata(told))
    return Attachment(
        revision=revision,
        position=position,
        kind=told.kind.value,
        url=displayable(told.url),
        metadata=metadata,
        sha256=digest(metadata),
    )


def as_metadata(told: Told) -> dict[str, Any]:
    """What was told; nothing stands for what was not."""
    return {name: value for name, value in asdict(told).items() if value}


def as_shown(told: Told) -> dict[str, Any]:
    """The same, as databases and screens can hold it."""
    return {name: displayable(value) if isinstance(value, str) else value for name, value in as_metadata(told).items()}


def from_shown(metadata: dict[str, Any]) -> Told:
    """Words that another version of Parvis kept are left aside."""
    known = {field.name for field in fields(Told)}
    given = {name: value for name, value in metadata.items() if name in known}
    return Told(**given | {"kind": AttachmentKind(given["kind"])})


def shown(attachment: Attachment) -> Told:
    """An attachment as it can be shown."""
    return from_shown(as_shown(from_shown(json.loads(attachment.metadata))))


def holds(attachment: Attachment) -> bool:
    """Whether the metadata is the one that was hashed, and says what the columns beside it say."""
    try:
        told = json.loads(attachment.metadata)
        says = (told["kind"], displayable(told.get("url", "")))
        return digest(attachment.metadata) == attachment.sha256 and says == (attachment.kind, attachment.url)
    except (ValueError, KeyError, TypeError, AttributeError):
        return False


def digest(metadata: str) -> str:
    return hashlib.sha256(metadata.encode("ascii")).hexdigest()


def fingerprint(told: Iterable[Told]) -> str:
    """Changes when a picture, a sticker or a quote comes, goes or is replaced; not when its address is signed anew."""
    return digest(json.dumps(list(lasting(told))))


def same(kept: Sequence[dict[str, Any]], told: Sequence[dict[str, Any]]) -> bool:
    """Whether a post shows what it showed, its links included, whatever addresses were signed anew."""
    return [_essence(one) for one in kept] == [_essence(one) for one in told]


def _essence(metadata: dict[str, Any]) -> tuple[str, str]:
    return metadata["kind"], metadata.get("media_id") or metadata.get("url", "")
