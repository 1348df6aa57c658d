"""The rooms keep to their side of the door: what is declared, and what really happens at import."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.house.tree import ROOT, pyproject

# An audit hook sees every import and every socket, however they are reached, and cannot be taken off.
ALONE = """
import importlib, pkgutil, sys

def refuse(event, arguments):
    if event == "import" and arguments[0].partition(".")[0] == "django":
        raise ImportError("reaches for Django")
    if event in ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.sendto"):
        raise OSError("reaches for the network")

sys.addaudithook(refuse)
room = importlib.import_module(sys.argv[1])
for module in pkgutil.walk_packages(room.__path__, room.__name__ + "."):
    importlib.import_module(module.name)
print("alone")
"""


def test_the_import_contracts_are_kept() -> None:
    checked = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert "0 broken" in checked.stdout


def test_no_contract_makes_an_exception() -> None:
    contracts = pyproject()["tool"]["importlinter"]["contracts"]
    layered = [contract for contract in contracts if contract["type"] == "layers"]
    assert [contract["name"] for contract in contracts if contract.get("ignore_imports")] == []
    assert layered
    assert all(contract["exhaustive"] and not contract.get("exhaustive_ignores") for contract in layered)


@pytest.mark.parametrize("room", ["policy", "engine", "gate", "connectors", "sandbox"])
def test_a_room_is_entered_without_django_or_the_network(room: str) -> None:
    entered = subprocess.run([sys.executable, "-c", ALONE, f"parvis.{room}"], cwd=ROOT, capture_output=True, text=True)
    assert (entered.returncode, entered.stdout.strip()) == (0, "alone"), entered.stderr


@pytest.mark.parametrize(
    ("act", "refusal"),
    [
        ("import django", "reaches for Django"),
        ("import socket; socket.create_connection(('127.0.0.1', 9))", "reaches for the network"),
    ],
)
def test_the_guard_at_the_door_refuses(act: str, refusal: str) -> None:
    guard = ALONE[: ALONE.index("room =")]
    refused = subprocess.run([sys.executable, "-c", f"{guard}\n{act}"], capture_output=True, text=True)
    assert refused.returncode == 1
    assert refusal in refused.stderr
