"""Whether the judge's weights are there. Until `make train` has written them, word lists and rules judge alone."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

MODELS = Path(__file__).parent / "models"
FILES = (
    "pieces.model", "network.onnx", "network.bin", "student_table.npy", "student_layers.npy", "judge.toml",
)  # fmt: skip


@lru_cache(maxsize=1)
def weights_present() -> bool:
    """Looked at once a process: weights that arrive while it runs are used by the next one."""
    return all((MODELS / name).is_file() for name in FILES)
