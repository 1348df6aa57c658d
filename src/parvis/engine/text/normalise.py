"""A comment as word lists read it, with the way back to the verbatim code points.

Accents, case, invisible characters, look-alike letters, letters written as digits or signs, letters spaced
out and letters stretched are undone. Every step is one pass: time grows with the length of the text only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from parvis.engine.findings import Span
from parvis.engine.text.folding import fold

Rewriting = tuple[Sequence[int], str]  # the positions kept, and the characters read there

_LEET = {"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s", "!": "i", "€": "e", "|": "l"}
# A sign stands for a letter only between letters (or between other signs that do): "cr!sse", "t@b@rn@k".
_LEET_WORD = re.compile(r"(?<![^\s\"'(,.;:!?-])[a-z@$][a-z]*[013457@$!€|][a-z0134578@$!€|]*[a-z$€@0](?![a-z0-9@])")
_SPACED_OUT = re.compile(r"(?<![a-z0-9])[a-z](?:[ .*_-]{1,2}[a-z](?![a-z0-9'])){2,}")
_STRETCHED = re.compile(r"([a-z])\1{2,}| {2,}")
_NEEDS_WORK = re.compile(r"[a-z][013457@$!€|][a-z]|[@$][a-z]|([a-z])\1\1|  |(?<![a-z])[a-z][ .*_-]{1,2}[a-z][ .*_-]")
_VOWELS = frozenset("aeiouy")


@dataclass(frozen=True, slots=True)
class Normalised:
    """`text` is plain; `starts[i]` is the verbatim code point that character i comes from (None: the same)."""

    verbatim: str
    text: str
    starts: Sequence[int] | None = None

    def span(self, start: int, end: int) -> Span:
        """Return the verbatim span of the normalised characters from start to end (exclusive)."""
        if self.starts is None:
            return Span(start, end)
        return Span(self.starts[start], self.starts[end - 1] + 1)


def normalise(verbatim: str) -> Normalised:
    """Return the plain reading of a text of any length, however hostile."""
    return undisguise(fold_text(verbatim))


def undisguise(folded: Normalised) -> Normalised:
    """Read signs as the letters they stand for, join letters spaced out, shorten letters stretched."""
    text, starts = folded.text, folded.starts
    if not _NEEDS_WORK.search(text):
        return folded
    for pattern, rewrite in _REWRITES:
        text, starts = _rewritten(text, starts, pattern, rewrite)
    return Normalised(folded.verbatim, text, starts)


def fold_text(verbatim: str) -> Normalised:
    """Fold every code point; digits and punctuation stay, so that numbers can still be read."""
    if verbatim.isascii() and verbatim.isprintable():
        return Normalised(verbatim, verbatim.lower())
    folded = {character: fold(character) for character in set(verbatim)}
    table = {ord(character): reading for character, reading in folded.items()}
    if all(len(reading) == 1 for reading in folded.values()):
        return Normalised(verbatim, verbatim.translate(table))
    pieces: list[str] = []
    starts: list[int] = []
    for position, character in enumerate(verbatim):
        reading = folded[character]
        pieces.append(reading)
        starts.extend([position] * len(reading))
    return Normalised(verbatim, "".join(pieces), starts)


def _rewritten(
    text: str, starts: Sequence[int] | None, pattern: re.Pattern[str], rewrite: Callable[[re.Match[str]], Rewriting]
) -> tuple[str, Sequence[int] | None]:
    """Apply one rewriting to every match, keeping for each character left where it came from."""
    pieces: list[str] = []
    kept: list[int] = []
    done = 0
    for match in pattern.finditer(text):
        positions, replacement = rewrite(match)
        pieces += (text[done : match.start()], replacement)
        kept.extend(range(done, match.start()))
        kept.extend(positions)
        done = match.end()
    if not pieces:
        return text, starts
    pieces.append(text[done:])
    kept.extend(range(done, len(text)))
    return "".join(pieces), kept if starts is None else [starts[index] for index in kept]


def _letters(match: re.Match[str]) -> Rewriting:
    """c0n, cr!sse, t@b@rn@k: a sign inside a word is read as the letter it stands for."""
    word = match.group()
    where = range(match.start(), match.end())
    numeric = sum(character.isdigit() for character in word) > len(word) // 2
    if numeric or "!" in word[4:]:  # "bravo!merci" only lacks a space
        return where, word
    return where, "".join(_LEET.get(character, character) for character in word)


def _joined(match: re.Match[str]) -> Rewriting:
    """i d i o t, c.o.n: single letters in a row are one word."""
    positions = [index for index in range(match.start(), match.end()) if match.string[index].isalpha()]
    return positions, "".join(match.string[index] for index in positions)


def _shortened(match: re.Match[str]) -> Rewriting:
    """coooon, connnnard: a vowel or a last letter stretched counts once, another consonant twice."""
    letter = match.string[match.start()]
    last = match.end() == len(match.string) or not match.string[match.end()].isalpha()
    count = 1 if letter in _VOWELS or last or letter == " " else 2
    return range(match.start(), match.start() + count), letter * count


_REWRITES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Rewriting]], ...] = (
    (_LEET_WORD, _letters),
    (_SPACED_OUT, _joined),
    (_STRETCHED, _shortened),
)
