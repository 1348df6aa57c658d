"""JSON Lines: one object a line, with the codes that programs know. What is empty is there too, as null."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

from parvis.desk.records.exports import Cells, Column


def write_json_lines(columns: Sequence[Column], rows: Iterable[Cells]) -> Iterator[bytes]:
    for row in rows:
        held = {column.key: row.get(column.key) for column in columns}
        try:
            yield json.dumps(held, ensure_ascii=False).encode("utf-8") + b"\n"
        except UnicodeEncodeError:  # a lone surrogate cannot be written as UTF-8: such a row is escaped whole
            yield json.dumps(held).encode("ascii") + b"\n"
