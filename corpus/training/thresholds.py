"""Measures the thresholds that `models/judge.toml` holds, on comments that nothing was trained on.

The voices kept for validation, and real citizens' texts that stayed online, which may calibrate but not train.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from corpus.training.rows import Row, fold_of, read_set
from parvis.engine import together
from parvis.engine.criteria import CAUTIOUS
from parvis.engine.findings import Comment, Finding
from parvis.engine.judge.cascade import Judged, judge_deeply, judge_quickly, leaves_a_doubt
from parvis.engine.judge.heads import HEADS, INDEX, JUDGED
from parvis.engine.judge.network import Floats
from parvis.engine.judge.settings import Kept, Settings
from parvis.engine.questions import is_question
from parvis.engine.reading import read
from parvis.engine.weighing import raised, removal_score, weigh, worst
from parvis.policy.load import shipped_policy

KEPT = (
    "services_publics_plus/dev.jsonl",
    "republique_numerique/arguments.dev.jsonl",
    "republique_numerique/proposals.jsonl",
)
VOICES = "voices"
# Of the comments of each kind that stay: the share that may be sent to review, and how much stricter than the policy's
# alpha removal must be. Real citizens' texts that a moderator once read and left online must hardly ever be touched.
LOOKED_AT = {VOICES: 0.045, KEPT[0]: 0.008, KEPT[1]: 0.045, KEPT[2]: 0.015}
STRICTNESS = {VOICES: 0.8, "real": 0.25}
ROUTES = {"goes": 0.6, "toxic": 0.3}  # what of these shares each head may use; the criteria by themselves the rest
BY_CRITERION = 0.001  # of all comments that stay, for each criterion by itself
LOWEST, HIGHEST = 0.2, 0.98  # thresholds stay between
CHUNK = 256
TOP = 1_000  # removal scores of kept comments that are written down
BONUSES = (0.0, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 5.0)
NEVER = Kept("never", np.ones(1, np.float32), 1, 1.0)  # no removal, where only what is flagged matters
MISSED = 0.02  # of what the network would flag, the share that the quick reader may let pass


@dataclass(frozen=True, slots=True)
class Measured:
    """One comment, what is known of it, and what each part of the engine says."""

    row: Row
    listed: Mapping[str, Finding]
    asks: bool  # by the rules
    judged: Judged  # by the network
    quick: Floats


def kept_rows(part: int) -> list[Row]:
    """Real citizens' texts that stayed online: three in five (part 0) calibrate, the others (part 1) measure."""
    texts = [(name, str(item["text"])) for name in KEPT for item in read_set(name)]
    return [Row(name, text, {}, disposition="keep") for name, text in texts if fold_of(text) % 2 == part]


def measure(rows: Sequence[Row]) -> list[Measured]:
    policy = shipped_policy()
    found: list[Measured] = []
    for start in range(0, len(rows), CHUNK):
        chunk = rows[start : start + CHUNK]
        comments = [
            Comment(row.line or str(start), row.text, row.post, thread=(row.above,) if row.above else ())
            for row in chunk
        ]  # fmt: skip
        readings = [read(comment, policy) for comment in comments]
        quick, deep = judge_quickly(comments), judge_deeply(comments)
        found += [
            Measured(row, together.listed(reading), is_question(reading), learnt, first)
            for row, reading, learnt, first in zip(chunk, readings, deep, quick, strict=True)
        ]
    return found


def write_thresholds(validation: Sequence[Measured], kept: Sequence[Measured], path: Path) -> None:
    voices = [one for one in validation if one.row.disposition == "keep"]
    staying = [*voices, *kept]
    remove, review, question = _bonuses(validation)
    draft = Settings(np.zeros(len(HEADS), np.float32), {}, remove, review, question, [])
    thresholds = {code: _by_criterion(code, staying, draft) for code in JUDGED}
    thresholds |= {head: _by_route(head, staying, draft) for head in ROUTES}
    thresholds["question"] = _question_threshold(validation, question)
    draft = replace(draft, review=thresholds)
    quick = _quick_threshold([*validation, *kept], draft)
    limits = np.array([quick if head in (*JUDGED, *ROUTES) else 2.0 for head in HEADS], np.float32)
    scores = {
        name: sorted((_wrong_removal(_settled(one, limits), draft) for one in some), reverse=True)
        for name, some in ((VOICES, voices), ("real", kept)) if some
    }  # fmt: skip
    for name, some in ((VOICES, voices), ("real", kept)):
        asked = sum(leaves_a_doubt(one.quick, one.listed, limits) for one in some)
        print(f"{name}: the network reads {asked} of the {len(some)} comments that stay", flush=True)
    path.write_text(_written(draft, quick, scores), "utf-8")


def _written(draft: Settings, quick: float, scores: Mapping[str, Sequence[float]]) -> str:
    lines = [
        "# Written by `make train`: see the model card, CARD.md.", "", "[quick]",
        *(f"{head} = {quick:.4f}" for head in (*JUDGED, *ROUTES)), "", "[review]",
        *(f"{head} = {threshold:.4f}" for head, threshold in draft.review.items()), "", "[word_lists]",
        f"remove = {draft.bonus_remove}", f"review = {draft.bonus_review}", f"question = {draft.bonus_question}", "",
    ]  # fmt: skip
    for name, some in scores.items():
        listed = ", ".join(f"{score:.5f}" for score in some[:TOP])
        lines += [
            f"[kept.{name}]",
            f"strictness = {STRICTNESS[name]}",
            f"count = {len(some)}",
            f"scores = [{listed}]",
            "",
        ]
    return "\n".join(lines)


def _settled(one: Measured, limits: Floats) -> Measured:
    """What the cascade would have said: the quick reader's word where it leaves no doubt."""
    if leaves_a_doubt(one.quick, one.listed, limits):
        return one
    return replace(one, judged=Judged(one.quick, asked=False))


def _bonuses(validation: Sequence[Measured]) -> tuple[float, float, float]:
    """What the word lists add to the logits, by the likelihood of the annotations."""

    def cost(remove: float, review: float) -> float:
        given = Settings(np.zeros(1, np.float32), {}, remove, review, 0.0, [])
        pairs = [
            (raised(float(one.judged.scores[INDEX[code]]), one.listed.get(code), given), code in one.row.criteria)
            for one in validation for code in JUDGED if code in one.listed
        ]  # fmt: skip
        return -sum(math.log(max(score if right else 1 - score, 1e-6)) for score, right in pairs)

    remove, review = min(((r, v) for r in BONUSES for v in BONUSES if v <= r), key=lambda pair: cost(*pair))
    question = max(BONUSES, key=lambda bonus: _question_f1(validation, bonus, 0.5))
    return remove, review, question


def _by_criterion(code: str, staying: Sequence[Measured], given: Settings) -> float:
    return _exceeded_by(BY_CRITERION, [_score(one, code, given) for one in staying])


def _by_route(head: str, staying: Sequence[Measured], given: Settings) -> float:
    """The threshold that spends no kind's share: the strictest of them all decides."""
    return max(
        _exceeded_by(ROUTES[head] * share, [_score(one, head, given) for one in staying if _kind(one) == kind])
        for kind, share in LOOKED_AT.items()
    )


def _kind(one: Measured) -> str:
    return one.row.source if one.row.source in KEPT else VOICES


def _exceeded_by(share: float, scores: Sequence[float]) -> float:
    """The score that this share of the comments reaches, within reason."""
    if not scores:
        return LOWEST
    ordered = sorted(scores, reverse=True)
    return min(max(ordered[min(int(share * len(ordered)), len(ordered) - 1)], LOWEST), HIGHEST)


def _score(one: Measured, head: str, given: Settings) -> float:
    """A head's probability as `weigh` compares it."""
    learnt = float(one.judged.scores[INDEX[head]])
    if head == "toxic":
        return learnt
    return raised(learnt, worst(one.listed) if head == "goes" else one.listed.get(head), given)


def _question_f1(validation: Sequence[Measured], bonus: float, threshold: float) -> float:
    given = Settings(np.zeros(1, np.float32), {}, 0, 0, bonus, [])
    hits = said = truly = 0
    for one in validation:
        answer = asked_score(one, given) >= threshold
        true = bool(one.row.targets["question"])
        hits, said, truly = hits + (answer and true), said + answer, truly + true
    return 2 * hits / max(1, said + truly)


def asked_score(one: Measured, given: Settings) -> float:
    score = float(np.clip(one.judged.scores[INDEX["question"]], 1e-6, 1 - 1e-6))
    return float(1 / (1 + np.exp(-(np.log(score / (1 - score)) + given.bonus_question * one.asks))))


def _question_threshold(validation: Sequence[Measured], bonus: float) -> float:
    return float(max(np.arange(0.2, 0.81, 0.02), key=lambda threshold: _question_f1(validation, bonus, threshold)))


def _flagged(one: Measured, given: Settings) -> list[str]:
    return [verdict.code for verdict in weigh(one.listed, one.judged, replace(given, kept=[NEVER]), 1.0)]


def _wrong_removal(one: Measured, given: Settings) -> float:
    """The removal score of a comment that stays, or 0 where no criterion would be held against it."""
    against = [code for code in _flagged(one, given) if code not in CAUTIOUS]
    return removal_score(one.listed, one.judged.scores, given) if against else 0.0


def _quick_threshold(measured: Sequence[Measured], given: Settings) -> float:
    """The highest score of the quick reader below which it misses almost nothing that the network flags."""
    heads = [INDEX[head] for head in (*JUDGED, *ROUTES)]
    caught = sorted(float(one.quick[heads].max()) for one in measured if _flagged(one, given))
    return caught[int(MISSED * len(caught))] if caught else 0.0
