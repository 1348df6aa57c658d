"""The library in a real browser: found, read, written with the gate beside one, by two people, and without a script."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from itertools import product

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from parvis.desk.enquiries.actions.library import change_answer, retire_answer, seed_library
from parvis.desk.enquiries.models import LibraryAnswer
from parvis.desk.people.actors import person, process
from parvis.desk.records.actions.policies import ensure_policy
from tests.browser.conftest import VisitAs
from tests.people_of_the_desk import someone

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Violations = Callable[[Page], list[str]]
LIBRARY = "/questions/bibliotheque/"
CLUMSY = "Le bureau ouvre le {jour_choisi} !"  # one warning: no space before « ! »
ENDLESS = "Renseignement" + "quinefinitjamais" * 6


@pytest.fixture(autouse=True)
def shelves(transactional_db: None) -> None:
    """The shipped answers, one of them overdue, one retired, and one with the longest words there can be."""
    ensure_policy(actor=process("tests"))
    seed_library(actor=process("tests"))
    overdue = {"review_by": timezone.localdate() - timedelta(days=40), "owner": ENDLESS, "sources": [ENDLESS]}
    LibraryAnswer.objects.filter(slug="depot-direct").update(subject=ENDLESS, redirect=ENDLESS, **overdue)
    retire_answer(actor=person(someone("chloe")), answer=shelved("retraite-quebec"))


def shelved(slug: str) -> LibraryAnswer:
    return LibraryAnswer.objects.get(slug=slug)


def one(slug: str) -> str:
    return f"{LIBRARY}{shelved(slug).pk}/"


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def fill_in_a_new_answer(page: Page, text: str) -> None:
    page.get_by_label("Sujet").fill("Stationnement")
    page.get_by_label("Texte de la réponse").fill(text)
    page.get_by_label("Responsable").fill("Direction des communications")


def refused_form(page: Page) -> None:
    fill_in_a_new_answer(
        page, f"Envoyez-nous votre numéro d'assurance sociale. Voyez {{lien}} à {{{ENDLESS[:30].lower()}}} !"
    )
    page.get_by_label("Façons de le demander").fill("Rappelez-moi au 418 555-0134")
    press(page, "Enregistrer")
    expect(page.get_by_role("alert")).to_be_visible()


def overtaken_form(page: Page) -> None:
    change_answer(
        actor=person(someone("chloe")), answer=shelved("date-versement"), fields={"owner": ENDLESS, "short": ENDLESS}
    )
    press(page, "Enregistrer")
    expect(page.get_by_role("alert")).to_contain_text("Chloé Tremblay a changé cette réponse")


def nothing(page: Page) -> None:
    expect(page.locator("h1")).to_be_visible()


SCREENS: dict[str, tuple[Callable[[], str], Callable[[Page], None]]] = {
    "list": (lambda: LIBRARY, nothing),
    "nothing found": (lambda: f"{LIBRARY}?mots=introuvable", nothing),
    "answer": (lambda: one("date-versement"), nothing),
    "overdue answer": (lambda: one("depot-direct"), nothing),
    "retired answer": (lambda: one("retraite-quebec"), nothing),
    "new answer": (lambda: f"{LIBRARY}nouvelle/", nothing),
    "refused": (lambda: f"{LIBRARY}nouvelle/", refused_form),
    "overtaken": (lambda: f"{one('date-versement')}modifier/", overtaken_form),
}


@pytest.mark.parametrize(("name", "theme"), list(product(SCREENS, ["light", "dark"])))
def test_a_screen_is_accessible(name: str, theme: str, visit: VisitAs, violations: Violations) -> None:
    where, then = SCREENS[name]
    page = visit(where(), "chloe" if name != "overtaken" else "alice", theme=theme)
    then(page)
    assert violations(page) == []


@pytest.mark.parametrize("name", SCREENS)
def test_nothing_is_wider_than_the_screen(name: str, visit: VisitAs) -> None:
    where, then = SCREENS[name]
    page = visit(where(), "chloe" if name != "overtaken" else "alice")
    then(page)
    for width in (1440, 768, 390):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0, width


def test_the_list_is_searched_as_one_types_and_opened_with_the_keyboard(visit: VisitAs) -> None:
    page = visit(LIBRARY)
    page.keyboard.press("/")
    page.keyboard.type("chomage attente")
    expect(page.locator(".library-row")).to_have_count(1)
    expect(page.locator(".library-row")).to_contain_text("Assurance-emploi")
    page.wait_for_url("**mots=chomage**")
    page.get_by_label("Mots de la réponse").blur()
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/bibliotheque/*-*/**")
    page.get_by_role("link", name="Retour à la bibliothèque").click()
    expect(page.get_by_label("Mots de la réponse")).to_have_value("chomage attente")


def test_the_gate_reads_along_and_new_braces_ask_for_their_label(visit: VisitAs) -> None:
    page = visit(f"{LIBRARY}nouvelle/")
    page.get_by_label("Texte de la réponse").fill(CLUMSY)
    expect(page.locator("#checked")).to_contain_text("1 point à revoir")
    expect(page.locator("#checked")).to_contain_text("/ 280")
    label = page.get_by_label("{jour_choisi}")
    label.fill("Jour d’ouverture")
    page.get_by_label("Version courte, pour X").fill("Ouverture\u00a0: le {jour_choisi}, à {lieu}.")
    expect(page.get_by_label("{lieu}")).to_have_value("lieu")
    expect(label).to_have_value("Jour d’ouverture")
    assert not LibraryAnswer.objects.filter(text=CLUMSY).exists()


def test_a_warning_is_kept_by_that_button_and_by_no_other(visit: VisitAs) -> None:
    page = visit(f"{LIBRARY}nouvelle/")
    fill_in_a_new_answer(page, CLUMSY)
    page.get_by_label("{jour_choisi}").fill("Jour d’ouverture")
    expect(page.get_by_role("button", name="Enregistrer malgré tout")).to_be_visible()
    page.get_by_label("Responsable").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Rien n’est encore enregistré")
    press(page, "Enregistrer malgré tout")
    expect(page.locator("h1")).to_have_text("Stationnement")
    assert shelved("stationnement").text == CLUMSY


def test_an_answer_is_added_without_a_script(visit: VisitAs) -> None:
    page = visit(f"{LIBRARY}nouvelle/", javascript=False)
    fill_in_a_new_answer(page, CLUMSY)
    press(page, "Vérifier sans enregistrer")
    page.get_by_label("{jour_choisi}").fill("Jour d’ouverture")
    press(page, "Enregistrer")
    expect(page.locator("#relecture")).to_contain_text("1 point à revoir")
    assert not LibraryAnswer.objects.filter(slug="stationnement").exists()
    press(page, "Enregistrer malgré tout")
    expect(page.locator("h1")).to_have_text("Stationnement")
    assert shelved("stationnement").placeholders == [{"name": "jour_choisi", "label": "Jour d’ouverture"}]


def test_the_list_is_searched_without_a_script(visit: VisitAs) -> None:
    page = visit(LIBRARY, javascript=False)
    page.get_by_label("Mots de la réponse").fill("chomage attente")
    press(page, "Chercher")
    expect(page.locator(".library-row")).to_have_count(1)


def test_the_second_of_two_people_sees_what_the_first_wrote_and_loses_nothing(visit: VisitAs) -> None:
    page = visit(f"{one('date-versement')}modifier/")
    page.get_by_label("Sources").fill("La source d’Alice")
    overtaken_form(page)
    expect(page.get_by_role("alert")).to_contain_text(ENDLESS)
    expect(page.get_by_label("Sources")).to_have_value("La source d’Alice")
    press(page, "Enregistrer ma version")
    expect(page.locator("h1")).to_have_text("Date du prochain versement")
    assert shelved("date-versement").sources == ["La source d’Alice"]


def test_the_administration_validates_retires_and_puts_back(visit: VisitAs) -> None:
    page = visit(one("date-versement"), "chloe")
    press(page, "Valider")
    expect(page.locator("#messages")).to_contain_text("Réponse validée.")
    press(page, "Retirer de la bibliothèque")
    expect(page.locator("main")).to_contain_text("Cette réponse n’est plus proposée")
    press(page, "Remettre en service")
    expect(page.get_by_role("button", name="Retirer de la bibliothèque")).to_be_visible()
    answer = shelved("date-versement")
    assert (answer.validated, answer.retired_at) == (True, None)
