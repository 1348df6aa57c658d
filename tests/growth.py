"""How work grows with what it is given: a ratio of two processor times, which no busy machine changes."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

Given = TypeVar("Given")

_DOUBLE = 3.0  # twice the input costs about twice the time when it grows in proportion, four times when squared
_TOO_SHORT = 0.02  # seconds: below this, what surrounds the work weighs more than it does


def grows_in_proportion(work: Callable[[int], object], size: int) -> bool:
    """Whether `work(2 * size)` takes about twice the time of `work(size)`, at worst; the best of three looks counts."""
    for _ in range(3):
        once, twice = seconds(work, size), seconds(work, 2 * size)
        if twice < _TOO_SHORT or twice < _DOUBLE * once:
            return True
    return False


def seconds(work: Callable[[Given], object], given: Given) -> float:
    """Processor time of this thread."""
    start = time.thread_time()
    work(given)
    return time.thread_time() - start
