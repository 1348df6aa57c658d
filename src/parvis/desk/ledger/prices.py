"""What one item costs, by operation and day: the dated list in prices.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib.resources import files

from parvis.connectors.port import Call


@dataclass(frozen=True, slots=True)
class Price:
    """Micro-dollars for one item, from that day on."""

    platform: str
    operation: str
    micros: int
    since: date


def cost_of(platform: str, call: Call, day: date) -> int:
    """Micro-dollars; 0 where nothing is priced. Before the first price known, that one counts."""
    if not call.items:
        return 0
    known = [price for price in price_list() if (price.platform, price.operation) == (platform, call.operation)]
    if not known:
        return 0
    in_force = [price for price in known if price.since <= day] or [min(known, key=lambda price: price.since)]
    return max(in_force, key=lambda price: price.since).micros * call.items


@cache
def price_list() -> tuple[Price, ...]:
    return read(files(__package__).joinpath("prices.toml").read_text(encoding="utf-8"))


def read(text: str) -> tuple[Price, ...]:
    """Raises `ValueError`, naming the entry, when the list does not hold."""
    return tuple(_price(number, entry) for number, entry in enumerate(tomllib.loads(text).get("price", []), start=1))


def _price(number: int, entry: dict[str, object]) -> Price:
    platform, operation = entry.get("platform"), entry.get("operation")
    micros, since = entry.get("micros"), entry.get("from")
    if not (isinstance(platform, str) and isinstance(operation, str)):
        raise ValueError(f"prices.toml, entry {number}: platform and operation are texts")
    if not isinstance(micros, int) or isinstance(micros, bool) or micros < 0:
        raise ValueError(f"prices.toml, entry {number} ({operation}): micros is a number, 0 or more")
    if not isinstance(since, date) or isinstance(since, datetime):
        raise ValueError(f"prices.toml, entry {number} ({operation}): from is a day, such as 2026-02-01")
    return Price(platform, operation, micros, since)
