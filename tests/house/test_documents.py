"""What the documents name exists: a path, a make target, a link."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.house.test_set_up import targets
from tests.house.tree import ROOT, files

PACKAGE = ROOT / "src" / "parvis"
NAMED = re.compile(r"`([\w.][\w./-]*)`")
LINKED = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")
MADE_WHEN_RUN = {"var", "build"}  # what Parvis and the checks write: not in the repository
MADE = re.compile(r"`make ([a-z][a-z-]*)")


def documents() -> list[Path]:
    return [path for path in files() if path.suffix == ".md" and "corpus" not in path.parts]


def missing_paths(text: str, beside: Path) -> list[str]:
    """Paths in backquotes (from the root, the package or its templates) and links, that lead nowhere."""
    first_steps = {path.name for path in [*ROOT.iterdir(), *PACKAGE.iterdir()]} - MADE_WHEN_RUN
    named = [name for name in NAMED.findall(text) if "/" in name and name.split("/")[0] in first_steps]
    named = [name for name in named if "NNNN" not in name]  # the form of a name, not a name
    starts = [ROOT, PACKAGE, beside, *PACKAGE.rglob("templates")]
    lost = [name for name in named if not any((start / name).exists() for start in starts)]
    return lost + [link for link in LINKED.findall(text) if not (beside / link).exists()]


def test_every_path_and_link_in_the_documents_exists() -> None:
    lost = {
        str(path.relative_to(ROOT)): missing
        for path in documents()
        if (missing := missing_paths(path.read_text(encoding="utf-8"), path.parent))
    }
    assert lost == {}


def test_every_make_target_in_the_documents_exists() -> None:
    known = set(targets())
    lost = {
        str(path.relative_to(ROOT)): unknown
        for path in documents()
        if (unknown := set(MADE.findall(path.read_text(encoding="utf-8"))) - known)
    }
    assert lost == {}


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("see `docs/nowhere.md`", ["docs/nowhere.md"]),
        ("see [this](nowhere.md)", ["nowhere.md"]),
        ("see `docs/decisions` and `engine/findings.py`", []),
        ("see `var/demo`", []),
        ("either `and/or`, or [that](https://example.org/x)", []),
    ],
)
def test_the_search_finds_what_is_lost(text: str, lost: list[str]) -> None:
    assert missing_paths(text, ROOT) == lost
