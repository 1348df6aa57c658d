"""Word lists of the package, matched in one pass over a normalised text, at word boundaries."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
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


class Lexicon:
    """Terms by category. `find` returns hits in order, a phrase hiding the shorter ones inside it."""

    def __init__(self, terms: Mapping[str, Iterable[str]]) -> None:
        entries: dict[str, tuple[list[str], bool]] = {}
        for category, written in terms.items():
            for form in dict.fromkeys(form for term in written for form in forms(term)):
                entries.setdefault(form, ([], False))[0].append(category)
        for form in list(entries):
            for stretched in _stretched(form):
                entries.setdefault(stretched, (entries[form][0], True))
        self._entries = [(form, *entry) for form, entry in entries.items()]
        self._automaton = ahocorasick_rs.AhoCorasick([form for form, _, _ in self._entries])

    def find(self, normalised: Normalised) -> list[Hit]:
        text = normalised.text
        hits: list[Hit] = []
        counts: Counter[str] = Counter()
        size = len(text)
        for index, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            if (start and text[start - 1].isalnum()) or (end < size and text[end].isalnum()):
                continue
            form, categories, stretched = self._entries[index]
            if stretched and not _was_stretched(normalised, start, end):
                continue
            for category in categories:
                counts[category] += 1
                if counts[category] <= MOST_HITS_PER_CATEGORY:
                    hits.append(Hit(start, end, category, form))
        return _outermost(hits)


def _was_stretched(normalised: Normalised, start: int, end: int) -> bool:
    span = normalised.span(start, end)
    return _STRETCH.search(normalised.verbatim[span.start : span.end].lower()) is not None


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


def read_terms(*files: str) -> dict[str, list[str]]:
    """Return category → terms as written, from `[[group]]` tables of the package's word lists."""
    terms: dict[str, list[str]] = {}
    for name in files:
        for group in tomllib.loads((FOLDER / name).read_text("utf-8"))["group"]:
            written = (term for line in group["terms"].splitlines() for term in line.split(","))
            terms.setdefault(group["category"], []).extend(term.strip() for term in written if term.strip())
    return terms


@lru_cache(maxsize=8)
def lexicon(*files: str) -> Lexicon:
    """Return the word lists of these files as one lexicon, built on first use and kept."""
    return Lexicon(read_terms(*files))
