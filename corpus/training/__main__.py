"""`make train`: rebuilds the judge's weights from the corpus and the sets that may be trained on.

`python -m corpus.training [network] [student] [thresholds]` runs these stages only; all of them by default.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import torch

from corpus.training.batches import Examples
from corpus.training.e5 import read_e5, weights_path
from corpus.training.export import write_network
from corpus.training.fit import fit
from corpus.training.mixing import mixed_texts
from corpus.training.network import Judge
from corpus.training.pieces import kept_pieces, write_pieces
from corpus.training.rows import VALIDATION_VOICES, Row, corpus_rows, mismatched_rows, shared_rows
from corpus.training.student import TAUGHT, teach, write_student
from corpus.training.thresholds import kept_rows, measure, write_thresholds
from parvis.engine.judge.heads import HEADS, INDEX
from parvis.engine.judge.network import MODELS, Network, Window, windows_of
from parvis.engine.judge.pieces import Cutter

LAYERS, EPOCHS, SEED = 12, 3, 20_261_126
STAGES = ("network", "student", "thresholds")


def main(stages: list[str]) -> int:
    torch.manual_seed(SEED)
    torch.use_deterministic_algorithms(mode=True)
    MODELS.mkdir(exist_ok=True)
    training, posts = training_rows()
    print(f"{len(training)} rows to learn from", flush=True)
    if "network" in stages:
        train_network(training, posts)
    if "student" in stages:
        train_student(training)
    if "thresholds" in stages:
        validation = [row for row in corpus_rows() if row.voice in VALIDATION_VOICES]
        write_thresholds(measure(validation), measure(kept_rows(part=0)), MODELS / "judge.toml")
    return 0


def training_rows() -> tuple[list[Row], list[str]]:
    """What is learnt from, and the publications whose words must be known too."""
    rows = [row for row in corpus_rows() if row.voice not in VALIDATION_VOICES]
    return [*rows, *mismatched_rows(rows), *shared_rows()], sorted({row.post for row in rows})


def train_network(rows: list[Row], posts: list[str], folder: Path = MODELS) -> None:
    e5 = read_e5(weights_path())
    kept = kept_pieces(e5, [*(row.text for row in rows), *posts])
    write_pieces(e5, kept, folder / "pieces.model")
    judge = Judge(e5, kept, LAYERS)
    fit(judge, Examples(Cutter(folder / "pieces.model")), rows, EPOCHS, SEED)
    write_network(judge, folder / "network.onnx")


def train_student(rows: list[Row], folder: Path = MODELS) -> None:
    """The quick reader learns from the network as it is shipped, on the rows and on mixtures of them."""
    cutter = Cutter(folder / "pieces.model")
    texts = cutter.numbers_of_all([row.text for row in rows] + mixed_texts(rows, SEED))
    network = Network(folder, cutter)
    windows = [Window(numbers[slice(*windows_of(numbers)[0])]) for numbers in texts]
    said = np.stack([read.scores for read in network.read(windows)])
    targets = said.copy()
    for index, row in enumerate(rows):
        for head, target in row.targets.items():
            targets[index, INDEX[head]] = TAUGHT * said[index, INDEX[head]] + (1 - TAUGHT) * target
    weights = np.ones((len(texts), len(HEADS)), np.float32)
    torch.set_num_threads(1)  # sums in one order: the same tables from the same network
    write_student(teach(texts, targets, weights, cutter.count, cutter.begin, SEED), folder)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or list(STAGES)))
