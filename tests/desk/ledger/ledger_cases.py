"""Accounts and their days, for the tests of the ledger."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from parvis.connectors.port import AccountAccess, Call, RateLimit
from parvis.desk.ledger.metering import meter
from parvis.desk.ledger.models import Usage
from parvis.desk.records.models import Account

READING = Call("commentThreads.list", acting=False, units=1, status=200)
ACT = Call("comments.setModerationStatus", acting=True, units=50, status=204)
MENTIONS = Call("users.mentions", acting=False, units=1, items=40, status=200)


def account(platform: str, number: int = 1, name: str = "Ministère de l'Exemple") -> Account:
    found, _ = Account.objects.get_or_create(platform=platform, platform_id=f"compte-{number}", defaults={"name": name})
    return found


def access(of: Account) -> AccountAccess:
    return AccountAccess(of.platform, of.platform_id)


def spend(of: Account, *calls: Call) -> None:
    """As the connector would tell it."""
    for call in calls:
        meter(access(of), call)


def spent(of: Account, day: date, *, reading: int = 0, acting: int = 0, cost: int = 0) -> None:
    """Put a day's sums in the books at once."""
    for family, units in (("reading", reading), ("acting", acting)):
        Usage.objects.create(
            account=of, day=day, family=family, calls=units, units=units, cost=cost if family == "reading" else 0
        )


def limited(operation: str, limit: int, remaining: int, resets_at: datetime | None = None) -> Call:
    return Call(operation, acting=False, units=1, status=200, limit=RateLimit(limit, remaining, resets_at))


def in_minutes(now: datetime, minutes: float) -> datetime:
    return now + timedelta(minutes=minutes)
