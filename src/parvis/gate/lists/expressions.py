"""The small language that lists of expressions are written in.

« [a|b] » is one or the other, « (s) » may be left out. The right side follows the left: its n-th brackets or
parentheses choose what the left's n-th chose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import product

_PART = re.compile(r"\[([^\[\]]*)\]|\(([^()]*)\)")
_INFLECTION = re.compile(r"\((?:e|s|x|te)\)")


def expanded(left: str, right: str) -> Iterator[tuple[str, str]]:
    """Yield each spelling of the left side with what the right side makes of it, "" when nothing sure does."""
    parts = list(_PART.finditer(left))
    for chosen in product(*(range(len(_choices(part))) for part in parts)):
        yield _spelt(left, chosen), _followed(parts, right, chosen)


def _choices(part: re.Match[str]) -> list[str]:
    return part[1].split("|") if part[1] is not None else [part[2], ""]


def _spelt(text: str, chosen: Sequence[int]) -> str:
    """Return the text with each of its parts replaced by the one chosen."""
    picks = iter(chosen)
    return " ".join(_PART.sub(lambda part: _choices(part)[next(picks)], text).split())


def _followed(parts: Sequence[re.Match[str]], right: str, chosen: Sequence[int]) -> str:
    on_the_right = list(_PART.finditer(right))
    optional = any(part[1] is None for part in on_the_right)
    both = list(zip(parts, chosen, strict=True))
    if not optional and any(not pick and _INFLECTION.fullmatch(part.group()) for part, pick in both):
        return ""  # a plural, whose right side is written in the singular only
    brackets = iter([pick for part, pick in both if part[1] is not None])
    parentheses = iter([pick for part, pick in both if part[1] is None])
    try:
        picks = [next(parentheses if part[1] is None else brackets) for part in on_the_right]
        return _spelt(right, picks)
    except (StopIteration, IndexError) as error:
        raise ValueError(f"the right side chooses more than the left one: {right!r}") from error
