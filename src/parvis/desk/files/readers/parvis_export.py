"""The desk's own exports read back: every text byte for byte, or refused when it is no longer the one exported."""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Iterator, Mapping
from types import ModuleType

from . import csv_tables, json_lines, parquet_tables
from .shapes import NotTaken, Row, Unusable
from .sources import Source

FORMAT = "parvis"
LABEL = "export de Parvis"
PLATFORM = ""
# What the exports call the columns that come back: for programs, and for people (CSV).
LABELS: Mapping[str, str] = {
    "id": "Identifiant",
    "platform": "Plateforme",
    "author": "Auteur",
    "ours": "De notre compte",
    "written_at": "Écrit le",
    "post": "Publication",
    "parent": "En réponse à",
    "text": "Texte",
    "exact": "Octets exacts",
    "sha256": "Empreinte",
}
MAPPING: Mapping[str, str] = {
    "text": "text",
    "id": "id",
    "author": "author",
    "date": "written_at",
    "parent": "parent",
    "post": "post",
    "platform": "platform",
    "ours": "ours",
}
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_CHANGED = "son texte n'est plus celui qui a été exporté"


def recognises(source: Source) -> bool:
    names = _names(source)
    return names >= set(LABELS) or names >= set(LABELS.values())


def _names(source: Source) -> set[str]:
    try:
        if source.suffix == ".csv":
            return set(csv_tables.header(source))
        table = _table(source)
        first = next(table.rows(source), None) if table else None
    except Unusable:
        return set()
    return set(first.cells) if isinstance(first, Row) else set()


def _table(source: Source) -> ModuleType | None:
    return next((module for module in (json_lines, parquet_tables) if module.recognises(source)), None)


def rows(source: Source) -> Iterator[Row | NotTaken]:
    table = _table(source)
    for row in table.rows(source) if table else csv_tables.rows(source):
        yield row if isinstance(row, NotTaken) else _read(row, spelled=table is None)


def _read(row: Row, *, spelled: bool) -> Row | NotTaken:
    """`spelled`: a CSV, where names are French and where an apostrophe may stand before a cell."""
    cells = {key: row.cells.get(label if spelled else key) for key, label in LABELS.items()}
    if spelled:
        cells = {key: bare(value) if isinstance(value, str) else value for key, value in cells.items()}
    text = _exact(cells)
    if text is None:
        return NotTaken(row.number, _CHANGED)
    return Row(row.number, {**cells, "text": text, "ours": cells["ours"] in {True, "oui"}}, raw=row.cells)


def bare(cell: str) -> str:
    """Without the apostrophe that exports write before what a spreadsheet would take for a formula."""
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(_FORMULA) else cell


def _exact(cells: Mapping[str, object]) -> str | None:
    text, exact = cells["text"], cells["exact"]
    try:
        kept = base64.b64decode(exact, validate=True) if isinstance(exact, str) and exact else _bytes(text)
        same = hashlib.sha256(kept).hexdigest() == cells["sha256"]
        return kept.decode("utf-8", "surrogatepass") if same else None
    except (binascii.Error, ValueError):
        return None


def _bytes(text: object) -> bytes:
    return text.encode("utf-8", "surrogatepass") if isinstance(text, str) else b""
