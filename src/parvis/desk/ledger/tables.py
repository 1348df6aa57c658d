"""What was counted, as a CSV file that a spreadsheet opens without running anything."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from io import StringIO

from .models import Usage

HEADER = ("jour", "plateforme", "compte", "identifiant", "genre", "appels", "unites", "elements", "cout_usd")
_FAMILIES = {"reading": "lecture", "acting": "geste", "searches": "recherche", "uploads": "mise en ligne"}
# What spreadsheets take for the start of a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def csv_lines(rows: Iterable[Usage]) -> Iterator[str]:
    """The file, line by line, from its byte order mark: without it, spreadsheets garble accents."""
    yield "\ufeff" + _line(HEADER)
    for row in rows:
        account = row.account
        yield _line(
            (
                row.day.isoformat(),
                account.platform,
                harmless(account.name),
                harmless(account.platform_id),
                _FAMILIES.get(row.family, row.family),
                row.calls,
                row.units,
                row.items,
                f"{row.cost / 1_000_000:.6f}",
            )
        )


def harmless(text: str) -> str:
    """The text, that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _line(cells: Iterable[object]) -> str:
    written = StringIO()
    csv.writer(written).writerow(cells)
    return written.getvalue()
