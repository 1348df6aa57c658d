"""Writing in the library: what is checked, what may be kept all the same, and two people at once."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from parvis.desk.enquiries.actions.library import change_answer, retire_answer, seed_library
from parvis.desk.enquiries.library.forms import LibraryForm
from parvis.desk.enquiries.library.refusals import ChangedElsewhere
from parvis.desk.enquiries.library.slugs import slug_of
from parvis.desk.enquiries.models import LibraryAnswer
from parvis.desk.people.actors import process
from parvis.desk.records.models import AuditEvent
from tests.desk.cast import alice, benoit
from tests.desk.enquiries.shelves import (
    TEXT,
    address,
    as_sent,
    chloe,
    client,
    events,
    in_days,
    kept,
    said,
    shelved,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("policy_in_force")]

ENGLISH = "Hello, your payment is on its way and the office opens on Monday."
CLUMSY = "Bonjour, le stationnement du bureau est gratuit la fin de semaine !"  # one warning: no space before « ! »
ASKING = "Envoyez-nous votre numéro d'assurance sociale en commentaire."


def add(**changes: Any) -> Any:
    return client().post(reverse("enquiries:library_new"), as_sent(**changes))


def change(answer: LibraryAnswer, sent: dict[str, Any]) -> Any:
    return client().post(address("change", answer), sent)


def test_a_new_answer_takes_its_name_from_its_subject() -> None:
    response = add(subject="L’été, où se stationner?")
    answer = LibraryAnswer.objects.get()
    assert response["Location"] == address("answer", answer)
    assert (answer.slug, answer.validated) == ("l-ete-ou-se-stationner", False)
    assert answer.questions == ["Où est-ce que je me stationne au bureau?"]


def test_two_answers_on_one_subject_have_two_names() -> None:
    assert [shelved("Impôt").slug, shelved("Impôt").slug, shelved("impot").slug] == ["impot", "impot-2", "impot-3"]


@pytest.mark.parametrize(
    ("subject", "slug"),
    [
        ("Sœur d’un prestataire", "soeur-d-un-prestataire"),
        ("دعم", "reponse"),
        ("Un mot " * 20, "un-mot-" * 10 + "un"),
        ("A" * 120, "a" * 72),
    ],
)  # fmt: skip
def test_a_name_is_made_of_any_subject(subject: str, slug: str) -> None:
    assert slug_of(subject, ()) == slug


def test_the_journal_says_which_fields_changed_and_none_of_their_words() -> None:
    answer = shelved()
    change(answer, as_sent(answer, text=f"Bonsoir Fulgence! {TEXT}", owner="Fulgence Tremblay"))
    assert events("library.changed") == ['{"fields":["owner","text"]}']
    assert not AuditEvent.objects.filter(body__contains="Fulgence").exists()


def test_saving_it_untouched_changes_nothing() -> None:
    answer = shelved()
    assert change(answer, as_sent(answer)).status_code == 302
    assert events("library.changed") == []
    assert kept(answer).changed_at == answer.changed_at


def test_every_shipped_answer_goes_through_the_form_as_it_is() -> None:
    seed_library(actor=process("command-line"))
    for answer in LibraryAnswer.objects.all():
        sent = as_sent(answer, text=answer.text.replace("\n", "\r\n"))  # as browsers do
        query = QueryDict(mutable=True)
        query.update(sent)
        form = LibraryForm(query, answer=answer, today=timezone.localdate())
        assert set(form.errors) <= {"__all__"}, answer.slug  # what the gate thinks of it is another story
        written = form.answer_fields()
        assert written == {name: getattr(answer, name) for name in written}, answer.slug


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"text": ""}, "Écrivez le texte de la réponse."),
        ({"text": " \r\n "}, "Écrivez le texte de la réponse."),
        ({"subject": ""}, "Donnez un sujet"),
        ({"owner": ""}, "Dites qui est responsable"),
        ({"review_by": ""}, "Choisissez la date avant laquelle"),
        ({"review_by": "31 mai"}, "Écrivez la date ainsi : 2027-05-31."),
        ({"review_by": str(in_days(0))}, "Choisissez une date à venir"),
        ({"text": "Le {Date} à midi."}, "près de « {Date} à midi. »"),
        ({"text": "Le {date du dépôt} à midi."}, "Des accolades sont mal écrites"),
        ({"text": "Le {date à midi."}, "près de « {date à midi. »"),
        ({"text": "Le date} à midi."}, "près de « Le date} à midi. »"),
        ({"short": "Le {} à midi."}, "près de « {} à midi. »"),
        ({"short": "mot " * 90}, "Cette version est trop longue pour X : 359 caractères sur 280."),
        ({"text": ASKING}, "Ce texte ne pourrait jamais partir."),
        ({"text": ENGLISH}, "Ce texte ne pourrait jamais partir."),
        ({"questions": "Rappelez-moi au 418 555-0134"}, "contient un renseignement personnel"),
        ({"questions": "x" * 301}, "Au plus 60 lignes, de 300 caractères"),
        ({"text": " ".join(f"{{a{n}}}" for n in range(21))}, "C’est trop de mots entre accolades : 20 au plus."),
    ],
)  # fmt: skip
def test_what_does_not_hold_is_refused_and_said(changes: dict[str, str], told: str) -> None:
    response = add(**changes)
    assert response.status_code == 422
    assert told in said(response)
    assert not LibraryAnswer.objects.exists()


def test_nothing_typed_is_lost_in_a_refusal() -> None:
    html = add(text=ASKING, sources="Une source\r\nUne autre").content.decode()
    assert "Une source\nUne autre" in html.replace("\r\n", "\n")
    assert unescape(html).count(ASKING) == 1


def test_an_overdue_answer_is_corrected_without_a_new_date_but_gets_no_past_one() -> None:
    answer = shelved(review_by=in_days(-10))
    assert change(answer, as_sent(answer, owner="Une autre")).status_code == 302
    answer = kept(answer)
    assert change(answer, as_sent(answer, review_by=str(in_days(-3)))).status_code == 422


def test_what_is_written_line_by_line_is_kept_line_by_line() -> None:
    add(questions=" Où  ça? \r\n\r\nOù ça?\r\nC'est où?", sources="Québec.ca\r\n")
    answer = LibraryAnswer.objects.get()
    assert (answer.questions, answer.sources) == (["Où ça?", "C'est où?"], ["Québec.ca"])


def test_a_new_brace_is_given_its_label_before_it_is_saved() -> None:
    response = add(text="Le stationnement ouvre le {date_du_jour}.")
    assert response.status_code == 422
    assert "Dites ce qu’il faudra écrire à sa place." in said(response)
    assert 'value="date du jour"' in response.content.decode()
    add(**{"text": "Le stationnement ouvre le {date_du_jour}.", "label-date_du_jour": "Jour d’ouverture"})
    assert LibraryAnswer.objects.get().placeholders == [{"name": "date_du_jour", "label": "Jour d’ouverture"}]


def test_a_brace_that_leaves_the_texts_leaves_the_labels() -> None:
    answer = shelved()
    change(answer, as_sent(answer, text="Voyez ici\u00a0: {lien}.", short=""))
    assert kept(answer).placeholders == [{"name": "lien", "label": "Page des versements"}]


def test_the_gate_reads_the_words_and_not_the_braces() -> None:
    text = "Bonjour, le bureau est ouvert de {heures}, au {numero_public} ou ici\u00a0: {lien}."
    labels = {f"label-{name}": "Ce qu’il faut" for name in ("heures", "numero_public", "lien")}
    assert add(text=text, **labels).status_code == 302


def test_warnings_are_shown_first_and_kept_on_a_second_press() -> None:
    response = add(text=CLUMSY)
    assert response.status_code == 422
    assert "1 point à revoir" in said(response)
    assert not LibraryAnswer.objects.exists()
    tags = [unescape(tag) for tag in re.findall(r'name="kept" value="([^"]*)"', response.content.decode())]
    assert add(text=CLUMSY, kept=tags, anyway="1").status_code == 302
    assert LibraryAnswer.objects.get().text == CLUMSY
    assert events("library.added") == ['{"kept":["typography"]}']


def test_warnings_that_appeared_since_are_shown_before_anything_is_saved() -> None:
    assert add(text=CLUMSY, kept=["Anglicisme:weekend"], anyway="1").status_code == 422
    assert not LibraryAnswer.objects.exists()


def test_pressing_the_same_button_again_is_not_keeping_them() -> None:
    assert add(text=CLUMSY, kept=["Typographie: !"]).status_code == 422


def test_what_blocks_is_kept_by_nobody() -> None:
    kept_tag = ["Renseignement personnel demandé:" + ASKING.rstrip(".")]
    assert add(text=ASKING, kept=kept_tag, anyway="1").status_code == 422


def test_a_check_saves_nothing() -> None:
    response = add(check="1")
    assert response.status_code == 200
    assert "Rien à revoir" in said(response)
    assert not LibraryAnswer.objects.exists()


def test_while_one_writes_only_the_review_comes_back() -> None:
    sent = as_sent(text="Voyez le {jour} !", check="1", subject="")
    response = client().post(reverse("enquiries:library_new"), sent, headers={"HX-Target": "checked"})
    html = response.content.decode()
    assert (response.status_code, "<html" in html) == (200, False)
    assert "Typographie" in html
    assert 'id="blanks" hx-swap-oob="true"' in html
    assert "errorlist" not in html


def test_the_second_of_two_people_is_told_what_the_first_wrote() -> None:
    answer = shelved()
    sent = as_sent(answer, owner="Version d’Alice")
    change_answer(actor=benoit(), answer=answer, fields={"sources": ["Source de Benoît"]})
    response = change(answer, sent)
    assert response.status_code == 409
    told = said(response)
    assert "Benoît Exemple a changé cette réponse" in told
    assert "Source de Benoît" in told
    assert "Version d’Alice" in unescape(response.content.decode())
    assert kept(answer).owner == "Direction des communications"


def test_the_second_may_then_save_knowing_it() -> None:
    answer = shelved()
    sent = as_sent(answer, owner="Version d’Alice")
    change_answer(actor=benoit(), answer=answer, fields={"sources": ["Source de Benoît"]})
    html = change(answer, sent).content.decode()
    seen = re.search(r'name="seen" value="([^"]+)"', html)
    assert seen is not None
    assert change(answer, sent | {"seen": unescape(seen[1])}).status_code == 302
    assert kept(answer).owner == "Version d’Alice"


def test_so_is_told_whoever_writes_in_what_was_retired() -> None:
    answer = shelved()
    sent = as_sent(answer, owner="Version d’Alice")
    retire_answer(actor=chloe(), answer=answer)
    assert "Chloé Exemple a retiré cette réponse" in said(change(answer, sent))


@pytest.mark.parametrize("seen", ["", "hier", "2026-01-01"])
def test_a_form_that_says_nothing_of_what_it_read_overwrites_nothing(seen: str) -> None:
    answer = shelved()
    assert change(answer, as_sent(answer, owner="Moi", seen=seen)).status_code == 409
    assert kept(answer).owner == "Direction des communications"


def test_the_action_itself_overwrites_nothing_unseen() -> None:
    answer = shelved()
    LibraryAnswer.objects.filter(pk=answer.pk).update(changed_at=answer.changed_at + timedelta(seconds=1))
    with pytest.raises(ChangedElsewhere):
        change_answer(actor=alice(), answer=answer, fields={"owner": "Moi"})
