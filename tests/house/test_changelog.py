"""The changelog keeps its form, so that a release can be cut from it."""

from __future__ import annotations

import re

from tests.house.tree import ROOT, lines

KINDS = {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}


def test_there_is_room_for_what_comes_next() -> None:
    releases = [line for line in lines(ROOT / "CHANGELOG.md") if line.startswith("## ")]
    assert releases[0] == "## [Unreleased]"
    assert all(re.fullmatch(r"## \[\d+\.\d+\.\d+\] - \d{4}-\d{2}-\d{2}", line) for line in releases[1:])


def test_entries_stand_under_a_known_kind_of_change() -> None:
    headings = {line.removeprefix("### ") for line in lines(ROOT / "CHANGELOG.md") if line.startswith("### ")}
    assert headings <= KINDS
