"""A draft cut into sentences of words, each with every reading that it may have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from parvis.gate.lexicon.composed import composed
from parvis.gate.lexicon.readings import Reading, readings
from parvis.gate.lexicon.words import is_name

# What is not words to judge: addresses, mentions, hashtags, codes. Quantifiers are bounded.
NOT_WORDS = re.compile(
    r"https?://\S{1,2000}|www\.\S{1,500}|[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{1,190}|[@#][\w-]{1,200}"
    r"|(?<![\w.])[\w-]{1,63}(?:\.[\w-]{1,63}){0,5}\.(?:com|ca|org|net|be|fr|gouv|quebec)\b(?:/\S{0,500})?"
    r"|\b(?=[\w-]{0,40}\d)(?=[\w-]{0,40}[A-Za-z])[\w-]{1,40}"
    r"|(?<![\w.])\.\w{2,20}(?:\.\w{2,20}){0,4}"
)
_APOSTROPHES = str.maketrans("’ʼ‘²³", "'''  ")
_TOKEN = re.compile(
    r"(?P<opaque>\x00+)"
    r"|(?P<number>\d[\d \u00a0\u202f.,/]{0,30}\d|\d)"
    r"|(?P<whole>(?:aujourd'hui|quelqu'une?|prud'hom\w{1,10}|entr'\w{1,20}|d'abord|d'accord|d'ailleurs)(?![\w-]))"
    r"|(?P<elided>(?:[cdjlmnstç]|qu|jusqu|lorsqu|puisqu|quoiqu|presqu|quelqu)'(?=\w))"
    r"|(?P<word>[^\W\d_]{1,60}(?:[-\u2011][^\W\d_]{1,60}){0,8})"
    r"|(?P<mark>[.!?…;:\n\r«»\"“”()\[\]|/•]|,|[^\s\w])",
    re.IGNORECASE,
)
_LONGEST = 150  # words of one sentence: beyond, it is cut, so that time grows with the draft and no faster
_LAST_LETTERS, _FIRST_PICTURE = 0x2000, 0x2600  # code points: marks of typography begin, then pictures
_FULL_STOPS = frozenset(["", ".", "!", "?", "…", "\n", "\r"])
_ENDS = frozenset('.!?…;:\n\r«»"“”()[]|/•')


@dataclass(frozen=True)
class Word:
    """One word, number or comma of a sentence. `low` is its small letters, with plain apostrophes."""

    text: str
    start: int
    end: int
    low: str
    hyphen: bool = False  # tied to the word before by a hyphen: "notez-les"

    @cached_property
    def readings(self) -> tuple[Reading, ...]:
        if self.low == "#":  # a number
            return (Reading("NUM", self.text),)
        if self.text[:1].isupper() and is_name(self.text):
            return ()
        found = readings(self.low)
        if not found and self.text != self.text.lower():
            found = readings(self.text)
        return found

    @cached_property
    def kinds(self) -> frozenset[str]:
        return frozenset(reading.kind for reading in self.readings)

    @cached_property
    def moods(self) -> frozenset[str]:
        """The moods of its readings as a verb."""
        return frozenset(reading.mood for reading in self.readings if reading.kind == "V")

    @cached_property
    def is_finite(self) -> bool:
        """May be a conjugated verb."""
        return any(reading.is_finite for reading in self.readings)

    @cached_property
    def is_only_finite(self) -> bool:
        """Can be nothing but a conjugated verb."""
        return bool(self.readings) and all(reading.is_finite for reading in self.readings)

    @cached_property
    def nouns(self) -> tuple[Reading, ...]:
        return tuple(reading for reading in self.readings if reading.kind == "N")

    @cached_property
    def adjectives(self) -> tuple[Reading, ...]:
        """Its readings as an adjective or a past participle."""
        return tuple(reading for reading in self.readings if reading.kind == "A" or reading.mood == "K")

    @cached_property
    def lemmas(self) -> frozenset[str]:
        """The verbs that it may be a form of."""
        return frozenset(reading.lemma for reading in self.readings if reading.kind == "V")

    @property
    def is_name(self) -> bool:
        return self.text[:1].isupper() and (is_name(self.text) or not self.readings)

    def may_be(self, *kinds: str) -> bool:
        return not self.kinds.isdisjoint(kinds)


EDGE = Word("", -1, -1, "")


class Sentence:
    """The words between two marks that end something. Outside its bounds every word is empty."""

    def __init__(self, words: list[Word], before: str, end: str) -> None:
        self.words = words
        self.before = before  # the mark before it, "" at the start of the draft
        self.end = end  # the mark that ends it, "" at the end of the draft

    @property
    def opens(self) -> bool:
        """Tell whether its first word begins a sentence, and does not merely follow a quotation or a colon."""
        return self.before in _FULL_STOPS

    def __len__(self) -> int:
        return len(self.words)

    def __getitem__(self, index: int) -> Word:
        return self.words[index] if 0 <= index < len(self.words) else EDGE

    def low(self, index: int) -> str:
        return self[index].low


def sentences(draft: str) -> Iterator[Sentence]:
    """Yield the sentences of a draft, in order."""
    whole, places = composed(draft)
    text = NOT_WORDS.sub(lambda match: "\x00" * len(match.group()), whole).translate(_APOSTROPHES)
    words: list[Word] = []
    before = ""
    for match in _TOKEN.finditer(text):
        if match.lastgroup == "mark" and match.group() != ",":
            if match.group() in _ENDS or ord(match.group()) > _LAST_LETTERS:
                if words:
                    yield Sentence(words, before, match.group())
                before = match.group() if ord(match.group()) < _FIRST_PICTURE else ""
                words = []
            continue
        if len(words) >= _LONGEST:
            yield Sentence(words, before, ",")
            before, words = ",", []
        for low, start, end, hyphen in _pieces(match):
            words.append(Word(whole[start:end], places[start], places[end], low, hyphen))
    if words:
        yield Sentence(words, before, "")


def _pieces(match: re.Match[str]) -> Iterator[tuple[str, int, int, bool]]:
    """The words of one match: its small letters, where it is, and whether a hyphen ties it to the one before."""
    start, end = match.span()
    kind, low = match.lastgroup, match.group().lower().replace("\u2011", "-")
    if kind in {"opaque", "number"}:
        yield "@" if kind == "opaque" else "#", start, end, False
    elif "-" not in low or len(low) != end - start or readings(low) or is_name(low):
        yield low, start, end, False
    else:  # "notez-les", "a-t-il": a verb and its pronouns; other compounds are read piece by piece too
        position = start
        for rank, part in enumerate(low.split("-")):
            if part != "t" or rank == 0:
                yield part, position, position + len(part), rank > 0
            position += len(part) + 1
