"""The elements of one long JSON array, one at a time: exports of platforms are single arrays of any size."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from typing import IO

from .shapes import LONGEST_RECORD

_CHUNK = 2**16
_SPACE = re.compile(r"[ \t\r\n]*")
_HUGE = 400  # digits of a number beyond which it stays a text


class Broken(Exception):
    """The text ends, or stops being JSON, before the array does. The message is French, without its subject."""


def _number(digits: str) -> int | str:
    return int(digits) if len(digits) < _HUGE else digits


_DECODER = json.JSONDecoder(parse_int=_number, strict=False)


class Text:
    """A window that moves along the bytes, decoded as UTF-8."""

    def __init__(self, raw: IO[bytes]) -> None:
        self._raw = raw
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")("strict")
        self._window = ""
        self._ended = False

    def _more(self, size: int = _CHUNK) -> bool:
        if self._ended:
            return False
        chunk = self._raw.read(size)
        self._ended = not chunk
        try:
            self._window += self._decoder.decode(chunk, final=not chunk)
        except UnicodeDecodeError as error:
            raise Broken("n'est plus en UTF-8") from error
        return True

    def peek(self) -> str:
        """The next character that is not a space, "" at the end."""
        while True:
            start = _SPACE.match(self._window).end()  # type: ignore[union-attr]  # matches nothing at the least
            self._window = self._window[start:]
            if self._window or not self._more():
                return self._window[:1]

    def take(self, expected: str) -> None:
        if self.peek() != expected:
            raise Broken("n'est plus du JSON" if self.peek() else "s'arrête au milieu")
        self._window = self._window[1:]

    def skip_past(self, mark: str) -> None:
        """Move to just after the first `mark`, which stands near the beginning."""
        while mark not in self._window:
            if len(self._window) > _CHUNK or not self._more():
                raise Broken("n'est pas du JSON")
        self._window = self._window.partition(mark)[2]

    def value(self) -> object:
        """The next value. Tried again with twice as much text when it is not whole yet."""
        self.peek()
        while True:
            try:
                found, end = _DECODER.raw_decode(self._window)
            except json.JSONDecodeError as error:
                size = max(_CHUNK, len(self._window))
                if len(self._window) > 6 * LONGEST_RECORD or not self._more(size):
                    raise Broken("s'arrête au milieu" if self._ended else "n'est plus du JSON") from error
            except (ValueError, RecursionError) as error:
                raise Broken("contient un JSON démesuré") from error
            else:
                if end == len(self._window) and self._more():
                    continue  # a number may go on
                self._window = self._window[end:]
                return found

    def elements(self) -> Iterator[object]:
        """The array that begins here, element by element."""
        self.take("[")
        if self.peek() == "]":
            self.take("]")
            return
        while True:
            yield self.value()
            if self.peek() == "]":
                self.take("]")
                return
            self.take(",")
