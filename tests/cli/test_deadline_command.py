"""`parvis deadline`: the due time alone on standard output; how it came about, and warnings, beside it."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from parvis.policy.calendar import calendar_version
from parvis.policy.load import policy_source, shipped_policy
from tests.cli.command import asked, environment, parvis
from tests.cli.test_light_commands import SCRIPT
from tests.policy.deadline_policies import DAY_AND_NIGHT, OFFICE, holidays, policy_text
from tests.policy.policy_texts import SMALL

CAMPAIGN = f"""
[[calendar.periods]]
kind = "election"
name = "Élections générales"
valid_from = 2026-08-31
valid_until = 2026-10-05
{DAY_AND_NIGHT}
"""


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def file_of(folder: Path, text: str) -> str:
    path = folder / "politique.toml"
    path.write_text(text, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("moment", "due"),
    [
        ("2026-12-23T16:31-05:00", b"2026-12-30T08:30:00-05:00\n"),
        ("2026-12-23T21:31:00Z", b"2026-12-30T08:30:00-05:00\n"),
        ("20261223T213100Z", b"2026-12-30T08:30:00-05:00\n"),
        ("2026-12-23 16:00-05:00", b"2026-12-29T16:00:00-05:00\n"),
        ("2026-10-30T16:00:00-04:00", b"2026-11-02T16:00:00-05:00\n"),
        ("2026-11-14T03:00:00+09:00", b"2026-11-16T13:00:00-05:00\n"),
        ("2026-11-12T16:29:59.250-05:00", b"2026-11-13T16:29:59.250000-05:00\n"),
    ],
)
def test_standard_output_has_the_due_time_and_nothing_else(moment: str, due: bytes) -> None:
    done = asked("deadline", moment)
    assert (done.status, done.out) == (0, due)
    assert datetime.fromisoformat(done.text.strip()).utcoffset() is not None


def test_the_rest_says_how_the_due_time_came_about() -> None:
    policy = shipped_policy()
    assert plain(asked("deadline", "2026-12-23T16:31-05:00").err) == (
        "Arrivée en dehors des heures d'ouverture : mercredi 2026-12-23, 16 h 31.\n"
        "Le délai court à partir de l'ouverture : mardi 2026-12-29, 8 h 30.\n"
        "Échéance, 1 jour ouvrable : mercredi 2026-12-30, 8 h 30.\n"
        "À l'horloge, 24 heures : jeudi 2026-12-24, 16 h 31.\n"
        f"Politique {policy.version}, calendrier {calendar_version(policy)}.\n"
        "À noter : Jour férié de 2026 à confirmer : 2026-12-28. "
        'Comparez au calendrier officiel, puis écrivez status = "confirmed".\n'
        "À noter : Jours fériés de 2027 à confirmer : 2027-01-04, 2027-12-27, 2027-12-28. "
        'Comparez au calendrier officiel, puis écrivez status = "confirmed".\n'
    )


def test_what_arrives_while_open_counts_at_once() -> None:
    said = plain(asked("deadline", "2025-11-12T10:00-05:00").err)
    assert said.startswith("Arrivée pendant les heures d'ouverture : mercredi 2025-11-12, 10 h. Le délai court")


def test_a_year_without_holidays_is_told() -> None:
    done = asked("deadline", "2031-05-01T10:00-04:00")
    assert (done.status, done.out) == (0, b"2031-05-02T10:00:00-04:00\n")
    assert "À noter : Aucun jour férié n'est inscrit pour 2031" in plain(done.err)


def test_another_policy_has_other_deadlines(tmp_path: Path) -> None:
    path = file_of(tmp_path, policy_text(OFFICE, holidays("2026-11-13"), days=2, zone="America/Halifax"))
    done = asked("deadline", "2026-11-12T10:00-04:00", "--policy", path)
    assert (done.status, done.out) == (0, b"2026-11-17T10:00:00-04:00\n")
    assert "Échéance, 2 jours ouvrables : mardi 2026-11-17, 10 h." in plain(done.err)


def test_the_period_whose_hours_hold_is_named(tmp_path: Path) -> None:
    path = file_of(tmp_path, policy_text(OFFICE, CAMPAIGN))
    during, after = (asked("deadline", f"2026-10-{day}T20:00-04:00", "--policy", path) for day in ("03", "06"))
    assert during.out == b"2026-10-04T20:00:00-04:00\n"
    assert "Horaire de période électorale : « Élections générales »." in plain(during.err)
    assert "électorale" not in after.err


@pytest.mark.parametrize(
    ("moment", "told", "advice"),
    [
        ("demain", "« demain » n'est pas une date avec son heure", "par exemple : 2026-12-23T16:31-05:00"),
        ("", "n'est pas une date avec son heure", "par exemple : 2026-12-23T16:31-05:00"),
        ("2026-02-30T10:00-05:00", "n'est pas une date avec son heure", "par exemple : "),
        ("1793270400", "n'est pas une date avec son heure", "par exemple : "),
        ("2026-07-02T10:00", "il manque le fuseau horaire", "écrivez 2026-07-02T10:00:00-04:00."),
        ("2026-12-23", "il manque le fuseau horaire", "écrivez 2026-12-23T00:00:00-05:00."),
        ("0001-01-01T00:00Z", "l'année 0001 est hors du calendrier", "donnez une date de 1970 à 2199."),
        ("0001-01-01T00:00+14:00", "l'année 0001 est hors du calendrier", "donnez une date de 1970 à 2199."),
        ("9999-12-31T23:59-12:00", "l'année 9999 est hors du calendrier", "donnez une date de 1970 à 2199."),
        ("9999-12-31", "l'année 9999 est hors du calendrier", "donnez une date de 1970 à 2199."),
    ],
)
def test_a_moment_that_cannot_be_used_is_told_with_how_to_write_it(moment: str, told: str, advice: str) -> None:
    done = asked("deadline", moment)
    assert (done.status, done.out) == (2, b"")
    said = plain(done.err)
    assert said.startswith("parvis : ")
    assert told in said
    assert advice in said


def test_a_policy_that_never_opens_is_told(tmp_path: Path) -> None:
    done = asked("deadline", "2026-11-12T10:00-05:00", "--policy", file_of(tmp_path, SMALL))
    assert (done.status, done.out) == (1, b"")
    assert "aucune heure d'ouverture après le 2026-11-12; donnez au moins une plage" in plain(done.err)


def test_a_faulty_policy_is_shown_at_its_place(tmp_path: Path) -> None:
    path = file_of(tmp_path, policy_source().replace("08:30-16:30", "8h30-16h30", 1))
    done = asked("deadline", "2026-11-12T10:00-05:00", "--policy", path)
    assert (done.status, done.out) == (1, b"")
    assert re.match(rf"{re.escape(path)}:\d+:\d+: erreur", done.err)


def test_its_page_says_what_it_takes() -> None:
    said = plain(asked("deadline", "--aide").text)
    assert said.startswith("Usage : parvis deadline [OPTIONS] MOMENT\n")
    assert "2026-12-23T16:31-05:00" in said
    done = asked("deadline")
    assert (done.status, "il manque l'argument MOMENT" in plain(done.err)) == (2, True)


def test_it_loads_no_django_and_opens_no_socket(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, "deadline", "2026-12-23T16:31-05:00"],
        capture_output=True,
        cwd=tmp_path,
        env=environment(),
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, b"2026-12-30T08:30:00-05:00\n"), done.stderr.decode()


def test_a_program_reads_one_line(tmp_path: Path) -> None:
    # Whatever time zone and language the machine is in.
    done = parvis("deadline", "2026-12-23T16:31-05:00", env={"TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONUTF8": "0"})
    assert (done.status, done.out) == (0, b"2026-12-30T08:30:00-05:00\n")
