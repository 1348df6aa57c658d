"""What people taught of questions, as a file that the judge can learn from: a text, and whether it is a question."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from django.db.models import Case, CharField, F, QuerySet, Value, When
from django.db.models.functions import Coalesce

from parvis.desk.people.permissions import Permission
from parvis.desk.records.exports import Cells, Column, Export, Query, moment
from parvis.desk.records.veil import veiled

from ..models import NoAnswerReason, Question, QuestionState

_AT_ONCE = 500  # rows held in memory
_PERSON = "person:"


class Source(StrEnum):
    """What a person did that says so."""

    CLOSED = "closed"
    ANSWERED = "answered"
    OPENED = "opened"


_SOURCES = {
    Source.CLOSED: "Fermée par une personne, qui n’y a pas vu de question",
    Source.ANSWERED: "Répondue",
    Source.OPENED: "Ouverte par une personne",
}
_ANSWERED = (QuestionState.ANSWERED, QuestionState.ANSWERED_WITH_GROUP, QuestionState.REDIRECTED)


def _labelled() -> QuerySet[Question]:
    """The questions of which a person said what they are, and whose words are still those that the person read.

    Of somebody who opened it and somebody who closed it, the last is believed. Repetitions follow their first
    question without being read, and teach nothing.
    """
    source = Case(
        When(reason=NoAnswerReason.NOT_A_QUESTION, closed_by__startswith=_PERSON, then=Value(Source.CLOSED.value)),
        When(state__in=_ANSWERED, answered_at__isnull=False, then=Value(Source.ANSWERED.value)),
        When(opened_by__startswith=_PERSON, then=Value(Source.OPENED.value)),
        default=Value(""),
        output_field=CharField(),
    )
    read_at = Case(When(source=Source.OPENED, then=F("opened_at")), default=Coalesce("closed_at", "opened_at"))
    found = Question.objects.filter(repeats=None).annotate(source=source, read_at=read_at).exclude(source="")
    return found.filter(read_at__gte=F("comment__standing__revision__seen_at"))


def _rows(query: Query) -> Iterator[Cells]:
    del query  # the judge learns from everything
    wanted = ("id", "platform", "pii", "source", "read_at", "comment__standing__revision__text")
    for row in _labelled().order_by(F("read_at"), "pk").values(*wanted).iterator(chunk_size=_AT_ONCE):
        yield {
            "id": str(row["id"]),
            "text": veiled(row["comment__standing__revision__text"], row["pii"]),
            "is_question": row["source"] != Source.CLOSED,
            "platform": row["platform"],
            "source": row["source"],
            "labelled_at": moment(row["read_at"]),
        }


LABELLED = Export(
    kind="questions-etiquetees",
    label="Questions étiquetées",
    permission=Permission.ADMINISTER,
    columns=(
        Column("id", "Identifiant"),
        Column("text", "Texte, renseignements personnels masqués"),
        Column("is_question", "Est une question", "flag"),
        Column("platform", "Plateforme"),
        Column("source", "D’où on le sait", words={source.value: said for source, said in _SOURCES.items()}),
        Column("labelled_at", "Depuis"),
    ),
    rows=_rows,
    count=lambda _: _labelled().count(),
)
