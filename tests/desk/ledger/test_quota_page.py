"""The quota page: what is used and left for each account, what it will cost, what is wrong; and its file."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from parvis.desk.ledger.actions import set_budget
from parvis.desk.ledger.alarms import watch_budgets
from parvis.desk.ledger.models import Budget
from parvis.desk.ledger.tables import harmless
from parvis.desk.people.actors import operator
from parvis.desk.records.models import Account, AuditEvent
from tests.desk.cast import receive, remote
from tests.desk.ledger.ledger_cases import ACT, MENTIONS, READING, account, limited, spend, spent
from tests.people_of_the_desk import signed_in

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 20, 0, tzinfo=UTC)
TODAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def clock(policy_in_force: object) -> Iterator[Any]:
    with time_machine.travel(NOW, tick=False) as travel:
        yield travel


def page(username: str = "david") -> str:
    """What that person reads, tags and repeated blanks left out."""
    answer = signed_in(username).get(reverse("ledger:quotas"))
    assert answer.status_code == 200
    text = re.sub(r"<[^>]*>", " ", answer.content.decode())
    return re.sub(r"\s+", " ", text.replace("&nbsp;", " ").replace("&#x27;", "'"))


def test_without_an_account_the_page_says_so() -> None:
    assert "Aucun compte n’est relié" in page()


def test_what_is_used_and_left_of_youtube_s_day() -> None:
    spend(account("youtube"), *[READING] * 60, ACT, ACT)
    text = page()
    assert "Unités aujourd'hui, au budget 60 100 160 10 000 9 840, dont 1 940 pour la lecture" in text
    assert "Appels aujourd'hui 60 2 62" in text


def test_the_month_of_x_is_forecast_and_the_method_is_said() -> None:
    handle = account("x")
    for day in range(1, 20):
        spent(handle, date(2026, 11, day), reading=10, cost=1_000_000)
    spend(handle, MENTIONS)
    text = page()
    assert "Facture prévue ce mois 30,00 $ US" in text
    assert "la moyenne des 7 derniers jours complets" in text
    assert "Coût ce mois 19,04 $ US 0,00 $ US 19,04 $ US aucune limite" in text
    assert "Coût aujourd'hui 0,04 $ US" in text


def test_what_is_not_nothing_never_shows_as_nothing() -> None:
    handle = account("x")
    spent(handle, TODAY, cost=1_000)
    assert "Coût aujourd'hui 0,01 $ US" in page()


def test_on_the_first_day_the_bill_is_not_guessed() -> None:
    spend(account("x"), MENTIONS)
    assert "Facture prévue ce mois Connue après un premier jour complet" in page()


@pytest.mark.parametrize(
    ("reading", "acting", "said"),
    [
        (0, 0, "285 lectures et 160 gestes (200 sans lecture); davantage de gestes s'ils partent ensemble"),
        (900, 7_500, "157 lectures et 10 gestes (32 sans lecture); davantage de gestes s'ils partent ensemble"),
        (1_999, 7_950, "0 lecture et 1 geste; davantage de gestes s'ils partent ensemble"),
        (1_000, 9_000, "0 lecture et 0 geste"),
        (2_500, 9_500, "0 lecture et 0 geste"),
    ],
)
def test_what_the_day_still_pays_for_is_said(reading: int, acting: int, said: str) -> None:
    spent(account("youtube"), TODAY, reading=reading, acting=acting)
    assert f"Encore possibles aujourd’hui {said} Relus" in page()


def test_before_the_first_call_the_page_says_so_and_that_all_is_well() -> None:
    account("facebook")
    text = page()
    assert "Rien n’a été demandé à la plateforme depuis 14 jours" in text
    assert "Aucun compte n’approche d’une limite" in text


def test_the_gravest_is_first_whatever_the_account() -> None:
    set_budget(actor=operator(), account=account("facebook"), budget=Budget(units=0))
    spent(account("youtube"), TODAY, reading=1_000, acting=9_000)
    text = page()
    assert 0 < text.index("Le budget du jour est épuisé") < text.index("Ce compte n'est pas lu")
    assert "La lecture reprend le 21 nov. 2026, 3 h." in text
    assert "ce qui reste est gardé" not in text  # nothing is left
    assert "100 % utilisé, repère à 80 %. Repart à zéro le 21 nov. 2026, 3 h" in text
    assert "Aucun compte n’approche" not in text


def test_an_alarm_is_on_top_with_when_it_was_told(clock: Any) -> None:
    spent(account("youtube"), TODAY, reading=500, acting=7_600)
    assert "Le budget du jour est à 80 % ou plus" in page()
    watch_budgets()
    clock.shift(timedelta(minutes=5))
    assert "Signalé le 20 nov. 2026, 15 h" in page()
    spend(account("youtube"), *[ACT] * 40)
    text = page()
    assert "Le budget du jour est épuisé" in text
    assert "Les gestes partent encore" in text


def test_a_budget_of_zero_is_said() -> None:
    set_budget(actor=operator(), account=account("facebook"), budget=Budget(units=0))
    text = page()
    assert "Ce compte n'est pas lu" in text
    assert "Prochaine lecture Aucune : le budget est de zéro" in text


def test_when_the_share_of_reading_is_spent_the_page_says_until_when() -> None:
    spent(account("youtube"), TODAY, reading=1_995)
    text = page()
    assert "La lecture attend" in text
    assert "La lecture reprend le 21 nov. 2026, 3 h." in text  # midnight Pacific, in Québec's time
    assert "Pas avant le 21 nov. 2026, 3 h" in text


def test_reading_that_waits_is_not_said_to_slow_down() -> None:
    spent(account("youtube"), TODAY, reading=1_995, acting=6_500)
    text = page()
    assert "Le budget du jour est à 80 % ou plus" in text
    assert "La lecture attend" in text
    assert "La lecture ralentit d'elle-même" not in text


def test_what_the_platform_says_of_its_limits_is_shown() -> None:
    spend(account("x"), limited("users.mentions", 450, 90, NOW + timedelta(minutes=7)))
    assert "users.mentions 80 % 90 sur 450 20 nov. 2026, 15 h 07" in page()


def test_the_coverage_of_the_reading_back_is_shown() -> None:
    receive([remote(number, "Bonjour") for number in range(4)])
    text = page()
    assert "0 % des commentaires publics reçus depuis 7 jours, relus depuis 24 heures ou moins (0 sur 4)" in text


def test_two_channels_are_told_that_they_share() -> None:
    account("youtube", 1)
    account("youtube", 2)
    assert "2 chaînes YouTube sont reliées" in page()


def test_pictures_hold_no_style_and_say_what_they_show() -> None:
    spend(account("youtube"), READING, ACT)
    source = signed_in("david").get(reverse("ledger:quotas")).content.decode()
    assert "style=" not in source
    assert "<script>" not in source
    pictures = re.findall(r'<svg [^>]*role="img"[^>]*>', source)
    assert len(pictures) == 2
    assert all('aria-label="Utilisé ' in picture for picture in pictures)


def test_a_hostile_name_stays_a_name() -> None:
    account("x", name="<script>alert(1)</script>\u202e=cmd")
    source = signed_in("chloe").get(reverse("ledger:quotas")).content.decode()
    assert "<script>alert" not in source


@pytest.mark.parametrize(("username", "offered"), [("david", False), ("alice", False), ("chloe", True)])
def test_only_administrators_are_offered_to_change_a_budget(username: str, offered: bool) -> None:
    account("youtube")
    assert ("Changer le budget" in page(username)) is offered


# Who may open what.
def urls() -> list[tuple[str, set[str]]]:
    everyone = {"alice", "chloe", "david"}
    budget = reverse("ledger:budget", args=[account("youtube").pk])
    return [(reverse("ledger:quotas"), everyone), (reverse("ledger:usage_file"), everyone), (budget, {"chloe"})]


@pytest.mark.parametrize("username", ["alice", "chloe", "david"])
def test_each_address_opens_to_those_who_may(username: str) -> None:
    for url, those in urls():
        assert signed_in(username).get(url).status_code == (200 if username in those else 403), url


def test_strangers_are_sent_to_the_sign_in_page() -> None:
    for url, _ in urls():
        assert Client().get(url).status_code == 302


# Changing a budget.
def change(of: Account, total: str, reserve: str, username: str = "chloe") -> Any:
    url = reverse("ledger:budget", args=[of.pk])
    return signed_in(username).post(url, {"total": total, "reserve": reserve})


@pytest.mark.parametrize("username", ["alice", "david"])
def test_others_may_not_change_a_budget(username: str) -> None:
    assert change(account("youtube"), "5", "", username).status_code == 403
    assert not Budget.objects.exists()


def test_a_budget_is_changed_and_the_chain_says_by_whom() -> None:
    channel = account("youtube")
    assert change(channel, "9000", "7000").status_code == 302
    budget = Budget.objects.get()
    assert (budget.units, budget.units_reserve, budget.cost) == (9_000, 7_000, None)
    event = AuditEvent.objects.get(verb="budget.set")
    assert event.actor.startswith("person:")
    assert '"units":9000' in event.body


@pytest.mark.parametrize(("written", "micros"), [("12,50", 12_500_000), ("12.50", 12_500_000), ("0", 0), ("", None)])
def test_x_is_budgeted_in_dollars_a_month(written: str, micros: int | None) -> None:
    handle = account("x")
    assert change(handle, written, "").status_code == 302
    assert Budget.objects.get().cost == micros
    form = signed_in("chloe").get(reverse("ledger:budget", args=[handle.pk])).content.decode()
    assert "en dollars américains" in form


@pytest.mark.parametrize(
    ("total", "reserve"),
    [
        ("-1", ""), ("beaucoup", ""), ("1e400", ""), ("NaN", ""), ("Infinity", ""), ("9" * 5000, ""), ("1000", "1001"),
        ("", "5"), ("5", "-5"), ("\x00", ""), ("\ud800".encode("utf-8", "surrogatepass").decode("latin-1"), ""),
        ("=1+1", ""), ("12.345", ""),
    ],
)  # fmt: skip
@pytest.mark.parametrize("platform", ["x", "youtube"])
def test_what_is_no_budget_is_refused_in_french(platform: str, total: str, reserve: str) -> None:
    answer = change(account(platform), total, reserve)
    assert answer.status_code == 422
    assert "Le formulaire n’a pas été accepté" in answer.content.decode()
    assert not Budget.objects.exists()


def test_the_form_of_an_account_that_does_not_exist_is_not_found() -> None:
    url = "/quotas/0192f3f4-0000-7000-8000-000000000000/budget/"
    assert signed_in("chloe").get(url).status_code == 404


# The file.
def rows(username: str = "david") -> list[dict[str, str]]:
    answer = signed_in(username).get(reverse("ledger:usage_file"))
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    text = answer.getvalue().decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text)))


def test_the_file_holds_what_was_counted() -> None:
    spend(account("youtube"), READING, READING, ACT)
    spend(account("x"), MENTIONS)
    found = {(row["plateforme"], row["genre"]): row for row in rows()}
    assert found["youtube", "lecture"]["unites"] == "2"
    assert found["youtube", "geste"]["unites"] == "50"
    assert found["x", "lecture"]["cout_usd"] == "0.040000"
    assert found["x", "lecture"]["jour"] == "2026-11-20"


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_is_taken_for_a_formula(name: str) -> None:
    spend(account("x", name=name), MENTIONS)
    [row] = rows()
    assert row["compte"].startswith("'")
    assert row["compte"][1:].strip() == name.strip()


def test_an_ordinary_name_is_left_alone() -> None:
    assert harmless("Ministère, de l'« Exemple »") == "Ministère, de l'« Exemple »"
