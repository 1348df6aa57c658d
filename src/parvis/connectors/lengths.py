"""How long a text is, as one platform counts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Length:
    """`used` of `most` characters, in the platform's own count."""

    used: int
    most: int

    @property
    def fits(self) -> bool:
        return 0 < self.used <= self.most

    @property
    def left(self) -> int:
        return self.most - self.used
