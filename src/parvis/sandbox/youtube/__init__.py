"""YouTube's Data API v3 as a channel's software sees it: lists, acts, units, errors."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp

from ..faults import Fault
from ..wire import Shape, answer, platform_app
from ..world import World
from . import errors
from .acts import Acts
from .quota import Meter
from .reads import Reads


def app(world: World) -> ASGIApp:
    """Everything under https://youtube.googleapis.com, for this world."""
    meter = Meter(world)
    reads, acts = Reads(world, meter), Acts(world, meter)
    base = "/youtube/v3"
    routes: list[BaseRoute] = [
        Route(f"{base}/commentThreads", reads.threads, methods=["GET"]),
        Route(f"{base}/comments", reads.comments, methods=["GET"]),
        Route(f"{base}/comments", acts.insert, methods=["POST"]),
        Route(f"{base}/comments", acts.delete, methods=["DELETE"]),
        Route(f"{base}/comments/setModerationStatus", acts.set_status, methods=["POST"]),
        Route(f"{base}/videos", reads.videos, methods=["GET"]),
        Route(f"{base}/channels", reads.channels, methods=["GET"]),
        Route(f"{base}/playlistItems", reads.playlist_items, methods=["GET"]),
    ]
    shape = Shape(_rate_limit, _server_error, _no_such_path, _quota_exhausted)
    return platform_app(world, "youtube", routes, shape)


def _rate_limit(_: Fault, __: World) -> Response:
    refusal = errors.too_many_requests()
    return answer(refusal.body, refusal.status)


def _quota_exhausted(_: Fault, __: World) -> Response:
    refusal = errors.quota_exceeded()
    return answer(refusal.body, refusal.status)


def _server_error(_: Fault, __: World) -> Response:
    refusal = errors.backend_error()
    return answer(refusal.body, refusal.status)


def _no_such_path(_: Request) -> Response:
    refusal = errors.google_error(404, "notFound", "Not Found", domain="global")
    return answer(refusal.body, refusal.status)
