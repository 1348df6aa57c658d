"""Rows as tensors: the comment's pieces, then those of what it answers, in batches of like length."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from corpus.training.rows import MISPLACED, Row
from parvis.engine.judge.heads import HEADS, MARKS
from parvis.engine.judge.network import LONGEST, LONGEST_ABOVE, LONGEST_POST, QUERY
from parvis.engine.judge.pieces import Cutter


@dataclass(frozen=True, slots=True)
class Example:
    row: Row
    pieces: list[int]
    offsets: list[tuple[int, int]]  # of each piece, in the comment's code points
    context: list[int]


@dataclass(frozen=True, slots=True)
class Batch:
    rows: list[Row]
    tokens: Tensor
    kinds: Tensor
    mask: Tensor
    targets: Tensor
    known: Tensor  # 1 where a head has a target, times the row's weight
    marks: Tensor  # (rows, length, marks)
    marks_known: Tensor


class Examples:
    """Rows cut into pieces, and batches of them."""

    def __init__(self, cutter: Cutter) -> None:
        self.cutter = cutter
        self.lead = [cutter.begin, *cutter.numbers(QUERY)]

    def of(self, rows: Sequence[Row]) -> list[Example]:
        posts = self.cutter.numbers_of_all([row.post for row in rows])
        above = self.cutter.numbers_of_all([row.above for row in rows])
        return [
            self._example(row, post[:LONGEST_POST], over[:LONGEST_ABOVE])
            for row, post, over in zip(rows, posts, above, strict=True)
        ]

    def _example(self, row: Row, post: list[int], above: list[int]) -> Example:
        cut = self.cutter.pieces(row.text)
        context = [*above, self.cutter.end, *post] if row.post else []
        return Example(row, list(cut.numbers[:LONGEST]), list(cut.places[:LONGEST]), context)

    def batch(self, examples: Sequence[Example], with_context: Sequence[bool]) -> Batch:
        lead = self.lead
        built = []
        for example, context in zip(examples, with_context, strict=True):
            own = [*lead, *example.pieces, self.cutter.end]
            other = [*example.context, self.cutter.end] if context and example.context else []
            built.append((own, other))
        length = max(len(own) + len(other) for own, other in built)
        tokens = torch.full((len(built), length), self.cutter.pad)
        kinds, mask = torch.zeros_like(tokens), torch.zeros_like(tokens)
        targets, known = torch.zeros(len(built), len(HEADS)), torch.zeros(len(built), len(HEADS))
        marks = torch.zeros(len(built), length, len(MARKS))
        marked = torch.zeros_like(marks)
        for index, (example, (own, other)) in enumerate(zip(examples, built, strict=True)):
            tokens[index, : len(own) + len(other)] = torch.tensor(own + other)
            kinds[index, len(own) : len(own) + len(other)] = 1
            mask[index, : len(own) + len(other)] = 1
            for head, target in example.row.targets.items():
                targets[index, HEADS.index(head)] = target
                known[index, HEADS.index(head)] = example.row.weight
            own_pieces = slice(len(lead), len(lead) + len(example.pieces))
            _mark(example, marks[index, own_pieces], marked[index, own_pieces])
        return Batch([one.row for one in examples], tokens, kinds, mask, targets, known, marks, marked)


def _mark(example: Example, marks: Tensor, known: Tensor) -> None:
    """Fill in what is known of the pieces of one comment: (pieces, marks) each."""
    row = example.row
    spans = [(start, end, "evidence") for start, end in row.evidence or ()] + list(row.identifiers or ())
    for start, end, name in spans:
        covered = [at for at, (first, last) in enumerate(example.offsets) if first < end and start < last]
        marks[covered, MARKS.index(name)] = 1
    known[:, 0] = row.weight if row.evidence is not None else 0
    known[:, 1:] = row.weight if row.identifiers is not None else 0


def shuffled_batches(
    examples: Sequence[Example], size: int, with_context: float, chance: random.Random
) -> Iterator[tuple[list[Example], list[bool]]]:
    """An epoch: batches of like length, in an order that chance gives, some comments with what they answer."""
    drawn = [
        (example, bool(example.context) and (example.row.source == MISPLACED or chance.random() < with_context))
        for example in examples
    ]
    drawn.sort(key=lambda one: len(one[0].pieces) + one[1] * len(one[0].context) + chance.random() * 6)
    batches = [drawn[start : start + size] for start in range(0, len(drawn), size)]
    chance.shuffle(batches)
    for batch in batches:
        yield [example for example, _ in batch], [context for _, context in batch]
