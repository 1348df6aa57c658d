"""Set-up chooses a Python that will do, says so when there is none, and every target explains itself."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.house.tree import ROOT, lines

SCRIPTS = ROOT / "scripts"
STATED = re.compile(r"^(?P<target>[a-z-]+):(?P<needs>[^#]*)(?P<help>## \S.*)?$")


def targets() -> dict[str, re.Match[str]]:
    found = (STATED.match(line) for line in lines(ROOT / "Makefile"))
    return {match["target"]: match for match in found if match}


def find_python(path: Path, **extra: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": str(path)} | extra
    return subprocess.run([SCRIPTS / "find_python"], env=environment, capture_output=True, text=True)


def program(place: Path, name: str, body: str) -> None:
    path = place / name
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)


def test_a_shim_with_nothing_behind_it_is_passed_over(tmp_path: Path) -> None:
    program(tmp_path, "python3", "exit 127")
    program(tmp_path, "python3.12", f'exec "{sys.executable}" "$@"')
    found = find_python(tmp_path)
    assert (found.returncode, found.stdout.strip()) == (0, sys.executable)


def test_a_python_too_old_is_passed_over(tmp_path: Path) -> None:
    program(tmp_path, "python3", "echo")  # what the question prints on 3.10
    program(tmp_path, "python3.13", f'exec "{sys.executable}" "$@"')
    assert find_python(tmp_path).stdout.strip() == sys.executable


def test_the_python_asked_for_comes_first(tmp_path: Path) -> None:
    program(tmp_path, "python3", "echo another")
    assert find_python(tmp_path, PYTHON=sys.executable).stdout.strip() == sys.executable


def test_without_any_python_it_says_what_to_install(tmp_path: Path) -> None:
    found = find_python(tmp_path)
    assert found.returncode == 1
    assert "Python 3.11 or newer" in found.stderr


def test_a_stage_keeps_the_exit_status_and_says_it() -> None:
    ended = subprocess.run([SCRIPTS / "stage", "a check", "sh", "-c", "exit 3"], capture_output=True, text=True)
    assert ended.returncode == 3
    assert "a check: FAILED with status 3" in ended.stderr


def test_every_script_can_be_run_and_says_what_it_is_for() -> None:
    for script in [*SCRIPTS.iterdir(), ROOT / ".ci" / "run"]:
        assert os.access(script, os.X_OK), script.name
        assert re.match(r'(# |""")[A-Z]\w+', lines(script)[1]), script.name


def test_every_target_of_make_is_in_its_help_and_sets_up_first() -> None:
    assert {"demo", "test", "lint", "format", "lock", "clean", "help"} <= set(targets())
    for name, target in targets().items():
        assert target["help"], name
        sets_up = "setup" in target["needs"].split()
        assert sets_up or name in {"help", "setup", "system", "clean"}, name


def test_continuous_integration_runs_the_command_of_the_readme() -> None:
    assert any(line.endswith("make test") for line in lines(ROOT / ".ci" / "run"))
    assert "make test" in (ROOT / "README.md").read_text(encoding="utf-8")
