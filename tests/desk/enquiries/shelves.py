"""What the stories of the library begin with: a few approved answers, and what a form sends."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from parvis.desk.enquiries.actions.library import add_answer
from parvis.desk.enquiries.library.forms import LibraryForm
from parvis.desk.enquiries.models import Answer, AnswerState, LibraryAnswer, Question
from parvis.desk.people.actors import Actor
from parvis.desk.people.models import User
from parvis.desk.people.permissions import Role
from parvis.desk.records.models import AuditEvent
from tests.desk.cast import alice, staff

TEXT = "Bonjour, le prochain versement est prévu le {date}. Toutes les étapes sont ici\u00a0: {lien}."
SHORT = "Prochain versement\u00a0: le {date}. Détails\u00a0: {lien}."
_ROLES = {"alice": Role.MODERATOR, "benoit": Role.MODERATOR, "chloe": Role.ADMINISTRATOR, "david": Role.READER}


def in_days(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def shelved(subject: str = "Date du versement", **changes: Any) -> LibraryAnswer:
    """An approved answer that Alice wrote, with some fields changed."""
    given: dict[str, Any] = {
        "subject": subject,
        "theme": "Aide financière",
        "questions": ["c quoi la date du depot", "Quand est-ce que je suis payé?"],
        "text": TEXT,
        "short": SHORT,
        "placeholders": [
            {"name": "date", "label": "Date du prochain versement"},
            {"name": "lien", "label": "Page des versements"},
        ],
        "sources": ["Québec.ca, dates de versement"],
        "owner": "Direction des communications",
        "review_by": in_days(100),
        "redirect": "",
    }
    return add_answer(actor=alice(), fields=given | changes)


def sent_with(library: LibraryAnswer, question: Question, *, days_ago: int | None) -> Answer:
    """An answer that began with this one; sent so many days ago, or still a draft."""
    now = timezone.now()
    sent_at = now - timedelta(days=days_ago) if days_ago is not None else None
    user = alice().user
    assert user is not None
    return Answer.objects.create(
        question=question,
        library=library,
        text="Bonjour, le prochain versement est prévu le 1er décembre.",
        state=AnswerState.DRAFT if sent_at is None else AnswerState.DONE,
        author=user.pk,
        author_name=user.display_name,
        begun_at=now,
        saved_at=now,
        sent_at=sent_at,
    )


def as_sent(answer: LibraryAnswer | None = None, **changes: str | list[str]) -> dict[str, Any]:
    """What a browser sends for this answer as it stands, or for a new one, with some fields changed."""
    form = LibraryForm(answer=answer, today=timezone.localdate())
    given = {field.html_name: field.value() or "" for field in form} if answer else _fresh()
    given["review_by"] = str(given["review_by"])
    return given | changes


def _fresh() -> dict[str, Any]:
    return {
        "subject": "Stationnement",
        "theme": "Services",
        "text": "Bonjour, le stationnement du bureau est gratuit.",
        "questions": "Où est-ce que je me stationne au bureau?",
        "owner": "Direction des communications",
        "review_by": in_days(90),
    }


def kept(answer: LibraryAnswer) -> LibraryAnswer:
    """As it is now."""
    return LibraryAnswer.objects.get(pk=answer.pk)


def chloe() -> Actor:
    return staff("chloe", Role.ADMINISTRATOR)


def client(username: str = "alice") -> Client:
    """That person's browser."""
    staff(username, _ROLES[username])
    signed_in = Client()
    signed_in.force_login(User.objects.get(username=username))
    return signed_in


def address(name: str, answer: LibraryAnswer) -> str:
    return reverse(f"enquiries:library_{name}", args=[answer.pk])


def page(answer: LibraryAnswer, username: str = "alice") -> str:
    """What a person reads on an answer's page."""
    return said(client(username).get(address("answer", answer)))


def said(response: Any) -> str:
    """What a person reads, blanks aside."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", response.content.decode())))


def events(verb: str) -> list[str]:
    """What the journal's chain says of each act of this kind."""
    return list(AuditEvent.objects.filter(verb=verb).order_by("number").values_list("body", flat=True))
