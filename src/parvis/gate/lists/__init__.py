"""The gate's own word lists, which a person may edit without touching the code; and how they are read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

FOLDER = Path(__file__).parent
_OPTIONAL = re.compile(r"\(([^()]*)\)")


def written_words(name: str) -> Iterator[str]:
    """Yield the words of a list, one by one: « état(s) » is both « état » and « états »."""
    for line in (FOLDER / name).read_text("utf-8").splitlines():
        if not line.startswith("#"):
            for term in line.split():
                yield from spellings(term)


def spellings(term: str) -> Iterator[str]:
    """Yield a term with and without each of its parts between parentheses."""
    if not _OPTIONAL.search(term):
        yield term
        return
    for part in (r"\1", ""):
        yield from spellings(_OPTIONAL.sub(part, term, count=1))
