"""Made-up policies that differ by their hours, their calendar and their promise only."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from parvis.policy.load import loads_policy
from parvis.policy.model import Policy
from tests.policy.policy_texts import SMALL, edited

TORONTO = ZoneInfo("America/Toronto")
OFFICE = "\n".join(f'{day} = ["08:30-16:30"]' for day in ("monday", "tuesday", "wednesday", "thursday", "friday"))
DAY_AND_NIGHT = "\n".join(
    f'{day} = ["00:00-23:59"]' for day in ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
)


def policy_text(hours: str, calendar: str = "", days: int = 1, zone: str = "America/Toronto") -> str:
    """The text of a library's policy with these sections; what `calendar` says comes under [calendar]."""
    return edited(
        ('timezone = "America/Toronto"', f'timezone = "{zone}"\n{hours}'),
        ("[calendar]", f"[calendar]\n{calendar}"),
        ("business_days = 2", f"business_days = {days}"),
        source=SMALL,
    )


def open_hours(hours: str, calendar: str = "", days: int = 1, zone: str = "America/Toronto") -> Policy:
    """The policy of that text."""
    return loads_policy(policy_text(hours, calendar, days, zone), "essai.toml")


def holidays(*days: str) -> str:
    """These dates as a table of confirmed holidays."""
    rows = "\n".join(f'{{day = {day}, name = "Congé", status = "confirmed"}},' for day in days)
    return f"holidays = [\n{rows}\n]\n"


def at(written: str) -> datetime:
    """A time as clocks in Toronto show it; « 2026-11-01 01:30 bis » is the second time that they show it."""
    clock = written.removesuffix(" bis")
    return datetime.fromisoformat(clock).replace(tzinfo=TORONTO, fold=int(clock != written))
