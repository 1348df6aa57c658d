"""The thresholds that `make train` measured, read from models/judge.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from parvis.engine.judge.heads import HEADS
from parvis.engine.judge.network import Floats
from parvis.engine.weights import MODELS

SETTINGS = MODELS / "judge.toml"


@dataclass(frozen=True, slots=True)
class Kept:
    """Removal scores of comments of one kind that stay, the highest first; `count` is how many there were."""

    name: str
    scores: Floats
    count: int
    strictness: float  # of this kind, alpha times this may be proposed wrongly

    def threshold(self, alpha: float) -> float:
        """Conformal risk control (Angelopoulos et al., 2022): the lowest threshold that keeps the promise.

        With n comments held apart it is the score that k of them exceed, (k + 1) / (n + 1) being at most alpha; the
        bound holds on average over such samples, and for comments like these.
        """
        allowed = int(alpha * self.strictness * (self.count + 1) + 1e-9) - 1
        if allowed < 0:
            raise ValueError(f"{self.count} comments held apart ({self.name}) cannot promise {alpha * self.strictness}")
        return float(self.scores[min(allowed, len(self.scores) - 1)])


@dataclass(frozen=True, slots=True)
class Settings:
    """What is compared with what: all are probabilities, but for the bonuses, which are added before the sigmoid."""

    quick: Floats  # by head: from here the quick reader is not sure
    review: Mapping[str, float]  # by head: from here a person looks
    bonus_remove: float  # for a criterion whose word lists propose removal
    bonus_review: float
    bonus_question: float  # where the rules say that something is asked
    kept: Sequence[Kept]  # by kind of comments that stay, held apart

    def removal(self, alpha: float) -> float:
        """The score above which removal may be proposed, so that at most `alpha` of what stays is proposed wrongly.

        Raises ValueError when too few comments were held apart for that alpha.
        """
        return max(kind.threshold(alpha) for kind in self.kept)


@lru_cache(maxsize=1)
def settings() -> Settings:
    written = tomllib.loads(SETTINGS.read_text("utf-8"))
    quick = np.array([written["quick"].get(head, 2.0) for head in HEADS], np.float32)
    return Settings(
        quick, {head: float(threshold) for head, threshold in written["review"].items()},
        float(written["word_lists"]["remove"]), float(written["word_lists"]["review"]),
        float(written["word_lists"]["question"]),
        [
            Kept(name, np.array(kind["scores"], np.float32), int(kind["count"]), float(kind["strictness"]))
            for name, kind in written["kept"].items()
        ],
    )  # fmt: skip
