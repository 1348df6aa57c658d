"""Judges comments with as little work as each needs: the quick reader first, the network where it is not sure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from parvis.engine.findings import Comment, Disposition, Finding
from parvis.engine.judge.evidence import marked_words
from parvis.engine.judge.heads import HEADS, IDENTIFIERS, INDEX, MARKS
from parvis.engine.judge.network import (
    LONGEST_ABOVE,
    LONGEST_POST,
    MOST_WINDOWS,
    Floats,
    Read,
    Window,
    network,
    windows_of,
)
from parvis.engine.judge.pieces import Pieces, cutter
from parvis.engine.judge.settings import settings
from parvis.engine.judge.student import student

AGREED = 0.7  # from which the quick reader confirms what a word list found
LIKELY = 0.5  # from which a piece is taken for a part of an identifier


@dataclass(frozen=True, slots=True)
class Judged:
    """Probabilities by head, and what the network marked; `asked` tells whether it was asked at all."""

    scores: Floats
    asked: bool
    words: Sequence[tuple[int, int, float]] = ()
    context: Sequence[int] = ()
    identifiers: Sequence[tuple[int, int, str, float]] = ()


def judge_quickly(comments: Sequence[Comment]) -> Floats:
    """What the quick reader says: probabilities, (comments, heads)."""
    return student().scores(cutter().numbers_of_all([comment.text for comment in comments]))


def judge(comments: Sequence[Comment], listed: Sequence[Mapping[str, Finding]]) -> list[Judged]:
    """Judge each comment, given what the word lists found in it; the network reads those that leave a doubt."""
    quick = judge_quickly(comments)
    chosen = [
        index for index, comment in enumerate(comments)
        if comment.text.strip() and leaves_a_doubt(quick[index], listed[index], settings().quick)
    ]  # fmt: skip
    judged = [Judged(scores, asked=False) for scores in quick]
    for index, deep in zip(chosen, judge_deeply([comments[index] for index in chosen]), strict=True):
        judged[index] = deep
    return judged


def leaves_a_doubt(quick: Floats, listed: Mapping[str, Finding], limits: Floats) -> bool:
    """Whether the network must read a comment: not when the quick reader and the word lists agree on what it is."""
    suspected = {head for head, score, limit in zip(HEADS, quick, limits, strict=True) if score >= limit}
    agreed = {code for code in listed if quick[INDEX[code]] >= AGREED}
    if agreed and suspected <= agreed | {"toxic"}:
        return False
    return bool(suspected) or any(finding.disposition is Disposition.REMOVE for finding in listed.values())


def judge_deeply(comments: Sequence[Comment]) -> list[Judged]:
    pieces = [cutter().pieces(comment.text) for comment in comments]
    parts = [(index, part) for index, one in enumerate(pieces) for part in _parts(one)]
    contexts = [_context(comment) for comment in comments]
    windows = [Window(pieces[index].numbers[start:end], contexts[index]) for index, (start, end) in parts]
    found: list[list[tuple[tuple[int, int], Read]]] = [[] for _ in comments]
    for (index, part), read in zip(parts, network().read(windows) if windows else [], strict=True):
        found[index].append((part, read))
    return [
        _joined(comment.text, one, context, reads)
        for comment, one, context, reads in zip(comments, pieces, contexts, found, strict=True)
    ]


def _parts(pieces: Pieces) -> list[tuple[int, int]]:
    """The windows worth reading: all of them, or those of which the quick reader thinks worst."""
    parts = windows_of(pieces.numbers)
    if len(parts) <= MOST_WINDOWS:
        return parts
    worst = student().scores([pieces.numbers[start:end] for start, end in parts]).max(axis=1)
    return [parts[index] for index in sorted(np.argsort(-worst, kind="stable")[:MOST_WINDOWS])]


def _context(comment: Comment) -> list[int]:
    """Pieces of the comment just above and of the publication, as the network learnt to read them."""
    if not comment.post:
        return []
    cut = cutter()
    above = cut.numbers(comment.thread[-1])[:LONGEST_ABOVE] if comment.thread else []
    return [*above, cut.end, *cut.numbers(comment.post)[:LONGEST_POST]]


def _joined(text: str, pieces: Pieces, context: Sequence[int], reads: Sequence[tuple[tuple[int, int], Read]]) -> Judged:
    """What the windows of one comment say together: for each head and each piece, the highest."""
    scores = np.maximum.reduce([read.scores for _, read in reads])
    marks = np.zeros((len(pieces.numbers), len(MARKS)), np.float32)
    for (start, end), read in reads:
        marks[start:end] = np.maximum(marks[start:end], read.marks)
    words = marked_words(text, pieces.places, marks[:, 0])
    return Judged(
        scores, asked=True, words=words, context=context, identifiers=_identifiers(text, pieces, marks[:, 1:])
    )


def _identifiers(text: str, pieces: Pieces, marks: Floats) -> list[tuple[int, int, str, float]]:
    """Runs of pieces that are likely parts of one identifier: start, end, type and probability."""
    found: list[tuple[int, int, str, float]] = []
    best, sure = marks.argmax(axis=1), marks.max(axis=1)
    for (start, end), kind, probability in zip(pieces.places, best.tolist(), sure.tolist(), strict=True):
        if probability < LIKELY:
            continue
        name = IDENTIFIERS[kind]
        if found and found[-1][2] == name and text[found[-1][1] : start].strip() == "":
            first, _, _, known = found.pop()
            found.append((first, end, name, max(known, probability)))
        else:
            found.append((start, end, name, probability))
    return [_stripped(text, one) for one in found]


def _stripped(text: str, one: tuple[int, int, str, float]) -> tuple[int, int, str, float]:
    start, end, name, probability = one
    inside = text[start:end]
    return start + len(inside) - len(inside.lstrip()), end - len(inside) + len(inside.rstrip()), name, probability
