"""A desk whose three applications are those of a sandbox of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from parvis.desk.connections.keys import new_key
from parvis.sandbox.authorisation.tokens import CLIENT_ID, CLIENT_SECRET
from parvis.sandbox.server import Running, running
from parvis.sandbox.world import World
from tests.desk.connections.walk import Walk


@pytest.fixture
def sandbox(settings: Any, tmp_path: Path) -> Iterator[Running]:
    world = World(tmp_path / "sandbox.sqlite3", seed=11)
    with running(world) as served:
        settings.APPLICATIONS = {
            platform: (CLIENT_ID, CLIENT_SECRET, served.base_url(platform)) for platform in ("x", "facebook", "youtube")
        }
        settings.ACCOUNTS_FILE = tmp_path / "no-accounts.toml"
        settings.TOKEN_KEY = new_key()
        settings.POLL_PACE, settings.POLL_GATES, settings.READING_STOPS = {}, [], []  # each step reads every account
        yield served
    world.close()


@pytest.fixture
def walk(sandbox: Running, db: None) -> Walk:
    return Walk(sandbox)
