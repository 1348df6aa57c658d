"""The ministry's policy, as shipped, says what the written one says."""

from __future__ import annotations

from datetime import date, time

import pytest
from pydantic import ValidationError

from parvis.policy.hours import HolidayStatus
from parvis.policy.load import policy_source, shipped_policy
from parvis.policy.rules import Automation, CriterionCode

CLAUSES = [
    *("P1", "P2", "P2a", "P2b", "P2c", "P2d", "P3", "P3a", "P3b", "P3c", "P3d", "P3e", "P3f", "P3g"),
    *("P4", "P4a", "P4b", "P4c", "P4d", "P5", "P6", "P7", "P8"),
]


def test_it_holds_every_clause_in_order() -> None:
    assert [clause.id for clause in shipped_policy().clauses] == CLAUSES
    assert shipped_policy().clause("P3d").parent == "P3"
    assert shipped_policy().clause("P6").parent is None


def test_it_holds_the_thirteen_criteria_in_order_under_the_removal_clause() -> None:
    criteria = shipped_policy().criteria
    assert [criterion.code for criterion in criteria] == list(CriterionCode)
    assert len(criteria) == 13
    assert {criterion.clause for criterion in criteria} == {"P3c"}


def test_the_machine_only_proposes() -> None:
    assert {criterion.automation for criterion in shipped_policy().criteria} == {Automation.PROPOSE}


def test_a_criterion_is_found_by_its_code_and_an_unknown_one_is_not() -> None:
    assert shipped_policy().criterion("hateful").name == "Haineux"
    with pytest.raises(KeyError):
        shipped_policy().criterion("disagreement")


def test_accounts_are_watched_on_working_days_from_half_past_eight_to_half_past_four() -> None:
    hours = shipped_policy().hours
    days = [[(span.start, span.end) for span in hours.on(weekday)] for weekday in range(7)]
    assert days == [[(time(8, 30), time(16, 30))]] * 5 + [[], []]
    assert hours.zone.key == "America/Toronto"


def test_a_reply_is_due_in_24_hours_or_one_business_day() -> None:
    assert (shipped_policy().reply.clock_hours, shipped_policy().reply.business_days) == (24, 1)


@pytest.mark.parametrize("year", range(2025, 2029))
def test_every_year_has_thirteen_holidays_all_on_weekdays(year: int) -> None:
    days = [holiday.day for holiday in shipped_policy().holidays if holiday.day.year == year]
    assert len(days) == len(set(days)) == 13
    assert all(day.weekday() < 5 for day in days)


def test_a_holiday_moved_from_a_weekend_is_only_deduced() -> None:
    status = {holiday.day: holiday.status for holiday in shipped_policy().holidays}
    assert status[date(2026, 12, 25)] is HolidayStatus.CONFIRMED
    assert status[date(2026, 12, 28)] is HolidayStatus.DEDUCED
    assert status[date(2028, 6, 23)] is HolidayStatus.DEDUCED


def test_federal_holidays_are_working_days() -> None:
    days = {(holiday.day.month, holiday.day.day) for holiday in shipped_policy().holidays}
    assert not days & {(9, 30), (11, 11)}


def test_no_lifetime_is_taken_for_confirmed() -> None:
    retention = shipped_policy().retention
    assert retention
    assert not any(rule.confirmed for rule in retention)
    assert all(rule.days > 0 and rule.reason for rule in retention)


def test_three_roles_say_what_they_may_do() -> None:
    assert [role.code for role in shipped_policy().roles] == ["moderator", "administrator", "reader"]
    assert all(role.may for role in shipped_policy().roles)


def test_a_party_is_known_only_while_it_existed() -> None:
    party = next(party for party in shipped_policy().lists.parties if party.acronym == "ON")
    assert party.holds_on(date(2013, 3, 1))
    assert not party.holds_on(date(2026, 10, 5))


def test_a_policy_in_force_cannot_be_changed() -> None:
    with pytest.raises(ValidationError):
        shipped_policy().title = "Autre"  # type: ignore[misc]
    with pytest.raises(ValidationError):
        shipped_policy().clauses[0].text = "Autre"  # type: ignore[misc]


def test_french_spacing_is_set_although_the_file_has_plain_spaces() -> None:
    assert "8\u00a0h\u00a030 à 16\u00a0h\u00a030" in shipped_policy().clause("P4a").text
    assert "\u00a0" not in policy_source()
