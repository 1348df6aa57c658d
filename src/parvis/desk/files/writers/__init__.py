"""Rows out, a piece at a time: CSV for people, JSON Lines and Parquet for programs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from parvis.desk.records.exports import Cells, Column

from .csv_file import write_csv
from .json_lines_file import write_json_lines
from .parquet_file import write_parquet


@dataclass(frozen=True, slots=True)
class Format:
    """`write` yields pieces of the file as the rows come."""

    suffix: str
    content_type: str
    write: Callable[[Sequence[Column], Iterable[Cells]], Iterator[bytes]]


FORMATS = {
    form.suffix: form
    for form in (
        Format("csv", "text/csv; charset=utf-8", write_csv),
        Format("jsonl", "application/jsonl; charset=utf-8", write_json_lines),
        Format("parquet", "application/vnd.apache.parquet", write_parquet),
    )
}
