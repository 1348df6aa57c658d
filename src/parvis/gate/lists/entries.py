"""Reads a list of expressions to avoid: for each spelling, what to write instead and why."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from parvis.gate.lists import FOLDER, spellings
from parvis.gate.lists.conjugation import conjugated
from parvis.gate.lists.expressions import expanded

_NOUN = re.compile(r"(?P<noun>.+) (?P<gender>[mf])")
_LINKS = frozenset({"de", "à", "en", "par", "pour", "sans", "sur", "au", "aux", "du"})


@dataclass(frozen=True, slots=True)
class Guards:
    """What must, or must not, touch an expression for it to be one. Patterns read small letters."""

    before: re.Pattern[str] | None = None
    after: re.Pattern[str] | None = None
    not_before: re.Pattern[str] | None = None
    not_after: re.Pattern[str] | None = None

    def allow(self, before: str, after: str) -> bool:
        return not (
            (self.before and not self.before.search(before))
            or (self.after and not self.after.match(after))
            or (self.not_before and self.not_before.search(before))
            or (self.not_after and self.not_after.match(after))
        )


@dataclass(frozen=True, slots=True)
class Entry:
    """One spelling, in small letters. `right`: what replaces it, or "". `advice`: what a person is told to write."""

    written: str
    right: str
    advice: str
    why: str
    guards: Guards
    noun: bool = False
    gender: str = ""  # of the right noun
    was: str = ""  # gender of the noun to avoid
    plural: bool = False


@lru_cache(maxsize=8)
def entries(name: str) -> tuple[Entry, ...]:
    """Return every spelling of a list. Raises ValueError at a line that does not follow the form."""
    return tuple(entry for group in tomllib.loads((FOLDER / name).read_text("utf-8"))["group"] for entry in _of(group))


def _of(group: dict[str, Any]) -> Iterator[Entry]:
    guards = Guards(**{key: re.compile(group[key]) for key in Guards.__dataclass_fields__ if key in group})
    for line in group["entries"].splitlines():
        if line.strip():
            left, arrow, right = (part.strip() for part in line.partition("→"))
            if not arrow or not left:
                raise ValueError(f"not « fautif → correct »: {line!r}")
            yield from _KINDS[group["kind"]](left, right, group["why"], guards)


def _verbs(left: str, right: str, why: str, guards: Guards) -> Iterator[Entry]:
    first = right.partition(",")[0]
    for written, replacement in conjugated(left, first):
        yield Entry(written, replacement, right, why, guards)


def _phrases(left: str, right: str, why: str, guards: Guards) -> Iterator[Entry]:
    first, comma, _ = right.partition(", ")
    sure = first if comma and "[" not in right else right
    for written, replacement in expanded(left, sure):
        yield Entry(written.lower(), replacement, replacement or _PARTS.sub("", sure), why, guards)


def _nouns(left: str, right: str, why: str, guards: Guards) -> Iterator[Entry]:
    wrong, good = _NOUN.fullmatch(left), _NOUN.fullmatch(right)
    if not wrong or not good:
        raise ValueError(f"a noun without its gender: {left!r} → {right!r}")
    one, _, many = good["noun"].partition("/")
    plural = wrong["noun"].replace("(s)", "s").replace("(x)", "x")
    for written in spellings(wrong["noun"]):
        several = written == plural and "(" in wrong["noun"]
        replacement = (many or _several(one)) if several else one
        yield Entry(
            written.lower(),
            replacement,
            one,
            why,
            guards,
            noun=True,
            gender=good["gender"],
            was=wrong["gender"],
            plural=several,
        )


_PARTS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_KINDS = {"verb": _verbs, "noun": _nouns, "phrase": _phrases}


def _several(noun: str) -> str:
    """« dates limites », « bulletins de paie »: words take their s until the first that joins two nouns."""
    words = noun.split()
    for index, word in enumerate(words):
        if word in _LINKS or "'" in word:
            break
        words[index] = word if word[-1] in "sxz" else word + ("x" if word.endswith(("eau", "eu")) else "s")
    return " ".join(words)
