"""The second reading: what it says of agreement, against Krippendorff's own worked example."""

from __future__ import annotations

from pathlib import Path

import pytest
from corpus.comments import read_voices
from corpus.second_reading import FIRST, SECOND, agreement, key_of, krippendorff, read_answers, sampled

# Two observers, ten units, nominal values: Krippendorff (2011), section B, alpha = 0.095 for its binary data.
MEG, OWEN = "0100000010", "1110010000"
BINARY = list(zip(MEG, OWEN, strict=True))


def test_alpha_of_the_published_example() -> None:
    assert krippendorff(BINARY) == pytest.approx(0.095, abs=0.001)


def test_readers_who_always_agree_reach_one_and_those_who_never_do_fall_below_chance() -> None:
    assert krippendorff([("a", "a"), ("b", "b")]) == 1
    assert krippendorff([("a", "a"), ("a", "a")]) == 1
    assert krippendorff([("a", "b"), ("b", "a")]) < 0


def test_a_comment_in_ten_was_read_twice_and_most_are_still_there() -> None:
    lines = list(read_voices())
    answers = read_answers(SECOND)
    assert len(answers) >= 0.05 * len(lines), "many voices were added since: read their sample too"
    assert sum(key_of(line) in answers for line in lines) >= 0.9 * len(answers)
    assert {key_of(line) for line in sampled(lines)} >= {key_of(line) for line in lines if key_of(line) in answers}


def test_both_readers_agree_well() -> None:
    found = agreement(read_answers(FIRST), read_answers(SECOND))
    assert found["disposition"][0] >= 0.8
    assert all(alpha >= 0.67 for alpha, _ in found.values()), found


def test_a_malformed_answer_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "answers.txt"
    path.write_text("# remarks\nabc k c\ndef r c\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"answers\.txt:3"):
        read_answers(path)
