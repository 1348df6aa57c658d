"""The engine's version: what a judgement cites, so that it can be told from another engine's."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

KIND = "judge-1"
_FOLDER = Path(__file__).parent
_TEXTS = {".py", ".toml", ".txt"}
_KINDS = _TEXTS | {".onnx", ".bin", ".npy", ".model"}


@lru_cache(maxsize=1)
def engine_version() -> str:
    """Return "judge-1@" and twelve digits of the SHA-256 of the package's own sources, word lists and weights.

    Line endings are evened out first: the same release has the same version on every system.
    """
    digest = hashlib.sha256()
    for path in sorted(_FOLDER.rglob("*"), key=lambda path: path.relative_to(_FOLDER).as_posix()):
        if path.suffix in _KINDS:
            content = path.read_bytes()
            if path.suffix in _TEXTS:
                content = content.replace(b"\r\n", b"\n")
            digest.update(f"{path.relative_to(_FOLDER).as_posix()}\0{len(content)}\0".encode())
            digest.update(content)
    return f"{KIND}@{digest.hexdigest()[:12]}"
