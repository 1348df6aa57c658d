"""docs/architecture.md and its picture say what the code is: rooms, models, names, contracts, arrows."""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module
from typing import Any
from xml.etree import ElementTree as ET

import grimp
import pytest
from django.apps import apps

from tests.house.tree import ROOT, files, pyproject

DOCUMENT = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
PICTURE = ROOT / "docs" / "images" / "architecture.svg"
PACKAGE = ROOT / "src" / "parvis"
DOTTED = re.compile(r"`([a-z_]+(?:\.\w+)+)`")
FILE = re.compile(r"\.(toml|py|md|svg|txt|css|json)$")
STARTS = ("parvis.", "parvis.desk.", "parvis.config.", "")
WIDE = {"desk", "connectors"}  # rooms whose own parts are drawn too
GROUND = {"desk.records", "desk.people"}  # what every slice of the desk may import; slices are drawn as one


def rooms() -> list[str]:
    return sorted(path.parent.name for path in PACKAGE.glob("*/__init__.py"))


def named() -> list[str]:
    return sorted({name for name in DOTTED.findall(DOCUMENT) if not FILE.search(name)})


def find(name: str) -> Any:
    """The module, class, function or attribute of that dotted name; None when there is none."""
    for start in STARTS:
        parts = f"{start}{name}".split(".")
        for length in range(len(parts), 0, -1):
            try:
                found: Any = import_module(".".join(parts[:length]))
            except ModuleNotFoundError:
                continue
            for attribute in parts[length:]:
                found = getattr(found, attribute, None)
            if found is not None:
                return found
            break
    return None


def test_every_room_is_described() -> None:
    assert [room for room in rooms() if f"| `{room}` |" not in DOCUMENT] == []


def test_every_top_folder_is_mentioned() -> None:
    folders = {path.relative_to(ROOT).parts[0] for path in files() if len(path.relative_to(ROOT).parts) > 1}
    assert sorted(folder for folder in folders if f"`{folder}/" not in DOCUMENT) == []


def test_every_model_of_the_desk_is_described_and_every_described_model_exists() -> None:
    table = DOCUMENT.split("## The records")[1].split("\n\n")[0]
    described = {name for row in table.splitlines()[3:] for name in re.findall(r"`(\w+)`", row.split("|")[1])}
    models = {model.__name__ for model in apps.get_models() if model.__module__.startswith("parvis.")}
    assert described == models


def test_sealed_models_are_said_to_be_so_and_no_other() -> None:
    from parvis.desk.moderation.verification import SEALED as DECISIONS
    from parvis.desk.previews.verification import SEALED as PREVIEWS
    from parvis.desk.records.verification import SEALED as RECORDS

    said = set(re.findall(r"^\| `(\w+)` \|.*\| sealed \|$", DOCUMENT, flags=re.MULTILINE))
    sealed = {
        model.__name__ for model in apps.get_models() if model._meta.db_table in {*RECORDS, *DECISIONS, *PREVIEWS}
    }
    assert said == sealed


@pytest.mark.parametrize("name", named())
def test_a_dotted_name_leads_somewhere(name: str) -> None:
    assert find(name) is not None, name


@pytest.mark.parametrize("name", ["records.polling.fetch_nothing", "nowhere.at.all", "settings.NO_SUCH_SETTING"])
def test_a_name_that_leads_nowhere_would_be_seen(name: str) -> None:
    assert find(name) is None


def test_every_import_contract_is_described() -> None:
    contracts = [contract["name"] for contract in pyproject()["tool"]["importlinter"]["contracts"]]
    assert [name for name in contracts if f"| {name} |" not in DOCUMENT] == []
    assert f"{_in_words(len(contracts))} contracts" in DOCUMENT


def _in_words(number: int) -> str:
    return ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")[number]


def test_the_picture_draws_every_room() -> None:
    drawn = {node.attrib["data-room"] for node in _picture() if "data-room" in node.attrib}
    parts = {f"{room}.{path.parent.name}" for room in WIDE for path in (PACKAGE / room).glob("*/__init__.py")}
    assert drawn == {*rooms(), *parts, "connectors.port", "desk.slices"}


def test_the_arrows_of_the_picture_are_the_imports_of_the_code() -> None:
    drawn = {(n.attrib["data-from"], n.attrib["data-to"]) for n in _picture() if "data-from" in n.attrib}
    assert drawn == _imports()


def _picture() -> list[ET.Element]:
    return list(ET.parse(PICTURE).getroot().iter())


@cache
def _imports() -> set[tuple[str, str]]:
    """Who imports whom: between rooms, and between the parts of the rooms that are drawn in parts."""
    graph = grimp.build_graph("parvis", cache_dir=None)
    found = set()
    for importer in graph.modules:
        for imported in graph.find_modules_directly_imported_by(importer):
            above, below = importer.split(".")[1:], imported.split(".")[1:]
            if not above or not below:
                continue
            if above[0] != below[0]:
                found.add((above[0], below[0]))
            elif above[0] in WIDE and above[1:2] != below[1:2]:
                found.add((_drawn(above[:2]), _drawn(below[:2])))
    return {(above, below) for above, below in found if above != below}


def _drawn(part: list[str]) -> str:
    name = ".".join(part)
    if name in {f"connectors.{part}" for part in ("consent", "notices", "clocks", "lengths", "attachments")}:
        name = "connectors.port"  # drawn as one: what the platforms share
    return "desk.slices" if part[0] == "desk" and name not in GROUND else name
