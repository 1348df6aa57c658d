"""What the platforms' own limits ask of the next reading. Times are on our clock: connectors correct them."""

from __future__ import annotations

from datetime import datetime, timedelta

from parvis.desk.records.models import Account

from .models import Family, Limit

_SLIDING = timedelta(hours=1)  # Facebook's window; what it said an hour ago says nothing any more
_QUARTER = timedelta(minutes=15)
_KEPT = 20  # percent of Facebook's limit that reading leaves: acts draw on the same one
_CALLS = 3  # of one kind, in one reading


def known_limits(account: Account, now: datetime) -> list[Limit]:
    """Those that still mean something."""
    return [limit for limit in Limit.objects.filter(account=account).order_by("operation") if is_live(limit, now)]


def is_live(limit: Limit, now: datetime) -> bool:
    if limit.resets_at is not None:
        return limit.resets_at > now
    return limit.seen_at > now - _SLIDING


def used_percent(limit: Limit) -> int:
    return 100 if limit.limit <= 0 else 100 * (limit.limit - limit.remaining) // limit.limit


def next_by_limits(account: Account, now: datetime, read_at: datetime | None) -> datetime | None:
    """When the limits let this account be read next; None when they do not slow it down."""
    live = known_limits(account, now)
    timed = [limit for limit in live if limit.resets_at is not None and limit.family == Family.READING]
    sliding = [limit for limit in live if limit.limit == 100 and account.platform == "facebook"]
    waits = [_until_reset(limit, now, read_at) for limit in timed]
    if sliding:  # one limit for the whole page, whatever was asked: its latest word
        waits.append(_sliding(max(sliding, key=lambda limit: limit.seen_at), read_at))
    return max((wait for wait in waits if wait is not None), default=None)


def _until_reset(limit: Limit, now: datetime, read_at: datetime | None) -> datetime | None:
    """Past the half, what remains is spread until the reset; when nothing remains, the reset is awaited."""
    if limit.resets_at is None or limit.remaining * 2 > limit.limit:
        return None
    if limit.remaining < _CALLS or read_at is None:
        return limit.resets_at if limit.remaining < _CALLS else None
    return read_at + (limit.resets_at - now) / (limit.remaining // _CALLS)


def _sliding(limit: Limit, read_at: datetime | None) -> datetime | None:
    """Past the half, each percent left is a share of the hour; the last ones are left to acts."""
    if limit.remaining <= _KEPT:
        return max(limit.seen_at + _QUARTER, limit.resets_at or limit.seen_at)
    if limit.remaining > 50 or read_at is None:
        return None
    return read_at + _SLIDING / limit.remaining
