"""Word lists of the package, matched in one pass over a normalised text, at word boundaries."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import ahocorasick_rs

from parvis.engine.text.normalise import Normalised, normalise

FOLDER = Path(__file__).parent.parent / "lexicon"
_OPTIONAL = re.compile(r"\(([^()]*)\)")
_STRETCH = re.compile(r"(.)\1\1", re.DOTALL)
# A hostile text may hold a word a million times; the first ones settle the matter.
MOST_HITS_PER_CATEGORY = 200


@dataclass(frozen=True, slots=True)
class Hit:
    """One listed word or phrase; offsets are those of the normalised text."""

    start: int
    end: int
    category: str
    term: str


@dataclass(frozen=True, slots=True)
class Group:
    """Terms as written; with `accents`, a term counts only when written with its accents, or in capitals."""

    category: str
    terms: tuple[str, ...]
    accents: bool = False


@dataclass(slots=True)
class _Entry:
    form: str
    categories: list[str] = field(default_factory=list)
    stretched: bool = False
    accents: bool = False


class Lexicon:
    """Terms by category. `find` returns hits in order, a phrase hiding the shorter ones inside it."""

    def __init__(self, groups: Iterable[Group]) -> None:
        entries: dict[str, _Entry] = {}
        for group in groups:
            for form in (form for term in group.terms for form in forms(term)):
                entry = entries.setdefault(form, _Entry(form, accents=group.accents))
                entry.accents &= group.accents
                if group.category not in entry.categories:
                    entry.categories.append(group.category)
        for known in list(entries.values()):
            for form in _stretched(known.form):
                entries.setdefault(form, _Entry(form, known.categories, stretched=True))
        self._entries = list(entries.values())
        self._automaton = ahocorasick_rs.AhoCorasick(list(entries))

    def find(self, normalised: Normalised) -> list[Hit]:
        text = normalised.text
        hits: list[Hit] = []
        counts: Counter[str] = Counter()
        size = len(text)
        for index, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            if (start and text[start - 1].isalnum()) or (end < size and text[end].isalnum()):
                continue
            entry = self._entries[index]
            if (entry.stretched or entry.accents) and not _as_needed(entry, normalised, start, end):
                continue
            for category in entry.categories:
                counts[category] += 1
                if counts[category] <= MOST_HITS_PER_CATEGORY:
                    hits.append(Hit(start, end, category, entry.form))
        return _outermost(hits)


def _as_needed(entry: _Entry, normalised: Normalised, start: int, end: int) -> bool:
    """Tell whether the word was written with its repeated letter, or with its accent."""
    span = normalised.span(start, end)
    written = normalised.verbatim[span.start : span.end]
    if entry.stretched:
        return _STRETCH.search(written.lower()) is not None
    return not written.isascii() or written.isupper()


def _outermost(hits: list[Hit]) -> list[Hit]:
    """Drop every hit that lies inside a longer one."""
    if len(hits) < 2:
        return hits
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        inside = kept and hit.end <= kept[-1].end and (hit.start, hit.end) != (kept[-1].start, kept[-1].end)
        if not inside:
            kept.append(hit)
    return kept


def forms(term: str) -> list[str]:
    """Return the plain spellings of a written term; parentheses hold what may be left out."""
    written = [term.strip()]
    while any("(" in form for form in written):
        written = [_OPTIONAL.sub(part, form, count=1) for form in written for part in (r"\1", "")]
    return [plain for plain in (" ".join(normalise(form).text.split()) for form in written) if plain]


def _stretched(form: str) -> Iterable[str]:
    """Yield what `normalise` makes of a term whose inner consonant was repeated three times or more."""
    if len(form) < 4 or " " in form:
        return
    for index in range(1, len(form) - 1):
        letter = form[index]
        if letter not in "aeiouy" and letter.isalpha() and letter not in (form[index - 1], form[index + 1]):
            yield form[:index] + letter + form[index:]


def read_groups(*files: str) -> list[Group]:
    """Return the `[[group]]` tables of the package's word lists."""
    groups = []
    for name in files:
        for table in tomllib.loads((FOLDER / name).read_text("utf-8"))["group"]:
            written = (term.strip() for line in table["terms"].splitlines() for term in line.split(","))
            groups.append(Group(table["category"], tuple(filter(None, written)), table.get("accents", False)))
    return groups


@lru_cache(maxsize=8)
def lexicon(*files: str) -> Lexicon:
    """Return the word lists of these files as one lexicon, built on first use and kept."""
    return Lexicon(read_groups(*files))
