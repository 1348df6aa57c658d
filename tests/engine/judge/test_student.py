"""The quick reader: what it says of a comment depends on nothing but that comment."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from parvis.engine.judge.heads import HEADS
from parvis.engine.judge.pieces import cutter
from parvis.engine.judge.student import BUCKETS, features_of, packed, student, unpacked, windows_of

TEXTS = st.lists(st.text(max_size=80), min_size=1, max_size=6)


@settings(deadline=None)
@given(TEXTS)
def test_neighbours_change_nothing(texts: list[str]) -> None:
    numbers = cutter().numbers_of_all(texts)
    together = student().scores(numbers)
    assert together.shape == (len(texts), len(HEADS))
    for index, one in enumerate(numbers):
        np.testing.assert_allclose(student().scores([one])[0], together[index], atol=1e-6)


@given(st.lists(st.lists(st.integers(3, 40_000), max_size=9), min_size=1, max_size=5))
def test_features_are_places_of_the_table_and_each_window_begins_where_it_is_said(windows: list[list[int]]) -> None:
    features, starts = features_of(windows, 50_000, 1)
    assert features.min() >= 0
    assert features.max() < 50_000 + BUCKETS
    assert list(np.diff([*starts, len(features)])) == [3 * (len(window) + 1) for window in windows]


def test_a_long_comment_is_as_bad_as_its_worst_window() -> None:
    insult = cutter().numbers("Bande de caves, vous êtes une gang d'incapables et de voleurs")
    calm = cutter().numbers("Merci pour votre aide, le formulaire est clair et le service est rapide. ") * 12
    alone, long = student().scores([insult])[0], student().scores([[*calm, *insult]])[0]
    assert long[0] > student().scores([calm])[0][0]
    assert alone[0] > 0.2
    assert len(windows_of([*calm, *insult])) > 1


def test_the_small_layers_are_read_as_they_were_written() -> None:
    numbers = np.arange(32 * 64 + 64 + 64 * 3 + 3, dtype=np.float32)
    inner, inner_bias = numbers[: 32 * 64].reshape(32, 64), numbers[32 * 64 : 33 * 64]
    outer, outer_bias = numbers[33 * 64 : 33 * 64 + 192].reshape(64, 3), numbers[-3:]
    scale, *layers = unpacked(packed(0.5, inner, inner_bias, outer, outer_bias))
    assert scale == 0.5
    for read, written in zip(layers, (inner, inner_bias, outer, outer_bias), strict=True):
        np.testing.assert_array_equal(read, written)
