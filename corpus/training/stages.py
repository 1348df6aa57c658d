"""The stages of training: what is learnt from, the network, the quick reader."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import numpy as np
import torch

from corpus.training.e5 import read_e5, weights_path
from corpus.training.export import write_network
from corpus.training.fit import fit
from corpus.training.mixing import mixed_texts
from corpus.training.network import Judge
from corpus.training.pieces import kept_pieces, write_pieces
from corpus.training.rows import VALIDATION_VOICES, Row, bare_rows, corpus_rows, mismatched_rows, shared_rows
from corpus.training.student import TAUGHT, teach, write_student
from parvis.engine.judge.heads import HEADS, INDEX
from parvis.engine.judge.network import Floats, Window, network, windows_of
from parvis.engine.judge.pieces import PIECES, cutter
from parvis.engine.weights import MODELS

SHARE = 1_024  # texts that a process reads at once
LAYERS, EPOCHS, SEED = 12, 4, 20_261_126


def training_rows() -> tuple[list[Row], list[str]]:
    """What is learnt from, and the publications whose words must be known too."""
    rows = [row for row in corpus_rows() if row.voice not in VALIDATION_VOICES]
    return [*rows, *mismatched_rows(rows), *bare_rows(rows), *shared_rows()], sorted({row.post for row in rows})


def train_network(rows: list[Row], posts: list[str]) -> None:
    e5 = read_e5(weights_path())
    kept = kept_pieces(e5, [*(row.text for row in rows), *posts])
    write_pieces(e5, kept, PIECES)
    judge = Judge(e5, kept, LAYERS)
    fit(judge, PIECES, rows, EPOCHS, SEED)
    write_network(judge, MODELS / "network.onnx")


def _said(texts: Sequence[Sequence[int]]) -> Floats:
    """What the network says of the first window of each text, (texts, heads); a process a core reads them."""
    shares = [texts[start : start + SHARE] for start in range(0, len(texts), SHARE)]
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        return np.concatenate(list(pool.map(_read_share, shares)))


def _read_share(texts: Sequence[Sequence[int]]) -> Floats:
    windows = [Window(numbers[slice(*windows_of(numbers)[0])]) for numbers in texts]
    return np.stack([read.scores for read in network().read(windows)])


def train_student(rows: list[Row]) -> None:
    """The quick reader learns from the network as it is shipped, on the rows and on mixtures of them."""
    cut = cutter()
    texts = cut.numbers_of_all([row.text for row in rows] + mixed_texts(rows, SEED))
    said = _said(texts)
    targets = said.copy()
    for index, row in enumerate(rows):
        for head, target in row.targets.items():
            targets[index, INDEX[head]] = TAUGHT * said[index, INDEX[head]] + (1 - TAUGHT) * target
    weights = np.ones((len(texts), len(HEADS)), np.float32)
    torch.set_num_threads(1)  # sums in one order: the same tables from the same network
    write_student(teach(texts, targets, weights, cut.count, cut.begin, SEED), MODELS)
