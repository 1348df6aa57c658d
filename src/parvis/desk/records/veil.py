"""What lists show of a comment: its beginning, without what identifies somebody."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


def veiled(text: str, pii: Sequence[dict[str, Any]]) -> str:
    """The text with each personal information replaced by a bar of the same length, for lists."""
    letters = list(text)
    for item in pii:
        for position in range(max(0, item["start"]), min(item["end"], len(letters))):
            letters[position] = "▮"
    return "".join(letters)


def excerpt(text: str, length: int = 280) -> str:
    """The beginning, cut at a word, on one line."""
    line = " ".join(text[: length * 2].split())
    if len(line) <= length:
        return f"{line} …" if text[length * 2 :].strip() else line
    return line[:length].rsplit(" ", 1)[0] + " …"
