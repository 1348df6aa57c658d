"""The sandbox as a process: it starts, writes the accounts for the desk, stops cleanly, forgets nothing."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import pytest
import requests

from parvis.sandbox.items import PLATFORMS
from parvis.sandbox.server import running, write_accounts
from parvis.sandbox.world import World


def test_the_accounts_file_is_private_toml_in_the_form_the_desk_reads(world: World, tmp_path: Path) -> None:
    path = tmp_path / "comptes.toml"
    for _ in range(2):  # written again at every start
        write_accounts(world, "http://127.0.0.1:8010", path)
    assert path.stat().st_mode & 0o777 == 0o600
    written = tomllib.loads(path.read_text("utf-8"))["account"]
    expected = [
        {name: account[name] for name in ("platform", "platform_id", "name", "credentials")}
        | {"base_url": f"http://127.0.0.1:8010/{account['platform']}"}
        for account in world.accounts()
    ]
    assert written == expected


def test_two_sandboxes_run_side_by_side_on_free_ports(world: World) -> None:
    other = World()
    with running(world) as one, running(other) as two:
        assert one.url != two.url
        assert all(requests.get(s.url, timeout=10).status_code == 200 for s in (one, two))
        assert one.base_url("x") == f"{one.url}/x"
    other.close()


def test_an_unknown_path_answers_in_each_platforms_own_shape(world: World) -> None:
    with running(world) as sandbox:
        bodies = {p: requests.get(sandbox.base_url(p) + "/nulle/part", timeout=10) for p in PLATFORMS}
    assert bodies["x"].json()["title"] == "Not Found"
    assert bodies["facebook"].json()["error"]["code"] == 2500  # no token
    assert bodies["youtube"].json()["error"]["errors"][0]["reason"] == "notFound"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_the_demo_process_stops_cleanly_and_starts_again_where_it_was(tmp_path: Path, stop: signal.Signals) -> None:
    state, accounts, port = tmp_path / "monde.sqlite", tmp_path / "comptes.toml", _free_port()
    command = [sys.executable, "-m", "parvis.sandbox", "--port", str(port), "--state", str(state)]
    command += ["--accounts", str(accounts), "--pace", "pause"]
    seen = []
    for _ in range(2):
        process = subprocess.Popen(command, stderr=subprocess.PIPE)
        try:
            seen.append((_when_up(f"http://127.0.0.1:{port}/vue"), accounts.read_text("utf-8")))
        finally:
            process.send_signal(stop)
            _, errors = process.communicate(timeout=20)
        assert (process.returncode, errors) == (0, b"")
    ids = [[line for line in text.split('id="') if line.startswith(PLATFORMS)] for text, _ in seen]
    assert [one.split('"')[0] for one in ids[0]] == [one.split('"')[0] for one in ids[1]]
    assert len(ids[0]) > 60
    assert seen[0][1] == seen[1][1]


def _when_up(url: str) -> str:
    for _ in range(150):
        try:
            return requests.get(url, timeout=5).text
        except requests.ConnectionError:
            time.sleep(0.1)
    raise AssertionError("the sandbox did not start")
