"""Emergencies and election campaigns: other hours from a day to another, as data of the policy."""

from __future__ import annotations

import pytest

from parvis.policy.calendar import due, is_open
from parvis.policy.errors import PolicyError
from parvis.policy.load import loads_policy, policy_source
from parvis.policy.model import Policy
from tests.policy.deadline_policies import DAY_AND_NIGHT, OFFICE, at, holidays, open_hours, policy_text
from tests.policy.policy_texts import SMALL, errors_of, underlined

EVENINGS = OFFICE.replace("16:30", "21:00") + '\nsaturday = ["09:00-17:00"]\nsunday = ["09:00-17:00"]\n'
CAMPAIGN = f"""
[[calendar.periods]]
kind = "election"
name = "Élections générales"
valid_from = 2026-08-31
valid_until = 2026-10-05
{EVENINGS}
"""
FLOOD = f"""
[[calendar.periods]]
kind = "emergency"
name = "Inondations"
valid_from = 2026-09-05
valid_until = 2026-09-08
holidays_worked = true
{DAY_AND_NIGHT}
"""


def campaign(*more: str) -> Policy:
    # Monday 7 September 2026 is Labour Day.
    return open_hours(OFFICE, holidays("2026-09-07") + CAMPAIGN + "".join(more))


def shown(received: str, policy: Policy) -> str:
    return f"{due(at(received), policy).due:%Y-%m-%d %H:%M}"


@pytest.mark.parametrize(
    ("received", "expected"),
    [
        ("2026-08-28 16:00", "2026-08-31 16:00"),  # the last ordinary Friday: due on the first day of the campaign
        ("2026-08-29 10:00", "2026-09-01 08:30"),  # the Saturday before: still closed
        ("2026-09-04 20:00", "2026-09-05 17:00"),  # Friday evening; the Saturday is over by then: its closing
        ("2026-09-05 10:00", "2026-09-06 10:00"),
        ("2026-09-06 10:00", "2026-09-08 10:00"),  # the holiday stays one
        ("2026-10-05 20:00", "2026-10-06 16:30"),  # the last evening: the closing of the first ordinary day
        ("2026-10-05 21:00", "2026-10-07 08:30"),
    ],
)
def test_the_hours_of_a_campaign_replace_the_week_while_it_lasts(received: str, expected: str) -> None:
    assert shown(received, campaign()) == expected


def test_an_emergency_has_the_last_word_and_may_work_on_holidays() -> None:
    policy = campaign(FLOOD)
    assert shown("2026-09-05 03:00", policy) == "2026-09-06 03:00"
    assert shown("2026-09-06 22:00", policy) == "2026-09-07 22:00"
    assert is_open(at("2026-09-08 23:00"), policy)
    assert not is_open(at("2026-09-09 23:00"), policy)
    assert is_open(at("2026-09-09 20:00"), policy)  # the campaign goes on


def test_an_emergency_may_have_no_end_yet() -> None:
    policy = campaign(FLOOD.replace("valid_until = 2026-09-08\n", ""))
    assert shown("2031-01-01 03:00", policy) == "2031-01-02 03:00"


def test_the_period_that_holds_on_a_day_is_told() -> None:
    calendar = campaign(FLOOD).calendar
    names = [calendar.period_on(at(f"{day} 12:00").date()) for day in ("2026-08-30", "2026-09-04", "2026-09-05")]
    assert [period and period.name for period in names] == [None, "Élections générales", "Inondations"]


def test_the_version_does_not_depend_on_the_order_in_which_periods_are_written() -> None:
    assert open_hours(OFFICE, FLOOD + CAMPAIGN).version == open_hours(OFFICE, CAMPAIGN + FLOOD).version


def test_a_policy_without_periods_has_the_version_that_it_always_had() -> None:
    assert loads_policy(SMALL.replace("[calendar]", "[calendar]\nperiods = []"), "a").version == "biblio@1290f70d20dc"


def test_the_example_in_the_shipped_policy_can_be_used_as_it_is_written() -> None:
    text = policy_source()
    start = text.index("#     [[calendar.periods]]")
    end = text.index("#\n", start)
    example = text[start:end].replace("#     ", "")
    period = loads_policy(text[:start] + example + text[end:], "essai.toml").calendar.periods[0]
    assert (period.kind, period.holidays_worked) == ("election", True)
    assert [len(period.on(weekday)) for weekday in range(7)] == [1, 0, 0, 0, 0, 1, 0]


def only_error(calendar: str) -> PolicyError:
    errors = errors_of(policy_text(OFFICE, calendar))
    assert len(errors) == 1, [error.message for error in errors]
    return errors[0]


@pytest.mark.parametrize(
    ("change", "words", "message", "hint"),
    [
        (('"election"', '"elections"'), '"elections"', "valeur inconnue", "emergency, election"),
        (("valid_from = 2026-08-31\n", ""), "periods", "valid_from", "ajoutez une ligne"),
        (("valid_until = 2026-10-05", "valid_until = 2026-08-30"), "2026-08-30", "avant de commencer", ""),
        (("valid_from", "from"), "from", "clé inconnue", "valid_from"),
        (('"Élections générales"', '""'), '""', "ce texte est vide", "au moins un mot"),
        (('"08:30-21:00"', '"8h30-21h"'), '"8h30-21h"', "plage horaire illisible", "08:30-16:30"),
        ((EVENINGS, ""), "periods", "aucune heure d'ouverture", 'monday = ["08:30-21:00"]'),
        ((EVENINGS, "holidays_worked = 1\n" + EVENINGS), "1", "true ou false", "sans guillemets"),
    ],
)
def test_a_malformed_period_is_shown_where_and_how_to_put_it_right(
    change: tuple[str, str], words: str, message: str, hint: str
) -> None:
    errors = errors_of(policy_text(OFFICE, CAMPAIGN.replace(*change, 1)))
    error = next(error for error in errors if message in error.message)
    assert underlined(error) == words
    assert hint in error.hint.replace("\u00a0", " ")


@pytest.mark.parametrize("first", ["valid_until = 2026-08-31", "valid_until = 2026-12-31", ""])
def test_two_periods_of_one_kind_on_the_same_day_are_refused_where_the_second_is_written(first: str) -> None:
    earlier = CAMPAIGN.replace("Élections générales", "Partielles").replace("2026-08-31", "2026-08-01")
    earlier = earlier.replace("valid_until = 2026-10-05", first)
    error = only_error(CAMPAIGN + earlier)
    assert "les périodes « Partielles » et « Élections générales » se chevauchent" in error.message.replace(
        "\u00a0", " "
    )
    text = policy_text(OFFICE, CAMPAIGN + earlier).split("\n")
    assert text[error.line + 1] == 'name = "Élections générales"'


def test_two_periods_that_follow_each_other_are_accepted() -> None:
    earlier = CAMPAIGN.replace("2026-08-31", "2026-08-01").replace("2026-10-05", "2026-08-30")
    assert len(open_hours(OFFICE, CAMPAIGN + earlier).calendar.periods) == 2
