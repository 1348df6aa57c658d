"""Where each key and value of a TOML text is written, which `tomllib` does not tell.

Reads only texts that `tomllib` accepted, so it may trust their syntax. Time grows with the text's length.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass

Place = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Position:
    """A piece of one line. Lines and columns count from 1, columns and widths in code points."""

    line: int
    column: int
    width: int


@dataclass(frozen=True)
class Positions:
    """Keys and values of a TOML text by place; a place is the path that leads there: ("criteria", 2, "code").

    Array items have a value and no key; tables opened by a header have a key and no value.
    """

    keys: Mapping[Place, Position]
    values: Mapping[Place, Position]

    def of_key(self, place: Place) -> Position | None:
        return self.keys.get(place) or self.values.get(place)

    def of_value(self, place: Place) -> Position | None:
        return self.values.get(place) or self.keys.get(place)


_BARE = re.compile(r"[A-Za-z0-9_-]+")
_BLANK = re.compile(r"[ \t]*")
_BLANK_LINES = re.compile(r"(?:[ \t\n]|#[^\n]*)*")
_BASIC = re.compile(r'"(?:[^"\\\n]|\\.)*"')
_LITERAL = re.compile(r"'[^'\n]*'")
# A multi-line string may end with up to two quotation marks of its own before the closing three.
_LONG_BASIC = re.compile(r'"""(?:[^"\\]|\\[\s\S]|"{1,2}(?!"))*"{3,5}')
_LONG_LITERAL = re.compile(r"'''(?:[^']|'{1,2}(?!'))*'{3,5}")
_OTHER_VALUE = re.compile(r"[^,\]}#\n]+")
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|([\s\S]))")
_SHORT = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r"}


def find_positions(text: str) -> Positions:
    """Index a TOML text that `tomllib` accepted; Windows line ends are read as it reads them."""
    scanner = _Scanner(text.replace("\r\n", "\n"))
    scanner.document()
    return Positions(scanner.keys, scanner.values)


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.keys: dict[Place, Position] = {}
        self.values: dict[Place, Position] = {}
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self._counts: dict[Place, int] = {}  # how many times each array of tables was opened

    def document(self) -> None:
        table: Place = ()
        self._skip(_BLANK_LINES)
        while self.at < len(self.text):
            if self._here("["):
                table = self._header()
            else:
                self._pair(table)
            self._skip(_BLANK_LINES)

    def _header(self) -> Place:
        is_array = self._here("[[")
        self.at += 2 if is_array else 1
        parts = self._key()
        self.at += 2 if is_array else 1
        place: Place = ()
        for part, position in parts[:-1]:
            place = self._entered((*place, part), position)
        last, position = parts[-1]
        place = (*place, last)
        if not is_array:
            self.keys[place] = position
            return place
        self._counts[place] = self._counts.get(place, 0) + 1
        place = self._entered(place, position)
        self.keys[place] = position
        return place

    def _entered(self, place: Place, position: Position) -> Place:
        """Return where keys below that name go: in an array of tables, its latest table."""
        self.keys.setdefault(place, position)
        count = self._counts.get(place)
        return place if count is None else (*place, count - 1)

    def _pair(self, table: Place) -> None:
        place = table
        for part, position in self._key():
            place = (*place, part)
            self.keys.setdefault(place, position)
        self.at += 1  # the equals sign
        self._skip(_BLANK)
        self._value(place)

    def _key(self) -> list[tuple[str, Position]]:
        parts: list[tuple[str, Position]] = []
        while True:
            self._skip(_BLANK)
            start = self.at
            part = self._key_part()
            parts.append((part, self._position(start, self.at)))
            self._skip(_BLANK)
            if not self._here("."):
                return parts
            self.at += 1

    def _key_part(self) -> str:
        if self._here('"'):
            return _ESCAPE.sub(_unescaped, self._take(_BASIC)[1:-1])
        if self._here("'"):
            return self._take(_LITERAL)[1:-1]
        return self._take(_BARE)

    def _value(self, place: Place) -> None:
        start = self.at
        if self._here("["):
            self._array(place)
        elif self._here("{"):
            self._inline_table(place)
        else:
            self._scalar()
        self.values[place] = self._position(start, self.at)

    def _scalar(self) -> None:
        for opening, pattern in (('"""', _LONG_BASIC), ("'''", _LONG_LITERAL), ('"', _BASIC), ("'", _LITERAL)):
            if self._here(opening):
                self._take(pattern)
                return
        taken = self._take(_OTHER_VALUE)
        self.at -= len(taken) - len(taken.rstrip())

    def _array(self, place: Place) -> None:
        self.at += 1
        index = 0
        self._skip(_BLANK_LINES)
        while not self._here("]"):
            self._value((*place, index))
            index += 1
            self._comma()
        self.at += 1

    def _inline_table(self, place: Place) -> None:
        self.at += 1
        self._skip(_BLANK_LINES)
        while not self._here("}"):
            self._pair(place)
            self._comma()
        self.at += 1

    def _comma(self) -> None:
        self._skip(_BLANK_LINES)
        if self._here(","):
            self.at += 1
            self._skip(_BLANK_LINES)

    def _here(self, sign: str) -> bool:
        return self.text.startswith(sign, self.at)

    def _skip(self, pattern: re.Pattern[str]) -> None:
        match = pattern.match(self.text, self.at)
        self.at = match.end() if match else self.at

    def _take(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self.text, self.at)
        if match is None:
            raise ValueError(f"not TOML at offset {self.at}")
        self.at = match.end()
        return match.group()

    def _position(self, start: int, end: int) -> Position:
        line = bisect_right(self._starts, start)
        first = self._starts[line - 1]
        stop = self.text.find("\n", start, end)
        return Position(line, start - first + 1, (end if stop < 0 else stop) - start)


def _unescaped(match: re.Match[str]) -> str:
    if match[3]:
        return _SHORT.get(match[3], match[3])
    return chr(int(match[1] or match[2], 16))
