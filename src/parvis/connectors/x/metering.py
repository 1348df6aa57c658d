"""What one request to X was, for the quota and cost ledger: its name, what it gave, and what X said of its limit."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import requests

from parvis.connectors import clocks
from parvis.connectors.port import Call, RateLimit
from parvis.connectors.x import generations, shapes

_ROUTES = (
    ("GET", re.compile(r"/2/users/[0-9]+/tweets"), "users.tweets"),
    ("GET", re.compile(r"/2/users/[0-9]+/mentions"), "users.mentions"),
    ("GET", re.compile(r"/2/tweets/search/recent"), "tweets.search"),
    ("GET", re.compile(r"/2/tweets"), "tweets.lookup"),
    ("POST", re.compile(r"/2/tweets"), "tweets.create"),
    ("PUT", re.compile(r"/2/tweets/[0-9]+/hidden"), "tweets.hide"),
    ("DELETE", re.compile(r"/2/tweets/[0-9]+"), "tweets.delete"),
    ("GET", re.compile(r"/2/webhooks"), "webhooks.list"),
    ("POST", re.compile(r"/2/webhooks"), "webhooks.create"),
    ("PUT", re.compile(r"/2/webhooks/[0-9]+"), "webhooks.check"),
    ("GET", re.compile(r"/2/activity/subscriptions"), "activity.list"),
    ("POST", re.compile(r"/2/activity/subscriptions"), "activity.subscribe"),
    ("DELETE", re.compile(r"/2/activity/subscriptions/[0-9]+"), "activity.unsubscribe"),
)
# X makes a link of these, and asks a higher price: with a doubt, the higher price is counted.
_LINK = re.compile(r"https?://|www\.|[a-z0-9-]\.(?:com|ca|quebec|org|net|info|be|ly|gc|gouv)\b", re.IGNORECASE)
_NUMBER = re.compile(r"[0-9]{1,9}")
_TIME = re.compile(r"[0-9]{1,11}")


def call(method: str, route: str, body: object, response: requests.Response | None) -> Call:
    """One request is one unit. `response` is None when no answer came."""
    acting = method != "GET"
    name = next((name for verb, path, name in _ROUTES if verb == method and path.fullmatch(route)), "other")
    if name == "tweets.create" and _LINK.search(shapes.string(shapes.mapping(body).get("text"))):
        name = "tweets.create_with_link"
    if response is None:  # an act may have been obeyed, and then it is paid for
        return Call(name, acting, units=1, items=1 if acting else 0)
    done = 200 <= response.status_code < 300
    items = 0 if not done else 1 if acting else _items(response.content)
    return Call(name, acting, units=1, items=items, status=response.status_code, limit=_limit(response.headers))


def _items(content: bytes) -> int:
    """The posts and people that an answer holds, those that came with the ones asked for included."""
    try:
        answer = shapes.mapping(json.loads(content))
    except (ValueError, RecursionError):
        return 0
    includes = shapes.mapping(answer.get("includes"))
    data = answer.get("data")
    found = len(data) if isinstance(data, list) else 1 if data else 0
    return found + len(generations.included_posts(includes)) + len(shapes.listing(includes.get("users")))


def _limit(headers: Mapping[str, str]) -> RateLimit | None:
    told = {name: headers.get(f"x-rate-limit-{name}", "") for name in ("limit", "remaining", "reset")}
    if not (_NUMBER.fullmatch(told["limit"]) and _NUMBER.fullmatch(told["remaining"])):
        return None
    reset = int(told["reset"]) if _TIME.fullmatch(told["reset"]) else None
    return RateLimit(int(told["limit"]), int(told["remaining"]), _on_our_clock(reset, headers))


def _on_our_clock(reset: int | None, headers: Mapping[str, str]) -> datetime | None:
    """X tells the reset on its own clock, and with the same answer what that clock shows: ours may be wrong."""
    if reset is None:
        return None
    ahead = timedelta(seconds=reset - clocks.shown(headers).timestamp())
    return datetime.now(UTC) + ahead if timedelta(0) <= ahead <= timedelta(days=1) else None
