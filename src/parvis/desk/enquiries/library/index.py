"""What the answers of the library mean, read once a process and again when one of them changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.db.models import Count, Max

from parvis.engine import similarity
from parvis.engine.similarity.encoder import Floats

from ..models import LibraryAnswer


@dataclass(frozen=True, slots=True)
class Index:
    """Every way of asking every approved answer: `rows[i]` is what `asked[i]` means, and `slugs[i]` answers it, on the
    subject `subjects[i]`."""

    rows: Floats
    asked: Sequence[str]
    slugs: Sequence[str]
    subjects: Sequence[str]

    @property
    def by_answer(self) -> list[Floats]:
        """The rows of each answer, together."""
        places: dict[str, list[int]] = {}
        for place, slug in enumerate(self.slugs):
            places.setdefault(slug, []).append(place)
        return [self.rows[found] for found in places.values()]


def library_index() -> Index:
    """Raises `EncoderMissing` where the reader of meanings is not installed."""
    state = LibraryAnswer.objects.aggregate(many=Count("pk"), last=Max("changed_at"))
    return _read(state["many"], state["last"])


@lru_cache(maxsize=1)
def _read(many: int, last: datetime | None) -> Index:
    del many, last  # the cache's key: any change of the library alters one of them
    pairs = [
        (asked, answer.slug, answer.subject)
        for answer in LibraryAnswer.objects.filter(retired_at=None).order_by("slug")
        for asked in (answer.subject, *answer.questions)
    ]
    asked = [one for one, _, _ in pairs]
    return Index(similarity.embed(asked), asked, [slug for _, slug, _ in pairs], [subject for *_, subject in pairs])
