"""Files of comments made for the tests, every word of them invented; and what reading them gives."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

from parvis.desk.files.readers import recognise
from parvis.desk.files.readers.shapes import NotTaken, Row


def file(folder: Path, name: str, content: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def archive(folder: Path, entries: Mapping[str, bytes | str], name: str = "export.zip") -> Path:
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as written:
        for entry, content in entries.items():
            written.writestr(entry, content)
    return path


def read(path: Path) -> list[Row | NotTaken]:
    return list(recognise(path).rows())


def cells(path: Path) -> list[dict[str, object]]:
    """The rows, all of which have to be readable."""
    rows = read(path)
    assert not [row for row in rows if isinstance(row, NotTaken)], rows
    return [dict(row.cells) for row in rows if isinstance(row, Row)]


def refusals(path: Path) -> list[tuple[int, str]]:
    return [(row.number, row.why) for row in read(path) if isinstance(row, NotTaken)]
