"""The consent screens: who asks, for which account, what to grant; and the way back with a code or a refusal."""

from __future__ import annotations

from importlib.resources import files

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from ..world import World
from .asking import Asking, Sent, Unreadable
from .screens import consent_page, page, problem_page
from .tokens import Consents, accounts_of

PATHS = {
    "x": "/x/i/oauth2/authorize",
    "facebook": "/facebook/{version}/dialog/oauth",
    "youtube": "/youtube/o/oauth2/v2/auth",
}


def routes(world: World) -> list[BaseRoute]:
    screens = [Route(path, _Screen(world, platform).serve, methods=["GET", "POST"]) for platform, path in PATHS.items()]
    return [*screens, Route("/autorisation/consent.css", _style, methods=["GET"])]


async def _style(_: Request) -> Response:
    return page(files(__package__).joinpath("consent.css").read_text("utf-8"), kind="text/css")


class _Screen:
    def __init__(self, world: World, platform: str) -> None:
        self._world = world
        self._platform = platform

    async def serve(self, request: Request) -> Response:
        try:
            asking = Asking.read(self._platform, request.query_params)
        except Unreadable as error:
            return page(problem_page(self._platform, str(error)), 400)
        except Sent as sent:
            return RedirectResponse(sent.address, 303)
        accounts = accounts_of(self._world, self._platform)
        if request.method == "GET":
            # The form is answered by a redirection to the application, which `form-action` has to allow.
            return page(consent_page(asking, accounts), form_action=asking.origin)
        return await self._answer(request, asking, [person.platform_id for person in accounts])

    async def _answer(self, request: Request, asking: Asking, known: list[str]) -> Response:
        if request.headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
            return page(problem_page(self._platform, "Ce formulaire ne vient pas de cette page."), 403)
        form = await request.form(max_fields=50)
        accounts = [one for one in known if one in form.getlist("compte")]
        scopes = [scope for scope in asking.scopes if scope in form.getlist("permission")]
        if form.get("decision") != "accorder" or not accounts:
            more = {"error_reason": "user_denied"} if self._platform == "facebook" else {}
            return RedirectResponse(asking.back(error="access_denied", **more), 303)
        code = Consents(self._world).give(self._platform, accounts, scopes, asking.redirect_uri, asking.challenge)
        return RedirectResponse(asking.back(code=code), 303)
