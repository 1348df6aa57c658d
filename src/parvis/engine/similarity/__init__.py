"""Which questions ask the same thing, whatever the register or the language: one public answer may settle them all."""

from parvis.engine.similarity.encoder import EncoderMissing
from parvis.engine.similarity.grouping import group, place
from parvis.engine.similarity.nearest import nearest, shared_words
from parvis.engine.similarity.vectors import ENCODER, OtherEncoder, as_bytes, embed, from_bytes

__all__ = [
    "ENCODER", "EncoderMissing", "OtherEncoder", "as_bytes", "embed", "from_bytes", "group", "nearest", "place",
    "shared_words",
]  # fmt: skip
