"""Which words carry a verdict: those the network marks, checked by taking them away and by leaving nothing else.

Two properties, known from the evaluation of explanations (DeYoung et al., ERASER, 2020): without its evidence a comment
falls below the threshold (comprehensiveness), and the evidence alone still reaches it (sufficiency). The words are
taken in the order of their marks until both hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from parvis.engine.evidence import GAP, rewritten
from parvis.engine.findings import Span
from parvis.engine.judge.network import Floats, Window, network, windows_of
from parvis.engine.judge.pieces import cutter

LEVELS = (0.5, 0.25, 0.1, 0.04, 0.015)  # marks from which words are taken, round after round
BETWEEN = 2  # characters that may part two words of one span
MOST = 4  # windows read of a variant
_WORD = re.compile(r"\S+")
_EDGES = " \t\n.,;:!?…\"'«»()[]-–—"


@dataclass(slots=True)
class Claim:
    """One criterion held against one comment, waiting for its evidence."""

    text: str
    head: int
    threshold: float
    words: Sequence[tuple[int, int, float]]
    context: Sequence[int] = ()  # pieces of what the comment answers
    spans: list[Span] = field(default_factory=list)
    proven: bool = False


def marked_words(text: str, places: Sequence[tuple[int, int]], marks: Iterable[float]) -> list[tuple[int, int, float]]:
    """Words of the text, each with the highest mark of its pieces."""
    highest = [0.0] * len(text)
    for (start, end), mark in zip(places, marks, strict=True):
        for place in range(start, end):
            highest[place] = max(highest[place], float(mark))
    return [(match.start(), match.end(), max(highest[match.start() : match.end()])) for match in _WORD.finditer(text)]


def prove(claims: Sequence[Claim]) -> None:
    """Give every claim its spans. A claim that no words prove keeps those with the highest marks."""
    waiting = [claim for claim in claims if claim.words]
    for level in LEVELS:
        for claim in waiting:
            claim.spans = _taken(claim, level)
        _check(waiting)
        waiting = [claim for claim in waiting if not claim.proven]
        if not waiting:
            return
    for claim in waiting:
        claim.spans = _taken(claim, LEVELS[1])


def _taken(claim: Claim, level: float) -> list[Span]:
    """The words marked at this level at least, or the single highest one, made into spans."""
    least = min(level, max(mark for _, _, mark in claim.words))
    spans: list[Span] = []
    for start, end, mark in claim.words:
        if mark < least:
            continue
        if spans and start - spans[-1].end <= BETWEEN:
            spans[-1] = Span(spans[-1].start, end)
        else:
            spans.append(Span(start, end))
    return [trimmed(claim.text, span) for span in spans]


def trimmed(text: str, span: Span) -> Span:
    """The span without the punctuation and spaces at its ends, unless nothing else is left."""
    start, end = span.start, span.end
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return Span(start, end) if start < end else span


def _check(claims: Sequence[Claim]) -> None:
    contexts = [claim.context for claim in claims for _ in range(2)]
    variants = [text for claim in claims for text in (without(claim.text, claim.spans), only(claim.text, claim.spans))]
    scores = read_texts(variants, contexts)
    for index, claim in enumerate(claims):
        left, kept = scores[2 * index][claim.head], scores[2 * index + 1][claim.head]
        claim.proven = bool(left < claim.threshold <= kept)


def without(text: str, spans: Sequence[Span]) -> str:
    """The text with the spans taken away."""
    return rewritten(text, [(span, GAP) for span in spans])


def only(text: str, spans: Sequence[Span]) -> str:
    """The spans with nothing else of the text."""
    return f" {GAP} ".join(text[span.start : span.end] for span in spans)


def read_texts(texts: Sequence[str], contexts: Sequence[Sequence[int]]) -> list[Floats]:
    """Scores by head of texts of any length, each with what it answers: the highest of their windows."""
    owners: list[int] = []
    windows: list[Window] = []
    for index, numbers in enumerate(cutter().numbers_of_all(texts)):
        parts = windows_of(numbers)[:MOST]
        owners += [index] * len(parts)
        windows += [Window(numbers[start:end], contexts[index]) for start, end in parts]
    highest: dict[int, Floats] = {}
    for owner, read in zip(owners, network().read(windows) if windows else [], strict=True):
        highest[owner] = np.maximum(highest[owner], read.scores) if owner in highest else read.scores
    return [highest[index] for index in range(len(texts))]
