"""What word lists found and what was learnt, weighed together: which verdicts, and how far each may go."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest

from parvis.engine.findings import Disposition, Finding, Span
from parvis.engine.judge.cascade import Judged
from parvis.engine.judge.heads import HEADS, INDEX, JUDGED
from parvis.engine.judge.settings import Kept, Settings
from parvis.engine.weighing import Verdict, asks, stance, weigh

KEPT = Kept("invented", np.linspace(0.9, 0.0, 1_000, dtype=np.float32), 1_000, 1.0)
THRESHOLDS = dict.fromkeys(JUDGED, 0.5) | {"goes": 0.6, "toxic": 0.7, "question": 0.5}
SETTINGS = Settings(np.full(len(HEADS), 0.1, np.float32), THRESHOLDS, 2.0, 0.5, 1.0, [KEPT])


def judged(**probabilities: float) -> Judged:
    scores = np.zeros(len(HEADS), np.float32)
    for head, probability in probabilities.items():
        scores[INDEX[head]] = probability
    return Judged(scores, asked=True)


def listed(code: str, disposition: Disposition = Disposition.REMOVE) -> Mapping[str, Finding]:
    return {code: Finding(code, 0.9, (Span(0, 3),), "Dit par une liste.", disposition)}


def weighed(found: Mapping[str, Finding] | None = None, /, **probabilities: float) -> list[Verdict]:
    return weigh(found or {}, judged(**probabilities), SETTINGS, 0.005)


def test_below_every_threshold_there_is_nothing_to_say() -> None:
    assert weighed(abusive=0.49, goes=0.59, toxic=0.69, remove=0.99) == []


def test_a_likely_criterion_is_looked_at_and_a_sure_removal_proposed() -> None:
    [looked_at] = weighed(abusive=0.8, remove=0.5)
    [proposed] = weighed(abusive=0.8, remove=0.95)
    assert (looked_at.code, looked_at.disposition) == ("abusive", Disposition.REVIEW)
    assert (proposed.code, proposed.disposition, proposed.learnt) == ("abusive", Disposition.REMOVE, True)


@pytest.mark.parametrize("code", ["false", "defamatory", "off_topic", "confused", "partisan"])
def test_some_grounds_are_for_a_person_unless_the_evidence_is_overwhelming(code: str) -> None:
    assert weighed(**{code: 0.9, "remove": 0.99})[0].disposition is Disposition.REVIEW
    assert weighed(**{code: 0.99, "remove": 0.99})[0].disposition is Disposition.REMOVE


def test_what_should_not_simply_stay_is_shown_under_its_likeliest_criterion() -> None:
    [verdict] = weighed(hateful=0.3, offensive=0.2, goes=0.7)
    assert (verdict.code, verdict.head, verdict.disposition) == ("hateful", "goes", Disposition.REVIEW)
    [toxic] = weighed(promotional=0.4, offensive=0.2, toxic=0.8)
    assert (toxic.code, toxic.head) == ("offensive", "toxic")


def test_a_word_list_raises_what_was_learnt() -> None:
    assert weighed(listed("vulgar"), vulgar=0.2)[0].code == "vulgar"
    assert weighed(listed("vulgar", Disposition.REVIEW), vulgar=0.2) == []


def test_what_a_word_list_would_remove_is_looked_at_and_not_removed_for_that_alone() -> None:
    [verdict] = weighed(listed("vulgar"), vulgar=0.001)
    assert (verdict.code, verdict.disposition, verdict.learnt) == ("vulgar", Disposition.REVIEW, False)


def test_a_verdict_of_the_lists_alone_keeps_their_own_evidence() -> None:
    [verdict] = weighed(listed("vulgar"), vulgar=0.2)
    assert not verdict.learnt
    assert verdict.listed is not None


def test_a_question_is_asked_where_rules_or_learning_are_sure() -> None:
    assert asks(listed=False, judged=judged(question=0.6), settings=SETTINGS)
    assert asks(listed=True, judged=judged(question=0.3), settings=SETTINGS)
    assert not asks(listed=False, judged=judged(question=0.3), settings=SETTINGS)


def test_the_stance_is_the_likelier_one() -> None:
    assert stance("neutral", judged(critical=0.7, supportive=0.2)) == "critical"
    assert stance("critical", judged(critical=0.2, supportive=0.9)) == "supportive"
    assert stance("critical", judged(critical=0.2)) == "neutral"
