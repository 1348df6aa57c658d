"""Answers to one person alone: on Facebook, once, within seven days; refused beforehand with what to do otherwise."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from parvis.connectors.port import PRIVATE_REPLY_WITHIN, Act, Capability, Obstacle, Outcome, Refused, Visibility
from parvis.desk.enquiries import refusals
from parvis.desk.enquiries.actions import answers
from parvis.desk.enquiries.actions.answers import approve_answer, call_back_answer, send_answer
from parvis.desk.enquiries.actions.drafts import Written, save_draft
from parvis.desk.enquiries.actions.groups import merge_questions
from parvis.desk.enquiries.models import Answer, AnswerState, Dispatch, Question, QuestionState
from parvis.desk.enquiries.wording import OBSTACLES, PRIVATE_OBSTACLES
from parvis.desk.people.actors import process
from parvis.desk.people.permissions import NotAllowed
from parvis.desk.records.actions.effects import want_effect
from parvis.desk.records.actions.settlements import confirm, fail
from parvis.desk.records.models import Effect, EffectState, Standing
from parvis.desk.records.policies import policy_of, version_in_force
from parvis.desk.records.queries import counts_by_day
from parvis.gate.check import checked
from tests.desk.cast import alice, benoit, david
from tests.desk.enquiries import questions as cast
from tests.desk.enquiries.questions import again, asked_on, comment_of

pytestmark = pytest.mark.django_db

ANSWER = "Bonjour, appelez-nous au 418 555-0100 et ayez votre avis en main."
BOTH = (Capability(Act.REPLY), Capability(Act.PRIVATE_REPLY, author_told=True))
WORKER = process("worker")


@pytest.fixture(autouse=True)
def _policy(policy_in_force: Any) -> None:
    """Answers are checked under it."""


def asked(text: str = cast.WHEN, number: int = 1, **changes: Any) -> Question:
    """A question of today, whose author can be answered in private."""
    given: dict[str, Any] = {"capabilities": BOTH, "created_at": timezone.now()}
    return cast.asked(text, number, **(given | changes))


def in_private(question: Question, text: str = ANSWER) -> Answer:
    return save_draft(actor=alice(), question=question, written=Written(text=text, private=True))


def effects() -> list[tuple[str, str]]:
    return sorted(Effect.objects.values_list("act", "text"))


def visibility(question: Question) -> str:
    return Standing.objects.get(comment=question.comment_id).visibility


def test_a_private_answer_goes_to_its_author_alone_and_closes_the_question() -> None:
    question = asked()
    send_answer(actor=alice(), answer=in_private(question))
    assert effects() == [("private_reply", ANSWER)]
    assert [day.pending for day in counts_by_day()] == [0], "nothing changes of the comment, not even for a while"
    confirm(WORKER, Effect.objects.get(), Outcome(Visibility.UNKNOWN, reply_id="m_1"))
    assert again(question).state == QuestionState.ANSWERED
    assert Answer.objects.get().state == AnswerState.DONE
    assert visibility(question) == "public"


def test_a_private_answer_settles_no_other_question_of_the_group_and_needs_no_second_person() -> None:
    first, second = asked(number=1), asked("Ça rentre quand, le dépôt?", number=2)
    merge_questions(actor=alice(), questions=[first, second])
    sent = send_answer(actor=alice(), answer=in_private(again(first)))
    assert sent.state == AnswerState.SENDING
    assert Dispatch.objects.get().question == first
    confirm(WORKER, Effect.objects.get(), Outcome(Visibility.UNKNOWN))
    assert [again(one).state for one in (first, second)] == [QuestionState.ANSWERED, QuestionState.OPEN]


def test_what_the_same_person_asked_again_is_settled_with_it() -> None:
    once = asked(number=1, author_id="citizen-7", thread_id="t")
    twice = asked(f"{cast.WHEN}??", number=2, author_id="citizen-7", thread_id="t")
    send_answer(actor=alice(), answer=in_private(once))
    confirm(WORKER, Effect.objects.get(), Outcome(Visibility.UNKNOWN))
    assert again(twice).state == QuestionState.ANSWERED_WITH_GROUP


def test_where_the_first_comment_is_too_old_the_one_that_asks_again_is_answered() -> None:
    asked(number=1, author_id="citizen-7", thread_id="t", created_at=timezone.now() - timedelta(days=8))
    twice = asked(f"{cast.WHEN}??", number=2, author_id="citizen-7", thread_id="t")
    first = twice.repeats
    assert first is not None
    send_answer(actor=alice(), answer=in_private(first))
    assert Effect.objects.get().comment == comment_of(twice)


def test_seven_days_after_the_comment_it_is_too_late_whatever_the_platform_told_on_the_first() -> None:
    question = asked()
    answer = in_private(question)
    with time_machine.travel(question.comment.written_at + PRIVATE_REPLY_WITHIN + timedelta(minutes=1)):
        with pytest.raises(refusals.PlatformForbids, match=r"sept jours.*Répondez publiquement"):
            send_answer(actor=alice(), answer=answer)
        assert (effects(), again(question).state) == ([], QuestionState.OPEN)
        save_draft(actor=alice(), question=question, written=Written(text=ANSWER, saved=answer.saved))
        send_answer(actor=alice(), answer=answer)
        assert effects() == [("reply", ANSWER)]


def test_a_second_person_who_reads_it_too_late_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "second_person_needed", lambda *_: True)
    question = asked()
    proposed = send_answer(actor=alice(), answer=in_private(question))
    later = question.comment.written_at + PRIVATE_REPLY_WITHIN + timedelta(minutes=1)
    with time_machine.travel(later), pytest.raises(refusals.PlatformForbids, match="sept jours"):
        approve_answer(actor=benoit(), answer=proposed)
    assert (effects(), Answer.objects.get().state) == ([], AnswerState.PROPOSED)


@pytest.mark.parametrize("platform", ["x", "youtube"])
def test_elsewhere_there_is_no_private_reply(platform: str) -> None:
    told = (Capability(Act.REPLY), Capability(Act.PRIVATE_REPLY, obstacle=Obstacle.NO_SUCH_ACT))
    for question in (asked_on(platform, capabilities=told), asked_on(platform, number=2)):
        with pytest.raises(refusals.PlatformForbids, match=r"pas de réponse privée sur cette plateforme.*publiquement"):
            send_answer(actor=alice(), answer=in_private(question))
    assert effects() == []


def test_where_facebook_says_no_nothing_is_wanted_of_it() -> None:
    told = (Capability(Act.REPLY), Capability(Act.PRIVATE_REPLY, obstacle=Obstacle.PLATFORM_FORBIDS))
    with pytest.raises(refusals.PlatformForbids, match="une seule est permise"):
        send_answer(actor=alice(), answer=in_private(asked(capabilities=told)))
    assert effects() == []


def test_a_private_answer_passes_the_same_gate() -> None:
    with pytest.raises(refusals.TextRefused):
        send_answer(actor=alice(), answer=in_private(asked(), "Please send us your form before Monday."))
    assert effects() == []


@pytest.mark.parametrize("code", ["private_reply_once", "private_reply_expired"])
def test_when_facebook_refuses_it_the_question_stays_open_and_a_public_answer_is_advised(code: str) -> None:
    question = asked()
    send_answer(actor=alice(), answer=in_private(question))
    effect = Effect.objects.get()
    fail(WORKER, effect, Refused("Refusée.", code=code), otherwise=EffectState.WANTED, now=effect.wanted_at)
    assert (again(question).state, again(question).dispatch) == (QuestionState.OPEN, None)
    assert "Répondez publiquement" in Dispatch.objects.get().refused


def test_it_can_be_called_back_while_it_has_not_left() -> None:
    answer = send_answer(actor=alice(), answer=in_private(asked()))
    called = call_back_answer(actor=alice(), answer=answer)
    assert (called.state, called.private, Effect.objects.get().state) == (
        AnswerState.DRAFT, True, EffectState.CANCELLED,
    )  # fmt: skip


def test_no_message_leaves_without_a_checked_text_nor_by_who_may_not_answer() -> None:
    comment, now = comment_of(asked()), timezone.now()
    text = checked(ANSWER, policy_of(version_in_force()))
    with pytest.raises(ValueError, match="checked text"):
        want_effect(actor=alice(), comment=comment, act=Act.PRIVATE_REPLY, due_at=now)
    with pytest.raises(ValueError, match="checked text"):
        want_effect(actor=alice(), comment=comment, act=Act.HIDE, due_at=now, text=text)
    with pytest.raises(NotAllowed):
        want_effect(actor=david(), comment=comment, act=Act.PRIVATE_REPLY, due_at=now, text=text)
    assert effects() == []


def test_every_obstacle_has_its_words_in_public_and_in_private() -> None:
    assert set(OBSTACLES) == set(PRIVATE_OBSTACLES) == set(Obstacle)
