"""The formats that can be read, and how one is recognised. No Django here: a file can be read anywhere.

A new format is a module that satisfies `Reader`, and its place in `READERS`: the most particular first.
"""

from __future__ import annotations

import stat
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast
from zipfile import BadZipFile

from . import (
    archives,
    csv_tables,
    facebook_export,
    json_lines,
    parquet_tables,
    parvis_export,
    takeout,
    x_archive,
)
from .shapes import NotTaken, Reader, Row, Unusable
from .sources import Source

READERS: tuple[Reader, ...] = cast(
    "tuple[Reader, ...]",
    (x_archive, facebook_export, takeout, parvis_export, parquet_tables, json_lines, csv_tables),
)
_UNKNOWN = "son format est inconnu; Parvis lit CSV, JSON Lines, Parquet, et les exports de X, de Facebook, de YouTube"
_GZIP = b"\x1f\x8b"
_TRUNCATED = "l'archive est endommagée ou tronquée à partir d'ici\u00a0: la suite n'a pas été lue"


@dataclass(frozen=True, slots=True)
class Recognised:
    """A file whose format is known. An archive may hold it in several parts, read one after the other."""

    reader: Reader
    sources: Sequence[Source]

    @property
    def mapping(self) -> Mapping[str, str]:
        return self.reader.MAPPING

    def rows(self) -> Iterator[Row | NotTaken]:
        """Every row, or why it is not taken; numbers go on from one part to the next. Raises `Unusable`."""
        before = number = 0
        for source in self.sources:
            try:
                for row in self.reader.rows(source):
                    number = before + row.number
                    yield Row(number, row.cells, row.raw) if isinstance(row, Row) else NotTaken(number, row.why)
            except (BadZipFile, zlib.error, EOFError, NotImplementedError):
                number += 1
                yield NotTaken(number, _TRUNCATED)
            before = number


def recognise(path: Path) -> Recognised:
    """The format of a file, told by what it holds. Raises `Unusable`, and `OSError` when it cannot be opened."""
    told = path.stat()
    if not stat.S_ISREG(told.st_mode):  # a pipe would be waited for, and cannot be read twice
        raise Unusable("ce n'est pas un fichier ordinaire")
    if told.st_size == 0:
        raise Unusable("il est vide")
    if archives.is_archive(path):
        return _in_archive(path)
    source = Source(path)
    if source.beginning(2) == _GZIP:
        raise Unusable("il est comprimé (gzip)\u00a0: décomprimez-le, et donnez le fichier qu'il contient")
    for reader in READERS:
        if reader.recognises(source):
            return Recognised(reader, (source,))
    raise Unusable(_UNKNOWN)


def _in_archive(path: Path) -> Recognised:
    sources = [Source(path, name) for name in sorted(archives.entries(path))]
    try:
        for reader in READERS:
            found = [source for source in sources if reader.recognises(source)]
            if found and (reader.PLATFORM or len(found) == 1):
                return Recognised(reader, found)
            if found:
                raise Unusable(
                    f"cette archive contient {len(found)} tableaux\u00a0: ouvrez-la, et donnez-en un à la fois"
                )
    except (BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise Unusable("cette archive est endommagée ou tronquée\u00a0: demandez-en une nouvelle copie") from error
    raise Unusable("cette archive ne contient ni export de X, de Facebook ou de YouTube, ni tableau de commentaires")
