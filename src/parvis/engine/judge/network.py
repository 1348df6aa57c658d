"""The judge's network, on onnxruntime.

A long comment is read in overlapping windows, and each head keeps its highest score. Time grows with the length of the
text up to MOST_WINDOWS, and no further.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from parvis.engine.judge.pieces import Cutter, cutter
from parvis.engine.weights import MODELS

QUERY = "query:"  # what e5 was taught to expect first
LONGEST, STRIDE, MOST_WINDOWS = 128, 96, 8  # pieces in a window, from one to the next; windows read of a comment
LONGEST_POST, LONGEST_ABOVE = 40, 24  # pieces of the publication, and of the comment just above
Floats = NDArray[np.float32]
_Whole = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Window:
    """What the network reads at once: pieces of a comment, and of what it answers."""

    pieces: Sequence[int]
    context: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class Read:
    """Probabilities: by head, and (pieces, marks) for each piece of the window."""

    scores: Floats
    marks: Floats


class Network:
    def __init__(self, folder: Path = MODELS, cut: Cutter | None = None) -> None:
        cut = cut or cutter()
        self._lead = [cut.begin, *cut.numbers(QUERY)]
        self._end = cut.end
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1  # `--jobs` is who uses more cores
        # Without it, sums of 8-bit products saturate on processors that have AVX2 but neither AVX-512 nor VNNI: a
        # comment would be judged by the machine that reads it. Elsewhere it changes nothing.
        options.add_session_config_entry("session.x64quantprecision", "1")
        self._session = onnxruntime.InferenceSession(
            str(folder / "network.onnx"), options, providers=["CPUExecutionProvider"]
        )

    def read(self, windows: Sequence[Window]) -> list[Read]:
        """Read each window by itself.

        In a batch, onnxruntime scales the 8-bit values of one window by those of the others: a comment would be judged
        by the company it keeps. A fifth of the time is what that costs.
        """
        return [self._read(window) for window in windows]

    def _read(self, window: Window) -> Read:
        own = [*self._lead, *window.pieces, self._end]
        other = [*window.context, self._end] if window.context else []
        tokens: _Whole = np.array([own + other], np.int64)
        kinds: _Whole = np.array([[0] * len(own) + [1] * len(other)], np.int64)
        scores, marks = self._session.run(None, {"tokens": tokens, "kinds": kinds, "mask": np.ones_like(tokens)})
        first = len(self._lead)
        return Read(_probabilities(scores[0]), _probabilities(marks[0, first : first + len(window.pieces)]))


@lru_cache(maxsize=1)
def network() -> Network:
    """The network, loaded at its first use: what the quick reader is sure of never needs it."""
    return Network()


def _probabilities(scores: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-np.clip(scores, -30, 30))), np.float32)


def windows_of(pieces: Sequence[int]) -> list[tuple[int, int]]:
    """Where windows of a comment begin and end; the last one ends with it."""
    if len(pieces) <= LONGEST:
        return [(0, len(pieces))]
    starts = range(0, len(pieces) - (LONGEST - STRIDE), STRIDE)
    return [(start, min(start + LONGEST, len(pieces))) for start in starts]
