"""Facebook's own export: `comments_v2`, with its accents put right when the whole file shows that they are wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from .json_arrays import Broken, Text
from .mojibake import is_damaged, restored
from .shapes import NotTaken, Row
from .sources import Source

FORMAT = "facebook_export"
LABEL = "export de Facebook"
PLATFORM = "facebook"
MAPPING: Mapping[str, str] = {"text": "comment", "author": "author", "date": "timestamp"}
_KEY = "comments_v2"
_FILE = re.compile(r"(^|/)comments[^/]*\.json$")
_OPENS = re.compile(rb'\A(?:\xef\xbb\xbf)?\s*\{\s*"comments_v2"\s*:')


def recognises(source: Source) -> bool:
    named = _FILE.search(source.entry) if source.entry else source.suffix == ".json"
    return bool(named) and _OPENS.match(source.beginning(1024)) is not None


def rows(source: Source) -> Iterator[Row | NotTaken]:
    """The file is read twice: first whole, to know whether its accents are wrong."""
    damaged = is_damaged(text for row in _rows(source) if isinstance(row, Row) for text in _texts(row))
    for row in _rows(source):
        yield _repaired(row) if damaged and isinstance(row, Row) else row


def _texts(row: Row) -> Iterator[str]:
    return (value for value in row.cells.values() if isinstance(value, str))


def _repaired(row: Row) -> Row:
    """`raw` keeps what the file says, letter for letter."""
    cells = {key: (restored(value) or value) if isinstance(value, str) else value for key, value in row.cells.items()}
    return Row(row.number, cells, raw=row.raw)


def _rows(source: Source) -> Iterator[Row | NotTaken]:
    number = 0
    with source.opened() as raw:
        text = Text(raw)
        try:
            text.take("{")
            text.value()  # the key: `recognises` read it
            text.take(":")
            for element in text.elements():
                for row in _comments(element, number + 1):
                    number += 1
                    yield row
            if text.peek() != "}":
                raise Broken("continue autrement que prévu, ou s'arrête au milieu")
        except Broken as broken:
            yield NotTaken(number + 1, f"le fichier {broken}\u00a0: la suite n'a pas été lue")


def _comments(element: object, number: int) -> Iterator[Row | NotTaken]:
    """One element announces one comment, in a list that could hold several."""
    held = element.get("data") if isinstance(element, dict) else None
    comments = [item["comment"] for item in held if _holds_one(item)] if isinstance(held, list) else []
    if not comments or not isinstance(element, dict):
        yield NotTaken(number, "elle ne contient pas de commentaire")
        return
    for place, comment in enumerate(comments):
        cells = {
            "comment": comment.get("comment", ""),
            "author": comment.get("author", ""),
            "timestamp": comment.get("timestamp", element.get("timestamp")),
        }
        yield Row(number + place, cells, raw=element)


def _holds_one(item: object) -> bool:
    return isinstance(item, dict) and isinstance(item.get("comment"), dict)
