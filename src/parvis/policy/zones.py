"""Which time zones this machine knows."""

from __future__ import annotations

import zoneinfo


def is_zone(name: str) -> bool:
    """Tell whether a name is a time zone here, whatever was typed."""
    try:
        zoneinfo.ZoneInfo(name)
    except (ValueError, KeyError, OSError):  # a path, a name unknown, a folder of zones
        return False
    return bool(name)


def zone_names() -> frozenset[str]:
    return frozenset(zoneinfo.available_timezones())
