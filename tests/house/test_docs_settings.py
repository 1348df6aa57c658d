"""Every environment variable that settings read has its place in docs/settings.md, and the other way round."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.house.tree import ROOT

DOCUMENT = ROOT / "docs" / "settings.md"
CONFIG = ROOT / "src" / "parvis" / "config"
VARIABLE = re.compile(r"[A-Z][A-Z_]+")


def read_variables() -> dict[str, ast.Call]:
    """Each call of an `env_…` function in the settings, by the name of the variable that it reads."""
    return {name: call for path in sorted(CONFIG.glob("*.py")) for name, call in _calls(path)}


def _calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id.startswith("env_"):
            given = node.args[0]
            if isinstance(given, ast.Constant) and isinstance(given.value, str):
                yield given.value, node


def sections() -> dict[str, str]:
    """What stands under each heading of the third level."""
    pieces = re.split(r"^#{2,3} (.+)$", DOCUMENT.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return {title: text for title, text in zip(pieces[::2], pieces[1::2], strict=True) if VARIABLE.fullmatch(title)}


def default_of(call: ast.Call) -> str | None:
    """The default as the document must write it, None when it is worked out at run time."""
    given = call.args[1] if len(call.args) > 1 else None
    if given is None:
        return "`no`" if isinstance(call.func, ast.Name) and call.func.id == "env_bool" else "empty"
    return f"`{given.value!s}`" if isinstance(given, ast.Constant) else None


def test_settings_read_the_environment_through_the_readers_only() -> None:
    direct = [
        path.name
        for path in CONFIG.glob("*.py")
        if path.name != "env.py" and re.search(r"environ(\[|\.get)|getenv", path.read_text(encoding="utf-8"))
    ]
    assert direct == []


def test_each_variable_has_its_heading_and_each_heading_its_variable() -> None:
    assert set(sections()) == set(read_variables())


@pytest.mark.parametrize("name", sorted(read_variables()))
def test_a_variable_has_its_default_and_an_example(name: str) -> None:
    section = sections()[name]
    default = default_of(read_variables()[name])
    assert re.search(rf"Default: {re.escape(default)}" if default else r"Default: \S", section), section
    assert re.search(rf"Example:\s`{name}(_FILE)?=\S+`", section), section


def test_the_example_of_an_accounts_file_is_one(tmp_path: Path, settings: Any) -> None:
    from parvis.desk.records.platforms import accounts_of_file

    [example] = re.findall(r"```toml\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), flags=re.DOTALL)
    file = tmp_path / "accounts.toml"
    file.write_text(example, encoding="utf-8")
    settings.ACCOUNTS_FILE = file
    assert {access.platform for access in accounts_of_file()} == set(settings.CONNECTORS)
    assert all(access.credentials for access in accounts_of_file())
