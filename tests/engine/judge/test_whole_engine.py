"""Word lists and what was learnt, together, on the banks of invented comments that nothing was trained on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pytest

from parvis.engine.assess import assess, assess_together
from parvis.engine.findings import Comment
from parvis.engine.judge.network import Network, Read, Window
from parvis.policy.model import Policy
from tests.engine.banks import civil, flagged, pairs
from tests.engine.conftest import Judge

# What civil criticism may be sent to review, what faulty comments must be found, what pairs must be treated alike: of
# these it is hoped that 0.98 will once be.
MOST_REVIEWED, LEAST_FOUND, LEAST_ALIKE = 0.06, 0.92, 0.85


def test_civil_criticism_is_never_proposed_for_removal_and_rarely_reviewed(judge: Judge) -> None:
    counts = Counter(judge(text).disposition.value for text in civil())
    assert counts["remove"] == 0
    assert counts["review"] <= MOST_REVIEWED * counts.total()


def test_what_the_word_lists_would_remove_always_reaches_a_person(judge: Judge, by_lists: Judge) -> None:
    passed = [
        text for _, _, text in flagged() if by_lists(text).disposition == "remove" and judge(text).disposition == "keep"
    ]
    assert passed == []


def test_faulty_comments_are_found(judge: Judge) -> None:
    found = [judge(text).disposition != "keep" for _, _, text in flagged()]
    assert sum(found) >= LEAST_FOUND * len(found)


def test_opposite_stances_in_the_same_tone_are_treated_alike(judge: Judge) -> None:
    alike = [judge(critical).disposition == judge(supportive).disposition for critical, supportive in pairs()]
    assert sum(alike) >= LEAST_ALIKE * len(alike)


def test_a_comment_is_judged_by_itself_whatever_its_neighbours(policy: Policy) -> None:
    comments = [Comment(str(rank), text) for rank, text in enumerate([*civil()[:60], *(one[2] for one in flagged())])]
    together = assess_together(comments, policy)
    assert [assess(comment, policy) for comment in comments] == together
    assert assess_together(comments[::-1], policy) == together[::-1]


def test_the_network_reads_no_more_of_a_text_ten_times_as_long(monkeypatch: pytest.MonkeyPatch, judge: Judge) -> None:
    read: list[int] = []
    reads = Network.read

    def counted(self: Network, windows: Sequence[Window]) -> list[Read]:
        read.append(len(windows))
        return reads(self, windows)

    monkeypatch.setattr(Network, "read", counted)
    asked = []
    for times in (100, 1_000):
        read.clear()
        assert judge("Bande de crétins, retournez chez vous. " * times).findings
        asked.append(sum(read))
    assert asked[0] > 0
    assert asked[1] <= 1.5 * asked[0]
