"""How a text is kept: its exact bytes, their hash, and a copy that databases and screens can hold.

A platform may send NUL and lone surrogates, which PostgreSQL and UTF-8 refuse. The bytes keep them
(`surrogatepass`); the displayable copy shows U+FFFD in their place, one code point for one, so that
offsets hold in both.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
import zlib

_REFUSED = {0: "\ufffd"} | dict.fromkeys(range(0xD800, 0xE000), "\ufffd")


def to_bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def from_bytes(kept: bytes | memoryview) -> str:
    return bytes(kept).decode("utf-8", "surrogatepass")


def sha256(kept: bytes | memoryview) -> str:
    """Hexadecimal SHA-256 of the exact bytes."""
    return hashlib.sha256(kept).hexdigest()


def displayable(text: str) -> str:
    """Same length in code points; NUL and lone surrogates become U+FFFD."""
    return text.translate(_REFUSED)


def folded(text: str) -> str:
    """For searching: no case, no accents, so that « ecole » finds « École »."""
    spread = unicodedata.normalize("NFKD", displayable(text))
    return "".join(c for c in spread if not unicodedata.combining(c)).casefold()


def pack(raw: object) -> bytes:
    """The platform's own payload, compressed. Anything JSON can hold; the rest becomes its text."""
    return zlib.compress(json.dumps(raw, default=str, separators=(",", ":")).encode("ascii"), 6)


def unpack(kept: bytes | memoryview) -> object:
    loaded: object = json.loads(zlib.decompress(kept))
    return loaded
