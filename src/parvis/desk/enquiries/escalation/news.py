"""What one message tells: the questions that crossed one threshold. No words of anybody, and no names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

_NAMESPACE = UUID("0d6b5f0a-6c1e-5d0e-9a0b-7a1f5e2c4d83")  # of these messages, and of nothing else


@dataclass(frozen=True, slots=True)
class Due:
    """One question of a message."""

    id: UUID
    platform: str
    due_at: datetime


@dataclass(frozen=True, slots=True)
class News:
    """At least one question, the first due first."""

    share: int
    questions: tuple[Due, ...]

    @classmethod
    def of(cls, share: int, questions: Iterable[Due]) -> News:
        return cls(share, tuple(sorted(questions, key=lambda one: (one.due_at, one.id))))

    @property
    def reference(self) -> UUID:
        """The same for the same news: who is told twice, a receipt having been lost, can see it."""
        return uuid5(_NAMESPACE, " ".join([str(self.share), *sorted(str(one.id) for one in self.questions)]))

    @property
    def by_platform(self) -> Mapping[str, int]:
        """How many on each, the most first."""
        return dict(Counter(one.platform for one in self.questions).most_common())

    @property
    def first_due_at(self) -> datetime:
        return self.questions[0].due_at
