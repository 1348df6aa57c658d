"""The judge's network, on onnxruntime: a first verdict after a few layers, a second one after all of them.

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
BATCH = 16
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
        self._end, self._pad = cut.end, cut.pad
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1  # `--jobs` is who uses more cores
        self._session = onnxruntime.InferenceSession(
            str(folder / "network.onnx"), options, providers=["CPUExecutionProvider"]
        )

    def read(self, windows: Sequence[Window]) -> list[Read]:
        """Read windows in batches of like length; the answers are in the order of the windows."""
        answers: dict[int, Read] = {}
        order = sorted(range(len(windows)), key=lambda index: len(windows[index].pieces) + len(windows[index].context))
        for start in range(0, len(order), BATCH):
            chosen = order[start : start + BATCH]
            answers |= zip(chosen, self._read_batch([windows[index] for index in chosen]), strict=True)
        return [answers[index] for index in range(len(windows))]

    def _read_batch(self, windows: Sequence[Window]) -> list[Read]:
        rows = [([*self._lead, *one.pieces, self._end], [*one.context, self._end] if one.context else [])
                for one in windows]  # fmt: skip
        length = max(len(own) + len(other) for own, other in rows)
        tokens: _Whole = np.full((len(rows), length), self._pad, np.int64)
        kinds, mask = np.zeros_like(tokens), np.zeros_like(tokens)
        for index, (own, other) in enumerate(rows):
            whole = len(own) + len(other)
            tokens[index, :whole] = own + other
            kinds[index, len(own) : whole] = 1
            mask[index, :whole] = 1
        scores, marks = self._session.run(None, {"tokens": tokens, "kinds": kinds, "mask": mask})
        first = len(self._lead)
        return [
            Read(_probabilities(scores[index]), _probabilities(marks[index, first : first + len(one.pieces)]))
            for index, one in enumerate(windows)
        ]


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
