"""The threshold of removal keeps the promise that the policy's alpha makes."""

from __future__ import annotations

import random
import statistics

import numpy as np
import pytest

from parvis.engine.judge.settings import Kept, settings


def kept(scores: list[float], strictness: float = 1.0) -> Kept:
    return Kept("invented", np.array(sorted(scores, reverse=True), np.float32), len(scores), strictness)


def test_the_share_of_wrong_proposals_stays_below_alpha_on_average() -> None:
    chance = random.Random(5)
    alpha, shares = 0.02, []
    for _ in range(300):
        threshold = kept([chance.random() for _ in range(400)]).threshold(alpha)
        shares.append(sum(chance.random() > threshold for _ in range(400)) / 400)
    error = statistics.stdev(shares) / len(shares) ** 0.5
    assert sum(shares) / len(shares) <= alpha + 3 * error
    assert sum(shares) / len(shares) >= alpha / 2, "a threshold that forbids everything promises nothing"


def test_a_smaller_alpha_asks_for_a_higher_score() -> None:
    given = kept([index / 1000 for index in range(1000)])
    assert given.threshold(0.002) > given.threshold(0.005) > given.threshold(0.05)


def test_a_stricter_kind_asks_for_a_higher_score() -> None:
    scores = [index / 1000 for index in range(1000)]
    assert kept(scores, 0.2).threshold(0.005) > kept(scores).threshold(0.005)


def test_too_few_comments_promise_nothing() -> None:
    with pytest.raises(ValueError, match="100 comments"):
        kept([0.5] * 100).threshold(0.005)


@pytest.mark.parametrize("alpha", [0.005, 0.01, 0.05])
def test_what_is_shipped_can_promise_what_a_policy_may_ask(alpha: float) -> None:
    assert 0 <= settings().removal(alpha) <= 1
