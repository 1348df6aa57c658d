"""In which encoding a text file is written, told from all of its bytes rather than from its first lines."""

from __future__ import annotations

import codecs
import re
from typing import IO

from .shapes import Unusable

_CHUNK = 2**20
_ESCAPED = re.compile("[\udc80-\udcff]")  # what `surrogateescape` makes of a byte that is not UTF-8
_WIDE = re.compile("[\u0080-\ud7ff\ue000-\U0010ffff]")
_LABELS = {"utf-8": "UTF-8", "utf-8-sig": "UTF-8", "cp1252": "Windows-1252"}


def detect(raw: IO[bytes]) -> str:
    """A codec's name. `raw` is read to its end.

    A byte order mark settles it. Otherwise UTF-8, unless bytes that are not UTF-8 outnumber the characters that
    are: in a Windows-1252 file nearly every accent is such a byte, in a damaged UTF-8 file very few are.
    """
    first = raw.read(_CHUNK)
    if first.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise Unusable("il est en UTF-32\u00a0: enregistrez-le en UTF-8")
    if first.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    return _unmarked_utf16(first[:4096]) or _eight_bits(raw, first)


def french_name(codec: str) -> str:
    return _LABELS.get(codec, "UTF-16")


def _unmarked_utf16(sample: bytes) -> str:
    """In UTF-16, one byte of two of a Western text is nil; anywhere else nil bytes are rare."""
    pairs = len(sample) // 2
    if pairs < 4:
        return ""
    if sample[1::2].count(0) > 0.6 * pairs and sample[::2].count(0) < 0.1 * pairs:
        return "utf-16-le"
    return "utf-16-be" if sample[::2].count(0) > 0.6 * pairs and sample[1::2].count(0) < 0.1 * pairs else ""


def _eight_bits(raw: IO[bytes], first: bytes) -> str:
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    right = wrong = 0
    chunk = first
    while True:
        text = decoder.decode(chunk, final=not chunk)
        if not text.isascii():
            wrong += len(_ESCAPED.findall(text))
            right += len(_WIDE.findall(text))
        if not chunk:
            return "cp1252" if wrong > right else "utf-8"
        chunk = raw.read(_CHUNK)
