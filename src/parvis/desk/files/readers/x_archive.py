"""The archive that X gives an account: `data/tweets.js`, its own posts and replies, never those of others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from .json_arrays import Broken, Text
from .shapes import NotTaken, Row
from .sources import Source

FORMAT = "x_archive"
LABEL = "archive de X"
PLATFORM = "x"
MAPPING: Mapping[str, str] = {
    "text": "full_text",
    "id": "id_str",
    "date": "created_at",
    "parent": "in_reply_to_status_id_str",
    "ours": "ours",
}
_ENTRY = re.compile(r"(^|/)data/tweets?(-part\d+)?\.js$")
_FILE = re.compile(r"^tweets?(-part\d+)?\.js$")
_OPENS = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*window\.YTD\.tweets?\.part\d+\s*=")


def recognises(source: Source) -> bool:
    named = _ENTRY.search(source.entry) if source.entry else _FILE.search(source.name) or source.suffix == ".js"
    return bool(named) and _OPENS.match(source.beginning(256)) is not None


def rows(source: Source) -> Iterator[Row | NotTaken]:
    number = 0
    with source.opened() as raw:
        text = Text(raw)
        try:
            text.skip_past("=")
            for element in text.elements():
                number += 1
                yield _row(number, element)
        except Broken as broken:
            yield NotTaken(number + 1, f"le fichier {broken}\u00a0: la suite n'a pas été lue")


def _as_written(told: object) -> object:
    """X tells & < > as HTML entities, in its archives too."""
    return told.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") if isinstance(told, str) else told


def _row(number: int, element: object) -> Row | NotTaken:
    tweet = element.get("tweet", element) if isinstance(element, dict) else None
    if not isinstance(tweet, dict):
        return NotTaken(number, "ce n'est pas une publication")
    told = {
        "full_text": _as_written(tweet.get("full_text", tweet.get("text"))),
        "id_str": tweet.get("id_str", tweet.get("id")),
        "in_reply_to_status_id_str": tweet.get("in_reply_to_status_id_str", tweet.get("in_reply_to_status_id")),
    }
    return Row(number, {**tweet, **told, "ours": True}, raw=tweet)
