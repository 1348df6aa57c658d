"""Where bytes come from: a file, or some entries of an archive. Opened as often as needed, never loaded whole."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from zipfile import ZipFile


@dataclass(frozen=True, slots=True)
class Source:
    """`name` tells the format by its suffix; `entry` is what to read inside of `path`, "" for the file itself."""

    path: Path
    entry: str = ""

    @property
    def name(self) -> str:
        return self.entry or self.path.name

    @property
    def suffix(self) -> str:
        return Path(self.name).suffix.lower()

    @contextmanager
    def opened(self) -> Iterator[IO[bytes]]:
        if not self.entry:
            with self.path.open("rb") as raw:
                yield raw
            return
        with ZipFile(self.path) as archive, archive.open(self.entry) as raw:
            yield raw

    def beginning(self, size: int = 65_536) -> bytes:
        with self.opened() as raw:
            return raw.read(size)
