"""Slows down whoever guesses a password: five wrong tries per name and address, then fifteen minutes."""

from __future__ import annotations

import hashlib
import math
import time
from dataclasses import dataclass

from django.core.cache import cache

from .errors import TooManyTries

TRIES = 5
WAIT_SECONDS = 15 * 60


@dataclass(frozen=True, slots=True)
class Guesses:
    """The wrong tries for one name from one address. Neither is readable in the cache's keys."""

    key: str

    @classmethod
    def of(cls, username: str, address: str) -> Guesses:
        digest = hashlib.sha256(f"{address}\0{username}".encode("utf-8", "surrogatepass")).hexdigest()
        return cls(f"sign-in:{digest}")

    def check(self) -> None:
        """Raise `TooManyTries` when the limit is reached and the wait is not over."""
        count, until = cache.get(self.key, (0, 0.0))
        left = until - time.time()
        if count >= TRIES and left > 0:
            raise TooManyTries(max(1, math.ceil(left / 60)))

    def count(self) -> None:
        count, _ = cache.get(self.key, (0, 0.0))
        cache.set(self.key, (count + 1, time.time() + WAIT_SECONDS), WAIT_SECONDS)

    def forget(self) -> None:
        cache.delete(self.key)
