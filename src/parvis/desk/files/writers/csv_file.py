"""CSV that Excel opens as it is: UTF-8 with its mark, commas, French names and words.

A cell that a spreadsheet would take for a formula is given an apostrophe, and so is one that already has
apostrophes there, so that taking one away gives every cell back (`readers.parvis_export.bare`).
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

from parvis.desk.records.exports import Cells, Column

_FORMULA = re.compile(r"'*[=+\-@\t\r\n]")
_PIECE = 2**16  # characters


def harmless(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell


def write_csv(columns: Sequence[Column], rows: Iterable[Cells]) -> Iterator[bytes]:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([column.label for column in columns])
    yield codecs.BOM_UTF8
    for row in rows:
        writer.writerow([harmless(_cell(column, row.get(column.key))) for column in columns])
        if out.tell() > _PIECE:
            yield _emptied(out)
    yield _emptied(out)


def _emptied(out: io.StringIO) -> bytes:
    piece = out.getvalue().encode("utf-8", "backslashreplace")
    out.seek(0)
    out.truncate()
    return piece


def _cell(column: Column, value: object) -> str:
    if value is None:
        return ""
    if column.kind == "flag":
        return "oui" if value else "non"
    return column.words.get(str(value), str(value))
