"""What `parvis verify` proves of questions: no deadline moved, and none is answered but by what became public."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from parvis.desk.records.models import AuditEvent, EffectState
from parvis.desk.records.verification import Proof, told

from .models import Question, QuestionState

_ANSWERED = (QuestionState.ANSWERED, QuestionState.ANSWERED_WITH_GROUP, QuestionState.REDIRECTED)


def verify_questions() -> Iterator[Proof]:
    yield _deadlines()
    yield _answers()


def _deadlines() -> Proof:
    """Each question has the deadline that the chain was told when it opened, both ways."""
    announced = {}
    events = AuditEvent.objects.filter(verb="question.opened").values_list("subject", "body")
    for subject, body in events.iterator(1000):
        announced[subject] = told(body)
    faults = []
    questions = Question.objects.only("pk", "comment", "arrived_at", "due_at", "wall_due_at", "calendar_version")
    for question in questions.iterator(1000):
        said = announced.pop(f"question:{question.pk}", {})
        if said.get("comment") != str(question.comment_id) or _clocks(said) != (
            question.arrived_at,
            question.due_at,
            question.wall_due_at,
            question.calendar_version,
        ):
            faults.append(f"Question {question.pk} : son délai n'est pas celui du journal.")
    faults += [f"{subject} : ouverte au journal, mais absente." for subject in announced]
    return Proof("Délais des questions", questions.count(), tuple(faults))


def _clocks(said: dict[str, object]) -> tuple[object, ...]:
    moments = (said.get(name) for name in ("arrived_at", "due_at", "wall_due_at"))
    try:
        return (*(datetime.fromisoformat(str(moment)) for moment in moments), said.get("calendar"))
    except ValueError:
        return ()


def _answers() -> Proof:
    """What counts as answered was confirmed by its platform, at that moment."""
    faults = []
    answered = Question.objects.filter(state__in=_ANSWERED).select_related("dispatch__effect")
    for question in answered.iterator(1000):
        effect = question.dispatch.effect if question.dispatch else None
        if effect is None or effect.state != EffectState.CONFIRMED or effect.settled_at != question.answered_at:
            faults.append(f"Question {question.pk} : comptée comme répondue sans réponse confirmée.")
    return Proof("Questions répondues", answered.count(), tuple(faults))
