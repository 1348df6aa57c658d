"""Each dependency has its reason, and is installed at one version known by its hash."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.house.tree import ROOT, lines, pyproject

RUN, DEV = ROOT / "requirements" / "run.txt", ROOT / "requirements" / "dev.txt"
PINNED = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>\S+) ?(?:;.*)?\\$", re.MULTILINE)
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}(?: \\)?$")


def declared(group: str) -> list[Requirement]:
    project = pyproject()["project"]
    names = project["dependencies"] if group == "run" else project["optional-dependencies"][group]
    return [Requirement(name) for name in names]


def pins(path: Path) -> dict[str, Version]:
    found = PINNED.finditer(path.read_text(encoding="utf-8"))
    return {canonicalize_name(pin["name"]): Version(pin["version"]) for pin in found}


def test_every_dependency_says_why_it_is_here() -> None:
    inside = False
    silent = []
    for line in lines(ROOT / "pyproject.toml"):
        if line.endswith("= ["):
            inside = line.startswith(("dependencies", "dev"))
        elif line == "]":
            inside = False
        elif inside and line.startswith('    "') and not re.search(r'",\s*# \S', line):
            silent.append(line.strip())
    assert silent == []


@pytest.mark.parametrize("path", [RUN, DEV], ids=["run", "dev"])
def test_every_line_is_a_version_a_hash_or_a_comment(path: Path) -> None:
    for line in lines(path):
        assert PINNED.match(line) or HASH.match(line) or re.match(r"^ *(#|$)", line), line


@pytest.mark.parametrize("path", [RUN, DEV], ids=["run", "dev"])
def test_no_version_goes_without_a_hash(path: Path) -> None:
    for line, following in pairwise(lines(path)):
        assert not PINNED.match(line) or HASH.match(following), line


@pytest.mark.parametrize(("group", "path"), [("run", RUN), ("run", DEV), ("dev", DEV)])
def test_what_is_declared_is_pinned_at_a_version_it_admits(group: str, path: Path) -> None:
    pinned = pins(path)
    astray = [
        f"{wanted} but {pinned.get(canonicalize_name(wanted.name))} (run: make lock)"
        for wanted in declared(group)
        if canonicalize_name(wanted.name) not in pinned
        or pinned[canonicalize_name(wanted.name)] not in wanted.specifier
    ]
    assert astray == []


def test_what_runs_in_service_is_what_was_tested() -> None:
    run, dev = pins(RUN), pins(DEV)
    assert run.items() <= dev.items()
    assert len(run) >= len(declared("run"))
