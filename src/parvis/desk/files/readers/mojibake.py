"""Facebook writes the bytes of UTF-8 as if they were Latin-1 letters: « Ã© » for « é ». This puts it right.

No single text can tell: « Ã© » may be what somebody wrote. A whole file can. In a file so damaged no letter
stands beyond U+00FF and every accent decodes; one right accent, dash or emoji in it proves that it is not.
"""

from __future__ import annotations

from collections.abc import Iterable


def restored(text: str) -> str | None:
    """What the letters say when read as bytes of UTF-8; None when they cannot be."""
    try:
        return text.encode("latin-1").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return None


def is_damaged(texts: Iterable[str]) -> bool:
    """Whether the file that these texts come from writes bytes as letters: some say so, and none denies it."""
    evidence = False
    for text in texts:
        if text.isascii():
            continue
        if restored(text) is None:
            return False
        evidence = True
    return evidence
