"""The `fields` language of the Graph API: names, modifiers `.limit(5)`, and braces for what is nested."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from .errors import bad_parameter

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_MODIFIER = re.compile(r"\.([a-z_]+)\(([^()]*)\)")
_DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Field:
    """One asked field: `comments.limit(5){id}` has modifiers {"limit": "5"} and one field inside."""

    name: str
    modifiers: dict[str, str] = field(default_factory=dict)
    inside: tuple[Field, ...] = ()


def parsed(text: str) -> tuple[Field, ...]:
    """Raises the Graph API's own syntax error."""
    fields, end = _list(text, 0, 0)
    if end != len(text):
        raise _syntax(text[end:])
    return fields


def _list(text: str, at: int, depth: int) -> tuple[tuple[Field, ...], int]:
    if depth > _DEEPEST:
        raise _syntax(text[at:])
    found: list[Field] = []
    while True:
        one, at = _one(text, at, depth)
        found.append(one)
        if not text.startswith(",", at):
            return tuple(found), at
        at += 1


def _one(text: str, at: int, depth: int) -> tuple[Field, int]:
    name = _NAME.match(text, at)
    if name is None:
        raise _syntax(text[at:])
    at = name.end()
    modifiers: dict[str, str] = {}
    while (modifier := _MODIFIER.match(text, at)) is not None:
        modifiers[modifier[1]] = modifier[2]
        at = modifier.end()
    inside: tuple[Field, ...] = ()
    if text.startswith("{", at):
        inside, at = _list(text, at + 1, depth + 1)
        if not text.startswith("}", at):
            raise _syntax(text[at:])
        at += 1
    return Field(name[0], modifiers, inside), at


def _syntax(rest: str) -> Exception:
    return bad_parameter(f'Syntax error "Expected name." at: {rest[:40]!r}')
