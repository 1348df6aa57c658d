"""The library: seeded once, faultless when filled, suggested with its reasons, changed by people."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from parvis.desk.enquiries.actions.library import add_answer, change_answer, retire_answer, seed_library
from parvis.desk.enquiries.models import LibraryAnswer
from parvis.desk.enquiries.placeholders import filled
from parvis.desk.enquiries.suggestions import suggestions
from parvis.desk.people.actors import process
from parvis.desk.people.permissions import NotAllowed, Role
from parvis.desk.records.models import AuditEvent
from parvis.desk.records.policies import policy_of, version_in_force
from parvis.gate.check import check
from tests.desk.cast import alice, david, staff
from tests.desk.enquiries.questions import again, asked

pytestmark = pytest.mark.django_db

DESK = process("command-line")
VALUES = {
    "date": "1er décembre",
    "heures": "8\u00a0h\u00a030 à 16\u00a0h\u00a030",
    "bureau": "Services Québec de Matane",
}
FIELDS: dict[str, Any] = {
    "subject": "Stationnement",
    "theme": "Services",
    "questions": ["Où est-ce que je me stationne au bureau?"],
    "text": "Bonjour, le stationnement du bureau est gratuit.",
    "owner": "Direction des communications",
    "review_by": date(2027, 5, 1),
}


@pytest.fixture(autouse=True)
def _seeded(policy_in_force: Any) -> None:
    seed_library(actor=DESK)


def test_at_least_forty_subjects_redirections_included() -> None:
    answers = LibraryAnswer.objects.all()
    assert len({answer.subject for answer in answers}) >= 40
    redirected = {answer.redirect for answer in answers}
    assert {"Service Canada", "Retraite Québec", "CNESST", "Revenu Québec"} <= redirected
    assert any("assurance maladie" in body for body in redirected)
    assert not any(answer.validated for answer in answers), "the institution has validated nothing yet"


def test_seeding_again_changes_nothing_and_undoes_no_change() -> None:
    answer = LibraryAnswer.objects.get(slug="depot-direct")
    change_answer(actor=alice(), answer=answer, fields={"text": "Bonjour, notre propre réponse."})
    assert seed_library(actor=DESK) == 0
    answer.refresh_from_db()
    assert answer.text == "Bonjour, notre propre réponse."
    assert AuditEvent.objects.filter(verb="library.seeded").count() == 1


def test_every_shipped_answer_passes_the_gate_once_filled() -> None:
    policy = policy_of(version_in_force())
    for answer in LibraryAnswer.objects.all():
        values = {one["name"]: VALUES.get(one["name"], "quebec.ca") for one in answer.placeholders}
        for text in filter(None, (answer.text, answer.short)):
            assert check(filled(text, values), policy).faults == (), answer.slug


def test_a_placeholder_left_empty_is_stopped() -> None:
    answer = next(one for one in LibraryAnswer.objects.all() if one.placeholders)
    assert not check(answer.text, policy_of(version_in_force())).ok


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("c koi la date du depot svp jai pas recu mon cheque", "versement"),
        ("Mon certificat de naissance n'est jamais arrivé, ça fait deux mois", "certificat"),
        ("How do I apply for EI?", "assurance-emploi"),
    ],
)  # fmt: skip
def test_what_fits_a_question_is_suggested_with_its_reason(text: str, about: str) -> None:
    found = suggestions(again(asked(text)))
    assert 1 <= len(found) <= 3
    assert any(about in one.answer.slug for one in found), [one.answer.slug for one in found]
    assert all(one.near and 0 < one.score <= 1.01 for one in found)


def test_an_answer_whose_review_is_overdue_says_so() -> None:
    found = suggestions(again(asked("Quand est-ce que je suis payé?")))[0]
    LibraryAnswer.objects.filter(pk=found.answer.pk).update(review_by=date(2020, 1, 1))
    assert suggestions(again(asked("Quand est-ce que je suis payé?", 2)))[0].stale


def test_a_retired_answer_is_no_longer_suggested() -> None:
    question = again(asked("Où est-ce que je me stationne au bureau?"))
    answer = add_answer(actor=alice(), slug="stationnement", fields=FIELDS)
    assert suggestions(question)[0].answer == answer
    retire_answer(actor=staff("chloe", Role.ADMINISTRATOR), answer=answer)
    assert answer not in [one.answer for one in suggestions(question)]


def test_readers_change_nothing() -> None:
    with pytest.raises(NotAllowed):
        add_answer(actor=david(), slug="a", fields=FIELDS)
