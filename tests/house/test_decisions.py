"""Decision records: one number each, and the four headings a successor looks for."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from tests.house.tree import ROOT, lines

RECORDS = sorted((ROOT / "docs" / "decisions").glob("*.md"))
HEADINGS = ["## Status", "## Context", "## Decision", "## Consequences"]


def test_numbers_are_used_once() -> None:
    counted = Counter(path.name[:4] for path in RECORDS)
    assert [number for number, times in counted.items() if times > 1] == []
    assert counted, "there is no decision record"


@pytest.mark.parametrize("path", RECORDS, ids=[path.stem for path in RECORDS])
def test_a_record_has_its_number_its_title_and_the_four_headings(path: Path) -> None:
    assert re.fullmatch(r"\d{4}-[a-z0-9-]+\.md", path.name)
    text = lines(path)
    assert re.match(rf"# {int(path.name[:4])}\. \S", text[0]), "first line: '# N. Title'"
    assert [line for line in text if line in HEADINGS] == HEADINGS


@pytest.mark.parametrize("path", RECORDS, ids=[path.stem for path in RECORDS])
def test_no_heading_is_left_empty(path: Path) -> None:
    sections = re.split(r"^## .*$", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    assert all(section.strip() for section in sections)
