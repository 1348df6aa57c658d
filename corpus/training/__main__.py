"""`make train`: rebuilds the judge's weights from the corpus and the sets that may be trained on.

`python -m corpus.training [network] [student] [thresholds] [card]` runs these stages only; all of them by default.
"""

from __future__ import annotations

import sys

import torch

from corpus.training.card import write_card
from corpus.training.rows import VALIDATION_VOICES, corpus_rows
from corpus.training.stages import SEED, train_network, train_student, training_rows
from corpus.training.thresholds import kept_rows, measure, write_thresholds
from parvis.engine.weights import MODELS

STAGES = ("network", "student", "thresholds", "card")


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
    if "card" in stages:
        write_card(training)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or list(STAGES)))
