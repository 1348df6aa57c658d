"""YouTube's daily units: 10,000, counted from midnight in the Pacific time zone."""

from __future__ import annotations

import secrets
import threading
from zoneinfo import ZoneInfo

from starlette.requests import Request

from ..authorisation.tokens import Consents
from ..world import World
from . import errors

READ, WRITE = 1, 50  # units of a list, and of an insert, a deletion or a change of status
_PACIFIC = ZoneInfo("America/Los_Angeles")


class Meter:
    """Lets a request in if its token is right, and charges its units. Kept with the world."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._lock = threading.Lock()

    def admit(self, request: Request, units: int) -> None:
        """Raises the documented 401 or 403 of a token, or the 403 of a spent quota; that one is charged too."""
        issued = Consents(self._world).check("youtube", _given(request))
        if issued is None:
            right = self._world.people.credentials("youtube")["access_token"]
            same = secrets.compare_digest(right.encode(), _given(request).encode("utf-8", "replace"))
            if not same or self._world.settings.get("revoked.youtube", False):
                raise errors.token_refused()
        elif not issued.scopes:
            raise errors.google_error(403, "insufficientPermissions", "Insufficient Permission", domain="global")
        with self._lock:
            used = self.used + units
            if used > self._world.settings.get("youtube_quota", 10_000):
                raise errors.quota_exceeded()
            self._world.settings["youtube_used"] = [self._day(), used]

    def channel(self, request: Request) -> str:
        """The channel that the request's token speaks for."""
        issued = Consents(self._world).check("youtube", _given(request))
        return issued.account if issued else self._world.people.official("youtube").platform_id

    @property
    def used(self) -> int:
        """Units spent since midnight, Pacific time."""
        day, used = self._world.settings.get("youtube_used", ["", 0])
        return int(used) if day == self._day() else 0

    def _day(self) -> str:
        return self._world.clock.now().astimezone(_PACIFIC).date().isoformat()


def _given(request: Request) -> str:
    scheme, _, in_header = request.headers.get("authorization", "").partition(" ")
    return in_header.strip() if scheme.lower() == "bearer" else request.query_params.get("access_token", "")
