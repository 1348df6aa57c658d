"""Identifiers shaped like the real ones: X snowflakes, Graph numbers, YouTube's base64."""

from __future__ import annotations

import random
import string
import unicodedata
from datetime import datetime

_X_EPOCH_MS = 1_288_834_974_657  # snowflake epoch of X
_BASE64URL = string.ascii_letters + string.digits + "-_"


def x_id_of(at: datetime) -> int:
    """The smallest X id of that millisecond."""
    return (int(at.timestamp() * 1000) - _X_EPOCH_MS) << 22


class IdMaker:
    """Makes new ids. X and Facebook ids grow with time, as `since_id` and cursors expect."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._latest = 0

    def continue_after(self, snowflake: int) -> None:
        """After a restart: never make an id at or below one that was already given."""
        self._latest = max(self._latest, snowflake)

    def snowflake(self, at: datetime, *, now: bool) -> str:
        """An X id. Items posted now are strictly increasing; those placed in the past fall at their time."""
        value = x_id_of(at) | self._rng.getrandbits(12) << 4
        if now:
            value = max(value, self._latest + 1 + self._rng.getrandbits(3))
            self._latest = value
        return str(value)

    def number(self, digits: int, first: str = "1") -> str:
        return first + "".join(self._rng.choice(string.digits) for _ in range(digits - len(first)))

    def base64(self, length: int) -> str:
        return "".join(self._rng.choice(_BASE64URL) for _ in range(length))

    def person(self, platform: str) -> str:
        if platform == "x":
            return self.number(19, first="1")
        if platform == "facebook":
            return self.number(16, first=self._rng.choice("2345678"))
        return "UC" + self.base64(22)

    def post(self, platform: str, at: datetime, *, page_id: str, now: bool) -> str:
        if platform == "x":
            return self.snowflake(at, now=now)
        if platform == "facebook":
            return f"{page_id}_{self.graph_number(at)}"
        return self.base64(11)

    def comment(self, platform: str, at: datetime, *, post_id: str, parent_id: str, now: bool) -> str:
        if platform == "x":
            return self.snowflake(at, now=now)
        if platform == "facebook":
            return f"{post_id.rpartition('_')[2]}_{self.graph_number(at)}"
        if parent_id:
            return f"{parent_id}.{self.base64(22)}"
        return f"Ug{self.base64(17)}4AaABAg"

    def graph_number(self, at: datetime) -> str:
        """Seventeen digits that grow with time, as Facebook's do."""
        return f"{int(at.timestamp() * 10_000):d}{self._rng.randrange(1000):03d}"


def handle_for(name: str, taken: set[str]) -> str:
    """A user name that X accepts (1 to 15 letters, digits, _), not among `taken`."""
    plain = unicodedata.normalize("NFKD", name.encode("utf-8", "replace").decode())
    letters = "".join(c for c in plain if c in string.ascii_letters + string.digits)[:12] or "citoyen"
    handle, number = letters, 1
    while handle.lower() in taken:
        number += 1
        handle = f"{letters}{number}"[:15]
    return handle
