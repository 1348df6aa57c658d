"""Rows in and rows out: JSON Lines on standard streams or in files; CSV and Parquet by suffix.

A bad line is told with its number on standard error, skipped, and counted; the order is kept.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import IO, Any, Literal

from .speech import give_up, reason, typeset
from .tables import NotATable, read_csv, read_parquet, write_csv, write_parquet

Row = dict[str, Any]
_STANDARD = "-"
_REFUSED = {"rb": "ne s'ouvre pas", "wb": "ne peut pas être écrit"}


class Bad:
    """How many lines were skipped."""

    count = 0

    def tell(self, number: int, why: str) -> None:
        self.count += 1
        sys.stderr.write(typeset(f"ligne {number} : {why}; elle est sautée.\n"))


def transform(source: str, target: str, work: Callable[[Iterator[Row]], Iterable[Row]], columns: Sequence[str]) -> Bad:
    """Write to `target` what `work` makes of the rows of `source`, one for one, each with these columns.

    Every row given to `work` has a text `text`, and an `id` made of letters: its line number where it has none.
    """
    bad = Bad()
    with nullcontext(sys.stdin.buffer) if source == _STANDARD else _opened(source, "rb") as raw:
        _refuse_overwriting(source, target)
        rows = _sound(_reader(source)(raw, bad.tell), bad)
        try:
            _write(target, work(rows), columns)
        except NotATable as error:
            give_up(f"le fichier « {source} » ne se lit pas : {error}.")
    return bad


def _sound(rows: Iterator[tuple[int, Any]], bad: Bad) -> Iterator[Row]:
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


def _reader(source: str) -> Callable[[IO[bytes], Callable[[int, str], None]], Iterator[tuple[int, Any]]]:
    return {".csv": read_csv, ".parquet": read_parquet}.get(Path(source).suffix.lower(), _read_json_lines)


def _opened(path: str, mode: Literal["rb", "wb"]) -> IO[bytes]:
    try:
        return Path(path).open(mode)
    except (OSError, ValueError) as error:
        give_up(f"le fichier « {path} » {_REFUSED[mode]} : {_why(error, mode)}.")


def _why(error: OSError | ValueError, mode: str) -> str:
    if isinstance(error, FileNotFoundError) and mode == "wb":
        return "son dossier n'existe pas"
    return reason(error) if isinstance(error, OSError) else "ce nom ne peut pas en être un"  # it holds a NUL


def _read_json_lines(raw: IO[bytes], tell: Callable[[int, str], None]) -> Iterator[tuple[int, Any]]:
    """Lines end with a line feed and nothing else. A blank one is no row: files often end with one."""
    for number, line in enumerate(raw, start=1):
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
