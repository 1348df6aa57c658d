"""Answers: in French, by a person, read by a second one where the policy asks, sent once, closed once public."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from parvis.connectors.port import Act, Capability, Obstacle, Outcome, Refused, Visibility
from parvis.desk.enquiries import refusals
from parvis.desk.enquiries.actions.answers import approve_answer, call_back_answer, return_answer, send_answer
from parvis.desk.enquiries.actions.claims import claim_question
from parvis.desk.enquiries.actions.drafts import Written, save_draft
from parvis.desk.enquiries.actions.groups import merge_questions
from parvis.desk.enquiries.models import Answer, AnswerState, Dispatch, Question, QuestionState
from parvis.desk.people.actors import Actor, process
from parvis.desk.people.permissions import NotAllowed
from parvis.desk.records.actions.settlements import confirm, fail
from parvis.desk.records.models import AuditEvent, Effect, EffectState
from parvis.desk.records.verification import verify
from tests.desk.cast import alice, benoit, david
from tests.desk.enquiries.questions import again, asked, asked_on

pytestmark = pytest.mark.django_db

ANSWER = "Bonjour, la prestation de décembre sera déposée le 1er décembre."
WORKER = process("worker")


@pytest.fixture(autouse=True)
def _policy(policy_in_force: Any) -> None:
    """Answers are checked under it."""


def drafted(question: Question, text: str = ANSWER, *, actor: Actor | None = None, **changes: Any) -> Answer:
    return save_draft(actor=actor or alice(), question=question, written=Written(text=text, **changes))


def effects() -> list[tuple[str, str, str]]:
    return sorted(Effect.objects.values_list("account__platform", "act", "text"))


def platform_takes(effect: Effect) -> None:
    confirm(WORKER, effect, Outcome(Visibility.PUBLIC, reply_id="r1"))


def test_one_question_is_answered_by_one_person_and_closed_once_the_answer_is_public() -> None:
    question = asked()
    answer = send_answer(actor=alice(), answer=drafted(question))
    assert answer.state == AnswerState.SENDING
    assert effects() == [("facebook", "reply", ANSWER)]
    assert again(question).state == QuestionState.OPEN, "what is on its way is not answered yet"
    platform_takes(Effect.objects.get())
    closed = again(question)
    assert (closed.state, closed.closed_name) == (QuestionState.ANSWERED, "Alice Exemple")
    assert closed.answered_at == Effect.objects.get().settled_at
    assert Answer.objects.get().state == AnswerState.DONE
    verbs = AuditEvent.objects.values_list("verb", flat=True)
    assert [verb for verb in verbs if verb.startswith(("answer", "question"))] == [
        "question.opened", "answer.begun", "answer.sent", "question.answered",
    ]  # fmt: skip


def test_what_the_gate_stops_does_not_leave() -> None:
    question = asked()
    with pytest.raises(refusals.TextRefused) as refused:
        send_answer(actor=alice(), answer=drafted(question, "Please send us your form before Monday."))
    assert {fault.code for fault in refused.value.faults.faults} == {"not_french"}
    assert (effects(), Answer.objects.get().state) == ([], AnswerState.DRAFT)


def test_what_an_approved_answer_leaves_to_fill_is_filled_before_it_leaves() -> None:
    text = "Bonjour, le prochain versement est prévu le {date}."
    answer = drafted(asked(), text, ignored=("typography:{date}",))
    with pytest.raises(refusals.NothingToSend, match="date"):
        send_answer(actor=alice(), answer=answer)
    assert effects() == []


def test_a_redirection_is_closed_as_one() -> None:
    question = asked("Bonjour, où en est mon assurance-emploi?")
    send_answer(actor=alice(), answer=drafted(question, redirect="Service Canada"))
    platform_takes(Effect.objects.get())
    assert again(question).state == QuestionState.REDIRECTED


def several() -> list[Question]:
    """The same need on three platforms, put together by a person."""
    questions = [asked(), asked_on("x", "c quand le depot de decembre?"), asked_on("youtube", "When will we be paid?")]
    merge_questions(actor=alice(), questions=questions)
    return [again(question) for question in questions]


def test_one_answer_settles_a_group_and_is_sent_once_to_each_platform() -> None:
    questions = several()
    answer = send_answer(actor=alice(), answer=drafted(questions[0]))
    assert (answer.state, effects()) == (AnswerState.PROPOSED, []), "several people's questions ask for a second person"
    with pytest.raises(refusals.SecondPersonNeeded):
        approve_answer(actor=alice(), answer=answer)
    approve_answer(actor=benoit(), answer=answer)
    assert [(platform, act) for platform, act, _ in effects()] == [
        ("facebook", "reply"), ("x", "reply"), ("youtube", "reply"),
    ]  # fmt: skip
    for effect in Effect.objects.all():
        platform_takes(effect)
    assert [again(question).state for question in questions] == [QuestionState.ANSWERED] * 3
    answer.refresh_from_db()
    assert (answer.state, answer.author_name, answer.approved_name) == (
        AnswerState.DONE, "Alice Exemple", "Benoît Exemple",
    )  # fmt: skip


def test_on_one_platform_the_others_of_a_group_are_linked_to_the_one_answer() -> None:
    questions = [asked(number=1), asked("Ça rentre quand, le dépôt?", number=2), asked("Payé quel jour svp?", number=3)]
    merge_questions(actor=alice(), questions=questions)
    answer = send_answer(actor=alice(), answer=drafted(again(questions[1])))
    approve_answer(actor=benoit(), answer=answer)
    dispatch = Dispatch.objects.get()
    assert dispatch.question == questions[1], "under the question that it was begun from"
    platform_takes(dispatch.effect)
    assert [again(question).state for question in questions] == [
        QuestionState.ANSWERED_WITH_GROUP, QuestionState.ANSWERED, QuestionState.ANSWERED_WITH_GROUP,
    ]  # fmt: skip


def test_what_only_a_machine_put_together_is_not_settled_with_the_rest() -> None:
    first, second = asked(number=1), asked("Je peux-tu déménager?", number=2)
    group = merge_questions(actor=alice(), questions=[first])
    Question.objects.filter(pk=second.pk).update(group=group, group_confirmed=False)
    send_answer(actor=alice(), answer=drafted(again(first)))
    assert again(second).dispatch is None


def test_the_second_person_can_ask_for_changes_and_nothing_leaves() -> None:
    answer = send_answer(actor=alice(), answer=drafted(several()[0]))
    returned = return_answer(actor=benoit(), answer=answer, note="Précisez la date.")
    assert (returned.state, returned.returned, effects()) == (AnswerState.DRAFT, "Précisez la date.", [])


def test_a_refusal_of_the_platform_leaves_the_question_open_and_says_what_to_do() -> None:
    question = asked()
    send_answer(actor=alice(), answer=drafted(question))
    before = again(question).due_at
    error = Refused("Facebook ne trouve plus ce commentaire.", code="gone")
    fail(WORKER, Effect.objects.get(), error, otherwise=EffectState.WANTED, now=Effect.objects.get().wanted_at)
    still = again(question)
    assert (still.state, still.dispatch, still.due_at) == (QuestionState.OPEN, None, before)
    assert Answer.objects.get().state == AnswerState.REFUSED
    assert "fermez la question" in Dispatch.objects.get().refused
    assert drafted(question, "Autre réponse.").pk != Answer.objects.order_by("begun_at")[0].pk


def test_where_the_platform_takes_no_reply_nothing_is_wanted_of_it() -> None:
    unsummoned = (Capability(Act.REPLY, obstacle=Obstacle.NOT_SUMMONED),)
    question = asked_on("x", capabilities=unsummoned)
    with pytest.raises(refusals.PlatformForbids, match="mentionnent"):
        send_answer(actor=alice(), answer=drafted(question))
    assert effects() == []


def test_in_a_group_what_cannot_be_reached_stays_open() -> None:
    first = asked()
    second = asked_on("x", capabilities=(Capability(Act.REPLY, obstacle=Obstacle.NOT_SUMMONED),))
    merge_questions(actor=alice(), questions=[first, second])
    approve_answer(actor=benoit(), answer=send_answer(actor=alice(), answer=drafted(again(first))))
    assert (again(first).dispatch is None, again(second).dispatch) == (False, None)


def test_on_x_the_short_version_goes_and_too_long_a_text_does_not() -> None:
    long = "Bonjour, la prestation sera déposée bientôt. " * 10
    question = asked_on("x")
    with pytest.raises(refusals.DoesNotFit, match="280"):
        send_answer(actor=alice(), answer=drafted(question, long))
    send_answer(actor=alice(), answer=drafted(question, long, short=ANSWER, saved=1))
    assert effects() == [("x", "reply", ANSWER)]


def test_an_answer_can_be_called_back_while_it_has_not_left() -> None:
    question = asked()
    answer = send_answer(actor=alice(), answer=drafted(question))
    called = call_back_answer(actor=alice(), answer=answer)
    assert (called.state, called.text) == (AnswerState.DRAFT, ANSWER)
    assert Effect.objects.get().state == EffectState.CANCELLED
    assert again(question).dispatch is None
    send_answer(actor=alice(), answer=called)
    assert Effect.objects.filter(state=EffectState.WANTED).count() == 1


def test_two_people_never_answer_one_question() -> None:
    question = asked()
    claim_question(actor=alice(), question=question)
    with pytest.raises(refusals.TakenBySomeone, match="Alice"):
        drafted(question, actor=benoit())
    send_answer(actor=alice(), answer=drafted(question))
    with pytest.raises(refusals.TakenBySomeone, match="en route"):
        claim_question(actor=benoit(), question=question)
    platform_takes(Effect.objects.get())
    with pytest.raises(refusals.AlreadyClosed):
        claim_question(actor=benoit(), question=question)


def test_two_windows_do_not_overwrite_each_other() -> None:
    question = asked()
    first = drafted(question)
    save_draft(actor=alice(), question=question, written=Written(text="Bonjour.", saved=first.saved))
    with pytest.raises(refusals.SavedElsewhere):
        save_draft(actor=alice(), question=question, written=Written(text="Bonsoir.", saved=first.saved))
    assert Answer.objects.get().text == "Bonjour."


def test_neither_machines_nor_readers_answer() -> None:
    question = asked()
    for actor in (process("automation"), david()):
        with pytest.raises(NotAllowed):
            drafted(question, actor=actor)


def test_the_same_person_asking_again_in_the_thread_is_closed_with_the_first() -> None:
    first = asked(number=1, author_id="citizen-7", thread_id="t")
    repeated = asked(
        "Bonjour, quand sera versée la prestation de décembre???", number=2, author_id="citizen-7", thread_id="t"
    )
    other = asked(
        "Et est-ce que mon conjoint doit remplir la déclaration?", number=3, author_id="citizen-7", thread_id="t"
    )
    assert (again(repeated).repeats, again(other).repeats) == (first, None)
    send_answer(actor=alice(), answer=drafted(first))
    platform_takes(Effect.objects.get())
    assert again(repeated).state == QuestionState.ANSWERED_WITH_GROUP
    assert again(other).state == QuestionState.OPEN


def test_verification_sees_a_deadline_that_moved_and_an_answer_that_nobody_confirmed() -> None:
    question = asked()
    send_answer(actor=alice(), answer=drafted(question))
    platform_takes(Effect.objects.get())
    assert [proof for proof in verify() if proof.faults] == []
    Question.objects.filter(pk=question.pk).update(due_at=question.due_at + timedelta(hours=1))
    assert [proof.name for proof in verify() if proof.faults] == ["Délais des questions"]
    Question.objects.filter(pk=question.pk).update(due_at=question.due_at, dispatch=None)
    assert [proof.name for proof in verify() if proof.faults] == ["Questions répondues"]


TRANSLATION = "Hello, the December benefit will be deposited on December 1."


def test_another_language_follows_the_french_for_a_reason_that_is_logged() -> None:
    question = asked("When will we be paid?")
    answer = drafted(question, translation=TRANSLATION, exception="newly_arrived")
    send_answer(actor=alice(), answer=answer)
    assert effects() == [("facebook", "reply", f"{ANSWER}\n\n{TRANSLATION}")]
    said = AuditEvent.objects.get(verb="answer.sent").body
    assert "newly_arrived" in said
    assert "Hello" not in said


@pytest.mark.parametrize(
    ("text", "translation", "exception"),
    [
        (ANSWER, TRANSLATION, ""),
        (TRANSLATION, TRANSLATION, "newly_arrived"),
        (ANSWER, "Bonjour, écrivez votre NAS en commentaire.", "newly_arrived"),
    ],
)  # fmt: skip
def test_another_language_never_goes_without_its_reason_nor_instead_of_french(
    text: str, translation: str, exception: str
) -> None:
    answer = drafted(asked(), text, translation=translation, exception=exception)
    with pytest.raises(refusals.EnquiryRefused):
        send_answer(actor=alice(), answer=answer)
    assert effects() == []
