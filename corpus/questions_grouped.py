"""Reads questions grouped by the answer that settles them: files of corpus/questions, and the library of answers."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

FOLDER = Path(__file__).parent / "questions"
LIBRARY = Path(__file__).parent.parent / "src/parvis/desk/enquiries/library"


def read_grouped(path: Path) -> Iterator[tuple[str, str]]:
    """Each question with its group. A group begins with `== ` and its name; its questions follow, one a line."""
    name = ""
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("== "):
            name = line[3:].strip()
        elif line.strip() and not line.startswith("# "):
            yield line.strip().replace("⏎", "\n"), name


def read_library() -> list[tuple[str, list[str]]]:
    """Each answer of the library with the ways of asking it."""
    files = [tomllib.loads(path.read_text("utf-8")) for path in sorted(LIBRARY.glob("*.toml"))]
    tables = [table for file in files for table in file["answers"]]
    return [(str(table["id"]), [str(question) for question in table["questions"]]) for table in tables]
