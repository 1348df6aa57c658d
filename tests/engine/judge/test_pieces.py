"""Texts cut into pieces: every piece knows which code points of the verbatim text it covers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.engine.judge.pieces import cutter, shown

HOSTILE = st.text(max_size=60) | st.text(alphabet="aé𝖼🙂\u200d\ud800\x00 \n<s>/", max_size=40)


@given(HOSTILE)
def test_places_are_in_order_and_inside_the_text(text: str) -> None:
    places = cutter().pieces(text).places
    assert all(0 <= start <= end <= len(text) for start, end in places)
    assert [start for start, _ in places] == sorted(start for start, _ in places)


@given(HOSTILE)
def test_numbers_are_the_same_one_by_one_together_and_with_places(text: str) -> None:
    alone = cutter().numbers(text)
    assert cutter().numbers_of_all([text, "autre chose"])[0] == alone
    assert list(cutter().pieces(text).numbers) == alone


@pytest.mark.parametrize(
    ("text", "word"), [("Bande de caves", "caves"), ("C'était 𝖼𝗈𝗇𝗇𝖺𝗋𝖽 !", "𝖼𝗈𝗇𝗇𝖺𝗋𝖽"), ("é🙂 fini", "fini")]
)
def test_a_word_is_covered_by_its_own_pieces(text: str, word: str) -> None:
    start = text.index(word)
    covering = [place for place in cutter().pieces(text).places if place[0] < start + len(word) and start < place[1]]
    assert min(first for first, _ in covering) in (start, start - 1)  # a piece may hold the space before it
    assert max(last for _, last in covering) == start + len(word)


def test_special_signs_in_a_text_are_only_text() -> None:
    special = {cutter().begin, cutter().end, cutter().pad}
    assert not special & set(cutter().numbers("<s> </s> <pad> \ue000"))


def test_capitals_are_read_small_and_nothing_moves() -> None:
    assert shown("LES DÉLAIS de M. Untel, QUÉBEC") == "les délais de M. Untel, québec"
    assert len(shown("ŒUVRE\ud800\x00")) == 7
