"""`assess`, `gate`, `deadline` and `policy` load no Django and open no socket. How soon they answer: bench/."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.command import environment

FOREIGN = ("django", "granian", "starlette", "tweepy", "googleapiclient", "facebook_business", "structlog")
SCRIPT = f"""
import socket, sys
def refuse(*a, **k): raise AssertionError("the command opened a socket")
socket.socket = socket.create_connection = refuse
sys.argv = ["parvis", *sys.argv[1:]]
from parvis.cli.main import run
try:
    run()
finally:
    loaded = [name for name in {FOREIGN!r} if name in sys.modules]
    assert not loaded, loaded
"""


@pytest.mark.parametrize(
    "command",
    [
        ["assess", "-"],
        ["gate", "-"],
        ["deadline", "2026-12-23T16:31-05:00"],
        ["policy", "check"],
        ["policy", "show"],
        ["--aide"],
        ["assess", "--aide"],
    ],
)
def test_it_loads_no_django_and_opens_no_socket(command: list[str], tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, *command],
        input=b'{"id":"1","text":"Bonjour, bande de caves, mon courriel est a@exemple.test"}\n',
        capture_output=True,
        cwd=tmp_path,
        env=environment(),
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout
    assert list(tmp_path.iterdir()) == []
