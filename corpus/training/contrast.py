"""Learns by contrast which questions one answer settles: supervised contrastive loss (Khosla et al., 2020).

A question's row is the encoder's, turned, plus what its pieces of words say; beside it stand the subjects that its
words name, which are not learnt. Questions of one subject are drawn together and those of others pushed apart, except
those of another file's nearest subjects: two writers may have cut one theme in different places.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from parvis.engine.similarity.encoder import Floats

WIDTH, STEPS, RATE, DECAY = 128, 600, 1e-3, 0.01
TEMPERATURE = 0.1
SUBJECTS, EACH, NEIGHBOURS, AMONG = 96, 5, 3, 11  # in a batch; questions of each; drawn with it, among its nearest
DROPPED = 0.3  # of the encoder's numbers, and of pieces
STRETCH, OF_PIECES = 3.0, 0.1  # of the encoder's rows; of pieces beside them
DOUBTED = 4  # subjects of each other file that may be the same in other words


@dataclass(frozen=True, slots=True)
class Questions:
    """What is known of each question: all sequences are as long as `meant`."""

    meant: Floats  # the encoder's rows
    named: Floats  # unit rows of the subjects that words name
    pieces: Sequence[Mapping[int, float]]  # numbers of pieces, and what each weighs
    subjects: NDArray[np.intp]
    files: Sequence[str]  # of each subject


@dataclass(frozen=True, slots=True)
class Head:
    """`directions`: (encoder's width, WIDTH); `table`: (pieces, WIDTH)."""

    middle: Floats
    directions: Floats
    table: Floats


class _Head(nn.Module):
    def __init__(self, width: int, pieces: int) -> None:
        super().__init__()
        self.directions = nn.Linear(width, WIDTH, bias=False)
        self.table = nn.EmbeddingBag(pieces, WIDTH, mode="sum")
        nn.init.normal_(self.table.weight, std=0.01)
        self.dropout = nn.Dropout(DROPPED)

    def forward(self, meant: Tensor, pieces: Sequence[Mapping[int, float]]) -> Tensor:
        kept = [{number: weight for number, weight in one.items() if random.random() > DROPPED} for one in pieces]  # noqa: S311
        numbers = torch.tensor([number for one in kept for number in one], dtype=torch.long)
        weights = torch.tensor([weight / len(one) ** 0.5 for one in kept for weight in one.values()])
        starts = torch.tensor(np.cumsum([0, *(len(one) for one in kept[:-1])]))
        said = self.table(numbers, starts, per_sample_weights=weights.float())
        rows: Tensor = functional.normalize(STRETCH * self.directions(self.dropout(meant)) + OF_PIECES * said, dim=1)
        return rows


def fit(questions: Questions, pieces: int, named: float, seed: int) -> Head:
    """`pieces`: how many there are; `named`: what named subjects weigh beside the learnt rows."""
    torch.manual_seed(seed)
    torch.set_num_threads(1)  # small batches: threads would wait for each other
    random.seed(seed)
    middle = questions.meant.mean(axis=0)
    meant, beside = torch.from_numpy(questions.meant - middle), torch.from_numpy(questions.named)
    near, doubted = _neighbours(questions)
    head = _Head(meant.shape[1], pieces).train()
    optimizer = torch.optim.AdamW(head.parameters(), lr=RATE, weight_decay=DECAY)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: 1 - step / STEPS)
    members = [np.flatnonzero(questions.subjects == number) for number in range(len(questions.files))]
    for _ in range(STEPS):
        drawn = _draw(members, near)
        rows, beside_rows = head(meant[drawn], [questions.pieces[index] for index in drawn]), beside[drawn]
        alike = (rows @ rows.T + named * beside_rows @ beside_rows.T) / (1 + named)
        subjects = torch.from_numpy(questions.subjects[drawn])
        optimizer.zero_grad()
        _loss(alike / TEMPERATURE, subjects, doubted[subjects][:, subjects]).backward()
        optimizer.step()
        schedule.step()
    directions = STRETCH * head.directions.weight.detach().numpy().T
    return Head(middle, directions, OF_PIECES * head.table.weight.detach().numpy())


def _neighbours(questions: Questions) -> tuple[NDArray[np.intp], Tensor]:
    """For each subject the others, the nearest first; and which pairs of subjects may be one."""
    count = len(questions.files)
    middles = np.stack([questions.meant[questions.subjects == number].mean(axis=0) for number in range(count)])
    middles /= np.linalg.norm(middles, axis=1, keepdims=True)
    near = np.argsort(-(middles @ middles.T), axis=1)
    files = np.array(questions.files)
    doubted = np.zeros((count, count), np.bool_)
    for number in range(count):
        for file in set(files) - {files[number]}:
            those = [other for other in near[number] if files[other] == file][:DOUBTED]
            doubted[number, those] = doubted[those, number] = True
    return near, torch.from_numpy(doubted)


def _draw(members: Sequence[NDArray[np.intp]], near: NDArray[np.intp]) -> list[int]:
    """Questions of some subjects, each with neighbours of its own: what is hard to tell apart teaches the most."""
    chosen: dict[int, None] = {}
    while len(chosen) < min(SUBJECTS, len(members)):
        one = random.randrange(len(members))  # noqa: S311 - not for secrets
        others = [int(other) for other in near[one] if other != one][:AMONG]
        chosen |= dict.fromkeys([one, *random.sample(others, min(NEIGHBOURS, len(others)))])
    return [
        int(index)
        for subject in chosen
        for index in random.sample(list(members[subject]), min(EACH, len(members[subject])))
    ]


def _loss(alike: Tensor, subjects: Tensor, doubted: Tensor) -> Tensor:
    self_pairs = torch.eye(len(subjects), dtype=torch.bool)
    same = (subjects[:, None] == subjects[None]) & ~self_pairs
    alike = alike.masked_fill(self_pairs | doubted, -1e4)
    told = alike - alike.logsumexp(1, keepdim=True)
    counts = same.sum(1)
    return -((told * same).sum(1)[counts > 0] / counts[counts > 0]).mean()
