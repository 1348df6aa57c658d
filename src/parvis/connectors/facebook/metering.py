"""What one request to Graph was, and how much of its limits Graph says is used.

Source: developers.facebook.com/docs/graph-api/overview/rate-limiting. Graph counts over a sliding hour and
tells percentages, of which the highest one throttles.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta

import requests

from parvis.connectors.facebook import payload
from parvis.connectors.port import Call, RateLimit

_EDGES = frozenset({"feed", "comments", "messages", "posts", "accounts", "subscribed_apps", "subscriptions"})
_PERCENTAGES = ("call_count", "total_time", "total_cputime")
_LONGEST_WAIT = 24 * 60  # minutes; beyond, the header is not to be believed


def call(method: str, path: Sequence[str], response: requests.Response | None) -> Call:
    """One request is one unit. `response` is None when no answer came."""
    edge = path[1] if len(path) > 1 and path[1] in _EDGES else "object" if path else "objects"
    return Call(
        f"{edge}.{method.lower()}",
        acting=method != "GET",
        units=1,
        status=None if response is None else response.status_code,
        limit=None if response is None else _limit(response.headers),
    )


def _limit(headers: Mapping[str, str]) -> RateLimit | None:
    """A hundred is the whole limit; None when Graph said nothing that can be read."""
    uses = [_object(headers.get("X-App-Usage", "")), *_business(headers)]
    told = [min(payload.count(use.get(name)), 100) for use in uses for name in _PERCENTAGES if name in use]
    if not told:
        return None
    minutes = max((payload.count(use.get("estimated_time_to_regain_access")) for use in uses), default=0)
    wait = timedelta(minutes=min(minutes, _LONGEST_WAIT))
    return RateLimit(100, 100 - max(told), datetime.now(UTC) + wait if wait else None)


def _business(headers: Mapping[str, str]) -> Iterator[Mapping[str, object]]:
    """The uses of each business: a list by business identifier."""
    for uses in _object(headers.get("X-Business-Use-Case-Usage", "")).values():
        yield from map(payload.mapping, uses if isinstance(uses, list) else ())


def _object(header: str) -> Mapping[str, object]:
    try:
        return payload.mapping(json.loads(header))
    except (ValueError, RecursionError):
        return {}
