"""A comment cut for the screen: every character of it, once, in order; highlighted where something was found."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from parvis.desk.moderation.segments import Segment, segments
from parvis.desk.records.veil import excerpt, veiled
from tests.growth import grows_in_proportion

TEXTS = st.text(max_size=60)
SPANS = st.lists(st.tuples(st.integers(-5, 70), st.integers(-5, 70)), max_size=6)
FINDINGS = st.lists(
    st.builds(lambda code, spans: {"criterion": code, "spans": spans}, st.sampled_from(["a", "b", "c"]), SPANS),
    max_size=4,
)


def found(criterion: str, *spans: tuple[int, int]) -> dict[str, Any]:
    return {"criterion": criterion, "spans": [list(span) for span in spans]}


@given(TEXTS, FINDINGS)
def test_the_pieces_are_the_text_and_each_letter_has_its_criteria(text: str, findings: list[dict[str, Any]]) -> None:
    pieces = segments(text, findings)
    assert "".join(piece.text for piece in pieces) == text
    assert all(piece.text for piece in pieces)
    position = 0
    for piece in pieces:
        for here in range(position, position + len(piece.text)):
            expected = {f["criterion"] for f in findings for start, end in f["spans"] if start <= here < end}
            assert set(piece.criteria) == expected
        assert len(set(piece.criteria)) == len(piece.criteria)
        position += len(piece.text)


def test_a_text_where_nothing_was_found_is_one_piece() -> None:
    assert segments("Bonjour", []) == [Segment("Bonjour")]
    assert segments("", [found("vulgar", (0, 4))]) == []


def test_overlapping_words_carry_both_criteria_the_main_one_first() -> None:
    pieces = segments("abcdef", [found("main", (2, 6)), found("other", (0, 4))])
    assert pieces == [Segment("ab", ("other",)), Segment("cd", ("main", "other")), Segment("ef", ("main",))]


def test_words_side_by_side_stay_apart_and_a_repeated_finding_counts_once() -> None:
    pieces = segments("abcd", [found("a", (0, 2), (2, 4), (0, 2))])
    assert pieces == [Segment("ab", ("a",)), Segment("cd", ("a",))]


def test_what_lies_outside_the_text_is_cut_to_it() -> None:
    assert segments("abc", [found("a", (-9, 1), (2, 99), (50, 60), (2, 1))]) == [
        Segment("a", ("a",)),
        Segment("b"),
        Segment("c", ("a",)),
    ]


def test_thousands_of_findings_are_cut_in_time_proportional_to_their_number() -> None:
    def cut(size: int) -> list[Segment]:
        text = "ab" * size
        return segments(text, [found("a", *((n, n + 1) for n in range(0, len(text), 2)))])

    assert len(cut(100)) == 200
    assert grows_in_proportion(cut, 10_000)


@given(TEXTS, SPANS)
def test_a_veil_hides_the_information_and_nothing_else(text: str, spans: list[tuple[int, int]]) -> None:
    shown = veiled(text, [{"start": start, "end": end, "type": "sin"} for start, end in spans])
    assert len(shown) == len(text)
    for position, (letter, was) in enumerate(zip(shown, text, strict=True)):
        hidden = any(start <= position < end for start, end in spans)
        assert letter == ("▮" if hidden else was)


@given(st.text(max_size=400), st.integers(1, 40))
def test_an_excerpt_is_one_short_line_of_the_beginning(text: str, length: int) -> None:
    said = excerpt(text, length)
    assert "\n" not in said
    assert len(said) <= length + 2
    whole = " ".join(text.split())
    assert whole.startswith(said.removesuffix(" …"))
    if said == whole:
        assert len(whole) <= length
    else:
        assert said.endswith("…"), "what follows is not passed over in silence"


def test_an_excerpt_is_cut_between_two_words() -> None:
    assert excerpt("un deux trois quatre", 12) == "un deux …"
    assert excerpt("un   deux\n\ntrois", 40) == "un deux trois"
    assert excerpt("x" * 50, 10) == "x" * 10 + " …"
    assert excerpt("début" + " " * 1000 + "fin", 10) == "début …"
