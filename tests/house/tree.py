"""What the checkout holds, as the tests about the house itself see it."""

from __future__ import annotations

import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]


def files() -> list[Path]:
    """Every file that is committed, or would be by `git add`; skips where there is no git checkout."""
    if not (ROOT / ".git").exists():
        pytest.skip("NOT CHECKED: what the files hold (this is not a git checkout)")
    asked = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(asked, cwd=ROOT, capture_output=True, check=True, text=True).stdout
    return [path for name in listed.split("\0") if name and (path := ROOT / name).is_file()]


def modules() -> list[Path]:
    """The project's own modules, without migrations and settings, which are long by nature."""
    everything = sorted((ROOT / "src").rglob("*.py"))
    return [path for path in everything if "migrations" not in path.parts and path.name != "settings.py"]


def lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def pyproject() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
