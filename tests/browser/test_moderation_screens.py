"""The moderation screens in a real browser: read, decided, undone; with a keyboard alone, and without a script."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import product

import pytest
from playwright.sync_api import Page, expect

from parvis.connectors.port import Act
from parvis.desk.moderation import actions
from parvis.desk.moderation.models import Decision, Entry, Verdict
from parvis.desk.people.actors import person
from parvis.desk.records.models import Account, Comment, Effect
from tests.browser import moderation_cases as cases
from tests.browser.conftest import VisitAs
from tests.people_of_the_desk import someone

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Violations = Callable[[Page], list[str]]


def address(platform_id: str, view: str = "proposed") -> str:
    return f"/commentaires/{cases.the_comment(platform_id).pk}/?vue={view}"


def removed_by_alice(platform_id: str, quote: str, act: Act | None) -> Decision:
    comment = cases.the_comment(platform_id)
    seen = actions.Seen(comment.standing.revision_id, None, 5_000)
    return actions.remove_comment(
        actor=person(someone("alice")), comment=comment, seen=seen, criteria=["abusive"], quotes=[quote], act=act
    )


def last_decision(platform_id: str) -> Decision | None:
    return Decision.objects.filter(comment=cases.the_comment(platform_id)).order_by("-decided_at").first()


@pytest.fixture
def full_desk(accounts: dict[str, Account]) -> None:
    """A little of everything, hard texts included, with one decision taken and one alert open."""
    cases.receive(
        accounts["facebook"],
        cases.facebook("1", cases.INSULT, reply_count=1),
        cases.facebook("2", "Respirez un peu.", kind="reply", thread_id="f1", parent_id="f1"),
        cases.facebook("3", cases.QUESTION),
        cases.facebook("4", cases.LONG),
        cases.facebook("5", cases.ENDLESS),
    )
    cases.receive(accounts["x"], cases.x_mention("1", cases.OUTSIDE), cases.x_reply("2", cases.ARABIC))
    cases.receive(accounts["youtube"], cases.youtube("1", cases.INSULT, reply_count=3))
    removed_by_alice("y1", "crosseurs", Act.HOLD)


SCREENS: dict[str, Callable[[], str]] = {
    "queue": lambda: "/file/?vue=all",
    "comment": lambda: address("f1"),
    "removed comment": lambda: address("y1", "removed"),
    "no act possible": lambda: address("x1"),
    "long comment": lambda: address("f4", "all"),
    "endless word": lambda: address("f5", "all"),
    "journal": lambda: "/journal/",
    "accounts": lambda: "/comptes/",
}


@pytest.mark.parametrize(("name", "theme"), list(product(SCREENS, ["light", "dark"])))
def test_a_screen_is_accessible(name: str, theme: str, full_desk: None, visit: VisitAs, violations: Violations) -> None:
    page = visit(SCREENS[name](), theme=theme)
    expect(page.locator("h1")).to_be_visible()
    assert violations(page) == []


@pytest.mark.parametrize("name", SCREENS)
def test_nothing_is_wider_than_a_telephone(name: str, full_desk: None, visit: VisitAs) -> None:
    page = visit(SCREENS[name](), width=390)
    expect(page.locator("h1")).to_be_visible()
    hidden_width = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(hidden_width) == 0


def test_a_comment_is_removed_with_the_keyboard_alone(accounts: dict[str, Account], visit: VisitAs) -> None:
    cases.receive(accounts["facebook"], cases.facebook("1", cases.QUESTION))
    page = visit("/file/?vue=unread")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/commentaires/**")
    page.keyboard.press("1")
    expect(page.get_by_role("checkbox", name="Injurieux")).to_be_checked()
    page.locator("#quotes").fill("la prime au travail")
    page.locator("#quotes").blur()
    page.keyboard.press("r")
    page.wait_for_url("**/file/**")
    decision = last_decision("f1")
    assert decision is not None
    assert (decision.verdict, decision.criteria, decision.act) == (Verdict.REMOVE, ["abusive"], Act.HIDE)


def test_a_comment_is_kept_with_one_key_and_the_next_one_opens(accounts: dict[str, Account], visit: VisitAs) -> None:
    cases.receive(accounts["facebook"], cases.facebook("1", cases.INSULT), cases.facebook("2", cases.INSULT))
    page = visit("/file/")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/commentaires/**")
    first = page.url
    page.keyboard.press("c")
    page.wait_for_url(lambda url: "/commentaires/" in url and url != first)
    assert Decision.objects.filter(verdict=Verdict.KEEP).count() == 1


@pytest.mark.parametrize("javascript", [True, False])
def test_enter_in_a_criterion_decides_nothing(javascript: bool, accounts: dict[str, Account], visit: VisitAs) -> None:
    cases.receive(accounts["facebook"], cases.facebook("1", cases.INSULT))
    page = visit(address("f1"), javascript=javascript)
    page.get_by_role("checkbox", name="Haineux").focus()
    page.keyboard.press("Enter")
    page.wait_for_timeout(300)
    assert Decision.objects.count() == 0


def test_a_decision_is_undone_from_the_next_comment(accounts: dict[str, Account], visit: VisitAs) -> None:
    cases.receive(accounts["facebook"], cases.facebook("1", cases.INSULT), cases.facebook("2", cases.INSULT))
    page = visit(address("f1"))
    page.keyboard.press("r")
    page.wait_for_url(f"**{address('f2')}")
    expect(page.locator(".undo-bar")).to_contain_text("Retiré")
    page.keyboard.press("u")
    page.wait_for_url(f"**{address('f1')}")
    expect(page.locator("#messages")).to_contain_text("Décision annulée avant l'envoi")
    assert Effect.objects.get().state == "cancelled"
    assert Entry.objects.filter(state="waiting").count() == 2


def test_a_removal_is_decided_without_a_script(accounts: dict[str, Account], visit: VisitAs) -> None:
    cases.receive(accounts["facebook"], cases.facebook("1", cases.INSULT))
    page = visit("/file/", javascript=False)
    page.locator(".row-link").click()
    page.get_by_role("radio", name=re.compile("^Masquer")).check()
    page.locator(".decision").get_by_role("button", name="Retirer").click()
    expect(page.locator(".undo-bar")).to_contain_text("Retiré")
    decision = last_decision("f1")
    assert decision is not None
    assert decision.verdict == Verdict.REMOVE
    page.get_by_role("button", name="Annuler").click()
    assert Entry.objects.get().state == "waiting"


def test_the_queue_is_filtered_without_a_script(accounts: dict[str, Account], visit: VisitAs) -> None:
    cases.receive(accounts["facebook"], cases.facebook("1", cases.INSULT), cases.facebook("2", "Gang de crosseurs!"))
    page = visit("/file/", javascript=False)
    page.get_by_label("Mots du commentaire").fill("incompetents")
    page.get_by_role("button", name="Filtrer").click()
    expect(page.locator(".case-row")).to_have_count(1)


def test_the_queue_is_filtered_as_one_chooses(accounts: dict[str, Account], visit: VisitAs) -> None:
    cases.receive(accounts["facebook"], cases.facebook("1", cases.INSULT))
    cases.receive(accounts["x"], cases.x_reply("1", cases.INSULT))
    page = visit("/file/")
    expect(page.locator(".case-row")).to_have_count(2)
    page.get_by_label("Plateforme").select_option("x")
    expect(page.locator(".case-row")).to_have_count(1)
    expect(page.locator("#found")).to_contain_text("1 commentaire selon vos filtres")
    expect(page.locator("#view-all")).to_have_attribute("href", re.compile("plateforme=x"))
    page.get_by_label("Mots du commentaire").fill("rien de tel")
    expect(page.get_by_role("heading", name="Aucun commentaire ne correspond")).to_be_visible()


def test_selected_words_are_quoted_exactly(accounts: dict[str, Account], visit: VisitAs) -> None:
    cases.receive(accounts["facebook"], cases.facebook("1", "Un  deux\u00a0trois, nous\nirons au bois."))
    page = visit(address("f1", "unread"))
    page.locator("[data-quotable]").evaluate("e => document.getSelection().selectAllChildren(e)")
    expect(page.get_by_role("button", name="Citer ces mots")).to_be_visible()
    page.keyboard.press("q")
    assert page.locator("#quotes").input_value() == "Un  deux\u00a0trois, nous\nirons au bois."


def test_what_was_typed_survives_a_refusal(accounts: dict[str, Account], visit: VisitAs) -> None:
    cases.receive(accounts["facebook"], cases.facebook("1", cases.INSULT))
    page = visit(address("f1"))
    page.locator("#quotes").fill("des mots jamais écrits")
    page.get_by_role("checkbox", name="Haineux").check()
    page.get_by_role("radio", name=re.compile("^Supprimer")).check()
    page.locator(".decision").get_by_role("button", name="Retirer").click()
    expect(page.get_by_role("alert")).to_contain_text("des mots jamais écrits")
    assert page.locator("#quotes").input_value() == "des mots jamais écrits"
    expect(page.get_by_role("checkbox", name="Haineux")).to_be_checked()
    expect(page.get_by_role("radio", name=re.compile("^Supprimer"))).to_be_checked()
    assert Decision.objects.count() == 0


def test_the_second_of_two_people_learns_who_was_first(accounts: dict[str, Account], visit: VisitAs) -> None:
    cases.receive(accounts["facebook"], cases.facebook("1", cases.INSULT))
    page = visit(address("f1"), "chloe")
    removed_by_alice("f1", "crosseurs", Act.HIDE)
    page.locator(".decision").get_by_role("button", name="Conserver").click()
    expect(page.get_by_role("alert")).to_contain_text("déjà été traité par Alice Gagnon")
    assert Decision.objects.count() == 1


def test_an_irreversible_act_is_never_chosen_beforehand(accounts: dict[str, Account], visit: VisitAs) -> None:
    cases.receive(accounts["youtube"], cases.youtube("1", cases.INSULT, reply_count=3))
    page = visit(address("y1"))
    expect(page.get_by_role("radio", name=re.compile("^Retenir pour examen"))).to_be_checked()
    expect(page.get_by_role("radio", name=re.compile("^Rejeter"))).not_to_be_checked()
    expect(page.locator(".acts")).to_contain_text("Les 3 réponses à ce commentaire disparaîtront aussi.")
    expect(page.get_by_role("radio", name=re.compile("^Supprimer"))).to_be_disabled()


def test_a_mention_elsewhere_on_x_is_decided_and_said_to_change_nothing(
    accounts: dict[str, Account], visit: VisitAs
) -> None:
    cases.receive(accounts["x"], cases.x_mention("1", cases.OUTSIDE))
    page = visit(address("x1"))
    expect(page.locator(".decision")).to_contain_text("le commentaire restera public")
    page.get_by_role("button", name="Consigner le retrait").click()
    page.wait_for_url("**/file/**")
    decision = last_decision("x1")
    assert decision is not None
    assert decision.effect is None
    page.goto(page.url.split("/file/")[0] + address("x1", "removed"))
    expect(page.locator(".decision")).to_contain_text("Le commentaire est toujours public")
    page.locator(".decision").get_by_role("button", name="Conserver").click()
    expect(page.locator(".undo-bar")).to_contain_text("Conservé")


def test_a_reader_sees_everything_and_decides_nothing(accounts: dict[str, Account], visit: VisitAs) -> None:
    cases.receive(accounts["facebook"], cases.facebook("1", cases.INSULT))
    page = visit(address("f1"), "david")
    expect(page.locator("[data-quotable]")).to_contain_text("crosseurs")
    expect(page.locator(".decision")).to_contain_text("Vous lisez sans décider")
    assert page.locator("form[action*='decision']").count() == 0


def test_a_comment_is_shown_to_the_letter(accounts: dict[str, Account], visit: VisitAs) -> None:
    text = "<b>gras</b> & «\u00a0deux  espaces\u00a0»\n\n\tune tabulation \u202eà rebours\u202c 🙏🏽"
    cases.receive(accounts["facebook"], cases.facebook("1", text))
    page = visit(address("f1", "unread"))
    assert page.locator("[data-quotable]").evaluate("e => e.textContent") == text
    expect(page.locator(".invisible")).to_contain_text("direction forcée droite à gauche")


def test_the_journal_names_the_decision_and_no_word_of_the_comment(full_desk: None, visit: VisitAs) -> None:
    page = visit("/journal/?mots=injurieux")
    expect(page.locator(".journal tbody tr")).to_have_count(1)
    expect(page.locator(".journal")).to_contain_text("Alice Gagnon")
    expect(page.locator(".journal")).to_contain_text("Retenir pour examen")
    expect(page.locator(".journal")).not_to_contain_text("crosseurs")


def test_an_alert_is_marked_as_seen(accounts: dict[str, Account], visit: VisitAs) -> None:
    from parvis.desk.records.sightings import note_discrepancy

    cases.receive(accounts["facebook"], cases.facebook("1", cases.INSULT))
    note_discrepancy(Comment.objects.get(), "vanished", expected="public", found="gone")
    page = visit("/comptes/")
    page.get_by_role("button", name="Vu").click()
    expect(page.get_by_text("Aucun écart ouvert")).to_be_visible()
