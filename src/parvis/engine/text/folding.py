"""One code point of a comment, folded to the plain small letters that word lists are written in."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

UNREADABLE = "\ufffd"
LONGEST = 4  # U+FDFA alone decomposes into eighteen: a text must not grow that much

# Letters of other scripts, and letter shapes without a decomposition, drawn like a Latin letter.
# Source: the letters' own appearance in common fonts (Cyrillic, Greek, Armenian, small capitals, IPA).
_LOOKALIKES = {
    "a": "аɑαᴀ", "b": "ЬВʙβ", "c": "сϲᴄ", "d": "ԁᴅɗ", "e": "еҽεᴇєə", "f": "ƒғꜰ", "g": "ɡɢց", "h": "һНʜ",
    "i": "іıɪιӏ", "j": "јᴊ", "k": "кκᴋ", "l": "ⅼʟ", "m": "мᴍ", "n": "ոηɴп", "o": "оοօᴏσ", "p": "рρᴘ",
    "q": "ԛգ", "r": "гʀᴦ", "s": "ѕꜱ", "t": "тτᴛ", "u": "υսᴜ", "v": "ѵνᴠ", "w": "ԝωᴡш", "x": "хχ×",
    "y": "уүʏγ", "z": "ᴢʐ",
}  # fmt: skip
_SPECIAL = {
    "œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "ß": "ss", "đ": "d",
    "’": "'", "‘": "'", "ʼ": "'", "´": "'", "`": "'", "′": "'", "‛": "'",
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "″": '"',
    "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-", "―": "-",
    "\n": "\n", "\r": "\n", "\u2028": "\n", "\u2029": "\n",
}  # fmt: skip


def _table() -> dict[str, str]:
    table = dict(_SPECIAL)
    for letter, shapes in _LOOKALIKES.items():
        for shape in shapes:
            table[shape] = letter
            if len(shape.upper()) == 1:
                table.setdefault(shape.upper(), letter)
    # Letters in boxes and circles (🄰 🅐 🅰) have no compatibility decomposition that we can count on.
    for first in (0x1F130, 0x1F150, 0x1F170):
        for rank in range(26):
            table[chr(first + rank)] = chr(ord("a") + rank)
    return table


_TABLE = _table()


@lru_cache(maxsize=8192)
def fold(character: str) -> str:
    """Return what one code point reads as: nothing, one, or a few plain characters.

    Invisible characters vanish; a lone surrogate becomes U+FFFD, which UTF-8 can carry.
    """
    known = _TABLE.get(character)
    if known is not None:
        return known
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    category = unicodedata.category(character)
    if category == "Cs":
        return UNREADABLE
    if category in {"Mn", "Me", "Cf"} or character in "\u3164\u115f\u1160\uffa0":
        return ""
    if category in {"Zs", "Cc"}:
        return " "
    plain = "".join(_plain(part) for part in unicodedata.normalize("NFKD", character.casefold()))
    return plain[:LONGEST]


def _plain(part: str) -> str:
    """Return one piece of a decomposition, without its accent."""
    if unicodedata.category(part) in {"Mn", "Me", "Cf"}:
        return ""
    if part.isspace():
        return " "
    return _TABLE.get(part, part)
