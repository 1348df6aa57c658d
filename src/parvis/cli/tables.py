"""CSV and Parquet: rows read from them, rows written to them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import IO, Any

Row = dict[str, Any]
Tell = Callable[[int, str], None]
_LONGEST_FIELD = 2**31 - 1  # the library's own limit, 131,072 characters, is within what people paste


class NotATable(Exception):
    """The file is not what its suffix says. The message is the end of a French sentence."""


def read_csv(raw: IO[bytes], tell: Tell) -> Iterator[tuple[int, Any]]:
    """Each row under the names of the first one, with the number of the line where it ends."""
    csv.field_size_limit(_LONGEST_FIELD)
    # Bytes that are not UTF-8 pass as lone surrogates, which real UTF-8 cannot hold: the row is told, no other is lost.
    number = 0

    def lines() -> Iterator[str]:
        nonlocal number
        for number, line in enumerate(raw, start=1):
            yield line.decode("utf-8-sig" if number == 1 else "utf-8", "surrogateescape")

    reader = csv.DictReader(lines())
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error:
            tell(number, "ce n'est pas une ligne de CSV")
            continue
        if all(_is_text(value) for value in row.values()):
            yield number, {key: value for key, value in row.items() if key}
        else:
            tell(number, "elle n'est pas en UTF-8")


def _is_text(value: Any) -> bool:
    """True for what was decoded whole. Values beyond the named columns come as a list."""
    try:
        "".join(value or "").encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def read_parquet(raw: IO[bytes], tell: Tell) -> Iterator[tuple[int, Any]]:
    """Each row with its number, from 1. Raises `NotATable` for what is not Parquet, or is damaged."""
    del tell  # a Parquet row is always a row
    import pyarrow as pa
    import pyarrow.parquet as parquet

    number = 0
    try:
        for batch in parquet.ParquetFile(raw).iter_batches():
            for row in batch.to_pylist():
                number += 1
                yield number, row
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        raise NotATable("ce n'est pas du Parquet, ou il est endommagé") from error


def write_csv(out: IO[bytes], rows: Iterable[Row], columns: Sequence[str]) -> None:
    """Lists and flags are written as JSON in their cell."""
    text = io.TextIOWrapper(out, encoding="utf-8", errors="backslashreplace", newline="")
    writer = csv.DictWriter(text, columns)
    writer.writeheader()
    for row in rows:
        writer.writerow({key: _cell(value) for key, value in row.items()})
    text.flush()
    text.detach()


def _cell(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def write_parquet(out: IO[bytes], rows: Iterable[Row], columns: Sequence[str]) -> None:
    import pyarrow as pa
    import pyarrow.parquet as parquet

    kept = [_encodable(row) for row in rows]
    table = pa.Table.from_pylist(kept) if kept else pa.table({column: pa.array([], pa.string()) for column in columns})
    parquet.write_table(table, out)


def _encodable(value: Any) -> Any:
    """The same, with lone surrogates spelt out: Parquet keeps UTF-8 only."""
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode("utf-8")
    if isinstance(value, dict):
        return {key: _encodable(item) for key, item in value.items()}
    return [_encodable(item) for item in value] if isinstance(value, list) else value
