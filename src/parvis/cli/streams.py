"""Rows in and rows out: JSON Lines on standard streams or in files; CSV and Parquet by suffix.

A bad line is told with its number on standard error, skipped, and counted; the order is kept.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext
from io import BufferedIOBase
from itertools import islice
from pathlib import Path
from typing import IO, Any, Literal, cast

from .speech import give_up, reason, typeset
from .tables import NotATable, read_csv, read_parquet, write_csv, write_parquet

Row = dict[str, Any]
Numbered = tuple[int, Any]  # a line's number, and what it holds
TOGETHER = 256  # rows of a group at most
_STANDARD = "-"
_READ_AT_ONCE = 1 << 16  # bytes, what a pipe holds
_REFUSED = {"rb": "ne s'ouvre pas", "wb": "ne peut pas être écrit"}


class Bad:
    """How many lines were skipped."""

    count = 0

    def tell(self, number: int, why: str) -> None:
        self.count += 1
        sys.stderr.write(typeset(f"ligne {number} : {why}; elle est sautée.\n"))


def transform(
    source: str, target: str, work: Callable[[Iterator[list[Row]]], Iterable[Row]], columns: Sequence[str]
) -> Bad:
    """Write to `target` what `work` makes of the rows of `source`, one for one, each with these columns.

    `work` is given them in groups, each of rows that were there together: a program that waits for an answer before
    it asks again has it. Every row has a text `text`, and an `id` made of letters: its line number where it has none.
    """
    bad = Bad()
    with nullcontext(sys.stdin.buffer) if source == _STANDARD else _opened(source, "rb") as raw:
        _refuse_overwriting(source, target)
        try:
            _write(target, work(_groups(source, raw, bad)), columns)
        except NotATable as error:
            give_up(f"le fichier « {source} » ne se lit pas : {error}.")
    return bad


def _sound(rows: Iterable[Numbered], bad: Bad) -> Iterator[Row]:
    for number, row in rows:
        problem = _problem(row)
        if problem:
            bad.tell(number, problem)
        else:
            given = row.get("id")
            yield {**row, "id": str(number if given is None else given)}


def _problem(row: Any) -> str:
    if not isinstance(row, dict):
        return "ce n'est pas un objet JSON"
    if not isinstance(row.get("text"), str):
        return "il manque « text », un texte"
    if not isinstance(row.get("id"), str | int | float | None):
        return "« id » n'est ni un texte ni un nombre"
    return ""


def _groups(source: str, raw: IO[bytes], bad: Bad) -> Iterator[list[Row]]:
    """The sound rows, in groups of those that were there together. None is empty."""
    read_table = {".csv": read_csv, ".parquet": read_parquet}.get(Path(source).suffix.lower())
    if read_table is None:
        yield from filter(None, (list(_sound(group, bad)) for group in _read_json_lines(raw, bad.tell)))
        return
    rows = _sound(read_table(raw, bad.tell), bad)
    while group := list(islice(rows, TOGETHER)):
        yield group


def _opened(path: str, mode: Literal["rb", "wb"]) -> IO[bytes]:
    try:
        return Path(path).open(mode)
    except (OSError, ValueError) as error:
        give_up(f"le fichier « {path} » {_REFUSED[mode]} : {_why(error, mode)}.")


def _why(error: OSError | ValueError, mode: str) -> str:
    if isinstance(error, FileNotFoundError) and mode == "wb":
        return "son dossier n'existe pas"
    return reason(error) if isinstance(error, OSError) else "ce nom ne peut pas en être un"  # it holds a NUL


def _read_json_lines(raw: IO[bytes], tell: Callable[[int, str], None]) -> Iterator[Iterator[Numbered]]:
    first = 1
    for lines in _arriving(raw):
        yield _json_rows(lines, first, tell)
        first += len(lines)


def _arriving(raw: IO[bytes]) -> Iterator[list[bytes]]:
    """Lines, in groups of those already there: nothing is waited for while a line could be answered.

    They end with a line feed and nothing else.
    """
    begun: list[bytes] = []  # parts of a line that has not ended
    while chunk := cast("BufferedIOBase", raw).read1(_READ_AT_ONCE):
        *ended, rest = chunk.split(b"\n")
        if ended:
            ended[0] = b"".join([*begun, ended[0]])
            begun.clear()
        begun.append(rest)
        for start in range(0, len(ended), TOGETHER):
            yield ended[start : start + TOGETHER]
    yield [b"".join(begun)]


def _json_rows(lines: Sequence[bytes], first: int, tell: Callable[[int, str], None]) -> Iterator[Numbered]:
    """A blank line is no row: files often end with one."""
    for number, line in enumerate(lines, start=first):
        if not line.strip():
            continue
        try:
            yield number, json.loads(line.decode("utf-8-sig" if number == 1 else "utf-8"))
        except UnicodeDecodeError:
            tell(number, "elle n'est pas en UTF-8")
        except json.JSONDecodeError as error:
            tell(number, f"ce n'est pas du JSON (colonne {error.colno})")
        except (ValueError, RecursionError):  # a number of thousands of digits, or thousands of nested lists
            tell(number, "ce JSON est démesuré")


def _refuse_overwriting(source: str, target: str) -> None:
    """Opening the output empties it: it may not be what is still to be read."""
    if _STANDARD in {source, target}:
        return
    try:
        same = Path(source).samefile(target)
    except (OSError, ValueError):
        return
    if same and Path(source).is_file():
        give_up(f"« {target} » est aussi le fichier à lire : donnez un autre nom à la sortie.")


def _write(target: str, rows: Iterable[Row], columns: Sequence[str]) -> None:
    if target == _STANDARD:
        _write_json_lines(sys.stdout.buffer, rows, at_once=True)
        return
    write = {".csv": write_csv, ".parquet": write_parquet}.get(Path(target).suffix.lower())
    try:
        with _opened(target, "wb") as out:
            if write:
                write(out, rows, columns)
            else:
                _write_json_lines(out, rows, at_once=False)
    except BrokenPipeError:
        raise
    except OSError as error:
        give_up(f"l'écriture de « {target} » s'est arrêtée : {reason(error)}.")


def _write_json_lines(out: IO[bytes], rows: Iterable[Row], *, at_once: bool) -> None:
    """`at_once`: each line leaves as soon as it is ready, for the program that waits for it before the next."""
    for row in rows:
        out.write(_json_line(row))
        if at_once:
            out.flush()


def _json_line(row: Row) -> bytes:
    try:
        return json.dumps(row, ensure_ascii=False).encode("utf-8") + b"\n"
    except UnicodeEncodeError:  # a lone surrogate cannot be written as UTF-8: such a row is escaped whole
        return json.dumps(row).encode("ascii") + b"\n"
