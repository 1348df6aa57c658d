"""What the page of one file shows before it is imported: a few rows, what would happen, what would not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from parvis.desk.records.verbatim import displayable

from .names import FIELDS
from .plans import Plan
from .queries import try_file
from .readers import Recognised
from .readers.shapes import NotTaken, Row
from .tally import Tally

MOST_ROWS = 5_000  # in one request; beyond, the command does it
_PREVIEWED = 5
_TOLD = 100
_SHOWN = 200  # characters of a cell


@dataclass(frozen=True, slots=True)
class Preview:
    """The first rows, under the fields that have a column."""

    fields: Sequence[str]
    rows: Sequence[Sequence[tuple[str, str]]]  # label, beginning of the cell


def preview(rows: Sequence[Row], mapping: Mapping[str, str]) -> Preview:
    fields = [field for field in FIELDS if field in mapping]
    shown = [
        [(FIELDS[field], _beginning(row.cells.get(mapping[field]))) for field in fields] for row in rows[:_PREVIEWED]
    ]
    return Preview([FIELDS[field] for field in fields], shown)


def _beginning(value: object) -> str:
    text = "" if value is None else displayable(str(value))
    return f"{text[:_SHOWN]}…" if len(text) > _SHOWN else text


def is_long(found: Recognised) -> bool:
    """Whether it has more rows than one request may import. Stops reading there."""
    return len(list(islice((None for _ in found.rows()), MOST_ROWS + 1))) > MOST_ROWS


class Told:
    """The first rows not taken; the others are counted."""

    def __init__(self) -> None:
        self.rows: list[NotTaken] = []

    def __call__(self, row: NotTaken) -> None:
        if len(self.rows) < _TOLD:
            self.rows.append(row)


@dataclass(frozen=True, slots=True)
class Trial:
    tally: Tally
    not_taken: Sequence[NotTaken]

    @property
    def others(self) -> int:
        return self.tally.not_taken - len(self.not_taken)


def trial(plan: Plan) -> Trial:
    """What importing would do, with nothing written."""
    told = Told()
    return Trial(try_file(plan, tell=told), told.rows)
