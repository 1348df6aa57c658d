"""scripts/with_postgres gives a command a database of its own, and leaves nothing behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.house.tree import ROOT

SCRIPT = [sys.executable, str(ROOT / "scripts" / "with_postgres")]
Run = Callable[..., "subprocess.Popen[str]"]

ASK = """
import os, psycopg
with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
    for question in ("show fsync", "show listen_addresses", "select current_setting('server_encoding')"):
        print(connection.execute(question).fetchone()[0])
"""


@pytest.fixture
def place() -> Iterator[Path]:
    """A temporary directory that other users may cross: as root, the server runs as one of them."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o711)
        yield Path(name)


@pytest.fixture
def run(place: Path) -> Run:
    """Starts the script, with `place` for its temporary files."""
    if subprocess.run([ROOT / "scripts" / "find_postgres"], capture_output=True).returncode:
        pytest.skip("NOT CHECKED: scripts/with_postgres (no PostgreSQL server is installed)")
    environment = os.environ | {"TMPDIR": str(place)}

    def start(*command: str) -> subprocess.Popen[str]:
        pipe = subprocess.PIPE
        return subprocess.Popen([*SCRIPT, *command], env=environment, stdout=pipe, stderr=pipe, text=True)

    return start


def test_the_command_finds_a_database_on_this_machine_only(run: Run, place: Path) -> None:
    with run(sys.executable, "-c", ASK) as running:
        said, complaint = running.communicate(timeout=60)
    assert said.split() == ["off", "127.0.0.1", "UTF8"], complaint
    assert list(place.iterdir()) == []


def test_the_exit_status_is_the_command_s(run: Run) -> None:
    with run("sh", "-c", "exit 7") as running:
        running.communicate(timeout=60)
    assert running.returncode == 7


def test_stopped_in_the_middle_it_still_leaves_nothing_running(run: Run, place: Path) -> None:
    with run("sh", "-c", "echo $PGPORT; exec sleep 60") as running:
        assert running.stdout
        port = running.stdout.readline().strip()
        (server,) = place.glob("*/data/postmaster.pid")
        process = int(server.read_text().splitlines()[0])
        running.send_signal(signal.SIGTERM)
        running.wait(timeout=60)
    assert running.returncode == 128 + signal.SIGTERM
    assert port.isdigit()
    assert list(place.iterdir()) == []
    assert _ended(process)


def _ended(process: int) -> bool:
    """Whether the process is gone, or is only waiting to be noticed by its parent."""
    for _ in range(50):
        state = subprocess.run(["ps", "-o", "stat=", "-p", str(process)], capture_output=True, text=True).stdout
        if not state.strip() or state.startswith("Z"):
            return True
        time.sleep(0.1)
    return False
