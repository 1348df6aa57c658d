"""Finds the expressions of a list in a draft, in one pass, and puts them right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import ahocorasick_rs

from parvis.gate.lists.entries import Entry, entries
from parvis.gate.rules.articles import elides, follows_a_determiner, put_after, put_after_article
from parvis.gate.rules.exempt import without_addresses
from parvis.gate.rules.lowercase import Lowercase, in_small_letters

_AROUND = 60  # characters that guards and articles may read on each side
_CLITICS = (
    "le",
    "la",
    "les",
    "nous",
    "moi",
    "vous",
    "y",
    "en",
    "lui",
    "leur",
    "t",
    "il",
    "elle",
    "on",
    "je",
    "tu",
    "ce",
)


@dataclass(frozen=True, slots=True)
class Hit:
    """One expression of a draft: where it is, what should stand there (or ""), and the entry that says so."""

    start: int
    end: int
    suggestion: str
    entry: Entry


@dataclass(frozen=True, slots=True)
class _Matcher:
    automaton: ahocorasick_rs.AhoCorasick
    by_index: tuple[tuple[Entry, ...], ...]


@lru_cache(maxsize=8)
def _matcher(name: str) -> _Matcher:
    by_spelling: dict[str, list[Entry]] = {}
    for entry in entries(name):
        by_spelling.setdefault(entry.written, []).append(entry)
    spelt = list(by_spelling)
    return _Matcher(ahocorasick_rs.AhoCorasick(spelt), tuple(tuple(by_spelling[one]) for one in spelt))


def expressions_of(name: str, draft: str) -> Iterator[Hit]:
    """Yield each expression of that list, the longest of those that overlap, in the order of the text."""
    reading = in_small_letters(without_addresses(draft))
    matcher = _matcher(name)
    found: list[tuple[int, int, Entry]] = []
    for index, start, end in matcher.automaton.find_matches_as_indexes(reading.text, overlapping=True):
        if _stands_alone(reading.text, start, end):
            entry = _allowed(reading.text, start, end, matcher.by_index[index])
            if entry and not _is_a_name(reading, start, end, entry) and not spoken_of(reading.text, start, end):
                found.append((start, end, entry))
    last = 0
    for start, end, entry in sorted(found, key=lambda hit: (hit[0], -hit[1])):
        if start >= last:
            last = end
            yield _hit(reading, draft, start, end, entry)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Tell whether these are whole words: « post » is not in « post-secondaire », « checkez » is in « checkez-le »."""
    before, after = text[max(0, start - 2) : start], text[end : end + 8]
    if text[start].isalnum() and before and (before[-1].isalnum() or (before[-1] == "-" and before[0].isalnum())):
        return False
    if not text[end - 1].isalnum() or not after:
        return True
    if after[0] == "-" and after[1:2].isalnum():
        word = after[1:].split(" ")[0].rstrip(".,!?;:")
        return word in _CLITICS
    return not after[0].isalnum()


def _allowed(text: str, start: int, end: int, candidates: tuple[Entry, ...]) -> Entry | None:
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    allowed = [entry for entry in candidates if entry.guards.allow(before, after)]
    if len(allowed) > 1 and follows_a_determiner(before):
        allowed.sort(key=lambda entry: not entry.noun)  # « une cédule », « il cédule »
    return allowed[0] if allowed else None


def _is_a_name(reading: Lowercase, start: int, end: int, entry: Entry) -> bool:
    """A capital in the middle of a sentence makes a name of a noun: « Bill », « le Washington Post »."""
    written = reading.written(start, end)
    named = entry.noun or reading.written(end, end + 2)[1:].isupper()  # « Myriam Ben Salah »
    if not named or not written[:1].isupper() or written.isupper():
        return False
    return reading.text[max(0, start - 2) : start].strip(" «\"'(\n-")[-1:] not in ("", ".", "!", "?", "…", ":", "•")


def spoken_of(text: str, start: int, end: int) -> bool:
    """« On écrit « courriel », et non « email » »: alone between guillemets, a word is quoted and not used."""
    return text[max(0, start - 3) : start].rstrip(" ").endswith(("«", '"')) and text[end : end + 3].lstrip(" ")[:1] in (
        "»",
        '"',
    )


def _hit(reading: Lowercase, draft: str, start: int, end: int, entry: Entry) -> Hit:
    reach, suggestion = _replacement(reading.text, start, entry)
    if suggestion and elides(suggestion, reading.text[end : end + 3]):
        suggestion, end = f"{suggestion[:-1]}'", end + 1
    first, last = reading.span(start - reach if suggestion else start, end)
    return Hit(first, last, as_written(draft[first:last], suggestion), entry)


def _replacement(text: str, start: int, entry: Entry) -> tuple[int, str]:
    before = text[max(0, start - _AROUND) : start]
    if not entry.right:
        return 0, ""
    if entry.noun:
        return put_after_article(before, entry.right, entry.gender, plural=entry.plural, was=entry.was)
    return put_after(before, entry.right)


def as_written(written: str, suggestion: str) -> str:
    """Return the suggestion with the capital of what it replaces, and its apostrophe."""
    if "’" in written:
        suggestion = suggestion.replace("'", "’")
    if written[:1].isupper() and (len(written) == 1 or not written[1].isupper()):
        return suggestion[:1].upper() + suggestion[1:]
    return suggestion.upper() if len(written) > 1 and written.isupper() else suggestion
