"""Which approved answers fit a question, each with its score and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import structlog
from django.utils import timezone

from parvis.engine import similarity
from parvis.engine.similarity.encoder import Floats
from parvis.engine.weights import WeightsMissing

from .library.index import library_index
from .models import LibraryAnswer, Question

log = structlog.get_logger(__name__)

SHOWN = 3
_LOOKED_AT = 40  # ways of asking: several of them lead to one answer
_LEAST = 0.35  # cosine below which an answer is not worth a look


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One approved answer. `near` is the way of asking it that is nearest to the question."""

    answer: LibraryAnswer
    score: float  # cosine
    near: str
    shared: tuple[str, ...]  # what both speak of, in the question's order
    stale: bool  # its review is overdue

    @property
    def per_cent(self) -> int:
        return round(100 * self.score)


def suggestions(question: Question) -> list[Suggestion]:
    """The nearest approved answers, the best first; none where the reader of meanings is not installed."""
    text = question.comment.standing.revision.text
    try:
        index = library_index()
        vector = meaning(question, text)
    except (similarity.EncoderMissing, WeightsMissing) as error:
        log.warning("no suggestions", reason=str(error))
        return []
    best: dict[str, tuple[float, str]] = {}
    for place, score in similarity.nearest(vector, index.rows, _LOOKED_AT):
        if score >= _LEAST:
            best.setdefault(index.slugs[place], (score, index.asked[place]))
    kept = dict(list(best.items())[:SHOWN])
    answers = {answer.slug: answer for answer in LibraryAnswer.objects.filter(slug__in=kept, retired_at=None)}
    today = timezone.localdate()
    return [
        Suggestion(answers[slug], score, near, similarity.shared_words(text, near)[:5], is_stale(answers[slug], today))
        for slug, (score, near) in kept.items()
        if slug in answers
    ]


def meaning(question: Question, text: str) -> Floats:
    """What a question means: as it was kept, or read now when it was not, or by another version."""
    if question.vector:
        try:
            return similarity.from_bytes(bytes(question.vector))
        except similarity.OtherEncoder:
            pass
    row: Floats = similarity.embed([text])[0]
    return row


def is_stale(answer: LibraryAnswer, today: date) -> bool:
    return answer.review_by < today
