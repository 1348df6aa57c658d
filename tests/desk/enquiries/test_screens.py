"""The screens of enquiries: what a person sees and presses, from the list to the answer on its way."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from parvis.connectors.port import Act, Capability, Obstacle
from parvis.desk.enquiries.actions.groups import merge_questions
from parvis.desk.enquiries.models import Answer, AnswerState, Question, QuestionState
from parvis.desk.records.models import Effect
from tests.desk.cast import alice, benoit, david
from tests.desk.enquiries.questions import again, asked, asked_on

pytestmark = pytest.mark.django_db

ANSWER = "Bonjour, la prestation de décembre sera déposée le 1er décembre."


@pytest.fixture(autouse=True)
def _policy(policy_in_force: Any) -> None:
    """Answers are checked under it."""


def client_of(actor: Any) -> Client:
    client = Client()
    client.force_login(actor.user)
    return client


def page(client: Client, question: Question) -> str:
    response = client.get(reverse("enquiries:question", args=[question.pk]))
    assert response.status_code == 200
    return response.content.decode()


def press(client: Client, name: str, question: Question, **sent: Any) -> Any:
    given = {"text": ANSWER, "saved": "0"} | sent
    return client.post(reverse(f"enquiries:{name}", args=[question.pk]), given)


def test_the_list_shows_the_most_pressing_first_and_veils_what_identifies() -> None:
    late, soon = asked("Rappelez-moi au 418 555-0134, c'est pour quand?", 1), asked("Où est votre bureau?", 2)
    Question.objects.filter(pk=late.pk).update(due_at=late.arrived_at)
    shown = client_of(david()).get(reverse("enquiries:questions")).content.decode()
    assert shown.index("c&#x27;est pour quand") < shown.index("Où est votre bureau")
    assert "555-0134" not in shown
    assert "En retard" in shown
    assert soon.pk


@pytest.mark.parametrize(
    "query", ["vue=late&plateforme=x", "vue=%00&mots=%ED%A0%80", "page=-1&mots='--", "sujet=" + "a" * 5000]
)
def test_whatever_the_address_says_the_list_is_shown(query: str) -> None:
    asked()
    assert client_of(david()).get(f"{reverse('enquiries:questions')}?{query}").status_code == 200


def test_a_draft_is_saved_checked_and_corrected_with_one_press() -> None:
    question, client = asked(), client_of(alice())
    press(client, "draft", question, text="Sa prend dix jours. Please call us back tomorrow morning.")
    shown = page(client, question)
    assert "Autre langue" in shown
    assert "Ce texte ne partira pas ainsi" in shown
    handle = next(iter(re.findall(r'name="correct" value="([^"]+)"', shown)), None)
    assert handle, "the misspelt « Sa » has a sure correction"
    press(client, "draft", question, text=Answer.objects.get().text, saved="1", correct=handle)
    assert Answer.objects.get().text.startswith("Ça prend")


def test_a_warning_may_be_kept_and_what_blocks_may_not() -> None:
    question, client = asked(), client_of(alice())
    text = "Bonjour, tu peux appeler au bureau."
    press(client, "draft", question, text=text)
    assert press(client, "send", question, text=text, saved="1").status_code == 409
    shown = page(client, question)
    for handle in re.findall(r'name="ignore" value="([^"]+)"', shown):
        answer = Answer.objects.get()
        press(client, "draft", question, text=text, saved=str(answer.saved), ignore=handle)
    assert press(client, "send", question, text=text, saved=str(Answer.objects.get().saved)).status_code == 302
    assert Effect.objects.get().text == text


def test_an_answer_is_sent_and_can_be_called_back_from_the_page() -> None:
    question, client = asked(), client_of(alice())
    press(client, "send", question)
    shown = page(client, question)
    assert "Réponse en route" in shown
    client.post(reverse("enquiries:call_back", args=[Answer.objects.get().pk]))
    assert Answer.objects.get().state == AnswerState.DRAFT
    assert ANSWER in page(client, question)


def test_a_second_person_reads_what_settles_several_questions() -> None:
    questions = [asked(), asked_on("x", "C'est quand le dépôt?")]
    merge_questions(actor=alice(), questions=questions)
    author, second = client_of(alice()), client_of(benoit())
    press(author, "send", questions[0])
    answer = Answer.objects.get()
    address = reverse("enquiries:answer", args=[answer.pk])
    assert "On n’approuve pas son propre texte" in author.get(address).content.decode()
    assert author.post(reverse("enquiries:approve", args=[answer.pk])).status_code == 409
    assert "Approuver et envoyer" in second.get(address).content.decode()
    second.post(reverse("enquiries:approve", args=[answer.pk]))
    assert Effect.objects.count() == 2
    assert "En route" not in second.get(f"{reverse('enquiries:questions')}?vue=to_approve").content.decode()


def test_a_colleague_sees_who_answers_and_cannot_write_over_them() -> None:
    question = asked()
    press(client_of(alice()), "draft", question)
    assert "Alice Exemple a pris cette question" in page(client_of(benoit()), question)
    response = press(client_of(benoit()), "draft", question, text="Autre chose.")
    assert response.status_code == 409
    assert Answer.objects.get().text == ANSWER


def test_where_the_platform_takes_no_reply_the_page_says_what_to_do() -> None:
    question = asked_on("x", capabilities=(Capability(Act.REPLY, obstacle=Obstacle.NOT_SUMMONED),))
    assert "Publiez l&#x27;information sur notre page" in page(client_of(alice()), question)


def test_questions_are_confirmed_split_and_merged_from_the_page() -> None:
    first, second, third = asked(number=1), asked("Payé quand?", 2), asked("Mon bureau est où?", 3)
    client = client_of(alice())
    address = reverse("enquiries:regroup", args=[first.pk])
    client.post(address, {"act": "merge", "question": [str(second.pk), str(third.pk), "pas-un-identifiant"]})
    assert again(third).group == again(first).group is not None
    client.post(address, {"act": "split", "question": [str(third.pk)]})
    assert (again(third).group, again(third).apart) == (None, True)
    assert client.post(address, {"act": "confirm"}).status_code == 409


def test_a_question_is_closed_for_a_reason_and_reopened() -> None:
    question, client = asked(), client_of(alice())
    assert client.post(reverse("enquiries:close", args=[question.pk]), {}).status_code == 409
    client.post(reverse("enquiries:close", args=[question.pk]), {"reason": "not_a_question"})
    assert "Ce n&#x27;est pas une question" in page(client, question)
    client.post(reverse("enquiries:reopen", args=[question.pk]))
    assert again(question).state == QuestionState.OPEN


def test_a_text_beyond_what_a_form_may_hold_is_refused_in_words() -> None:
    question = asked()
    response = press(client_of(alice()), "draft", question, text="a" * 80_001)
    assert response.status_code == 409
    assert "Copiez votre texte" in response.content.decode()


def test_a_draft_of_ten_thousand_words_is_kept_and_found_too_long() -> None:
    question, client = asked(), client_of(alice())
    press(client, "draft", question, text="Bonjour. " * 8_000)
    assert "trop long" in page(client, question)
