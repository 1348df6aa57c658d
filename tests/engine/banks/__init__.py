"""Invented comments, one a line: civil ones that must stay, faulty ones, pairs of opposite stances."""

from __future__ import annotations

from pathlib import Path

_FOLDER = Path(__file__).parent


def civil() -> list[str]:
    return (_FOLDER / "civil.txt").read_text(encoding="utf-8").splitlines()


def flagged() -> list[tuple[str, str, str]]:
    """Criterion, disposition, text."""
    rows = (line.split("\t") for line in (_FOLDER / "flagged.tsv").read_text(encoding="utf-8").splitlines())
    return [(criterion, disposition, text) for criterion, disposition, text in rows]


def pairs() -> list[tuple[str, str]]:
    """Critical, supportive."""
    rows = (line.split("\t") for line in (_FOLDER / "pairs.tsv").read_text(encoding="utf-8").splitlines())
    return [(critical, supportive) for critical, supportive in rows]
