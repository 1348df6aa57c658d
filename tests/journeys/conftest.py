"""The house of every journey: a desk with its three accounts on a sandbox of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from parvis.sandbox.server import running, write_accounts
from parvis.sandbox.world import World
from tests.journeys.house import House, signed_in


@pytest.fixture
def house(transactional_db: None, settings: Any, tmp_path: Path) -> Iterator[House]:
    from parvis.desk.people.actors import process
    from parvis.desk.records.actions.policies import ensure_policy

    world = World(tmp_path / "sandbox.sqlite3", seed=7)
    with running(world) as sandbox:
        settings.ACCOUNTS_FILE = tmp_path / "accounts.toml"
        settings.POLL_PACE = {}  # each step of a journey reads every account
        settings.POLL_GATES = [gate for gate in settings.POLL_GATES if not gate.endswith("ledger.pacing.hold_reading")]
        write_accounts(world, sandbox.url, settings.ACCOUNTS_FILE)
        ensure_policy(actor=process("tests"))
        yield House(sandbox, signed_in())
    world.close()
