"""Parquet, by batches. What the file says of its own size is checked before anything is unpacked."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from typing import IO, Any

from .arrow_weights import weight
from .shapes import LONGEST_RECORD, MOST_COLUMNS, NotTaken, Row, Unusable
from .sources import Source

FORMAT = "parquet"
LABEL = "Parquet"
PLATFORM = ""
MAPPING: Mapping[str, str] = {}
_LARGEST_FOOTER = 16 * 2**20  # bytes
_LARGEST_GROUP = 2**30  # bytes, unpacked: a group is read page by page, but a page may be all of it
_MOST_VALUES = 20_000_000  # in one column of a group: a row may hold a list, and a number in it take no place at all
_LIMITS = {"buffer_size": 2**20, "pre_buffer": False, "thrift_container_size_limit": 1_000_000}
_TOO_LARGE = "elle est démesurée"
_AT_ONCE, _BYTES_AT_ONCE = 256, 32 * 2**20  # rows, and what they may weigh together


def recognises(source: Source) -> bool:
    return source.suffix == ".parquet" and not source.entry


def rows(source: Source) -> Iterator[Row | NotTaken]:
    import pyarrow as pa

    number = 0
    with source.opened() as raw:
        _refuse_large_footer(raw)
        try:
            described = _described(raw)
            for batch in _opened(raw, described.metadata).iter_batches(batch_size=_rows_at_once(described.metadata)):
                light = _lists_weigh(batch) <= _BYTES_AT_ONCE
                for at in range(batch.num_rows):
                    number += 1
                    yield _row(number, batch, at) if light or _is_light(batch, at) else NotTaken(number, _TOO_LARGE)
        except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
            if not number:
                raise Unusable("ce n'est pas du Parquet, ou il est endommagé ou tronqué") from error
            yield NotTaken(number + 1, "le fichier est endommagé à partir d'ici\u00a0: la suite n'a pas été lue")


def _refuse_large_footer(raw: IO[bytes]) -> None:
    raw.seek(0, 2)
    size = raw.tell()
    raw.seek(max(0, size - 8))
    end = raw.read(8)
    if len(end) < 8 or end[4:] != b"PAR1":
        raise Unusable("ce n'est pas du Parquet, ou il est tronqué\u00a0: sa fin manque")
    if struct.unpack("<I", end[:4])[0] > min(size, _LARGEST_FOOTER):
        raise Unusable(f"il a trop de colonnes (au plus {MOST_COLUMNS}), ou il est endommagé")
    raw.seek(0)


def _described(raw: IO[bytes]) -> Any:
    """The file as it tells of itself, once that is known to be harmless."""
    import pyarrow.parquet as parquet

    described = parquet.ParquetFile(raw, **_LIMITS)
    width = described.metadata.num_columns
    if width > MOST_COLUMNS:
        raise Unusable(f"il a {width} colonnes; Parvis en lit au plus {MOST_COLUMNS}")
    for group in map(described.metadata.row_group, range(described.metadata.num_row_groups)):
        values = max((group.column(place).num_values for place in range(width)), default=0)
        if group.total_byte_size > _LARGEST_GROUP or values > _MOST_VALUES:
            raise Unusable("il se gonfle démesurément une fois ouvert; rien n'en a été lu")
    return described


def _rows_at_once(metadata: Any) -> int:
    """Fewer where rows are long."""
    groups = map(metadata.row_group, range(metadata.num_row_groups))
    longest = max((group.total_byte_size // max(group.num_rows, 1) for group in groups), default=0)
    return min(_AT_ONCE, _BYTES_AT_ONCE // max(longest, 1) or 1)


def _opened(raw: IO[bytes], metadata: Any) -> Any:
    """Texts stay in their dictionaries: a few bytes may stand for the same megabyte in each of a million rows."""
    import pyarrow.parquet as parquet

    columns = map(metadata.schema.column, range(metadata.num_columns))
    texts = [column.path for column in columns if column.physical_type == "BYTE_ARRAY"]
    raw.seek(0)
    return parquet.ParquetFile(raw, read_dictionary=texts, **_LIMITS)


def _lists_weigh(batch: Any) -> int:
    """What the columns of lists and objects hold; a plain column holds one value a row, which `_row` looks at."""
    return sum(weight(column) for column in batch.columns if column.type.num_fields)


def _is_light(batch: Any, at: int) -> bool:
    return _lists_weigh(batch.slice(at, 1)) <= LONGEST_RECORD


def _row(number: int, batch: Any, at: int) -> Row | NotTaken:
    try:
        cells = {name: batch.column(place)[at].as_py() for place, name in enumerate(batch.schema.names)}
    except (UnicodeDecodeError, ValueError, OverflowError):
        return NotTaken(number, "une de ses valeurs ne se lit pas")
    if any(isinstance(value, str | bytes) and len(value) > LONGEST_RECORD for value in cells.values()):
        return NotTaken(number, _TOO_LARGE)
    return Row(number, cells)
