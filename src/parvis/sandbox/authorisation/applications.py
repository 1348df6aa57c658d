"""The platform's own settings page, where a person takes an application's access back."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from ..items import PLATFORMS
from ..world import World
from .screens import applications_page, page, problem_page
from .tokens import Consents, accounts_of


def routes(world: World) -> list[BaseRoute]:
    return [
        Route(f"/{platform}/applications", _Applications(world, platform).serve, methods=["GET", "POST"])
        for platform in PLATFORMS
    ]


class _Applications:
    def __init__(self, world: World, platform: str) -> None:
        self._world = world
        self._platform = platform

    async def serve(self, request: Request) -> Response:
        said = ""
        if request.method == "POST":
            if request.headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
                return page(problem_page(self._platform, "Ce formulaire ne vient pas de cette page."), 403)
            form = await request.form(max_fields=5)
            said = self._withdraw(str(form.get("acces", "")))
        return page(applications_page(self._platform, self._listed(), said))

    def _withdraw(self, grant: str) -> str:
        consents = Consents(self._world)
        if grant not in dict(consents.live(self._platform)):
            return "Cet accès n’existe plus."
        consents.revoke(self._platform, grant)
        return "L’accès de Parvis est retiré."

    def _listed(self) -> list[tuple[str, str]]:
        names = {person.platform_id: person.name for person in accounts_of(self._world, self._platform)}
        return [
            (grant, ", ".join(names.get(one, one) for one in kept["accounts"]))
            for grant, kept in Consents(self._world).live(self._platform)
        ]
