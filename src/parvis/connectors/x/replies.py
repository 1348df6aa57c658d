"""Whether a post on X is the reply that we sent, although X rewrites texts a little."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping

from parvis.connectors.x import generations, shapes
from parvis.connectors.x.texts import as_written

_LEADING_MENTIONS = re.compile(r"^(?:@[A-Za-z0-9_]{1,15}\s+)+")
# Every link comes back as https://t.co/…, even a bare quebec.ca/emploi.
_LINK = re.compile(r"(?:https?://)?[^\s./@]{1,63}(?:\.[^\s./@]{1,63})+(?:/\S*)?", re.IGNORECASE)


def is_our_reply(post: Mapping[str, object], parents: Collection[str], text: str) -> bool:
    """Whether `post` answers that comment (`parents`: the ids of its versions) with that text.

    X puts the mention of the author in front, shortens links, writes & < > as HTML entities and composes
    accents (NFC): none of these makes another reply.
    """
    answers = any(
        reference.get("type") == "replied_to" and shapes.identifier(reference.get("id")) in parents
        for reference in map(shapes.mapping, generations.references(post))
    )
    received = generations.note(post).get("text") or post.get("text")
    return answers and isinstance(received, str) and _bare(as_written(received)) == _bare(text)


def _bare(text: str) -> str:
    composed = unicodedata.normalize("NFC", _LEADING_MENTIONS.sub("", text.lstrip()))
    return " ".join(_LINK.sub("<lien>", composed).split())
