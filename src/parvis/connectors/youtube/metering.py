"""What one request takes of YouTube's quota.

Source: developers.google.com/youtube/v3/determine_quota_cost. A refused request is charged too.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from parvis.connectors.port import Call

READING, ACTING = 1, 50
OWN_BUCKETS = frozenset({"search.list", "videos.insert"})  # 100 calls a day each, nothing of the common units
_VERBS = {"GET": "list", "POST": "insert", "PUT": "update", "DELETE": "delete"}
_NAME = re.compile(r"[A-Za-z]{1,40}")


def call(address: str, method: str, *, acting: bool, status: int | None) -> Call:
    """`status` is None when no answer came."""
    name = _operation(address, method if acting else "GET")
    units = 0 if name in OWN_BUCKETS else ACTING if acting else READING
    return Call(name, acting, units=units, status=status)


def _operation(address: str, method: str) -> str:
    """The method's name in YouTube's own documentation: "comments.setModerationStatus"."""
    _, found, method_path = urlsplit(address).path.rpartition("/youtube/v3/")
    resource, _, named = method_path.partition("/")
    if not found or not _NAME.fullmatch(resource):
        return "other"
    return f"{resource}.{named if _NAME.fullmatch(named) else _VERBS.get(method, 'other')}"
