"""CSV records one at a time, whatever the encoding and the delimiter, with bounded memory."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from .encodings import detect
from .shapes import LONGEST_RECORD, MOST_COLUMNS, NotTaken, Unusable
from .sources import Source

_UNREADABLE = re.compile("[\udc80-\udcff]")
_SEPARATORS = ",;\t|"


class _TooLong(Exception):
    """A record, or a line, beyond what is kept in memory."""


class _Lines:
    """Lines with their ends, as the CSV reader wants them. Knows where it is, and how long the record grew."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text = text
        self.number = 0
        self.length = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._text.readline(LONGEST_RECORD)
        if not line:
            raise StopIteration
        self.number += 1
        self.length += len(line)
        if self.length >= LONGEST_RECORD:
            while line and not line.endswith(("\n", "\r")):
                line = self._text.readline(LONGEST_RECORD)
            raise _TooLong
        return line


def records(source: Source) -> Iterator[tuple[int, list[str]] | NotTaken]:
    """Each record that is not blank with the line where it begins, the header first. Raises `Unusable`."""
    csv.field_size_limit(2**31 - 1)  # the library's own limit is within what people paste; ours is in `_Lines`
    with source.opened() as raw:
        codec = detect(raw)
    with source.opened() as raw:
        # A byte of no encoding passes as a lone surrogate, which `_records` looks for: no other row is lost.
        wide = codec.startswith("utf-16")
        text = io.TextIOWrapper(raw, encoding=codec, errors="surrogatepass" if wide else "surrogateescape", newline="")
        try:
            yield from _records(text, _separator(source, codec), escapes=not wide)
        finally:
            text.detach()


def _separator(source: Source, codec: str) -> str:
    """What separates the names of the first line most often, outside quotation marks."""
    with source.opened() as raw:
        text = io.TextIOWrapper(raw, encoding=codec, errors="replace", newline="")
        first = text.readline(LONGEST_RECORD)
        text.detach()
    bare = re.sub(r'"[^"]*"', "", first)
    return max(_SEPARATORS, key=bare.count)


def _records(text: io.TextIOWrapper, separator: str, *, escapes: bool) -> Iterator[tuple[int, list[str]] | NotTaken]:
    lines = _Lines(text)
    reader = csv.reader(lines, delimiter=separator, strict=True)
    header = True
    while True:
        lines.length, begins = 0, lines.number + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except UnicodeDecodeError:
            yield NotTaken(begins, "le fichier est endommagé ou tronqué à partir d'ici\u00a0: la suite n'a pas été lue")
            return
        except (_TooLong, csv.Error):
            yield _refused(begins, lines.number, header)
            continue
        if not cells:
            continue
        if len(cells) > MOST_COLUMNS and header:
            raise Unusable(f"il a {len(cells)} colonnes; Parvis en lit au plus {MOST_COLUMNS}")
        header = False
        if escapes and any(_UNREADABLE.search(cell) for cell in cells):
            yield NotTaken(begins, "des octets n'y sont pas dans l'encodage du reste du fichier")
        else:
            yield begins, cells


def _refused(begins: int, ends: int, header: bool) -> NotTaken:
    if header:
        raise Unusable("sa première ligne, celle des noms de colonnes, est démesurée ou n'est pas du CSV")
    until = f", jusqu'à la ligne {ends}" if ends > begins else ""
    return NotTaken(begins, f"un guillemet y est mal placé ou mal refermé, ou le texte est démesuré{until}")
