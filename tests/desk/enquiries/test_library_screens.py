"""The library on screen: found by its words, read as it will read, validated and retired by the institution."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.urls import reverse

from parvis.desk.enquiries.actions.library import (
    change_answer,
    restore_answer,
    retire_answer,
    seed_library,
    validate_answer,
)
from parvis.desk.enquiries.library.forms import stamp
from parvis.desk.enquiries.models import LibraryAnswer
from parvis.desk.people.actors import process
from parvis.desk.people.permissions import NotAllowed
from tests.desk.cast import alice, benoit, david
from tests.desk.enquiries.questions import asked
from tests.desk.enquiries.shelves import (
    address,
    as_sent,
    chloe,
    client,
    events,
    in_days,
    kept,
    page,
    said,
    sent_with,
    shelved,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("policy_in_force")]


def library(query: str = "") -> str:
    return said(client().get(f"{reverse('enquiries:library')}?{query}"))


def listed(query: str = "") -> list[str]:
    """The subjects, in the order of the page."""
    html = client().get(f"{reverse('enquiries:library')}?{query}").content.decode()
    return [unescape(subject) for subject in re.findall(r'class="row-link"[^>]*>([^<]+)<', html)]


def test_the_list_goes_by_theme_then_subject_as_the_alphabet_goes() -> None:
    for theme, subject in [
        ("Services", "Bureaux"),
        ("État civil", "Nom"),
        ("", "Sans rien"),
        ("Emploi", "Échelle"),
    ]:
        shelved(subject, theme=theme)
    shelved("Zone", theme="Emploi")
    shelved("Emplacement", theme="Emploi")
    assert listed() == ["Échelle", "Emplacement", "Zone", "Nom", "Bureaux", "Sans rien"]
    assert "Sans thème 1" in library()


def test_each_line_says_what_a_person_chooses_by() -> None:
    answer = shelved(redirect="Retraite Québec", owner="Régime québécois")
    for number, days_ago in enumerate((12, 3)):
        sent_with(answer, asked(number=number), days_ago=days_ago)
    text = library()
    assert "Dirige vers Retraite Québec" in text
    assert "Régime québécois" in text
    assert "À réviser avant le" in text
    assert "À valider" in text
    assert "Envoyée 2 fois, dernière : il y a 3 j" in text


def test_a_draft_or_an_answer_called_back_is_not_a_use() -> None:
    sent_with(shelved(), asked(), days_ago=None)
    assert "Jamais envoyée" in library()


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("DEPOT", True),  # in a way of asking it
        ("dépôt hebdomadaire", False),  # every word
        ("étapes VERSEMENT", True),  # in the text and in the subject
        ("etapes", True),
        ("financiere", True),  # the theme
        ("l'aide", True),  # a typewriter's apostrophe for a printer's
        ("stationnement", False),
    ],
)  # fmt: skip
def test_the_list_is_searched_by_words_whatever_their_accents(words: str, found: bool) -> None:
    shelved(short="Pour l’aide, voyez {lien} avant le {date}.")
    assert listed(f"mots={words}") == (["Date du versement"] if found else [])


def test_the_list_is_narrowed_to_a_theme() -> None:
    shelved("Nom", theme="État civil")
    shelved("Impôt", theme="Autres organismes")
    assert listed("theme=%C3%89tat+civil") == ["Nom"]


def test_there_is_a_view_for_each_thing_to_do() -> None:
    shelved("En retard", review_by=in_days(-1))
    shelved("Ailleurs", redirect="Service Canada")
    validate_answer(actor=chloe(), answer=shelved("Validée"))
    retire_answer(actor=chloe(), answer=shelved("Retirée", review_by=in_days(-1), redirect="CNESST"))
    assert listed() == ["Ailleurs", "En retard", "Validée"]
    assert listed("vue=stale") == ["En retard"]
    assert listed("vue=to_validate") == ["Ailleurs", "En retard"]
    assert listed("vue=redirections") == ["Ailleurs"]
    assert listed("vue=retired") == ["Retirée"]
    assert "En service 3 À réviser 1 À valider 2 Redirections 1 Retirées 1" in library()


def test_an_answer_is_reviewed_until_its_date_and_late_after_it() -> None:
    shelved("Aujourd'hui", review_by=in_days(0))
    assert listed("vue=stale") == []


@pytest.mark.parametrize("query", ["vue=stale", "vue=retired", "vue=redirections", "mots=rien", "", "vue=autre"])
def test_an_empty_list_says_why(query: str) -> None:
    assert 'class="empty"' in client().get(f"{reverse('enquiries:library')}?{query}").content.decode()


def test_the_list_turns_its_pages_and_keeps_what_was_asked() -> None:
    for number in range(101):
        shelved(f"Sujet {number:03}")
    first = client().get(f"{reverse('enquiries:library')}?mots=sujet").content.decode()
    assert "mots=sujet&amp;page=2" in first
    assert "Aide financière 101" in library("mots=sujet")
    assert listed("mots=sujet&page=2") == ["Sujet 100"]


def test_an_answer_reads_as_it_will_with_labels_where_something_is_filled_in() -> None:
    html = client().get(address("answer", shelved())).content.decode()
    assert "est prévu le <mark>Date du prochain versement</mark>. Toutes les étapes" in html
    assert "{date}" in said(client().get(address("answer", shelved("Autre"))))


def test_an_answer_says_how_long_its_short_version_is_on_x() -> None:
    short = "é" * 100 + " {lien}"  # an address weighs 23, whatever its length
    assert "124 / 280 caractères sur X" in page(shelved(short=short))
    assert "trop long" in page(shelved(short="mot " * 90))


def test_an_answer_says_when_x_is_out_of_its_reach() -> None:
    assert "Il n’en faut pas : le texte entier tient sur X" in page(shelved(short=""))
    assert "le texte entier est trop long pour X" in page(shelved(short="", text="Voici une phrase. " * 20))


def test_an_answer_tells_who_did_what_and_when_it_was_sent() -> None:
    answer = shelved()
    change_answer(actor=benoit(), answer=answer, fields={"owner": "Une autre direction", "short": ""})
    validate_answer(actor=chloe(), answer=kept(answer))
    sent_with(answer, asked(), days_ago=2)
    text = page(answer)
    assert "Ajoutée" in text
    assert "Modifiée : responsable, version courte" in text
    assert re.search(r"Validation [^,]+, par Chloé Exemple", text)
    assert re.search(r"Dernier changement .+, par Benoît Exemple", text)
    assert re.search(r"Derniers envois .+ par Alice Exemple", text)


def test_a_shipped_answer_was_written_by_nobody_here() -> None:
    seed_library(actor=process("command-line"))
    assert "par Parvis" in page(LibraryAnswer.objects.get(slug="depot-direct"))


def test_hostile_words_are_shown_as_words() -> None:
    hostile = "<script>alert(1)</script>"
    answer = shelved(hostile, text=f"{hostile} {{date}}", placeholders=[{"name": "date", "label": hostile}])
    for path in (address("answer", answer), address("change", answer), reverse("enquiries:library")):
        assert hostile not in client().get(path).content.decode()


def test_readers_see_the_library_and_may_change_nothing() -> None:
    answer = shelved()
    html = client("david").get(address("answer", answer)).content.decode()
    for offered in ("Modifier", "Valider", "Retirer de la bibliothèque"):
        assert offered not in html
    assert client("david").get(address("change", answer)).status_code == 403
    assert client("david").post(reverse("enquiries:library_new"), as_sent()).status_code == 403
    with pytest.raises(NotAllowed):
        change_answer(actor=david(), answer=answer, fields={"owner": "Moi"})


def test_the_institution_validates_the_words_it_read() -> None:
    answer = shelved()
    response = client("chloe").post(address("validate", answer), {"seen": stamp(answer)})
    assert response.status_code == 302
    assert kept(answer).validated
    assert events("library.validated") == ["{}"]
    assert "Validée" in page(answer)


def test_the_institution_validates_no_words_that_changed_meanwhile() -> None:
    answer = shelved()
    seen = stamp(answer)
    change_answer(actor=alice(), answer=answer, fields={"short": "Autre chose."})
    response = client("chloe").post(address("validate", answer), {"seen": seen})
    assert response.status_code == 409
    assert "Cette réponse a changé depuis" in said(response)
    assert not kept(answer).validated


@pytest.mark.parametrize(
    ("fields", "still"),
    [
        ({"text": "Bonjour, notre nouvelle réponse."}, False),
        ({"short": ""}, False),
        ({"redirect": "Service Canada"}, False),
        ({"owner": "Une autre direction"}, True),
        ({"questions": ["Quand?"]}, True),
    ],
)  # fmt: skip
def test_the_institution_stands_by_those_words_alone(fields: dict[str, Any], still: bool) -> None:
    answer = validate_answer(actor=chloe(), answer=shelved())
    assert change_answer(actor=alice(), answer=answer, fields=fields).validated is still


def test_the_institution_retires_an_answer_and_puts_it_back() -> None:
    answer = shelved()
    client("chloe").post(address("retire", answer))
    assert kept(answer).retired_at is not None
    assert "Cette réponse n’est plus proposée" in page(answer)
    client("chloe").post(address("restore", answer))
    assert kept(answer).retired_at is None
    assert (events("library.retired"), events("library.restored")) == (["{}"], ["{}"])


def test_retiring_twice_is_retiring_once() -> None:
    answer = shelved()
    for _ in range(2):
        retire_answer(actor=chloe(), answer=answer)
    for _ in range(2):
        restore_answer(actor=chloe(), answer=answer)
    assert (events("library.retired"), events("library.restored")) == (["{}"], ["{}"])


@pytest.mark.parametrize("name", ["validate", "retire", "restore"])
def test_only_the_administration_validates_and_retires(name: str) -> None:
    answer = shelved()
    assert client("alice").post(address(name, answer), {"seen": stamp(answer)}).status_code == 403
    with pytest.raises(NotAllowed):
        {"validate": validate_answer, "retire": retire_answer, "restore": restore_answer}[name](
            actor=alice(), answer=answer
        )
    assert (kept(answer).validated, kept(answer).retired_at) == (False, None)
