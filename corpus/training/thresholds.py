"""Measures the thresholds that `models/judge.toml` holds, on comments that nothing was trained on.

The voices kept for validation, and real citizens' texts that stayed online, which may calibrate but not train.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from corpus.training.rows import DATA, Row, fold_of
from parvis.engine import together
from parvis.engine.criteria import CAUTIOUS
from parvis.engine.findings import Comment, Finding
from parvis.engine.judge.cascade import Judged, judge, judge_quickly
from parvis.engine.judge.heads import HEADS, INDEX, JUDGED
from parvis.engine.judge.network import Floats
from parvis.engine.judge.settings import Settings
from parvis.engine.questions import is_question
from parvis.engine.reading import read
from parvis.engine.weighing import raised, removal_score
from parvis.policy.load import shipped_policy

KEPT = (
    "services_publics_plus/dev.jsonl",
    "republique_numerique/arguments.dev.jsonl",
    "republique_numerique/proposals.jsonl",
)
CHUNK = 256
FALSE_ALARMS = 0.004  # of kept comments, for each criterion
LOWEST, HIGHEST = 0.15, 0.7  # review thresholds stay between
TOP = 2_000  # removal scores of kept comments that are written down
BONUSES = (0.0, 0.5, 1.0, 1.5, 2.0, 3.0)
MISSED = 0.01  # of what the network would flag, the share that the quick reader may let pass


@dataclass(frozen=True, slots=True)
class Measured:
    """One comment, what is known of it, and what each part of the engine says."""

    row: Row
    listed: Mapping[str, Finding]
    asks: bool  # by the rules
    judged: Judged  # by the network
    quick: Floats


def kept_rows(part: int | None = None) -> list[Row]:
    """Real citizens' texts that stayed online; `part` 0 calibrates, 1 measures, None is all."""
    rows = []
    for name in KEPT:
        path = DATA / name
        if path.exists():
            texts = [str(json.loads(line)["text"]) for line in path.read_text("utf-8").splitlines()]
            rows += [Row(name.partition("/")[0], text, {}, disposition="keep") for text in texts]
    return rows if part is None else [row for row in rows if fold_of(row.text) % 2 == part]


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
        quick = judge_quickly(comments)
        deep = judge(comments, [True] * len(comments))
        found += [
            Measured(row, together.listed(reading), is_question(reading), learnt, first)
            for row, reading, learnt, first in zip(chunk, readings, deep, quick, strict=True)
        ]
    return found


def write_thresholds(validation: Sequence[Measured], kept: Sequence[Measured], path: Path) -> None:
    staying = [one for one in (*validation, *kept) if one.row.disposition == "keep"]
    remove, review, question = _bonuses(validation)
    draft = Settings(np.zeros(len(HEADS), np.float32), {}, remove, review, question, np.zeros(1, np.float32), 0)
    thresholds = {code: _review_threshold(code, staying, draft) for code in JUDGED}
    thresholds["toxic"] = _share(staying, INDEX["toxic"], FALSE_ALARMS)
    thresholds["question"] = _question_threshold(validation, question)
    scores = sorted((_wrong_removal(one, thresholds, draft) for one in staying), reverse=True)
    quick = _quick_threshold([*validation, *kept], thresholds, draft)
    lines = [
        "# Written by `make train`: see the model card, CARD.md.", "", "[quick]",
        *(f"{head} = {quick:.4f}" for head in (*JUDGED, "toxic")), "", "[review]",
        *(f"{head} = {threshold:.4f}" for head, threshold in thresholds.items()), "", "[word_lists]",
        f"remove = {remove}", f"review = {review}", f"question = {question}", "", "[kept]",
        f"count = {len(staying)}", f"scores = [{', '.join(f'{score:.5f}' for score in scores[:TOP])}]", "",
    ]  # fmt: skip
    path.write_text("\n".join(lines), "utf-8")


def _bonuses(validation: Sequence[Measured]) -> tuple[float, float, float]:
    """What the word lists add to the logits, by the likelihood of the annotations."""

    def cost(remove: float, review: float) -> float:
        given = Settings(np.zeros(1, np.float32), {}, remove, review, 0.0, np.zeros(1, np.float32), 0)
        pairs = [
            (raised(float(one.judged.scores[INDEX[code]]), one.listed.get(code), given), code in one.row.criteria)
            for one in validation for code in JUDGED if code in one.listed
        ]  # fmt: skip
        return -sum(math.log(max(score if right else 1 - score, 1e-6)) for score, right in pairs)

    remove, review = min(((r, v) for r in BONUSES for v in BONUSES if v <= r), key=lambda pair: cost(*pair))
    question = max(BONUSES, key=lambda bonus: _question_f1(validation, bonus, 0.5))
    return remove, review, question


def _review_threshold(code: str, staying: Sequence[Measured], given: Settings) -> float:
    scores = sorted(
        (raised(float(one.judged.scores[INDEX[code]]), one.listed.get(code), given) for one in staying), reverse=True
    )
    return min(max(scores[int(FALSE_ALARMS * len(scores))], LOWEST), HIGHEST)


def _share(staying: Sequence[Measured], head: int, share: float) -> float:
    scores = sorted((float(one.judged.scores[head]) for one in staying), reverse=True)
    return min(max(scores[int(share * len(scores))], LOWEST), 0.95)


def _question_f1(validation: Sequence[Measured], bonus: float, threshold: float) -> float:
    given = Settings(np.zeros(1, np.float32), {}, 0, 0, bonus, np.zeros(1, np.float32), 0)
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


def _flagged(one: Measured, thresholds: Mapping[str, float], given: Settings) -> list[str]:
    return [
        code for code in JUDGED
        if raised(float(one.judged.scores[INDEX[code]]), one.listed.get(code), given) >= thresholds[code]
    ]  # fmt: skip


def _wrong_removal(one: Measured, thresholds: Mapping[str, float], given: Settings) -> float:
    """The removal score of a comment that stays, or 0 where no criterion would be held against it."""
    against = [code for code in _flagged(one, thresholds, given) if code not in CAUTIOUS]
    return removal_score(one.listed, one.judged, given) if against else 0.0


def _quick_threshold(measured: Sequence[Measured], thresholds: Mapping[str, float], given: Settings) -> float:
    """The highest score of the quick reader below which it misses almost nothing that the network flags."""
    heads = [INDEX[head] for head in (*JUDGED, "toxic")]
    caught = sorted(
        float(one.quick[heads].max())
        for one in measured
        if _flagged(one, thresholds, given) or one.judged.scores[INDEX["toxic"]] >= thresholds["toxic"]
    )
    return caught[int(MISSED * len(caught))] if caught else 0.0
