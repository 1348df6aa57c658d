"""Rows in and rows out: JSON Lines on standard streams or in files; CSV and Parquet by suffix.

A bad line is told with its number on standard error, skipped, and counted; the order is kept.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, Any

import typer

Row = dict[str, Any]


class Bad:
    """How many lines were skipped."""

    count = 0

    def tell(self, number: int, why: str) -> None:
        self.count += 1
        sys.stderr.write(f"ligne {number} : {why}; elle est sautée.\n")


def read_rows(source: str, bad: Bad) -> Iterator[tuple[int, Row]]:
    """Each row with its line number, from 1. Every row has a text `text`, and an `id` made of letters."""
    readers: dict[str, Callable[[str, Bad], Iterator[tuple[int, Any]]]] = {".csv": _csv, ".parquet": _parquet}
    read = readers.get(Path(source).suffix.lower(), _json_lines)
    for number, row in read(source, bad):
        problem = _problem(row)
        if problem:
            bad.tell(number, problem)
        else:
            yield number, {**row, "id": str(row.get("id", number))}


def _problem(row: Any) -> str:
    if not isinstance(row, dict):
        return "ce n'est pas un objet JSON"
    if not isinstance(row.get("text"), str):
        return "il manque « text », un texte"
    return ""


def _open(source: str) -> IO[bytes]:
    if source == "-":
        return sys.stdin.buffer
    try:
        return Path(source).open("rb")
    except OSError as error:
        sys.stderr.write(f"parvis : le fichier « {source} » ne s'ouvre pas ({error.strerror}).\n")
        raise typer.Exit(2) from error


def _json_lines(source: str, bad: Bad) -> Iterator[tuple[int, Any]]:
    with _open(source) as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                yield number, json.loads(line.decode("utf-8"))
            except UnicodeDecodeError:
                bad.tell(number, "elle n'est pas en UTF-8")
            except (ValueError, RecursionError) as error:
                bad.tell(number, f"ce n'est pas du JSON ({error})")


def _csv(source: str, bad: Bad) -> Iterator[tuple[int, Any]]:
    del bad  # a CSV row is always a row
    csv.field_size_limit(2**31 - 1)
    with _open(source) as raw:
        lines = (line.decode("utf-8-sig" if number == 0 else "utf-8", "replace") for number, line in enumerate(raw))
        reader = csv.DictReader(lines)
        for row in reader:
            yield reader.line_num, {key: value for key, value in row.items() if key}


def _parquet(source: str, bad: Bad) -> Iterator[tuple[int, Any]]:
    del bad
    import pyarrow.parquet as parquet

    number = 0
    for batch in parquet.ParquetFile(source).iter_batches():
        for row in batch.to_pylist():
            number += 1
            yield number, row


def write_rows(target: str, rows: Iterable[Row]) -> None:
    """All rows, in order."""
    suffix = Path(target).suffix.lower() if target != "-" else ""
    if suffix == ".csv":
        _write_csv(Path(target), rows)
    elif suffix == ".parquet":
        _write_parquet(Path(target), rows)
    elif target == "-":
        _write_lines(sys.stdout, rows)
    else:
        with Path(target).open("w", encoding="utf-8") as out:
            _write_lines(out, rows)


def _write_lines(out: IO[str], rows: Iterable[Row]) -> None:
    for row in rows:
        # Lone surrogates cannot be written as UTF-8: such a row is escaped whole.
        line = json.dumps(row, ensure_ascii=False)
        out.write((line if line.isprintable() or _encodable(line) else json.dumps(row)) + "\n")


def _encodable(line: str) -> bool:
    try:
        line.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _write_csv(target: Path, rows: Iterable[Row]) -> None:
    with target.open("w", encoding="utf-8", errors="backslashreplace", newline="") as out:
        writer: csv.DictWriter[str] | None = None
        for row in rows:
            flat = {key: value if isinstance(value, str) else json.dumps(value) for key, value in row.items()}
            if writer is None:
                writer = csv.DictWriter(out, list(flat))
                writer.writeheader()
            writer.writerow(flat)


def _write_parquet(target: Path, rows: Iterable[Row]) -> None:
    import pyarrow as pa
    import pyarrow.parquet as parquet

    parquet.write_table(pa.Table.from_pylist(list(rows)), target)
