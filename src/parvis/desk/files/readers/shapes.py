"""What readers give: rows, rows not taken and why, and files that cannot be used at all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from .sources import Source

MOST_COLUMNS = 1_000
LONGEST_RECORD = 2_000_000  # characters of one row: twenty times the longest text that a platform takes


class Unusable(Exception):
    """The file cannot be read as a whole. The message is a French sentence without its subject or full stop."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row under the file's own columns. `number` is what a person finds it by: a line, an element, a row.

    `raw` is the row as the file holds it, where `cells` were rearranged; empty when `cells` say it all.
    """

    number: int
    cells: Mapping[str, object]
    raw: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NotTaken:
    """A row that cannot become a comment. `why` is French, and quotes nothing of the row."""

    number: int
    why: str


class Reader(Protocol):
    """One format; each module of this folder is one.

    `MAPPING` gives the column of each field where the format fixes it; empty when a person has to confirm one.
    `PLATFORM` is the only platform it can come from, "" when any.
    """

    FORMAT: str
    LABEL: str
    PLATFORM: str
    MAPPING: Mapping[str, str]

    def recognises(self, source: Source) -> bool: ...

    def rows(self, source: Source) -> Iterator[Row | NotTaken]: ...
