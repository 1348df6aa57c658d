"""What Chloé does to connect an account: the desk's page, the sandbox's consent screen, the way back."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import requests
from django.test import Client
from django.urls import reverse

from parvis.desk.connections.models import Connection
from parvis.sandbox.authorisation.tokens import SECOND_ACCOUNT, Consents
from parvis.sandbox.server import Running
from tests.people_of_the_desk import signed_in

_CHOICES = re.compile(r'name="(compte|permission)" value="([^"]+)"')


def administrator(username: str = "chloe") -> Client:
    client = signed_in(username)
    client.defaults["SERVER_NAME"] = "localhost"  # the sandbox sends people back to this machine only
    return client


@dataclass(slots=True)
class Walk:
    """Chloé's browser, and the platforms."""

    sandbox: Running
    client: Client = field(default_factory=administrator)

    @property
    def consents(self) -> Consents:
        return Consents(self.sandbox.world)

    def official(self, platform: str) -> str:
        return self.sandbox.world.people.official(platform).platform_id

    def second(self, platform: str) -> str:
        """The other account that this person could connect."""
        return self.sandbox.world.people.person(platform, SECOND_ACCOUNT).platform_id

    def leave(self, platform: str, again: Connection | None = None) -> str:
        """Press « Continuer »; gives the address of the consent screen."""
        given = {"compte": str(again.pk)} if again else {}
        response = self.client.post(reverse("connections:start", args=[platform]), given)
        assert response.status_code == 302, response.content.decode()
        return str(response["Location"])

    def consent(
        self, address: str, *, accounts: int | list[str] = 1, without: str = "", decision: str = "accorder"
    ) -> dict[str, str]:
        """Answer the consent screen; gives the parameters the platform sends back."""
        screen = requests.get(address, timeout=10)
        found = _CHOICES.findall(screen.text)
        known = [value for name, value in found if name == "compte"]
        form = {
            "decision": decision,
            "compte": known[:accounts] if isinstance(accounts, int) else accounts,
            "permission": [value for name, value in found if name == "permission" and value != without],
        }
        answered = requests.post(address, data=form, timeout=10, allow_redirects=False)
        assert answered.status_code == 303, answered.text
        return dict(parse_qsl(urlsplit(answered.headers["location"]).query))

    def come_back(self, platform: str, returned: dict[str, str]) -> Any:
        return self.client.get(reverse("connections:callback", args=[platform]), returned)

    def connect(self, platform: str, **choices: Any) -> Connection:
        """The whole way, for one account."""
        again = choices.pop("again", None)
        returned = self.consent(self.leave(platform, again), **choices)
        response = self.come_back(platform, returned)
        assert response.status_code == 302, response.content.decode()
        return Connection.objects.select_related("account").latest("connected_at")

    def page(self) -> str:
        text: str = self.client.get(reverse("connections:list")).content.decode()
        return text.replace("\u00a0", " ")
