"""Parquet, by batches. What the file says of its own size is checked before anything is unpacked."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from typing import IO, Any

from .shapes import LONGEST_RECORD, MOST_COLUMNS, NotTaken, Row, Unusable
from .sources import Source

FORMAT = "parquet"
LABEL = "Parquet"
PLATFORM = ""
MAPPING: Mapping[str, str] = {}
_LARGEST_FOOTER = 16 * 2**20  # bytes
_LARGEST_GROUP = 4 * 2**30  # bytes, unpacked: a group is read page by page
_AT_ONCE = 256  # rows


def recognises(source: Source) -> bool:
    return source.suffix == ".parquet" and not source.entry


def rows(source: Source) -> Iterator[Row | NotTaken]:
    import pyarrow as pa

    number = 0
    with source.opened() as raw:
        _refuse_large_footer(raw)
        try:
            for batch in _opened(raw).iter_batches(batch_size=_AT_ONCE):
                for at in range(batch.num_rows):
                    number += 1
                    yield _row(number, batch, at)
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


def _opened(raw: IO[bytes]) -> Any:
    """Texts stay in their dictionaries: a few bytes may stand for the same megabyte in each of a million rows."""
    import pyarrow.parquet as parquet

    limits = {"buffer_size": 2**20, "pre_buffer": False, "thrift_container_size_limit": 1_000_000}
    described = parquet.ParquetFile(raw, **limits)
    width = described.metadata.num_columns
    if width > MOST_COLUMNS:
        raise Unusable(f"il a {width} colonnes; Parvis en lit au plus {MOST_COLUMNS}")
    groups = range(described.metadata.num_row_groups)
    if any(described.metadata.row_group(group).total_byte_size > _LARGEST_GROUP for group in groups):
        raise Unusable("il se gonfle démesurément une fois ouvert; rien n'en a été lu")
    columns = [described.metadata.schema.column(place) for place in range(width)]
    texts = [column.path for column in columns if column.physical_type == "BYTE_ARRAY" and "." not in column.path]
    raw.seek(0)
    return parquet.ParquetFile(raw, read_dictionary=texts, **limits)


def _row(number: int, batch: Any, at: int) -> Row | NotTaken:
    try:
        cells = {name: batch.column(place)[at].as_py() for place, name in enumerate(batch.schema.names)}
    except (UnicodeDecodeError, ValueError, OverflowError):
        return NotTaken(number, "une de ses valeurs ne se lit pas")
    if any(isinstance(value, str | bytes) and len(value) > LONGEST_RECORD for value in cells.values()):
        return NotTaken(number, "elle est démesurée")
    return Row(number, cells)
