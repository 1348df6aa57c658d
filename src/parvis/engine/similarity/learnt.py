"""What `python -m corpus.training.similarity` learnt: which differences between two questions do not matter."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from parvis.engine.similarity.encoder import Floats
from parvis.engine.weights import MODELS, WeightsMissing

WEIGHTS, PIECES, SETTINGS = (MODELS / f"similarity.{kind}" for kind in ("npz", "txt", "toml"))


@dataclass(frozen=True, slots=True)
class Learnt:
    """`middle` is taken from the encoder's rows, which `directions` then turns and stretches.

    `table` has a row for each piece of a word, in 8 bits, to be multiplied by its scale.
    """

    middle: Floats
    directions: Floats
    pieces: Mapping[str, int]
    table: NDArray[np.int8]
    scales: Floats
    story: float  # what the rest of a message weighs beside its question
    subjects: float  # what the words of subjects.toml weigh beside the encoder
    rarity: Mapping[str, float]  # what each subject says: the less, the more questions speak of it
    least: float  # how alike the members of a group are on average
    answers: float  # what the answers that fit weigh, where there is a library
    temperature: float  # the lower, the surer of the nearest answer
    least_beside_answers: float


@lru_cache(maxsize=1)
def learnt() -> Learnt:
    """Raises WeightsMissing where a file is not there."""
    if missing := [file.name for file in (WEIGHTS, PIECES, SETTINGS) if not file.is_file()]:
        raise WeightsMissing(
            f"Il manque {', '.join(missing)} dans {MODELS}\u00a0: les questions semblables ne peuvent être regroupées. "
            "Réinstallez Parvis."
        )
    with np.load(WEIGHTS, allow_pickle=False) as kept:
        middle, directions, scales = (kept[name].astype(np.float32) for name in ("middle", "directions", "scales"))
        table = kept["table"]
    pieces = {piece: row for row, piece in enumerate(PIECES.read_text("utf-8").splitlines())}
    written = tomllib.loads(SETTINGS.read_text("utf-8"))
    rarity = {str(name): float(value) for name, value in written.pop("rarity").items()}
    numbers = {name: float(value) for name, value in written.items()}
    return Learnt(middle, directions, pieces, table, scales, rarity=rarity, **numbers)
