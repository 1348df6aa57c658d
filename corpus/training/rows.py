"""What the judge learns from: the corpus, and the sets that may be trained on, in one shape.

A target is 0 or 1 (or between, where readers hesitated); a head that a set says nothing of is absent.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from corpus.comments import Line, read_voices
from parvis.engine.judge.heads import JUDGED, STANCES, TOXIC

DATA = Path(__file__).parents[3] / "shared" / "data"
VALIDATION_VOICES = ("14_outaouais_mixed", "15_saguenay_mixed")
FOLDS = 5
LEAST_WORDS = 10  # of a comment put under another publication
MISMATCHED = 0.8
MISPLACED = "mismatched"  # the source of those, always shown with that publication
BARE_FOLD = 4
HELD_FOLD = 0  # of the real forum posts: nothing learns from it, so that it can measure
SECOND = 0.7  # target of a criterion that is not the main one, so that the main one comes first
_APOSTROPHE = re.compile(r"(?<=\w)['’](?=\w)")


@dataclass(frozen=True, slots=True)
class Row:
    """One text to learn from. `evidence` and `identifiers` are None where nothing is known of them."""

    source: str
    text: str
    targets: Mapping[str, float]
    weight: float = 1.0
    post: str = ""
    above: str = ""
    evidence: tuple[tuple[int, int], ...] | None = None
    identifiers: tuple[tuple[int, int, str], ...] | None = None
    voice: str = ""
    disposition: str = ""
    criteria: tuple[str, ...] = ()
    register: str = ""
    language: str = "fr"
    line: str = ""


def corpus_rows() -> list[Row]:
    return [_corpus_row(line) for line in read_voices()]


def _corpus_row(line: Line) -> Row:
    targets = {code: SECOND * (code in line.criteria) for code in JUDGED}
    if line.criteria and line.criteria[0] in JUDGED:
        targets[line.criteria[0]] = 1.0
    targets["toxic"] = float(any(code in line.criteria for code in TOXIC))
    others = [code for code in line.criteria if code != "personal_info"]
    if others or not line.criteria:
        targets["remove"] = float(line.disposition == "remove")
        targets["goes"] = float(line.disposition != "keep")
    targets["question"] = float(line.is_question)
    targets |= {stance: float(line.stance == stance) for stance in STANCES}
    worded = bool(line.evidence) or not line.criteria
    return Row(
        "corpus", line.text, targets, post=line.post, above=line.thread[-1] if line.thread else "",
        evidence=line.evidence if worded else None, identifiers=line.pii, voice=line.voice,
        disposition=line.disposition, criteria=line.criteria, register=line.register,
        language=line.language, line=line.id,
    )  # fmt: skip


def mismatched_rows(rows: Sequence[Row]) -> list[Row]:
    """Comments that stay, put under another voice's publication: most of them then have nothing to do with it.

    Some complaints fit everywhere, so the target is no certainty; beside the same comments where they belong, these
    teach the network to look at what a comment answers.
    """
    fitting = [
        row for row in rows
        if row.disposition == "keep" and row.post and len(row.text.split()) >= LEAST_WORDS and fold_of(row.text) == 0
    ]  # fmt: skip
    posts = sorted({row.post for row in rows if row.post}, key=lambda post: hashlib.sha256(post.encode()).digest())
    return [
        replace(
            row, source=MISPLACED, targets={"off_topic": MISMATCHED}, weight=0.2, above="", evidence=None,
            identifiers=None, post=posts[int(hashlib.sha256(row.text.encode()).hexdigest()[:8], 16) % len(posts)],
        )
        for row in fitting
    ]  # fmt: skip


def bare_rows(rows: Sequence[Row]) -> list[Row]:
    """Long comments that stay, without their apostrophes, as some forms and old exports leave them."""
    return [
        replace(row, source="bare", text=_APOSTROPHE.sub("", row.text), weight=0.5)
        for row in rows
        if row.disposition == "keep" and len(row.text.split()) >= LEAST_WORDS and fold_of(row.text) == BARE_FOLD
    ]


def shared_rows() -> list[Row]:
    """The sets marked `ship` of ../shared/data that help; nothing where they are not there.

    Left out, because nothing in them stays or because each is of one kind of text alone, which the network then took
    for a ground: posts of parties made users of public services partisan, spam under music videos made them
    promotional. Left out too, because their annotations contradict ours: MLMA and HateCheck.
    """
    return [row for read in (_forum, _translated, _questions) for row in read()]


def fold_of(text: str) -> int:
    """The part of a set, 0 to 4, that a text belongs to: the same on every machine."""
    return int(hashlib.sha256(text.encode()).hexdigest()[:8], 16) % FOLDS


def read_set(name: str) -> Iterator[dict[str, Any]]:
    path = DATA / name
    if path.exists():
        with path.open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def forum_posts(*, held: bool) -> Iterator[tuple[str, bool]]:
    """Real posts, and whether they are toxic: those held apart to measure, or those to learn from."""
    for name in ("toxifrench/benchmark_dev.jsonl", "toxifrench/agreement.jsonl"):
        for item in read_set(name):
            text = str(item["text"])
            if (fold_of(text) == HELD_FOLD) == held:
                yield text, item["label"] == "toxic"


def _forum() -> Iterator[Row]:
    for text, toxic in forum_posts(held=False):
        yield Row("forum", text, {"toxic": float(toxic)}, weight=2.0)


def _translated() -> Iterator[Row]:
    for item in read_set("jigsaw_fr_mt/data.jsonl"):
        toxic = float(any(item["labels"].values()))
        yield Row("translated", str(item["text"]), {"toxic": toxic}, weight=0.5)


def _questions() -> Iterator[Row]:
    for item in read_set("fqb_questions/dev.jsonl"):
        if fold_of(str(item["text"])) < 2:  # all of them ask: more would teach that everything does
            yield Row("questions", str(item["text"]), {"question": float(item["label"] == "question")}, weight=0.5)
