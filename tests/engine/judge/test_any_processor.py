"""The network says the same on every processor: sums of 8-bit products must not saturate where there is no VNNI.

On one that has AVX2 only, scores once moved by as much as 0.49. These are the scores where nothing saturates.
"""

from __future__ import annotations

import pytest

from parvis.engine.judge.network import LONGEST, Window, network
from parvis.engine.judge.pieces import cutter
from tests.engine.banks import civil

# Rank of the comment in the bank, of the head, and its score.
SCORES = [(50, 13, 0.105), (10, 12, 0.275), (58, 16, 0.281), (28, 12, 0.248), (30, 12, 0.553)]


@pytest.mark.parametrize(("comment", "head", "score"), SCORES)
def test_a_comment_is_not_judged_by_the_machine_that_reads_it(comment: int, head: int, score: float) -> None:
    pieces = cutter().pieces(civil()[comment]).numbers
    [read] = network().read([Window(pieces[:LONGEST])])
    assert float(read.scores[head]) == pytest.approx(score, abs=0.03)
