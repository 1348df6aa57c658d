"""A version stands for a content: the same words, the same version; other words, another."""

from __future__ import annotations

import re

import pytest

from parvis.policy.load import loads_policy, shipped_policy
from tests.policy.policy_texts import SMALL, edited


def version(text: str) -> str:
    return loads_policy(text, "essai.toml").version


def test_a_version_is_the_policy_id_and_twelve_digits_of_its_hash() -> None:
    policy = shipped_policy()
    assert re.fullmatch(r"[0-9a-f]{64}", policy.content_hash)
    assert policy.version == f"mess-2013@{policy.content_hash[:12]}"


def test_the_version_of_a_given_content_is_the_same_in_every_release() -> None:
    # Decisions cite it for years. If this fails, the way of hashing changed: it must not.
    assert version(SMALL) == "biblio@1290f70d20dc"


@pytest.mark.parametrize(
    "change",
    [
        ('text = "On se parle poliment."', 'text = """\n  On se parle\n  poliment.\n"""'),
        ("clock_hours = 48\nbusiness_days = 2", "business_days = 2 # deux jours\nclock_hours=48"),
        ('clause = "A1"\n', 'clause = "A1"\nautomation = "propose"\n'),
        ("[calendar]\n", "[calendar]\nholidays = []\n"),
        ("poliment", "polime\\u006Et"),
    ],
    ids=["line breaks", "order and comments", "a default written out", "an empty list written out", "an escape"],
)
def test_the_same_content_laid_out_otherwise_has_the_same_version(change: tuple[str, str]) -> None:
    assert version(edited(change, source=SMALL)) == version(SMALL)


def test_windows_line_ends_change_nothing() -> None:
    assert version(SMALL.replace("\n", "\r\n")) == version(SMALL)


def test_the_order_in_which_holidays_are_listed_is_not_content() -> None:
    first = '{day = 2026-06-24, name = "A", status = "confirmed"}'
    second = '{day = 2026-07-01, name = "B", status = "deduced"}'
    one = edited(("[calendar]", f"[calendar]\nholidays = [{first}, {second}]"), source=SMALL)
    other = edited(("[calendar]", f"[calendar]\nholidays = [{second}, {first}]"), source=SMALL)
    assert version(one) == version(other)


@pytest.mark.parametrize(
    "change",
    [
        ("poliment", "franchement"),
        ("clock_hours = 48", "clock_hours = 24"),
        ("2026-01-01", "2026-01-02"),
        ('clause = "A1"\n', 'clause = "A1"\nautomation = "nothing"\n'),
        ("[hours]\n", '[hours]\nmonday = ["09:00-17:00"]\n'),
    ],
)
def test_another_content_has_another_version(change: tuple[str, str]) -> None:
    assert version(edited(change, source=SMALL)) != version(SMALL)
