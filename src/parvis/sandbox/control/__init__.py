"""The control page: what the public sees on each platform now, and the hand of any citizen."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from importlib.resources import files
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from ..attached import KINDS, Attached
from ..items import PLATFORMS, NoSuchItem, NotAllowed
from ..town import PACES, Town
from ..world import World
from . import breakdowns
from .composer import Draft
from .page import columns, whole_page

_STATIC = {"control.css": "text/css", "live.js": "text/javascript", "portrait.svg": "image/svg+xml"}
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self';"
    " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}
_LONGEST = 100_000  # characters of a text written here
Handler = Callable[[Request], Awaitable[Response]]


def routes(world: World) -> list[BaseRoute]:
    """The page at `/`, its forms, and its few static files."""
    desk = _Control(world)
    return [
        Route("/", desk.show, methods=["GET"]),
        Route("/vue", desk.view, methods=["GET"]),
        Route("/ecrire", _from_here(desk.write), methods=["POST"]),
        Route("/supprimer", _from_here(desk.delete), methods=["POST"]),
        Route("/retirer", _from_here(desk.take_down), methods=["POST"]),
        Route("/pannes", _from_here(desk.break_down), methods=["POST"]),
        Route("/pannes/arreter", _from_here(desk.mend), methods=["POST"]),
        Route("/pannes/en-cours", desk.under_way, methods=["GET"]),
        Route("/rythme", _from_here(desk.pace), methods=["POST"]),
        Route("/static/{name}", _static, methods=["GET"]),
    ]


def _from_here(handler: Handler) -> Handler:
    """Refuse a form sent by another site's page: a browser says where a request comes from."""

    async def checked(request: Request) -> Response:
        if request.headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
            return _page("Formulaire refusé : il ne vient pas de cette page.", 403, "text/plain")
        return await handler(request)

    return checked


def _page(body: str, status: int = 200, kind: str = "text/html") -> Response:
    # A lone surrogate has no bytes in UTF-8: it shows as a question mark, here only.
    return Response(body.encode("utf-8", "replace"), status, _HEADERS, f"{kind}; charset=utf-8")


async def _static(request: Request) -> Response:
    name = str(request.path_params["name"])
    if name not in _STATIC:
        return _page("Fichier inconnu.", 404, "text/plain")
    return _page(files(__package__).joinpath("static", name).read_text("utf-8"), 200, _STATIC[name])


class _Control:
    def __init__(self, world: World) -> None:
        self._world = world
        self._town = Town(world)

    async def show(self, request: Request) -> Response:
        draft = Draft.of(self._world, request.query_params)
        return _page(whole_page(self._world, draft, self._town.pace, request.query_params))

    async def view(self, _: Request) -> Response:
        return _page(columns(self._world))

    async def write(self, request: Request) -> Response:
        """Post, answer or correct, as a citizen."""
        form = await _form(request)
        platform, text = form.get("p", ""), form.get("texte", "")
        if platform not in PLATFORMS or not text.strip() or len(text) > _LONGEST:
            return _back(platform, "vide", form)
        try:
            if form.get("modifier"):
                return _back(platform, "modifie", id=self._world.edit(platform, form["modifier"], text))
            return _back(platform, "publie", id=self._post(platform, form, text))
        except NoSuchItem:
            return _back(platform, "disparu")

    def _post(self, platform: str, form: dict[str, str], text: str) -> str:
        keys = {citizen.key for citizen in self._world.citizens()}
        author = form.get("citoyen", "")
        author = author if author in keys else min(keys)
        chosen = next((kind for kind in KINDS[platform] if kind == form.get("joint")), None)
        attached = Attached(chosen) if chosen else None
        if not form.get("post") and platform == "x":
            return self._world.mention(author, text, quoting=form.get("cite", ""), attached=attached)
        return self._world.comment(platform, form.get("post", ""), author, text, form.get("a", ""), attached=attached)

    async def delete(self, request: Request) -> Response:
        form = await _form(request)
        platform = form.get("p", "")
        try:
            if platform in PLATFORMS and not self._world.item(platform, form.get("id", "")).official:
                self._world.delete(platform, form["id"])
        except NoSuchItem:
            return _back(platform, "disparu")
        return _back(platform, "supprime")

    async def take_down(self, request: Request) -> Response:
        """As the platform itself would, without asking anybody."""
        form = await _form(request)
        platform = form.get("p", "")
        try:
            if platform in PLATFORMS:
                self._world.remove_as_platform(platform, form.get("id", ""))
        except (NoSuchItem, NotAllowed):
            return _back(platform, "disparu")
        return _back(platform, "retire")

    async def under_way(self, _: Request) -> Response:
        return _page(breakdowns.under_way(self._world))

    async def break_down(self, request: Request) -> Response:
        form = await _form(request)
        return RedirectResponse(breakdowns.back(breakdowns.start(self._world, form), form), 303)

    async def mend(self, request: Request) -> Response:
        said = breakdowns.stop(self._world, (await _form(request)).get("panne", ""))
        return RedirectResponse(breakdowns.back(said), 303)

    async def pace(self, request: Request) -> Response:
        pace = (await _form(request)).get("rythme", "")
        if pace in PACES:
            self._town.pace = pace
        return _back("", "rythme")


async def _form(request: Request) -> dict[str, str]:
    form = await request.form(max_fields=20)
    return {name: value for name, value in form.items() if isinstance(value, str)}


def _back(platform: str, said: str, form: dict[str, str] | None = None, id: str = "") -> Response:  # noqa: A002
    """Show the page again, where the visitor was."""
    query: dict[str, Any] = {"fait": said}
    if platform in PLATFORMS:
        query["p"] = platform
    if form:
        query |= {name: form[name] for name in ("post", "a", "citoyen", "modifier") if form.get(name)}
    place = f"#{platform}-{id}" if id else "#ecrire" if said == "vide" else ""
    return RedirectResponse(f"/?{urlencode(query)}{place}", 303)
