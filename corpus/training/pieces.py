"""The pieces of words that the judge knows: those of e5's vocabulary that French and English texts use."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import sentencepiece
from sentencepiece import sentencepiece_model_pb2 as form

from corpus.training.e5 import E5
from parvis.engine.judge.pieces import shown

COMMON = 100_000  # e5's pieces are in the order of their frequency: Latin ones among the first are kept unseen
_FRENCH_LETTERS = re.compile(r"▁?[a-zA-ZàâäçéèêëîïôöùûüÿœæÀÂÇÉÈÊËÎÏÔÙÛŒ'’-]+")


def kept_pieces(e5: E5, texts: Iterable[str]) -> list[int]:
    """The pieces worth keeping, in e5's order: special ones, those the texts use, and common ones in French letters."""
    whole = sentencepiece.SentencePieceProcessor(model_proto=_model(e5, range(len(e5.pieces))))
    used = {number for numbers in whole.encode([shown(text) for text in texts]) for number in numbers}
    special = {e5.begin, e5.end, e5.pad, e5.unknown}
    return [
        number
        for number, piece in enumerate(e5.pieces)
        if number in special or number in used or (number < COMMON and _FRENCH_LETTERS.fullmatch(piece))
    ]


def write_pieces(e5: E5, kept: Sequence[int], path: Path) -> None:
    path.write_bytes(_model(e5, kept))


def _model(e5: E5, kept: Sequence[int]) -> bytes:
    """A sentencepiece model of these pieces, with the normalisation that e5's own had (NFKC)."""
    model = _normalising_model()
    kinds = form.ModelProto.SentencePiece
    special = {e5.unknown: kinds.UNKNOWN, e5.begin: kinds.CONTROL, e5.end: kinds.CONTROL, e5.pad: kinds.CONTROL}
    del model.pieces[:]
    for number in kept:
        model.pieces.add(piece=e5.pieces[number], score=e5.scores[number], type=special.get(number, kinds.NORMAL))
    numbers = list(kept)
    trained = model.trainer_spec
    trained.vocab_size = len(numbers)
    trained.unk_id, trained.pad_id = numbers.index(e5.unknown), numbers.index(e5.pad)
    trained.bos_id, trained.eos_id = numbers.index(e5.begin), numbers.index(e5.end)
    written: bytes = model.SerializeToString(deterministic=True)
    return written


def _normalising_model() -> form.ModelProto:
    """sentencepiece writes its normalisation's tables only into a model that it trained: here, on nothing."""
    written = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(["a b c d e"]), model_writer=written, vocab_size=9, model_type="unigram",
        normalization_rule_name="nmt_nfkc", hard_vocab_limit=False, minloglevel=2,
    )  # fmt: skip
    model = form.ModelProto()
    model.ParseFromString(written.getvalue())
    return model
