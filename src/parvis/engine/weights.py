"""Where the judge's weights are, and what is said when they are not there."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

MODELS = Path(__file__).parent / "models"
FILES = (
    "pieces.model", "network.onnx", "network.bin", "student_table.npy", "student_layers.npy", "judge.toml",
)  # fmt: skip


class WeightsMissing(RuntimeError):
    """A file of the judge's is not there. `str(error)` is a French sentence for people."""

    code = "weights_missing"


@lru_cache(maxsize=1)
def require_weights() -> None:
    """Raise WeightsMissing rather than judge with a part of the judge."""
    if missing := [name for name in FILES if not (MODELS / name).is_file()]:
        raise WeightsMissing(
            f"Les poids du juge ne sont pas tous là\u00a0: il manque {', '.join(missing)} dans {MODELS}. "
            "Réinstallez Parvis, ou refaites-les avec «\u00a0make train\u00a0»."
        )
