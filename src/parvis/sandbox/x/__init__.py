"""X, API v2, as the institution's software sees it: its paths, answers and refusals."""

from __future__ import annotations

import time

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp

from ..faults import Fault
from ..wire import Shape, answer, platform_app
from ..world import World
from . import problems
from .access import WINDOW, Doorkeeper, rate_headers
from .acts import Acts
from .generation import GENERATIONS
from .reads import Reads
from .subscriptions import Subscriptions


def app(world: World) -> ASGIApp:
    """Everything under https://api.x.com, for this world."""
    door = Doorkeeper(world)
    reads, acts, hooks = Reads(world, door), Acts(world, door), Subscriptions(world, door)
    routes: list[BaseRoute] = [
        Route("/2/users/me", reads.me, methods=["GET"]),
        Route("/2/users/by/username/{username}", reads.user_by_name, methods=["GET"]),
        Route("/2/users/{id}", reads.user, methods=["GET"]),
        Route("/2/users/{id}/mentions", reads.mentions, methods=["GET"]),
        Route("/2/users/{id}/tweets", reads.timeline, methods=["GET"]),
        Route("/2/users/{id}/following", acts.follow, methods=["POST"]),
        Route("/2/tweets/search/recent", reads.search, methods=["GET"]),
        Route("/2/tweets", reads.posts, methods=["GET"]),
        Route("/2/tweets", acts.create, methods=["POST"]),
        Route("/2/tweets/{id}", reads.post, methods=["GET"]),
        Route("/2/tweets/{id}", acts.delete, methods=["DELETE"]),
        Route("/2/tweets/{id}/hidden", acts.hide, methods=["PUT"]),
        Route("/2/webhooks", hooks.webhooks, methods=["GET"]),
        Route("/2/webhooks", hooks.declare, methods=["POST"]),
        Route("/2/webhooks/{id}", hooks.check, methods=["PUT"]),
        Route("/2/webhooks/{id}", hooks.forget, methods=["DELETE"]),
        Route("/2/activity/subscriptions", hooks.subscriptions, methods=["GET"]),
        Route("/2/activity/subscriptions", hooks.subscribe, methods=["POST"]),
        Route("/2/activity/subscriptions/{id}", hooks.unsubscribe, methods=["DELETE"]),
    ]
    shape = Shape(_rate_limit, _server_error, _no_such_path, _quota_exhausted)
    return platform_app(world, "x", routes, shape)


def _rate_limit(fault: Fault, _: World) -> Response:
    headers = rate_headers(300, 0, int(time.time()) + fault.retry_after)
    refusal = problems.too_many_requests(headers)
    return answer(refusal.body, refusal.status, headers)


def _server_error(_: Fault, world: World) -> Response:
    refusal = problems.server_error(GENERATIONS[world.settings["x_generation"]])
    return answer(refusal.body, refusal.status)


def _quota_exhausted(_: Fault, __: World) -> Response:
    refusal = problems.usage_capped()
    return answer(refusal.body, refusal.status, rate_headers(300, 299, int(time.time()) + WINDOW))


def _no_such_path(_: Request) -> Response:
    body = {"title": "Not Found", "type": "about:blank", "status": 404, "detail": "Not Found"}
    return answer(body, 404)
