"""The numbers that stand under each picture, and the picture with them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.safestring import SafeString


@dataclass(frozen=True, slots=True)
class Row:
    label: str
    cells: tuple[tuple[str, str], ...]  # each under its column's name


@dataclass(frozen=True, slots=True)
class Table:
    """`head` names the columns, that of the rows' labels first."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[Row, ...]


def table(caption: str, head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Table:
    """The first of each row is its label."""
    made = (Row(label, tuple(zip(head[1:], cells, strict=True))) for label, *cells in rows)
    return Table(caption, head, tuple(made))


@dataclass(frozen=True, slots=True)
class Drawing:
    picture: SafeString
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """`export` is the file that has these numbers. Without drawings, `nothing` is said instead."""

    identifier: str
    heading: str
    about: str  # what is counted
    drawings: tuple[Drawing, ...]
    legend: str
    table: Table
    export: str
    nothing: str
    folded: bool = False  # a long table, opened at will
