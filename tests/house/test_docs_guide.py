"""The guide for staff speaks of the screens as they are, in French as it is set in Québec."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from tests.house.tree import ROOT

GUIDE = sorted((ROOT / "docs" / "guide").glob("*.md"))
IDS = [path.stem for path in GUIDE]
SCREENS = [ROOT / "src" / "parvis" / room for room in ("desk", "web")]
ON_SCREEN = re.compile(r"\*\*([^*]+)\*\*")  # in the guide, bold is kept for what a screen says
CODE = re.compile(r"```.*?```|`[^`\n]*`|\]\([^)]*\)|https?://\S+", re.DOTALL)
# A plain space before high punctuation, or beside a guillemet, or no space at all before a colon.
MISPLACED = re.compile(r"[ \u00a0\u202f][;!?]| [:»]|« |\w:(?=\s)|«\S(?<!\u00a0)")


@cache
def screens() -> str:
    """Every word that templates, code and scripts may show."""
    read = [path for room in SCREENS for path in room.rglob("*.*") if path.suffix in {".html", ".py", ".js"}]
    return _plain(" ".join(path.read_text(encoding="utf-8") for path in read))


def _plain(text: str) -> str:
    for space in ("&nbsp;", "\\u00a0", "\u00a0", "\u202f"):
        text = text.replace(space, " ")
    return text.replace("’", "'")


def words(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def test_there_is_a_guide() -> None:
    assert set(IDS) >= {"mise-en-service", "moderer", "prouver"}


@pytest.mark.parametrize("path", GUIDE, ids=IDS)
def test_what_the_guide_quotes_is_on_a_screen(path: Path) -> None:
    quoted = {" ".join(_plain(label).split()) for label in ON_SCREEN.findall(words(path))}
    assert quoted
    assert sorted(label for label in quoted if label not in screens()) == []


@pytest.mark.parametrize("path", GUIDE, ids=IDS)
def test_the_guide_is_set_as_in_quebec(path: Path) -> None:
    prose = CODE.sub("x", words(path))
    assert [prose[max(0, m.start() - 25) : m.end() + 10] for m in MISPLACED.finditer(prose)] == []
    assert "'" not in prose


@pytest.mark.parametrize("text", ["Vraiment ?", "ainsi : oui", "« mal »", "ainsi: oui"])
def test_a_misplaced_space_would_be_seen(text: str) -> None:
    assert MISPLACED.search(text)


@pytest.mark.parametrize("text", ["Vraiment?", "ainsi\u00a0: oui", "«\u00a0bien\u00a0»", "à 8:30"])
def test_what_is_well_set_passes(text: str) -> None:
    assert not MISPLACED.search(text)


@pytest.mark.django_db
def test_every_proof_is_explained() -> None:
    from parvis.desk.people.actors import process
    from parvis.desk.records.actions.policies import ensure_policy
    from parvis.desk.records.verification import verify

    ensure_policy(actor=process("tests"))
    table = words(ROOT / "docs" / "guide" / "prouver.md").split("| preuve |")[1].split("\n\n")[0]
    explained = {row.split("|")[1].strip() for row in table.splitlines()[2:]}
    assert explained == {proof.name for proof in verify()}


def test_every_key_of_the_desk_is_in_the_table() -> None:
    templates = [path for room in SCREENS for path in room.rglob("*.html") if path.name != "styles.html"]
    shown = "".join(path.read_text(encoding="utf-8") for path in templates)
    keys = set(re.findall(r"<kbd>([^<{]+)</kbd>", shown)) - {"Échap"}
    table = words(ROOT / "docs" / "guide" / "moderer.md").split("| touche |")[1]
    assert keys <= set(re.findall(r"`([^`]+)`", table))
