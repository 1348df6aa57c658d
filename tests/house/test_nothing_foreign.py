"""No file says where this machine keeps things, nor where packages come from: both differ elsewhere."""

from __future__ import annotations

import re

import pytest

from tests.house.tree import ROOT, files

# Written so that this file does not hold what it looks for.
HOSTS = r"py[p]i\.org|pythonhoste[d]\.org|registry\.(npm[j]s|yarnpk[g])\.|crate[s]\.io|rubygem[s]\.org|maven[.]org"
OPTIONS = r"--(extra-)?index-ur[l][ =]+\S|--find-link[s][ =]+\S|--trusted-hos[t][ =]+\S"
PLACES = r"/(?:wor[k]|roo[t]|tm[p])/|/home/\w+/|/Users/\w+/|/\.pyen[v]/"


@pytest.mark.parametrize("forbidden", [HOSTS, OPTIONS, PLACES], ids=["registry hosts", "pip options", "machine paths"])
def test_no_file_holds(forbidden: str) -> None:
    pattern = re.compile(forbidden)
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:100]}"
        for path in files()
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="ignore").splitlines(), start=1)
        if pattern.search(line)
    ]
    assert found == []


@pytest.mark.parametrize(
    ("pattern", "line"),
    [
        (HOSTS, "https://" + "py" + "pi.org/project/x"),
        (HOSTS, "https://registry." + "npmjs.org/x"),
        (OPTIONS, "--index" + "-url https://example.org/simple"),
        (PLACES, "see /" + "root/notes"),
        (PLACES, "/home/" + "alice/parvis"),
    ],
)
def test_the_search_would_find_one(pattern: str, line: str) -> None:
    assert re.search(pattern, line)


@pytest.mark.parametrize(
    "line", ["https://example.org/framework/", "reads the index", "var/media", "a home/away match"]
)
def test_ordinary_lines_pass(line: str) -> None:
    assert not re.search(f"{HOSTS}|{OPTIONS}|{PLACES}", line)
