"""Trains with a part of the real forum posts left out and says how well it then judges them.

`python -m corpus.training.held_out` takes as long as `make train`; its figures are kept in held_out.json, where the
model card and `make bench` read them. The shipped weights learn from all of the posts.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.training.rows import Row, fold_of
from corpus.training.stages import SEED, train_network, training_rows
from parvis.engine.judge.heads import INDEX, TOXIC
from parvis.engine.judge.network import Floats, Network, Window, windows_of
from parvis.engine.judge.pieces import Cutter

FIGURES = Path(__file__).with_name("held_out.json")
LEFT_OUT = 0
RESAMPLED = 2_000


def main() -> int:
    learnt, posts = training_rows()
    held = [row for row in learnt if row.source == "forum" and fold_of(row.text) == LEFT_OUT]
    with tempfile.TemporaryDirectory() as folder:
        train_network([row for row in learnt if row not in held], posts, Path(folder))
        figures = _figures(held, Path(folder))
    FIGURES.write_text(json.dumps(figures, indent=1) + "\n", "utf-8")
    print(figures)
    return 0


def _figures(held: Sequence[Row], folder: Path) -> dict[str, float]:
    cutter = Cutter(folder / "pieces.model")
    numbers = cutter.numbers_of_all([row.text for row in held])
    reads = Network(folder, cutter).read([Window(one[slice(*windows_of(one)[0])]) for one in numbers])
    scores = np.array(
        [max(read.scores[INDEX["toxic"]], *(read.scores[INDEX[code]] for code in TOXIC)) for read in reads]
    )
    toxic = np.array([row.targets["toxic"] > 0.5 for row in held])
    chance = np.random.default_rng(SEED)
    drawn = [chance.integers(len(held), size=len(held)) for _ in range(RESAMPLED)]
    balanced = [_balanced(scores[some], toxic[some]) for some in drawn]
    return {
        "posts": len(held),
        "balanced accuracy": round(_balanced(scores, toxic), 4),
        "from": round(float(np.quantile(balanced, 0.025)), 4),
        "to": round(float(np.quantile(balanced, 0.975)), 4),
    }


def _balanced(scores: Floats, toxic: NDArray[np.bool_], threshold: float = 0.5) -> float:
    return float(((scores[toxic] >= threshold).mean() + (scores[~toxic] < threshold).mean()) / 2)


if __name__ == "__main__":
    sys.exit(main())
