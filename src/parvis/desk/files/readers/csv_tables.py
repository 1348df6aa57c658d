"""CSV under its own columns: UTF-8, UTF-16 or Windows-1252; comma, semicolon, tab or bar."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from .csv_records import records
from .shapes import NotTaken, Row, Unusable
from .sources import Source

FORMAT = "csv"
LABEL = "tableau CSV"
PLATFORM = ""
MAPPING: Mapping[str, str] = {}


def recognises(source: Source) -> bool:
    return source.suffix in {".csv", ".tsv", ".txt"}


def rows(source: Source) -> Iterator[Row | NotTaken]:
    columns: list[str] = []
    for record in records(source):
        if isinstance(record, NotTaken):
            yield record
            continue
        number, cells = record
        if not columns:
            columns = named(cells)
        elif len(cells) != len(columns):
            yield NotTaken(number, f"elle a {len(cells)} cellules, et l'en-tête {len(columns)}")
        elif not any(cell.strip() for cell in cells):
            yield NotTaken(number, "toutes ses cellules sont vides")
        else:
            yield Row(number, dict(zip(columns, cells, strict=True)))


def header(source: Source) -> list[str]:
    """The names of the first line, [] for a file without one."""
    for record in records(source):
        return [] if isinstance(record, NotTaken) else named(record[1])
    return []


def named(cells: list[str]) -> list[str]:
    """One name a column: those without one are numbered, and so are repeated ones."""
    names: list[str] = []
    for place, cell in enumerate(cells, start=1):
        name = cell.strip() or f"colonne {place}"
        if "\0" in name:
            raise Unusable("un nom de colonne contient un caractère nul")
        while name in names:
            name = f"{name} ({place})"
        names.append(name)
    return names
