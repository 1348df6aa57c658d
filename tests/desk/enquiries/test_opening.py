"""Questions open by themselves as comments are judged, or by hand; their deadline is frozen."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from parvis.desk.enquiries.actions.claims import claim_question, release_question
from parvis.desk.enquiries.actions.closing import close_without_answer, reopen_question
from parvis.desk.enquiries.actions.opening import open_question
from parvis.desk.enquiries.models import Question, QuestionState
from parvis.desk.enquiries.refusals import AlreadyClosed, NoReason, TakenBySomeone
from parvis.desk.people.permissions import NotAllowed, Role
from parvis.desk.records.actions.policies import put_policy_in_force
from parvis.policy.load import policy_source
from tests.desk.cast import WRITTEN_AT, alice, benoit, david, receive, remote, staff
from tests.desk.enquiries.questions import again, asked

pytestmark = pytest.mark.django_db

QUESTION = "Bonjour, à quelle date la prestation de décembre sera-t-elle déposée?"
STATEMENT = "Merci pour l'information."


@pytest.fixture(autouse=True)
def _policy(policy_in_force: Any) -> None:
    """Deadlines are counted under it."""


@pytest.fixture
def fresh() -> Any:
    """Moments after the cast wrote: what was written long before it arrived is opened by hand only."""
    with time_machine.travel(WRITTEN_AT + timedelta(minutes=5), tick=False):
        yield


def test_what_the_judge_takes_for_a_question_opens_one_and_the_rest_does_not(fresh: None) -> None:
    receive([remote(1, QUESTION), remote(2, STATEMENT)])
    [question] = Question.objects.all()
    assert question.comment.platform_id.endswith("_1")
    assert (question.state, question.opened_by) == (QuestionState.OPEN, "process:judge")


def test_the_deadline_is_one_business_day_and_both_clocks_are_kept(fresh: None) -> None:
    """Friday 20 November 2026, 10:05: due Monday at the same time."""
    receive([remote(1, QUESTION)])
    question = Question.objects.get()
    assert question.due_at == datetime(2026, 11, 23, 15, 5, tzinfo=UTC)
    assert question.wall_due_at == datetime(2026, 11, 21, 15, 5, tzinfo=UTC)


def test_a_deadline_does_not_move_with_the_calendar() -> None:
    now = timezone.now()
    receive([remote(1, QUESTION, created_at=now)])
    before = Question.objects.get()
    changed = policy_source().replace('monday = ["08:30-16:30"]', 'monday = ["13:00-16:30"]')
    assert changed != policy_source()
    with time_machine.travel(now + timedelta(minutes=1), tick=False):
        put_policy_in_force(actor=staff("chloe", Role.ADMINISTRATOR), source=changed, name="change.toml")
        receive([remote(2, "Bonjour, où est votre bureau de Matane?", created_at=now)])
    after = Question.objects.exclude(pk=before.pk).get()
    assert again(before).due_at == before.due_at
    assert after.calendar_version != before.calendar_version


def test_a_policy_that_is_never_open_loses_no_question() -> None:
    """Nobody could count business days: the clock on the wall stands in for them."""
    now = timezone.now()
    closed = re.sub(r"^(mon|tues|wednes|thurs|fri)day = .*$", "", policy_source(), flags=re.MULTILINE)
    with time_machine.travel(now + timedelta(minutes=1), tick=False):
        put_policy_in_force(actor=staff("chloe", Role.ADMINISTRATOR), source=closed, name="closed.toml")
        receive([remote(1, QUESTION, created_at=now)])
    question = Question.objects.get()
    assert question.due_at == question.wall_due_at == question.arrived_at + timedelta(hours=24)


def test_an_archive_opens_no_question_by_itself() -> None:
    with time_machine.travel(WRITTEN_AT + timedelta(days=60)):
        [received] = receive([remote(1, QUESTION)])
        assert not Question.objects.exists()
        assert open_question(actor=alice(), comment=received.comment).arrived_at == received.comment.received_at


def test_a_person_opens_what_the_judge_missed_once() -> None:
    [received] = receive([remote(1, STATEMENT)])
    first = open_question(actor=alice(), comment=received.comment)
    assert open_question(actor=benoit(), comment=received.comment) == first
    with pytest.raises(NotAllowed):
        open_question(actor=david(), comment=received.comment)


def test_an_edit_that_becomes_a_question_opens_it_and_counts_from_the_edit(fresh: None) -> None:
    receive([remote(1, STATEMENT)])
    with time_machine.travel(WRITTEN_AT + timedelta(hours=2), tick=False):
        receive([remote(1, QUESTION, edited_at=timezone.now())])
        assert Question.objects.get().arrived_at == timezone.now()


def test_what_identifies_somebody_is_veiled_in_lists_also_when_opened_by_hand() -> None:
    [received] = receive([remote(1, "Rappelez-moi au 514 555-0199.")])
    question = open_question(actor=alice(), comment=received.comment)
    assert [received.revision.text[one["start"] : one["end"]] for one in question.pii] == ["514 555-0199"]


def test_a_claim_ends_by_itself() -> None:
    question = asked()
    claim_question(actor=alice(), question=question)
    with pytest.raises(TakenBySomeone):
        claim_question(actor=benoit(), question=question)
    with time_machine.travel(timezone.now() + timedelta(minutes=31)):
        assert claim_question(actor=benoit(), question=question).claimed_name == "Benoît Exemple"


def test_a_claim_can_be_given_back() -> None:
    question = asked()
    claim_question(actor=alice(), question=question)
    release_question(actor=benoit(), question=question)
    assert again(question).claimed_name == "Alice Exemple", "only who holds it gives it back"
    release_question(actor=alice(), question=question)
    assert claim_question(actor=benoit(), question=question).claimed_name == "Benoît Exemple"


def test_a_question_is_closed_without_answer_for_a_reason_of_the_list_and_may_be_reopened() -> None:
    question = asked()
    with pytest.raises(NoReason):
        close_without_answer(actor=alice(), question=question, reason="trop longue")
    closed = close_without_answer(actor=alice(), question=question, reason="not_a_question")
    assert (closed.state, closed.reason, closed.answered_at) == (QuestionState.NO_ANSWER_NEEDED, "not_a_question", None)
    with pytest.raises(AlreadyClosed):
        close_without_answer(actor=benoit(), question=question, reason="removed")
    reopened = reopen_question(actor=alice(), question=question)
    assert (reopened.state, reopened.due_at) == (QuestionState.OPEN, question.due_at)
