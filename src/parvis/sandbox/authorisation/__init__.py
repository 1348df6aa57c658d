"""The three platforms' authorisation servers: consent screens, codes, tokens that expire, refusals, revocation."""

from __future__ import annotations

from starlette.routing import BaseRoute

from ..world import World
from . import applications, consent, endpoints


def routes(world: World) -> list[BaseRoute]:
    """What comes before the platforms' own paths."""
    return [*consent.routes(world), *endpoints.routes(world), *applications.routes(world)]
