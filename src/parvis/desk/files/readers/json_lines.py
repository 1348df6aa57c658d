"""JSON Lines: one object a line, lines ended by a line feed and nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import IO

from .shapes import LONGEST_RECORD, MOST_COLUMNS, NotTaken, Row
from .sources import Source

FORMAT = "jsonl"
LABEL = "JSON Lines"
PLATFORM = ""
MAPPING: Mapping[str, str] = {}
_LONGEST_LINE = 6 * LONGEST_RECORD  # bytes: a character may be spelled in six


def recognises(source: Source) -> bool:
    return source.suffix in {".jsonl", ".ndjson", ".json"}


def rows(source: Source) -> Iterator[Row | NotTaken]:
    with source.opened() as raw:
        for number, line in enumerate(_lines(raw), start=1):
            if line is None:
                yield NotTaken(number, "elle est démesurée")
            elif line.strip():
                yield _row(number, line)


def _lines(raw: IO[bytes]) -> Iterator[bytes | None]:
    """None for a line longer than what is kept in memory."""
    while line := raw.readline(_LONGEST_LINE):
        if len(line) == _LONGEST_LINE and not line.endswith(b"\n"):
            while line and not line.endswith(b"\n"):
                line = raw.readline(_LONGEST_LINE)
            yield None
        else:
            yield line


def _row(number: int, line: bytes) -> Row | NotTaken:
    try:
        value = json.loads(line.decode("utf-8-sig" if number == 1 else "utf-8"))
    except UnicodeDecodeError:
        return NotTaken(number, "elle n'est pas en UTF-8")
    except json.JSONDecodeError as error:
        return NotTaken(number, f"ce n'est pas du JSON (colonne {error.colno})")
    except (ValueError, RecursionError):  # a number of thousands of digits, or thousands of nested lists
        return NotTaken(number, "ce JSON est démesuré")
    if not isinstance(value, dict):
        return NotTaken(number, "ce n'est pas un objet JSON")
    if len(value) > MOST_COLUMNS:
        return NotTaken(number, f"elle a {len(value)} champs; Parvis en lit au plus {MOST_COLUMNS}")
    return Row(number, value)
