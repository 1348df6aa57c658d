"""The thirteen holidays of the Québec public service, as the shipped policy lists them, and what it lacks."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest

from parvis.policy.holidays import calendar_warnings
from parvis.policy.hours import HolidayStatus
from parvis.policy.load import loads_policy, policy_source, shipped_policy
from parvis.policy.model import Policy
from tests.policy.deadline_policies import OFFICE, holidays, open_hours
from tests.policy.policy_texts import edited
from tests.shared_files import shared_path

YEARS = range(2013, 2031)
NAMES = [
    "Jour de l'An",
    "Lendemain du jour de l'An",
    "Vendredi saint",
    "Lundi de Pâques",
    "Journée nationale des patriotes",
    "Fête nationale",
    "Fête du Canada",
    "Fête du Travail",
    "Action de grâces",
    "Veille de Noël",
    "Fête de Noël",
    "Lendemain de Noël",
    "Veille du jour de l'An",
]


def easter(year: int) -> date:
    """The Sunday after the full moon of spring, as the Gregorian tables of epacts give it."""
    century = year // 100
    moon = (19 * (year % 19) + century - century // 4 - (8 * century + 13) // 25 + 15) % 30
    moon -= moon == 29 or (moon == 28 and year % 19 > 10)
    full = date(year, 3, 21) + timedelta(days=moon)
    return full + timedelta(days=7 - (full.weekday() + 1) % 7)


def nominal(year: int) -> list[date]:
    """The days that the official list names, before any of them is moved from a weekend."""
    return [
        date(year, 1, 1),
        date(year, 1, 2),
        easter(year) - timedelta(days=2),
        easter(year) + timedelta(days=1),
        next(day for day in (date(year, 5, 24) - timedelta(days=n) for n in range(7)) if day.weekday() == 0),
        date(year, 6, 24),
        date(year, 7, 1),
        next(day for day in (date(year, 9, 1 + n) for n in range(7)) if day.weekday() == 0),
        next(day for day in (date(year, 10, 8 + n) for n in range(7)) if day.weekday() == 0),
        *(date(year, 12, day) for day in (24, 25, 26, 31)),
    ]


def listed(year: int) -> dict[str, str]:
    return {str(holiday.day): holiday.name for holiday in shipped_policy().holidays if holiday.day.year == year}


def test_the_table_is_the_one_gathered_from_public_sources() -> None:
    gathered = json.loads(shared_path("domain/holidays.json").read_text(encoding="utf-8"))
    assert {str(year): listed(year) for year in YEARS} == gathered


@pytest.mark.parametrize("year", YEARS)
def test_each_year_has_its_thirteen_feasts_in_order_on_working_days(year: int) -> None:
    days = [date.fromisoformat(day) for day in listed(year)]
    assert list(listed(year).values()) == NAMES
    assert days == sorted(set(days))
    assert all(day.weekday() < 5 for day in days)


@pytest.mark.parametrize("year", YEARS)
def test_a_date_that_was_not_published_is_confirmed_only_where_the_official_list_names_it(year: int) -> None:
    if year == 2022:  # all thirteen were published, moved ones included
        return
    holidays_of_year = [holiday for holiday in shipped_policy().holidays if holiday.day.year == year]
    for holiday, named in zip(holidays_of_year, nominal(year), strict=True):
        assert (holiday.status is HolidayStatus.CONFIRMED) is (holiday.day == named), holiday
        assert abs(holiday.day - named) <= timedelta(days=2)


def test_the_dates_published_for_2022_are_all_confirmed() -> None:
    days = [holiday for holiday in shipped_policy().holidays if holiday.day.year == 2022]
    assert {holiday.status for holiday in days} == {HolidayStatus.CONFIRMED}


def said(policy: Policy, today: str) -> list[str]:
    return [sentence.replace("\u00a0", " ") for sentence in calendar_warnings(policy, date.fromisoformat(today))]


def test_next_year_without_dates_is_told_with_what_it_leads_to_and_what_to_do() -> None:
    (sentence,) = said(shipped_policy(), "2030-05-01")
    assert sentence == (
        "Aucun jour férié n'est inscrit pour 2031 : sans ses dates, ces jours comptent comme ouvrables. "
        "Ajoutez-les à la section [calendar] de la politique."
    )


def test_this_year_without_dates_is_told_too() -> None:
    assert [sentence[:45] for sentence in said(shipped_policy(), "2031-01-01")] == [
        "Aucun jour férié n'est inscrit pour 2031 : sa",
        "Aucun jour férié n'est inscrit pour 2032 : sa",
    ]


def test_dates_to_confirm_are_named_as_the_file_writes_them() -> None:
    assert said(shipped_policy(), "2026-11-26") == [
        "Jour férié de 2026 à confirmer : 2026-12-28. "
        'Comparez au calendrier officiel, puis écrivez status = "confirmed".',
        "Jours fériés de 2027 à confirmer : 2027-01-04, 2027-12-27, 2027-12-28. "
        'Comparez au calendrier officiel, puis écrivez status = "confirmed".',
    ]


def test_dates_gone_by_need_no_confirming() -> None:
    assert [sentence[:20] for sentence in said(shipped_policy(), "2026-12-29")] == ["Jours fériés de 2027"]


def test_once_confirmed_a_year_is_no_longer_told() -> None:
    confirmed = policy_source().replace('status = "deduced"', 'status = "confirmed"')
    assert said(loads_policy(confirmed, "essai.toml"), "2026-11-26") == []


def test_a_year_with_fewer_dates_than_the_one_before_is_told() -> None:
    policy = open_hours(OFFICE, holidays("2026-06-24", "2026-07-01", "2027-06-24"))
    assert said(policy, "2026-11-26") == [
        "Jours fériés inscrits pour 2027 : 1, contre 2 pour 2026. "
        "Vérifiez que la section [calendar] de la politique est complète."
    ]


def test_a_table_can_be_corrected_without_touching_the_code() -> None:
    moved = edited(('{ day = 2026-12-28, name = "Lendemain de Noël"', '{ day = 2026-12-29, name = "Lendemain de Noël"'))
    days = {holiday.day for holiday in loads_policy(moved, "essai.toml").holidays}
    assert (date(2026, 12, 28) in days, date(2026, 12, 29) in days) == (False, True)
