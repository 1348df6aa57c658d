"""Contents that TOML can hold, written in every layout that TOML allows."""

from __future__ import annotations

import json
from datetime import date, datetime, time
from typing import Any

from hypothesis import strategies as st

_WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\x7f", exclude_categories=["Cc", "Cs"]), max_size=8)
_KEYS = st.one_of(st.from_regex(r"[A-Za-z0-9_-]{1,6}", fullmatch=True), _WORDS)
_SCALARS = st.one_of(
    st.booleans(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False),
    st.dates(date(1000, 1, 1)),
    st.times(),
    st.datetimes(datetime(1000, 1, 1)),  # noqa: DTZ001 - TOML's local date-times have no zone
    _WORDS,
    st.text(st.characters(codec="utf-8", categories=["Ll", "Zs", "Po"], include_characters='\n"\\'), max_size=20),
)
CONTENTS = st.dictionaries(
    _KEYS,
    st.recursive(
        _SCALARS,
        lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(_KEYS, inner, max_size=3)),
        max_leaves=12,
    ),
    max_size=5,
)


class Writer:
    """Writes a content, drawing each choice of layout."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw

    def document(self, content: dict[str, Any]) -> str:
        return self.noise() + self.table(content, ())

    def table(self, content: dict[str, Any], path: tuple[str, ...]) -> str:
        here, below = "", ""
        for key, value in content.items():
            below_or_here = self.below((*path, key), value)
            if below_or_here is None:
                here += f"{self.space()}{self.pair((key,), value)}{self.end()}"
            else:
                below += below_or_here
        return here + below

    def below(self, path: tuple[str, ...], value: Any) -> str | None:
        """The value as sections under their own headers, or None when it is to be written on its line."""
        if isinstance(value, dict) and self.yes():
            return f"{self.space()}[{self.key(path)}]{self.end()}" + self.table(value, path)
        tables = isinstance(value, list) and value and all(isinstance(item, dict) for item in value)
        if tables and self.yes():
            return "".join(f"[[{self.key(path)}]]{self.end()}{self.table(item, path)}" for item in value)
        return None

    def pair(self, path: tuple[str, ...], value: Any) -> str:
        if isinstance(value, dict) and len(value) == 1 and self.yes():
            ((key, inner),) = value.items()
            return self.pair((*path, key), inner)  # a.b = 1
        return f"{self.key(path)}{self.space()}={self.space()}{self.value(value)}"

    def key(self, path: tuple[str, ...]) -> str:
        return f"{self.space()}.{self.space()}".join(map(self.key_part, path))

    def key_part(self, part: str) -> str:
        bare = part.isascii() and part.replace("-", "").replace("_", "").isalnum()
        if bare and self.yes():
            return part
        return f"'{part}'" if "'" not in part and self.yes() else json.dumps(part, ensure_ascii=self.yes())

    def value(self, value: Any) -> str:
        if isinstance(value, dict):
            return "{" + ", ".join(self.pair((key,), inner) for key, inner in value.items()) + self.space() + "}"
        if isinstance(value, list):
            gap = self.draw(st.sampled_from(["", " ", "\n", " # ]\n"]))
            comma = "," if value and self.yes() else ""
            return "[" + ",".join(f"{gap}{self.value(item)}{gap}" for item in value) + comma + gap + "]"
        return self.text(value) if isinstance(value, str) else _scalar(value)

    def text(self, value: str) -> str:
        """The value as a string of some kind; `tomllib` alone says what it then reads as."""
        escaped = json.dumps(value, ensure_ascii=False)
        if "\n" in value or self.yes():
            opening = self.draw(st.sampled_from(["", "\n", "\\\n", '""']))
            return f'"""{opening}{escaped[1:-1].replace(chr(92) + "n", chr(10))}"""'
        return f"'{value}'" if "'" not in value and self.yes() else escaped

    def yes(self) -> bool:
        return self.draw(st.booleans())

    def space(self) -> str:
        return self.draw(st.sampled_from(["", " ", "\t"]))

    def end(self) -> str:
        return self.draw(st.sampled_from(["\n", " # a = [1]\n", "\n\n"]))

    def noise(self) -> str:
        return self.draw(st.sampled_from(["", "# [x]\n", "\n \n"]))


def _scalar(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if isinstance(value, date | time) else str(value)


@st.composite
def toml_texts(draw: st.DrawFn) -> str:
    """A TOML text, in Unix or Windows line ends."""
    text = Writer(draw).document(draw(CONTENTS))
    return draw(st.sampled_from([text, text.replace("\n", "\r\n")]))
