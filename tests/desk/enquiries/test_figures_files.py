"""The files of figures: days, questions without a word of theirs, and what people taught of questions."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from parvis.desk.enquiries.actions.closing import close_without_answer
from parvis.desk.enquiries.actions.opening import open_question
from parvis.desk.enquiries.figures.exports import DELAYS, QUESTIONS
from parvis.desk.enquiries.figures.labelled import LABELLED
from parvis.desk.enquiries.models import NoAnswerReason, Question, QuestionState
from parvis.desk.people.permissions import Permission
from parvis.desk.records.exports import Export
from tests.desk.cast import alice, receive, remote
from tests.desk.enquiries.figures_cases import NOW, answered, put
from tests.desk.enquiries.questions import asked
from tests.people_of_the_desk import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(policy_in_force: object) -> Iterator[Any]:
    with time_machine.travel(NOW, tick=False) as travel:
        yield travel


def rows(export: Export, **query: str) -> list[dict[str, Any]]:
    found = [dict(cells) for cells in export.rows(query)]
    assert len(found) == export.count(query)
    assert all(set(row) <= {column.key for column in export.columns} for row in found)
    return found


def test_a_day_of_a_platform_is_one_row_on_both_clocks() -> None:
    answered("2026-11-16 09:00", "2026-11-17 10:00", due_at="2026-11-17 11:00")
    answered("2026-11-16 09:00", "2026-11-16 10:00")
    put("2026-11-16 09:00")
    put("2026-11-16 09:00", platform="x")
    assert rows(DELAYS) == [
        {
            "day": "2026-11-17", "platform": "facebook",
            "due": 3, "in_time": 2, "late": 1, "unanswered": 1, "rate": "66.6",
            "wall_due": 3, "wall_in_time": 1, "wall_late": 2, "wall_unanswered": 1, "wall_rate": "33.3",
        },
        {
            "day": "2026-11-17", "platform": "x",
            "due": 1, "in_time": 0, "late": 1, "unanswered": 1, "rate": "0.0",
            "wall_due": 1, "wall_in_time": 0, "wall_late": 1, "wall_unanswered": 1, "wall_rate": "0.0",
        },
    ]  # fmt: skip
    assert [row["platform"] for row in rows(DELAYS, plateforme="x")] == ["x"]
    assert rows(DELAYS, du="2026-11-01", au="2026-11-03") == []


def test_a_clock_on_which_nothing_was_due_that_day_has_no_rate() -> None:
    put("2026-11-14 09:00", due_at="2026-11-16 09:00")
    assert [(row["day"], row["rate"], row["wall_rate"]) for row in rows(DELAYS)] == [
        ("2026-11-15", "", "0.0"), ("2026-11-16", "0.0", ""),
    ]  # fmt: skip


def test_a_question_is_one_row_with_its_moments_at_the_desk_s_own_hour() -> None:
    question = answered("2026-11-16 09:00", "2026-11-17 10:15", subject="Versements", due_at="2026-11-17 11:00")
    assert rows(QUESTIONS) == [
        {
            "id": str(question.pk), "platform": "facebook", "subject": "Versements",
            "arrived_at": "2026-11-16T09:00:00-05:00", "due_at": "2026-11-17T11:00:00-05:00",
            "wall_due_at": "2026-11-17T09:00:00-05:00", "answered_at": "2026-11-17T10:15:00-05:00",
            "closed_at": "2026-11-17T10:15:00-05:00", "state": "answered", "reason": "", "repeats": False,
            "in_time": True, "wall_in_time": False, "left_out": "", "wall_left_out": "", "delay": 1515,
        }
    ]  # fmt: skip


def test_what_is_not_counted_has_no_verdict_and_says_why() -> None:
    first = put("2026-11-20 11:00")
    put("2026-11-20 11:05", repeats=first)
    put("2026-11-16 09:00", state="no_answer_needed", reason="removed", closed_at="2026-11-16 10:00")
    told = {(row["left_out"], row["in_time"], row["delay"]) for row in rows(QUESTIONS)}
    assert told == {("not_due", None, None), ("repeated", None, None), ("no_answer", None, None)}


def test_what_the_page_does_not_speak_of_is_left_out() -> None:
    answered("2026-05-16 09:00", "2026-05-16 10:00")
    old = put("2026-05-16 09:00")
    assert [row["id"] for row in rows(QUESTIONS)] == [str(old.pk)], "what is open is told whatever the period"


def test_no_word_nor_author_of_a_citizen_is_in_the_figures() -> None:
    asked("Bonjour, mon dossier 12345 traîne, quand?", author_name="Citoyenne Inventée")
    for export in (DELAYS, QUESTIONS):
        told = json.dumps(rows(export), ensure_ascii=False)
        assert not any(word in told for word in ("dossier", "12345", "citizen", "Inventée"))


# What people taught of questions.
def labelled() -> list[tuple[str, bool, str]]:
    return sorted((row["text"], row["is_question"], row["source"]) for row in rows(LABELLED))


def settle(question: Question, state: QuestionState, **changes: Any) -> None:
    Question.objects.filter(pk=question.pk).update(state=state, answered_at=NOW, closed_at=NOW, **changes)


def test_what_a_person_closed_answered_or_opened_teaches_the_judge() -> None:
    close_without_answer(actor=alice(), question=asked("Quelle honte!", 1), reason=NoAnswerReason.NOT_A_QUESTION)
    settle(asked("Payé quand?", 2), QuestionState.ANSWERED)
    settle(asked("Et l'assurance-emploi?", 4), QuestionState.REDIRECTED)
    [received] = receive([remote(3, "Je me demande pour mon chèque")])
    open_question(actor=alice(), comment=received.comment)
    assert labelled() == [
        ("Et l'assurance-emploi?", True, "answered"),
        ("Je me demande pour mon chèque", True, "opened"),
        ("Payé quand?", True, "answered"),
        ("Quelle honte!", False, "closed"),
    ]


def test_what_no_person_said_teaches_nothing() -> None:
    asked("Encore ouverte?", 1)
    close_without_answer(actor=alice(), question=asked("Trop tard?", 2), reason=NoAnswerReason.WITHDRAWN)
    Question.objects.filter(pk=asked("Fermée par un automate?", 3).pk).update(
        state="no_answer_needed", reason="not_a_question", closed_by="process:automation", closed_at=NOW
    )
    settle(asked("Payé quand donc?", 5), QuestionState.ANSWERED, repeats=asked("Payé quand?", 4))
    assert labelled() == []


def test_of_two_people_the_last_is_believed() -> None:
    [received] = receive([remote(1, "Hum")])
    question = open_question(actor=alice(), comment=received.comment)
    close_without_answer(actor=alice(), question=question, reason=NoAnswerReason.NOT_A_QUESTION)
    assert labelled() == [("Hum", False, "closed")]


def test_words_changed_since_a_person_read_them_teach_nothing(clock: Any) -> None:
    question = asked("Quelle honte!", 1)
    close_without_answer(actor=alice(), question=question, reason=NoAnswerReason.NOT_A_QUESTION)
    clock.shift(timedelta(minutes=5))
    receive([remote(1, "Quand serai-je payé?", author_id="citizen-1")])
    assert labelled() == []


def test_personal_information_stays_veiled() -> None:
    text = "Mon NAS est 046 454 286, payé quand?"
    question = asked(text, 1)
    assert question.pii
    settle(question, QuestionState.ANSWERED)
    [(told, _, _)] = labelled()
    assert "046" not in told
    assert (len(told), told[-12:]) == (len(text), "payé quand?"[-12:].rjust(12))


@pytest.mark.parametrize(("username", "status"), [("alice", 403), ("david", 403), ("chloe", 200)])
def test_only_administrators_take_the_words(username: str, status: int) -> None:
    address = reverse("files:export", args=["questions-etiquetees", "jsonl"])
    assert signed_in(username).get(address).status_code == status
    assert LABELLED.permission == Permission.ADMINISTER
