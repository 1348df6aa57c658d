"""A question as a row of numbers: what the encoder reads in it, without what does not matter, and its subjects."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np

from parvis.engine.similarity.answers import unit
from parvis.engine.similarity.asked import Asked, asked
from parvis.engine.similarity.encoder import Floats, encode
from parvis.engine.similarity.learnt import PIECES, SETTINGS, WEIGHTS, learnt
from parvis.engine.similarity.pieces import worded
from parvis.engine.similarity.subjects import FILE, subjects


def _version() -> str:
    digest = hashlib.sha256()
    for file in (FILE, SETTINGS, PIECES, WEIGHTS):
        content = file.read_bytes() if file.is_file() else b""
        digest.update(content if file.suffix == ".npz" else content.replace(b"\r\n", b"\n"))
    return f"use3-2@{digest.hexdigest()[:12]}"


ENCODER = _version()  # rows of two versions are never compared


class OtherEncoder(ValueError):
    """Bytes that another version wrote, or that are no row: the text must be read again."""


def embed(texts: Sequence[str]) -> Floats:
    """Return a unit row for each text, (texts, width). Raises EncoderMissing or WeightsMissing."""
    settings = learnt()
    read = [asked(text) for text in texts]
    story = np.float32(settings.story)
    questions = encode([one.question for one in read])
    meant = unit(np.asarray(questions + story * encode([one.story for one in read]), np.float32))
    said = np.array([bool(one.question) for one in read], np.float32).reshape(-1, 1)
    moved = np.asarray((meant - settings.middle) @ settings.directions + worded(read), np.float32)
    turned: Floats = unit(moved) * said
    named: Floats = unit(_named(read, story)) * np.float32(settings.subjects**0.5)
    return unit(np.hstack([turned, named]))


def _named(read: Sequence[Asked], story: np.float32) -> Floats:
    known = subjects()
    rarity = np.array([learnt().rarity.get(name, 1.0) for name in known.names], np.float32)
    rows = [np.maximum(known.row(one.question), story * known.row(one.story)) for one in read]
    table: Floats = np.array(rows, np.float32).reshape(len(read), len(known.names))
    return table * rarity


def as_bytes(vector: Floats) -> bytes:
    """A row as it is kept, in 16 bits, with its version in front."""
    return ENCODER.encode() + b"\0" + np.asarray(vector).astype("<f2").tobytes()


def from_bytes(kept: bytes | memoryview) -> Floats:
    """The row that `as_bytes` wrote, of length 1 again. Raises OtherEncoder."""
    version, _, numbers = bytes(kept).partition(b"\0")
    if version != ENCODER.encode() or not numbers or len(numbers) % 2:
        raise OtherEncoder(f"not a row of {ENCODER}")
    return unit(np.frombuffer(numbers, "<f2").astype(np.float32))
