"""The part of X's search language the desk may use: operators, words, OR, negation, parentheses."""

from __future__ import annotations

import re
from collections.abc import Callable

from ..items import Item
from ..world import World

Test = Callable[[Item], bool]
_PIECE = re.compile(r'\s*(\(|\)|-?"[^"]*"|-?[^\s()]+)')
_DEEPEST = 20  # parentheses within parentheses
_ALONE = {"is", "has", "lang"}  # these narrow a search, and cannot be one


class QueryError(ValueError):
    """The query is not one that X accepts."""


class _Parser:
    def __init__(self, query: str, world: World) -> None:
        self._pieces = _PIECE.findall(query)
        self._at = 0
        self._depth = 0
        self._world = world
        self.stands_alone = False

    def whole(self) -> Test:
        test = self._either()
        if self._at < len(self._pieces):
            raise QueryError(f"unexpected {self._pieces[self._at]!r}")
        return test

    def _either(self) -> Test:
        tests = [self._all()]
        while self._peek() == "OR":
            self._at += 1
            tests.append(self._all())
        return lambda item: any(test(item) for test in tests)

    def _all(self) -> Test:
        tests = []
        while self._peek() not in ("", ")", "OR"):
            tests.append(self._one())
        if not tests:
            raise QueryError("an operator or a word is missing")
        return lambda item: all(test(item) for test in tests)

    def _one(self) -> Test:
        piece = self._pieces[self._at]
        self._at += 1
        if piece == "(":
            self._depth += 1
            if self._depth > _DEEPEST:
                raise QueryError("too many parentheses")
            inside = self._either()
            self._depth -= 1
            if self._peek() != ")":
                raise QueryError("a parenthesis is not closed")
            self._at += 1
            return inside
        if piece.startswith("-") and len(piece) > 1:
            test = self._term(piece[1:], negated=True)
            return lambda item: not test(item)
        return self._term(piece)

    def _peek(self) -> str:
        return self._pieces[self._at] if self._at < len(self._pieces) else ""

    def _term(self, piece: str, *, negated: bool = False) -> Test:
        name, colon, value = piece.partition(":")
        if name not in _ALONE and not negated:
            self.stands_alone = True
        if not colon or piece.startswith('"'):
            word = piece.strip('"').lower()
            return lambda item: word in item.text.lower()
        if name in _ALONE:
            return self._narrowing(name, value)
        tests: dict[str, Test] = {
            "conversation_id": lambda item: item.post_id == value,
            "in_reply_to_tweet_id": lambda item: item.answers == value,
            "from": lambda item: self._is(item.author, value),
            "to": lambda item: self._is(self._answered(item), value),
        }
        if name not in tests or not value:
            raise QueryError(f"Reference to invalid operator '{name}'")
        return tests[name]

    def _narrowing(self, name: str, value: str) -> Test:
        if (name, value) == ("is", "reply"):
            return lambda item: item.kind == "comment"
        if (name, value) == ("is", "quote"):
            return lambda item: bool(item.quoted_id)
        if (name, value) == ("is", "retweet"):
            return lambda _: False
        if name == "lang":
            return lambda item: self._world.people.language(item.author) == value
        raise QueryError(f"Reference to invalid operator '{name}:{value}'")

    def _answered(self, item: Item) -> str:
        above = self._world.find("x", item.answers) if item.answers else None
        return above.author if above else ""

    def _is(self, author: str, named: str) -> bool:
        person = self._world.people.person("x", author) if author else None
        return person is not None and named.lstrip("@").lower() in (person.handle.lower(), person.platform_id)


def compiled(query: str, world: World) -> Test:
    """The test that a query stands for. Raises QueryError."""
    parser = _Parser(query, world)
    test = parser.whole()
    if not parser.stands_alone:
        raise QueryError("There must be at least one operator that can stand alone")
    return test
