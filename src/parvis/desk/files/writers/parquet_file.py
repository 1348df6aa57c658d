"""Parquet, a group of rows at a time, so that no more than one group is ever in memory."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from parvis.desk.records.exports import Cells, Column

_GROUP = 2_000  # rows


class _Spool(io.RawIOBase):
    """What was written since it was last emptied, and how much in all: the format notes its own positions."""

    def __init__(self) -> None:
        super().__init__()
        self._pieces: list[bytes] = []
        self._size = 0

    def writable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._size

    def write(self, piece: Any) -> int:
        kept = bytes(piece)
        self._pieces.append(kept)
        self._size += len(kept)
        return len(kept)

    def emptied(self) -> bytes:
        pieces, self._pieces = self._pieces, []
        return b"".join(pieces)


def write_parquet(columns: Sequence[Column], rows: Iterable[Cells]) -> Iterator[bytes]:
    import pyarrow as pa
    import pyarrow.parquet as parquet

    kinds = {"text": pa.string(), "number": pa.int64(), "flag": pa.bool_()}
    schema = pa.schema([(column.key, kinds[column.kind]) for column in columns])
    spool, remaining = _Spool(), iter(rows)
    with parquet.ParquetWriter(spool, schema) as writer:
        while group := [_held(columns, row) for row in islice(remaining, _GROUP)]:
            writer.write_table(pa.Table.from_pylist(group, schema))
            yield spool.emptied()
    yield spool.emptied()


def _held(columns: Sequence[Column], row: Cells) -> dict[str, object]:
    """Parquet keeps UTF-8 only: a lone surrogate is spelt out."""
    held = {column.key: row.get(column.key) for column in columns}
    return {
        key: value.encode("utf-8", "backslashreplace").decode("utf-8") if isinstance(value, str) else value
        for key, value in held.items()
    }
