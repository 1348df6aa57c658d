"""The commands are described as they are: the reference is written by them, and the README names each."""

from __future__ import annotations

import re
import subprocess
import sys

from tests.house.tree import ROOT

REFERENCE = ROOT / "docs" / "commands.md"
TITLES = re.compile(r"^## (parvis .+)$", re.MULTILINE)
NAMED = re.compile(r"^\| `(parvis [^`]+)`", re.MULTILINE)
COMMAND = re.compile(r"parvis(?: [a-z]+)+")


def written() -> set[str]:
    """Each command that the reference holds, such as `parvis policy check`."""
    return set(TITLES.findall(REFERENCE.read_text(encoding="utf-8")))


def test_the_reference_is_what_the_commands_say() -> None:
    asked = [sys.executable, str(ROOT / "scripts" / "write_command_reference"), "--check"]
    checked = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True)
    assert checked.returncode == 0, checked.stderr


def test_the_readme_names_every_command_and_no_other() -> None:
    rows = NAMED.findall((ROOT / "README.md").read_text(encoding="utf-8"))
    named = {match[0] for row in rows if (match := COMMAND.match(row))}
    assert named == written()
