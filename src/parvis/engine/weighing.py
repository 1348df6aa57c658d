"""Weighs what the word lists found against what the judge learnt: the verdicts of a comment, before their evidence."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from parvis.engine.criteria import CAUTIOUS, WHOLE
from parvis.engine.findings import Disposition, Finding, Stance
from parvis.engine.judge.cascade import Judged
from parvis.engine.judge.heads import INDEX, JUDGED, STANCES, TOXIC
from parvis.engine.judge.network import Floats
from parvis.engine.judge.settings import Settings

OVERWHELMING = 0.97  # for the criteria that a person must weigh
NAMED = 0.8  # a removal names its criterion: that one must be sure in itself, not only that something is wrong
LIKELY_STANCE = 0.5
_LEAST = 1e-6
_SAID_BY_WORDS = tuple(code for code in JUDGED if code not in WHOLE)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one criterion proposes. `listed` is what its word lists found, with its own spans."""

    code: str
    score: float
    disposition: Disposition
    head: str  # what reached its threshold: the criterion, or one that says that a comment goes without saying why
    listed: Finding | None
    learnt: bool  # whether the network says so too: its marks are then evidence
    swayed: bool = False  # the disagreement guard sent it to a person


def weigh(found: Mapping[str, Finding], judged: Judged, settings: Settings, alpha: float) -> list[Verdict]:
    """The verdicts that at least deserve a look, from what was found by criterion and what was learnt."""
    scores = {code: raised(_learnt(judged, code), found.get(code), settings) for code in JUDGED}
    held = {code: code for code in JUDGED if scores[code] >= settings.review[code] or _plain(found.get(code))}
    held = held or _without_a_name(scores, found, judged, settings)
    may_remove = removal_score(found, judged.scores, settings) > settings.removal(alpha)
    return [
        Verdict(
            code, scores[code], _disposition(code, scores[code], may_remove=may_remove), head, found.get(code),
            judged.asked and _learnt(judged, head) >= settings.review[head],
        )
        for code, head in held.items()
    ]  # fmt: skip


def _without_a_name(
    scores: Mapping[str, float], found: Mapping[str, Finding], judged: Judged, settings: Settings
) -> dict[str, str]:
    """What should not simply stay, though no criterion is sure: the likeliest one, and the head that says so."""
    if raised(_learnt(judged, "goes"), worst(found), settings) >= settings.review["goes"]:
        return {max(_SAID_BY_WORDS, key=lambda code: scores[code]): "goes"}
    if _learnt(judged, "toxic") >= settings.review["toxic"]:
        return {max(TOXIC, key=lambda code: scores[code]): "toxic"}
    return {}


def _plain(listed: Finding | None) -> bool:
    """Whether the word lists propose removal: a person then looks, whatever else was learnt."""
    return listed is not None and listed.disposition is Disposition.REMOVE


def _disposition(code: str, score: float, *, may_remove: bool) -> Disposition:
    remove = may_remove and score >= (OVERWHELMING if code in CAUTIOUS else NAMED)
    return Disposition.REMOVE if remove else Disposition.REVIEW


def removal_score(found: Mapping[str, Finding], scores: Floats, settings: Settings) -> float:
    """How sure it is that a comment must go: what conformal calibration compares with its threshold."""
    return raised(float(scores[INDEX["remove"]]), worst(found), settings)


def worst(found: Mapping[str, Finding]) -> Finding | None:
    """The gravest of what the word lists found."""
    return max(found.values(), key=lambda finding: finding.disposition is Disposition.REMOVE, default=None)


def raised(probability: float, listed: Finding | None, settings: Settings) -> float:
    """A probability, raised by what the word lists found."""
    if listed is None:
        return probability
    bonus = settings.bonus_remove if listed.disposition is Disposition.REMOVE else settings.bonus_review
    return _sigmoid(_logit(probability) + bonus)


def asks(listed: bool, judged: Judged, settings: Settings) -> bool:
    """Whether the institution should answer, from what the rules say and what was learnt."""
    bonus = settings.bonus_question if listed else 0.0
    return _sigmoid(_logit(_learnt(judged, "question")) + bonus) >= settings.review["question"]


def stance(listed: Stance, judged: Judged) -> Stance:
    """The likelier stance; where nothing was learnt with some certainty, what the word lists say."""
    critical, supportive = (_learnt(judged, head) for head in STANCES)
    if max(critical, supportive) >= LIKELY_STANCE:
        return "critical" if critical >= supportive else "supportive"
    return "neutral" if judged.asked else listed


def _learnt(judged: Judged, head: str) -> float:
    return float(judged.scores[INDEX[head]])


def _logit(probability: float) -> float:
    bounded = min(max(probability, _LEAST), 1 - _LEAST)
    return math.log(bounded / (1 - bounded))


def _sigmoid(value: float) -> float:
    return 1 / (1 + math.exp(-value))
