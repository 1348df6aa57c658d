"""Policy, engine and gate are entered, and used, with Django refused and no socket to be had."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ALONE = """
import importlib, json, pkgutil, socket, sys

class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == "django":
            raise ImportError(f"reaches for Django: {name}")

def refuse(*arguments, **options):
    raise OSError("reaches for the network")

sys.meta_path.insert(0, Refuse())
socket.socket = type("NoSocket", (socket.socket,), {"__init__": refuse})
socket.create_connection = socket.getaddrinfo = refuse

def enter(name):
    room = importlib.import_module(name)
    inside = pkgutil.walk_packages(room.__path__, name + ".", onerror=failed)
    return [name, *(importlib.import_module(module.name).__name__ for module in inside)]

def failed(name):
    raise  # a package that cannot be imported must not be passed over

entered = [module for name in sys.argv[1:] for module in enter(name)]
"""
USED = """
from parvis.engine.assess import assess
from parvis.engine.findings import Comment
from parvis.gate.check import check
from parvis.policy.load import shipped_policy

policy = shipped_policy()
judged = assess(Comment("1", "Mon NAS est 046 454 286, rappelez-moi"), policy)
told = {
    "entered": entered,
    "gate": check("Thanks!", policy).ok,
    "found": [finding.criterion for finding in judged.findings],
    "django": "django" in sys.modules,
}
print(json.dumps(told))
"""
ROOMS = ("parvis.policy", "parvis.engine", "parvis.gate")


def run(code: str, *arguments: str, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, cwd=folder)


def test_the_rooms_are_entered_and_used_alone() -> None:
    done = run(ALONE + USED, *ROOMS)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["django"] is False
    assert told["gate"] is False
    assert told["found"] == ["personal_info"]
    # Every module of the three rooms was really entered, and not only their doors.
    entered = set(told["entered"])
    assert {"parvis.policy.load", "parvis.engine.text.language", "parvis.gate.rules.not_french"} <= entered


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("import django", "reaches for Django: django"),
        ("from django.db import models", "reaches for Django: django"),
        ("import socket; socket.create_connection(('127.0.0.1', 9))", "reaches for the network"),
        ("import urllib.request as u; u.urlopen('http://127.0.0.1:9')", "reaches for the network"),
    ],
)
@pytest.mark.parametrize("module", ["__init__.py", "deep/__init__.py", "deep/inside.py"])
def test_one_module_that_reaches_out_is_enough_to_fail(tmp_path: Path, module: str, line: str, complaint: str) -> None:
    room = tmp_path / "room"
    (room / "deep").mkdir(parents=True)
    for name in ("__init__.py", "deep/__init__.py", "deep/inside.py"):
        (room / name).write_text(f"{line}\n" if name == module else "", encoding="utf-8")
    done = run(ALONE, "room", folder=tmp_path)
    assert done.returncode == 1
    assert complaint in done.stderr
