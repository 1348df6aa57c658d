"""Every key and value that `tomllib` reads has a place, and that place is where it is written."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from parvis.policy.load import policy_source
from parvis.policy.positions import Place, Position, Positions, find_positions
from tests.policy.policy_texts import errors_of
from tests.policy.toml_layouts import toml_texts

SAMPLE = '''# [no.section]
top = "a\\"b" # = not a value
"quoted \\u00e9" . 'b.c' = [1, [2, "]"], { x = 1, y.z = "}" }, ]
long = """
[[not.a.section]]
""\\"x"""""
1.2 = 3.4
[a.b]
c = 1979-05-27 07:32:00
[[a.list]]
[[a.list]]
  [a.list.sub]
  k = \'\'\'it''s\'\'\'\'\'
[[a.list.deep]]
n = -1
[a]
last=true'''


def is_toml(text: str) -> bool:
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return False
    return True


def places(content: Any, place: Place = ()) -> Iterator[tuple[Place, Any]]:
    items = content.items() if isinstance(content, dict) else enumerate(content) if isinstance(content, list) else ()
    for step, value in items:
        yield (*place, step), value
        yield from places(value, (*place, step))


def written(text: str, position: Position) -> str:
    line = text.replace("\r\n", "\n").split("\n")[position.line - 1]
    return line[position.column - 1 : position.column - 1 + position.width]


def reads(text: str, expected: Any) -> bool:
    return bool(tomllib.loads(f"x = {text}")["x"] == expected)


def check_all(text: str, found: Positions) -> None:
    for place, value in places(tomllib.loads(text)):
        key, at = found.keys.get(place), found.values.get(place)
        assert key or at, f"no position for {place}"
        if key and isinstance(place[-1], str):
            assert tomllib.loads(f"{written(text, key)} = 1") == {place[-1]: 1}
        if at and not isinstance(value, dict | list) and not written(text, at).startswith(('"""', "'''")):
            assert reads(written(text, at), value)


@given(toml_texts())
def test_every_place_is_where_it_is_written(text: str) -> None:
    assume(is_toml(text))  # some layouts may not stand together
    check_all(text, find_positions(text))


PIECES = [*"[]{}=.,#'\n \\-_a1", '"', '"' * 3, "'" * 3]


@given(toml_texts(), st.integers(0, 400), st.integers(0, 2), st.sampled_from(PIECES))
def test_a_text_with_one_piece_changed_has_its_places_or_a_faulty_one(
    text: str, at: int, dropped: int, piece: str
) -> None:
    changed = text[:at] + piece + text[at + dropped :]
    if is_toml(changed):
        check_all(changed, find_positions(changed))
        return
    (error,) = errors_of(changed)
    assert error.line
    assert error.column <= len(error.source_line) + 1


@pytest.mark.parametrize("text", [SAMPLE, policy_source()], ids=["every construct", "the shipped policy"])
def test_a_whole_file_has_its_places(text: str) -> None:
    check_all(text, find_positions(text))


def test_sections_of_a_list_are_told_apart() -> None:
    found = find_positions(SAMPLE)
    assert found.keys["a", "list", 0].line == 10
    assert found.keys["a", "list", 1].line == 11
    assert found.values["a", "list", 1, "sub", "k"] == Position(13, 7, 13)
    assert found.values["a", "list", 1, "deep", 0, "n"] == Position(15, 5, 2)


def test_a_section_opened_after_its_own_sub_section_has_its_own_header() -> None:
    assert find_positions(SAMPLE).keys["a",].line == 16


def test_a_value_of_several_lines_has_its_first_line() -> None:
    assert find_positions(SAMPLE).values["long",] == Position(4, 8, 3)
