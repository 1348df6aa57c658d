"""A text whose accents are part of their letters, and where each letter was."""

from __future__ import annotations

import unicodedata


def composed(text: str) -> tuple[str, list[int] | range]:
    """Return the text with accents composed, and for each of its characters, and its end, the place in the original."""
    if unicodedata.is_normalized("NFC", text):
        return text, range(len(text) + 1)
    pieces: list[str] = []
    places: list[int] = []
    start = 0
    for position in range(1, len(text) + 1):
        if position < len(text) and unicodedata.combining(text[position]):
            continue
        piece = unicodedata.normalize("NFC", text[start:position])
        pieces.append(piece)
        places.extend([start] * len(piece))
        start = position
    return "".join(pieces), [*places, len(text)]
