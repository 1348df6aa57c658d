"""A world with a publication on each platform, and its servers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
import requests

from parvis.sandbox.server import Running, running
from parvis.sandbox.world import World


@pytest.fixture
def world() -> Iterator[World]:
    made = World(seed=7)
    yield made
    made.close()


@pytest.fixture
def sandbox(world: World) -> Iterator[Running]:
    with running(world) as served:
        yield served


@dataclass(frozen=True)
class Web:
    """Plain HTTP to the sandbox, with the institution's tokens."""

    sandbox: Running

    def x(
        self, method: str, path: str, *, token: str = "user_token", timeout: float = 10, **more: object
    ) -> requests.Response:
        secret = self.sandbox.world.account("x")["credentials"][token]
        headers = {"Authorization": f"Bearer {secret}"}
        url = self.sandbox.base_url("x") + path
        return requests.request(method, url, headers=headers, timeout=timeout, **more)  # type: ignore[arg-type]

    def facebook(self, method: str, path: str, **parameters: str) -> requests.Response:
        token = self.sandbox.world.account("facebook")["credentials"]["page_token"]
        url = self.sandbox.base_url("facebook") + "/v25.0" + path
        sent = {"access_token": token, **parameters}
        if method == "POST":
            return requests.post(url, data=sent, timeout=10)
        return requests.request(method, url, params=sent, timeout=10)

    def youtube(self, method: str, path: str, json: object = None, **parameters: str) -> requests.Response:
        token = self.sandbox.world.account("youtube")["credentials"]["access_token"]
        url = self.sandbox.base_url("youtube") + "/youtube/v3" + path
        headers = {"Authorization": f"Bearer {token}"}
        return requests.request(method, url, params=parameters, json=json, headers=headers, timeout=10)


@pytest.fixture
def web(sandbox: Running) -> Web:
    return Web(sandbox)
