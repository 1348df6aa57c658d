"""Google Takeout's `comments.csv`, in the layouts of before and after June 2024: columns go by their names."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace

from . import csv_tables
from .shapes import NotTaken, Row, Unusable
from .sources import Source

FORMAT = "takeout"
LABEL = "export de YouTube (Google Takeout)"
PLATFORM = "youtube"
MAPPING: Mapping[str, str] = {
    "text": "Comment Text",
    "id": "Comment ID",
    "author_id": "Channel ID",
    "date": "Comment Create Timestamp",
    "parent": "Parent Comment ID",
    "post": "Video ID",
}
_NEEDED = {"Comment Text", "Comment ID", "Comment Create Timestamp"}


def recognises(source: Source) -> bool:
    if source.suffix != ".csv":
        return False
    try:
        return set(csv_tables.header(source)) >= _NEEDED
    except Unusable:
        return False


def rows(source: Source) -> Iterator[Row | NotTaken]:
    for row in csv_tables.rows(source):
        if isinstance(row, NotTaken):
            yield row
            continue
        cells = {**row.cells, "Comment Text": joined(str(row.cells["Comment Text"]))}
        yield replace(row, cells=cells, raw=row.cells)


def joined(cell: str) -> str:
    """The text of the segments: `{"takeoutSegments":[…]}` before, `{…},{…}` since. Other cells are the text itself."""
    if not cell.startswith('{"'):
        return cell
    try:
        listed = json.loads(f"[{cell}]", strict=False)  # line feeds stand unescaped in the segments
    except (ValueError, RecursionError):
        return cell
    segments: list[object] = []
    for item in listed:
        held = item.get("takeoutSegments") if isinstance(item, dict) else None
        segments.extend(held if isinstance(held, list) else [item])
    texts = [segment.get("text", "") for segment in segments if isinstance(segment, dict)]
    whole = len(texts) == len(segments) and all(isinstance(text, str) for text in texts)
    return "".join(texts) if whole else cell
