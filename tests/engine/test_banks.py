"""The word lists as a whole: civil criticism stays, faulty comments are found, opposite stances are treated alike."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.engine.banks import civil, flagged, pairs
from tests.engine.conftest import Judge

MOST_REVIEWED = 0.03


def test_the_banks_are_as_large_as_promised() -> None:
    assert len(set(civil())) >= 150
    assert len({text for _, _, text in flagged()}) >= 60
    assert len({criterion for criterion, _, _ in flagged()}) == 12  # off_topic needs a post: see its own test
    assert len(pairs()) >= 15


@pytest.mark.parametrize("text", civil())
def test_civil_criticism_is_never_proposed_for_removal(by_lists: Judge, text: str) -> None:
    assert by_lists(text).disposition != "remove", by_lists(text).findings


def test_civil_criticism_is_almost_never_sent_to_review(by_lists: Judge) -> None:
    counts = Counter(by_lists(text).disposition.value for text in civil())
    assert counts["review"] <= MOST_REVIEWED * counts.total()


@pytest.mark.parametrize(("criterion", "disposition", "text"), flagged())
def test_a_faulty_comment_is_found_for_its_main_reason(
    by_lists: Judge, criterion: str, disposition: str, text: str
) -> None:
    assessment = by_lists(text)
    assert (assessment.disposition, assessment.findings[0].criterion) == (disposition, criterion)
    assert assessment.findings[0].spans


@pytest.mark.parametrize(("critical", "supportive"), pairs())
def test_opposite_stances_in_the_same_tone_are_treated_alike(by_lists: Judge, critical: str, supportive: str) -> None:
    assert by_lists(critical).disposition == by_lists(supportive).disposition


@pytest.mark.parametrize(("criterion", "disposition", "text"), flagged())
def test_false_defamatory_off_topic_confused_never_go_beyond_review(
    by_lists: Judge, criterion: str, disposition: str, text: str
) -> None:
    for finding in by_lists(text).findings:
        if finding.criterion in {"false", "defamatory", "off_topic", "confused"}:
            assert finding.disposition == "review"
