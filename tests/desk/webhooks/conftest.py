"""A desk that platforms can reach, with accounts connected through the sandbox's consent screens."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from parvis.desk.connections.keys import new_key
from parvis.desk.people.actors import process
from parvis.desk.records.actions.policies import ensure_policy
from parvis.desk.webhooks.doors import doors
from parvis.sandbox.authorisation.tokens import APP_TOKEN, CLIENT_ID, CLIENT_SECRET, CONSUMER_SECRET
from parvis.sandbox.deliveries import posting
from parvis.sandbox.server import Running, running
from parvis.sandbox.world import World
from tests.desk.connections.walk import Walk


@pytest.fixture
def reachable(transactional_db: None, live_server: Any, settings: Any, tmp_path: Path) -> Iterator[Running]:
    """The sandbox, which delivers to the desk of the test."""
    world = World(tmp_path / "sandbox.sqlite3", seed=11)
    with running(world) as served:
        settings.APPLICATIONS = {
            platform: (CLIENT_ID, CLIENT_SECRET, served.base_url(platform)) for platform in ("x", "facebook", "youtube")
        }
        settings.APPLICATION_SECRETS = {"x": {"consumer_secret": CONSUMER_SECRET, "app_token": APP_TOKEN}}
        settings.ACCOUNTS_FILE = tmp_path / "no-accounts.toml"
        settings.TOKEN_KEY = new_key()
        settings.PUBLIC_URL = str(live_server)
        ensure_policy(actor=process("tests"))
        doors.forget()
        with posting(world):
            yield served
    world.close()
    doors.forget()


@pytest.fixture
def walk(reachable: Running) -> Walk:
    return Walk(reachable)
