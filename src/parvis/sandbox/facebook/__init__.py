"""Facebook's Graph API as a page's software sees it, at any version: nodes, edges, acts, errors."""

from __future__ import annotations

import json
import re
import secrets
import time
from collections import deque
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from ..authorisation.login import Login
from ..authorisation.tokens import Consents
from ..faults import Fault
from ..items import Item, State
from ..wire import Refusal, Shape, answer, platform_app
from ..world import World
from . import errors
from .acts import Acts
from .edges import Edges, parsed_fields
from .subscriptions import Subscriptions

_VERSION = re.compile(r"v\d+\.\d+")
_HOURLY_CALLS = 4800  # what a page with one engaged user may make in an hour
_MOST_IDS = 50


class _Graph:
    def __init__(self, world: World) -> None:
        self._world = world
        self._calls: deque[float] = deque()

    async def serve(self, request: Request) -> Response:
        parameters = await _parameters(request)
        path = str(request.path_params["path"]).strip("/").split("/")
        version = path.pop(0) if _VERSION.fullmatch(path[0]) else ""
        token = _token(request, parameters)
        login = Login(self._world).serve(request.method, path, parameters, token)
        if login is not None:
            return answer(login, headers=self.usage())
        declared = await Subscriptions(self._world).of_application(request.method, path, parameters, token)
        if declared is not None:
            return answer(declared, headers=self.usage())
        page = self._check_token(token)
        if path in ([page, "subscribed_apps"], ["me", "subscribed_apps"]):
            body = Subscriptions(self._world).of_page(request.method, parameters, page, token)
            return answer(body, headers=self.usage())
        headers = {**self.usage(), "facebook-api-version": version or "v25.0"}
        site = str(request.base_url).removesuffix("/").removesuffix("/facebook")
        graph = f"{site}/facebook" + (f"/{version}" if version else "")
        body = self._dispatch(request, path, parameters, Edges(self._world, site, graph), page)
        return answer(body, headers=headers)

    def _dispatch(
        self, request: Request, path: list[str], parameters: dict[str, str], edges: Edges, page: str
    ) -> dict[str, Any]:
        node, edge = (path or [""])[0], "/".join(path[1:])
        acts = Acts(self._world, request)
        method = request.method
        if not node and method == "GET" and "ids" in parameters:
            return self._several(parameters, edges)
        if node in (page, "me"):
            return self._of_page(method, edge, parameters, edges, acts, page)
        item = self._item(method, node)
        if method == "GET" and not edge:
            return edges.nodes.any(item, parsed_fields(parameters))
        if method == "GET" and edge == "comments":
            return edges.comments(item, parameters, parsed_fields(parameters))
        if method == "POST" and edge == "comments":
            return acts.reply(item, parameters)
        if method == "POST" and not edge:
            return acts.update(item, parameters)
        if method == "DELETE" and not edge:
            return acts.delete(item)
        raise errors.no_such_object(method, node)

    def _of_page(
        self, method: str, edge: str, parameters: dict[str, str], edges: Edges, acts: Acts, page: str
    ) -> dict[str, Any]:
        if method == "GET" and not edge:
            return edges.nodes.page(parsed_fields(parameters))
        if method == "GET" and edge in ("feed", "posts", "published_posts"):
            if page != self._world.people.official("facebook").platform_id:
                return {"data": []}  # a second Page, on which nothing was ever published
            return edges.posts(parameters)
        if method == "POST" and edge == "feed":
            return acts.publish(parameters)
        if method == "POST" and edge == "messages":
            return acts.message(parameters)
        raise errors.no_such_object(method, page)

    def _several(self, parameters: dict[str, str], edges: Edges) -> dict[str, Any]:
        """Several nodes at once; one that is missing fails the whole call, as on the real API."""
        ids = parameters["ids"].split(",")
        if len(ids) > _MOST_IDS:
            raise errors.bad_parameter(f"Param ids may hold at most {_MOST_IDS} ids")
        fields = parsed_fields(parameters)
        found = {one: self._world.find("facebook", one) for one in ids}
        lost = [one for one, item in found.items() if item is None or item.state is State.DELETED]
        if lost:
            message = f"(#803) Some of the aliases you requested do not exist: {','.join(lost)}"
            raise errors.graph_error(message, 803, status=404)
        return {one: edges.nodes.any(item, fields) for one, item in found.items() if item is not None}

    def _item(self, method: str, node: str) -> Item:
        item = self._world.find("facebook", node)
        if item is None or item.state is State.DELETED:
            raise errors.no_such_object(method, node)
        return item

    def _check_token(self, given: str) -> str:
        """The Page that this token speaks for."""
        if not given:
            raise errors.token_refused(missing=True)
        issued = Consents(self._world).check("facebook", given)
        if issued is not None:
            return issued.account
        right = self._world.people.credentials("facebook")["page_token"]
        same = secrets.compare_digest(right.encode(), given.encode("utf-8", "replace"))
        if not same or self._world.settings.get("revoked.facebook", False):
            raise errors.token_refused()
        return self._world.people.official("facebook").platform_id

    def usage(self, *, regain: int = 0) -> dict[str, str]:
        """Shares of the hour's calls, in percent; `regain` in minutes when they are used up."""
        now = time.time()
        self._calls.append(now)
        while self._calls and self._calls[0] < now - 3600:
            self._calls.popleft()
        share = 100 if regain else min(99, len(self._calls) * 100 // _HOURLY_CALLS)
        app = _app_usage(share)
        page = self._world.people.official("facebook").platform_id
        business = {page: [{**app, "type": "pages", "estimated_time_to_regain_access": regain}]}
        return {"x-app-usage": json.dumps(app), "x-business-use-case-usage": json.dumps(business)}

    def rate_limit(self, fault: Fault, _: World) -> Response:
        refusal = errors.throttled()
        return answer(refusal.body, refusal.status, self.usage(regain=max(1, fault.retry_after // 60)))

    def quota_exhausted(self, _: Fault, __: World) -> Response:
        """Facebook does not say when the application may call again: its hour slides."""
        refusal = errors.limit_reached()
        return answer(refusal.body, refusal.status, {"x-app-usage": json.dumps(_app_usage(100))})


def _app_usage(share: int) -> dict[str, int]:
    return {"call_count": share, "total_cputime": share // 2, "total_time": share // 2}


def _token(request: Request, parameters: dict[str, str]) -> str:
    scheme, _, in_header = request.headers.get("authorization", "").partition(" ")
    return parameters.get("access_token") or (in_header if scheme.lower() in ("bearer", "oauth") else "")


async def _parameters(request: Request) -> dict[str, str]:
    """From the query and the form alike, as the Graph API takes them."""
    found = dict(request.query_params)
    if request.method == "POST":
        if request.headers.get("content-type", "").startswith("application/json"):
            found.update(_from_json(await request.body()))
        else:
            form = await request.form(max_fields=200)
            found.update({name: value for name, value in form.items() if isinstance(value, str)})
    return found


def _from_json(body: bytes) -> dict[str, str]:
    try:
        values = json.loads(body)
    except (ValueError, RecursionError):
        raise errors.bad_parameter("The body is not valid JSON") from None
    if not isinstance(values, dict):
        raise errors.bad_parameter("The body is not a JSON object")
    return {name: value if isinstance(value, str) else json.dumps(value) for name, value in values.items()}


def app(world: World) -> ASGIApp:
    """Everything under https://graph.facebook.com, for this world."""
    graph = _Graph(world)
    routes = [Route("/{path:path}", graph.serve, methods=["GET", "POST", "DELETE"])]
    shape = Shape(graph.rate_limit, _server_error, _no_such_path, graph.quota_exhausted)
    return platform_app(world, "facebook", list(routes), shape)


def _server_error(_: Fault, __: World) -> Response:
    refusal = errors.unknown_failure()
    return answer(refusal.body, refusal.status)


def _no_such_path(request: Request) -> Response:
    refusal: Refusal = errors.no_such_object(request.method, request.url.path)
    return answer(refusal.body, refusal.status)
