"""The page of figures: what a director reads aloud, the same numbers in its tables and in its files."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from parvis.desk.enquiries.figures import charts
from parvis.desk.enquiries.models import NoAnswerReason
from tests.desk.enquiries.figures_cases import NOW, answered, put
from tests.people_of_the_desk import signed_in
from tests.web.html_reading import read_page

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(policy_in_force: object) -> Iterator[Any]:
    with time_machine.travel(NOW, tick=False) as travel:
        yield travel


def a_month() -> None:
    """Three platforms, two subjects, every way to end, and some that wait."""
    for number in range(40):
        arrived = NOW - timedelta(days=number * 0.7 + 0.2)
        platform, subject = ("x", "facebook", "youtube")[number % 3], ("Versements", "")[number % 2]
        told: dict[str, Any] = {"platform": platform, "subject": subject, "due_at": arrived + timedelta(hours=40)}
        match number % 5:
            case 0:
                put(arrived, **told)
            case 1:
                reason = list(NoAnswerReason)[number // 5 % 5].value
                put(arrived, state="no_answer_needed", reason=reason, closed_at=arrived, **told)
            case _:
                answered(arrived, min(arrived + timedelta(hours=(number * 7) % 50), NOW), **told)


def source(username: str = "david", **query: str) -> str:
    answer = signed_in(username).get(reverse("enquiries:figures"), query)
    assert answer.status_code == 200
    return str(answer.content.decode())


def page(username: str = "david", **query: str) -> str:
    """What that person reads, tags and repeated blanks left out."""
    text = re.sub(r"<[^>]*>", " ", source(username, **query))
    return re.sub(r"\s+", " ", unescape(text)).strip()


def table(html: str, caption: str) -> list[list[str]]:
    """The cells of the table of that name, its head left out."""
    [found] = [one for one in re.findall(r"<table.*?</table>", html, re.S) if caption in one]
    rows = re.findall(r"<tr>(.*?)</tr>", found, re.S)[1:]
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S) for row in rows]
    return [[re.sub(r"\s+", " ", unescape(re.sub("<[^>]*>", "", cell))) for cell in row] for row in cells]


def file(kind: str, username: str = "david", **query: str) -> list[dict[str, str]]:
    answer = signed_in(username).get(reverse("files:export", args=[kind, "csv"]), query)
    assert answer.status_code == 200
    return list(csv.DictReader(StringIO(answer.getvalue().decode("utf-8-sig"))))


def test_both_rates_stand_side_by_side_with_the_counts_they_come_from() -> None:
    answered("2026-11-13 16:00", "2026-11-16 10:00", due_at="2026-11-16 16:00")
    answered("2026-11-17 09:00", "2026-11-17 10:00")
    put("2026-11-17 09:00")
    text = page()
    assert (
        "En un jour ouvrable 66,6 % 2 réponses à temps pour 3 questions : 2 répondues, 1 encore sans réponse." in text
    )
    assert "En 24 heures 33,3 % 1 réponse à temps pour 3 questions : 2 répondues, 1 encore sans réponse." in text
    assert "Reçues dans la période : 3 questions" in text


def test_the_definition_is_printed_under_the_rates() -> None:
    text = page()
    assert text.index("En 24 heures") < text.index("Ce qui compte.") < text.index("Jour par jour")
    assert "celles qui attendent encore, comptées en retard" in text
    assert "celles dont l’échéance est à venir, même si la réponse est déjà donnée" in text


def test_before_the_first_question_the_page_says_so() -> None:
    text = page()
    assert text.count("Aucune échéance n’est passée dans cette période.") == 5
    assert "Aucune question n’attend de réponse." in text
    assert '<svg class="chart"' not in source()


def test_waiting_is_told_in_a_sentence() -> None:
    for minutes in (30, 90, 200):
        answered("2026-11-17 09:00", NOW.replace(day=17, hour=9) + timedelta(minutes=minutes))
    assert "La moitié des réponses sont venues en 1 h 30 min ou moins; neuf sur dix, en 3 h 20 min ou moins." in page()


def test_what_is_not_counted_is_listed_with_why() -> None:
    put("2026-11-18 09:00", state="no_answer_needed", reason="removed", closed_at="2026-11-19 10:00")
    put("2026-11-19 15:00")
    assert table(source(), "Questions non comptées") == [
        ["Sans réponse : le commentaire a été retiré selon la nétiquette"] + ["1, dont 1 après l’échéance"] * 2,
        ["Ouverte, et l’échéance est à venir", "1", "1"],
    ]


# The numbers of the page are those of its files.
@pytest.mark.parametrize("query", [{}, {"periode": "7"}, {"plateforme": "x"}, {"sujet": "Versements"},
                                   {"du": "2026-11-02", "au": "2026-11-09"}])  # fmt: skip
def test_the_page_and_its_files_agree(query: dict[str, str]) -> None:
    a_month()
    html, days, questions = source(**query), file("delais", **query), file("questions", **query)
    told = Counter[str]()
    for row in days:
        told["due"] += int(row["Questions comptées, en jours ouvrables"])
        told["in_time"] += int(row["À temps, en jours ouvrables"])
        told["wall_due"] += int(row["Questions comptées, jour et nuit"])
        told["wall_in_time"] += int(row["À temps, jour et nuit"])
    assert f"{told['in_time']}\u00a0réponse" in html
    assert [cells[1] for cells in table(html, "Réponses à temps, jour par jour")] == [
        _said(day) for day in _by_day(days)
    ]
    first, last = re.findall(r'type="date"[^>]*value="([^"]*)"', html)
    judged = {
        name: [row[flag] for row in questions if row[flag] and first <= row[due][:10] <= last]
        for name, flag, due in (
            ("", "À temps, en jours ouvrables", "Échéance, en jours ouvrables"),
            ("wall_", "À temps, jour et nuit", "Échéance, jour et nuit"),
        )
    }
    for name, flags in judged.items():
        assert (len(flags), flags.count("oui")) == (told[f"{name}due"], told[f"{name}in_time"])
    assert told["wall_due"] > told["wall_in_time"] > 0
    waits = [row for row in questions if row["Attente en minutes"] and first <= row["Répondue"][:10] <= last]
    assert sum(int(cells[1]) for cells in table(html, "Temps d’attente des réponses")) == len(waits)
    still = [row for row in questions if row["État"] == "À répondre"]
    assert sum(int(cells[1]) for cells in table(html, "Questions ouvertes, selon leur âge")) == len(still)
    ended = [row for row in questions if row["Fermée"] and first <= row["Fermée"][:10] <= last]
    assert sum(int(cells[1]) for cells in table(html, "Ce que sont devenues les questions")) == len(ended)


def _by_day(rows: list[dict[str, str]]) -> list[tuple[int, int]]:
    """Due and in time, the newest day first."""
    sums: dict[str, tuple[int, int]] = {}
    for row in rows:
        due, in_time = sums.get(row["Jour de l’échéance"], (0, 0))
        sums[row["Jour de l’échéance"]] = (
            due + int(row["Questions comptées, en jours ouvrables"]),
            in_time + int(row["À temps, en jours ouvrables"]),
        )
    return [sums[day] for day in sorted(sums, reverse=True)]


def _said(day: tuple[int, int]) -> str:
    due, in_time = day
    if not due:
        return "–"
    thousandths = 1000 * in_time // due
    share = f"{thousandths // 10},{thousandths % 10}" if thousandths % 10 else str(thousandths // 10)
    return f"{share} % ({in_time} sur {due})"


# Pictures.
def test_each_picture_says_what_it_shows_and_its_numbers_are_below() -> None:
    a_month()
    html = source()
    pictures = re.findall(r'<svg class="chart".*?</svg>', html, re.S)
    assert len(pictures) == 8
    for picture in pictures:
        name, said = re.findall(r'aria-labelledby="(\S+) (\S+)"', picture)[0]
        assert f'<title id="{name}">' in picture
        assert re.search(rf'<desc id="{said}">[^<]*Les nombres sont dans le tableau qui suit\.</desc>', picture)
        assert html.count(f'id="{name}"') == 1
    for section in re.findall(r'<section [^>]*aria-labelledby="titre-.*?</section>', html, re.S):
        assert section.index("<svg") < section.index("<table") < section.index("/fichiers/exports/")


def test_the_page_holds_no_style_nor_script_of_its_own() -> None:
    a_month()
    found = read_page(source())
    assert (found.inline, found.foreign) == ([], [])


def test_a_picture_is_as_long_as_its_numbers() -> None:
    bars = [charts.Bar(str(number), "", ((number, charts.Tone.PLAIN),)) for number in (0, 1, 50, 100)]
    drawn = charts.lines(bars, charts.Words("a", "Titre", "Dit"), 100)
    assert re.findall(r'width="([\d.]+)%" height="[\d.]+em" class="plain"', drawn) == ["1.000", "50.000", "100.000"]
    tall = charts.columns(
        [charts.Bar("1", "", ((1, charts.Tone.PLAIN), (3, charts.Tone.LATE)))], charts.Words("a", "", ""), "4"
    )
    heights = dict(re.findall(r'height="([\d.]+)em" class="(\w+)"', tall))
    assert {tone: float(height) for height, tone in heights.items()} == {"plain": 2.0, "late": 6.0}


def test_what_is_not_nothing_is_seen() -> None:
    drawn = charts.lines([charts.Bar("a", "", ((1, charts.Tone.PLAIN),))], charts.Words("a", "", ""), 10_000)
    assert re.findall(r'width="([\d.]+)%" height="[\d.]+em" class="plain"', drawn) == ["0.300"]


# Whoever asks, and whatever is asked.
HOSTILE = [
    "'\"><script>alert(1)</script>",
    "\x00",
    "\ud800",
    "0" * 5000,
    "-1",
    "１２",
    "2026-02-30",
    "=1+1",
    "%00",
    "é" * 400,
]


@pytest.mark.parametrize("name", ["periode", "du", "au", "plateforme", "sujet", "inconnu"])
@pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
def test_no_address_makes_the_page_fail(name: str, value: str) -> None:
    put()
    address = f"{reverse('enquiries:figures')}?{name}={_quoted(value)}"
    answer = signed_in("david").get(address)
    assert answer.status_code == 200
    assert "<script>alert" not in answer.content.decode()


def _quoted(value: str) -> str:
    from urllib.parse import quote

    return quote(value.encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize("kind", ["delais", "questions"])
@pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
def test_no_address_makes_a_file_fail(kind: str, value: str) -> None:
    put()
    for name in ("periode", "du", "plateforme"):
        answer = signed_in("david").get(f"{reverse('files:export', args=[kind, 'csv'])}?{name}={_quoted(value)}")
        assert answer.status_code == 200
        assert answer.getvalue()


def test_a_period_that_was_cut_is_said_to_be() -> None:
    assert "Période changée Une période compte au plus 366 jours" in page(du="2001-01-01", au="2026-01-01")
    assert "Période changée Une date ne se lit pas" in page(du="demain")


def test_the_form_keeps_what_was_asked_and_the_last_days_stay_the_last_days() -> None:
    html = source(periode="7", plateforme="x", sujet="Introuvable")
    assert '<input type="hidden" name="periode" value="7">' in html
    assert '<option value="x" selected>X</option>' in html
    assert "<option selected>Introuvable</option>" in html
    assert "périod" not in re.findall(r"<h1>(.*?)</h1>", html)[0]
    assert "?periode=90&amp;plateforme=x&amp;sujet=Introuvable" in html
    assert 'name="periode"' not in source(du="2026-11-01", au="2026-11-03")


@pytest.mark.parametrize("username", ["alice", "chloe", "david"])
def test_everyone_of_the_team_reads_them(username: str) -> None:
    assert ("pour entraîner l’analyse" in page(username)) is (username == "chloe")


def test_strangers_are_sent_to_the_sign_in_page() -> None:
    assert Client().get(reverse("enquiries:figures")).status_code == 302


def test_the_page_is_only_read() -> None:
    assert signed_in("chloe").post(reverse("enquiries:figures")).status_code == 405
