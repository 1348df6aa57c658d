"""Prices are dated data: what a day cost does not change when the list does."""

from __future__ import annotations

from datetime import date

import pytest

from parvis.connectors.port import Call
from parvis.desk.ledger import prices

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("operation", "items", "micros"),
    [
        ("users.mentions", 10, 10_000),
        ("tweets.search", 10, 50_000),
        ("tweets.lookup", 1, 5_000),
        ("tweets.create", 1, 15_000),
        ("tweets.create_with_link", 1, 200_000),
        ("tweets.search", 0, 0),
        ("other", 10, 0),
    ],
)
def test_what_x_charges(operation: str, items: int, micros: int) -> None:
    assert prices.cost_of("x", Call(operation, acting=False, items=items), TODAY) == micros


def test_youtube_and_facebook_charge_nothing() -> None:
    call = Call("tweets.search", acting=False, items=10)
    assert [prices.cost_of(platform, call, TODAY) for platform in ("youtube", "facebook")] == [0, 0]


def test_a_price_counts_from_its_day(monkeypatch: pytest.MonkeyPatch) -> None:
    entry = '[[price]]\nplatform = "x"\noperation = "essai"\n'
    listed = prices.read(f"{entry}micros = 7\nfrom = 2027-01-01\n{entry}micros = 3\nfrom = 2026-01-01\n")
    monkeypatch.setattr(prices, "price_list", lambda: listed)
    call = Call("essai", acting=False, items=2)
    days = [date(2025, 6, 1), date(2026, 12, 31), date(2027, 1, 1)]
    assert [prices.cost_of("x", call, day) for day in days] == [6, 6, 14]


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ('platform = "x"', "entry 1: platform and operation"),
        ('platform = "x"\noperation = "a"\nmicros = -1\nfrom = 2026-01-01', "micros is a number"),
        ('platform = "x"\noperation = "a"\nmicros = 0.5\nfrom = 2026-01-01', "micros is a number"),
        ('platform = "x"\noperation = "a"\nmicros = 1\nfrom = "hier"', "from is a day"),
        ('platform = "x"\noperation = "a"\nmicros = 1\nfrom = 2026-01-01T00:00:00', "from is a day"),
    ],
)
def test_a_list_that_does_not_hold_is_refused_by_name(entry: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        prices.read(f"[[price]]\n{entry}\n")
