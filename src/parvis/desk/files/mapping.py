"""Which column holds what: proposed from names and contents, confirmed by a person where it is not plain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC

from .dates import read_date
from .names import NAMES, PLATFORMS, folded

SAMPLE = 200  # rows looked at


@dataclass(frozen=True, slots=True)
class Proposal:
    """`columns`: field to column. `doubtful`: the fields that a person should confirm."""

    columns: Mapping[str, str]
    doubtful: frozenset[str]

    @property
    def plain(self) -> bool:
        """Nothing in it needs a person: the text has its usual name, and nothing else was guessed."""
        return "text" in self.columns and not self.doubtful


def propose(sample: Sequence[Mapping[str, object]]) -> Proposal:
    """What each column seems to hold, from its name first, then from what stands in it."""
    values = _by_column(sample)
    columns: dict[str, str] = {}
    doubtful: set[str] = set()
    for field, names in NAMES.items():
        named = [column for column in values if folded(column) in names and column not in columns.values()]
        if named:
            columns[field] = max(named, key=lambda column: _fits(field, values[column]))
            if len(named) > 1 or _fits(field, values[columns[field]]) == 0:
                doubtful.add(field)
    for field in ("text", "date"):
        likely = [column for column in values if column not in columns.values() and _likely(field, values[column])]
        if field not in columns and likely:
            columns[field] = max(likely, key=lambda column: _fits(field, values[column]))
            doubtful.add(field)
    return Proposal(columns, frozenset(doubtful))


def _by_column(sample: Sequence[Mapping[str, object]]) -> dict[str, list[object]]:
    columns = list(dict.fromkeys(column for row in sample for column in row))
    given = {column: [row.get(column) for row in sample] for column in columns}
    return {column: [value for value in values if value not in (None, "")] for column, values in given.items()}


def _fits(field: str, values: Sequence[object]) -> float:
    """How well what stands in a column suits the field; 0 when it cannot be it."""
    if not values:
        return 0.5
    if field == "text":
        return sum(len(value) for value in values if isinstance(value, str)) / len(values)
    if field == "date":
        share = sum(read_date(value, UTC) is not None for value in values) / len(values)
        return share if share > 0.5 else 0
    if field == "id":
        return 1 if len({str(value) for value in values}) == len(values) else 0
    if field == "platform":
        return sum(folded(str(value)) in PLATFORMS for value in values) / len(values)
    return 1


def _likely(field: str, values: Sequence[object]) -> bool:
    if field == "date":
        return bool(values) and _fits("date", values) > 0.9
    words = [value for value in values if isinstance(value, str) and " " in value.strip()]
    return len(words) > len(values) / 2 > 0
