"""`python -m corpus.training.gate`: learns which sentences of a draft take sides, or ask for what is private.

Logistic regression over what gate/learnt.py reads in a sentence. It learns from the drafts that rules may be written
with, and, for what takes sides, from comments of the corpus: those removed for it, and some that were kept. Each part
of the subjects is read once by weights that never saw it: these sums choose the thresholds, and say how good they are.
Nothing is drawn by chance.
"""

from __future__ import annotations

import sys
import tomllib
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus.comments import Line, Malformed, read_voices
from corpus.drafts import DRAFTS, Draft, faults_and_drafts
from corpus.questions_grouped import LIBRARY
from corpus.training.logistic import Table, learn, sums
from parvis.gate.faults import BLOCKING
from parvis.gate.learnt import CODES, SETTINGS, WEIGHTS, around, concerns, features, may_be_at_fault, pieces_of, weighed
from parvis.gate.rules.asks_personal_info import told_safely
from parvis.gate.rules.partisan import says_neutral

FILES = (
    "01_aide_et_emploi",
    "02_services_et_nous",
    "04_blocage",
    "05_usage",
    "06_langue",
    "08_langue",
    "09_blocage",
)  # fmt: skip; what measures the gate is never opened
ORDINARY = (
    "01_",
    "02_",
    "05_",
    "06_",
    "08_",
    "10_",
    "library_",
)  # drafts as they come; the others were written to be hard
PARTS = 4
EXCUSED = {"partisan": says_neutral, "asks_personal_info": told_safely}
MOST_BLOCKED = {"partisan": 0.004, "asks_personal_info": 0.004}  # of ordinary drafts that should not be
MOST_HARD = 0.04  # of those written to be hard
AT_FAULT, HARD, REMOVED, KEPT = 3.0, 2.0, 1.0, 1.0  # what a sentence weighs beside an ordinary good one
COMMENTS_KEPT = 2_500
_LEAST_SHARED = 6  # letters that a sentence shares with a marked passage to be at fault
Floats = NDArray[np.float64]


class Example(NamedTuple):
    """A sentence: the draft it is of (-1 for a comment), whether it is at fault, and its features."""

    draft: int
    corrected: bool
    at_fault: bool
    weight: float
    decides: bool  # whether a sum may be enough
    places: list[int]
    values: list[float]


@dataclass(frozen=True, slots=True)
class Measured:
    """How a threshold does on drafts whose subjects were not learnt from."""

    least: float
    found: float
    found_hard: float
    blocked: float
    blocked_hard: float


def main() -> int:
    drafts = read()
    rows, least = [], {}
    for code in CODES:
        examples = [*of_drafts(code, drafts), *of_comments(code)]
        measured = measure(code, drafts, examples)
        least[code] = measured.least
        rows.append(learn(*_learnable(examples)))
        print(f"{code}: found {measured.found:.1%} of ordinary drafts and {measured.found_hard:.1%} of hard ones; "
              f"blocked wrongly {measured.blocked:.2%} and {measured.blocked_hard:.2%}", flush=True)  # fmt: skip
    np.save(WEIGHTS, np.stack(rows).astype(np.float16))
    SETTINGS.write_text(
        "# Written by `python -m corpus.training.gate`: the sums from which a sentence is at fault.\n[least]\n"
        + "".join(f"{code} = {value:.3f}\n" for code, value in least.items()),
        "utf-8",
    )
    return 0


def read() -> list[Draft]:
    """The drafts that may be learnt from. Raises Malformed at the first fault."""
    drafts = []
    for name in FILES:
        for found in faults_and_drafts(DRAFTS / f"{name}.txt"):
            if isinstance(found, Malformed):
                raise found
            drafts.append(found)
    return [*drafts, *of_library()]


def of_library() -> list[Draft]:
    """The answers that ship, which an institution sends every day: nothing in them is at fault."""
    files = [tomllib.loads(path.read_text("utf-8")) for path in sorted(LIBRARY.glob("*.toml"))]
    answers = [answer for file in files for answer in file["answers"]]
    return [
        Draft(f"library_{answer['id']}", str(answer["subject"]), str(answer[form]), (), "")
        for answer in answers
        for form in ("text", "short")
        if answer.get(form)
    ]


def of_drafts(code: str, drafts: Sequence[Draft]) -> list[Example]:
    """Every sentence of the drafts, and of the drafts as they should have been written."""
    examples = []
    for number, draft in enumerate(drafts):
        weight = 1.0 if draft.id.startswith(ORDINARY) else HARD
        spans = [(fault.start, fault.end) for fault in draft.faults if fault.code == code]
        examples += _examples(code, number, draft.text, spans, weight, corrected=False)
        if draft.codes & BLOCKING:
            examples += _examples(code, number, draft.corrected, [], weight, corrected=True)
    return examples


def _examples(
    code: str, number: int, text: str, spans: Sequence[tuple[int, int]], good_weight: float, *, corrected: bool
) -> list[Example]:
    pieces, examples = pieces_of(code, text), []
    for index, piece in enumerate(pieces):
        shared = max((_letters(text[max(piece.start, start) : min(piece.end, end)]) for start, end in spans), default=0)
        before, after = around(pieces, index)
        if 0 < shared < _LEAST_SHARED or not concerns(code, piece, before) or EXCUSED[code](piece.written):
            continue
        words, classes = features(piece, before, after)
        weight = AT_FAULT if shared else good_weight
        examples.append(
            Example(number, corrected, bool(shared), weight, may_be_at_fault(code, piece), [*words, *classes],
                    weighed(words, classes))
        )  # fmt: skip
    return examples


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def of_comments(code: str) -> list[Example]:
    """Comments that were removed for taking sides, and some that were kept. They ask nobody for anything."""
    if code != "partisan":
        return []
    lines = [line for line in read_voices() if line.language == "fr" and 20 < len(line.text) < 400]
    removed = [line for line in lines if line.disposition == "remove" and line.criteria[0] == code]
    kept = [line for line in lines if line.disposition == "keep" and line.register in ("plain", "formal")]
    kept = sorted(kept, key=lambda line: zlib.crc32(line.text.encode()))[:COMMENTS_KEPT]
    return [example for line in (*removed, *kept) for example in _whole(code, line)]


def _whole(code: str, line: Line) -> list[Example]:
    """A comment read as one sentence: what takes sides in it may be anywhere."""
    text = line.text.replace("\n", " ").replace(".", ",").replace("!", ",").replace("?", ",")
    pieces = pieces_of(code, text)[:1]
    if not pieces or not concerns(code, pieces[0], None):
        return []
    words, classes = features(pieces[0], None, None)
    at_fault = line.disposition == "remove"
    weight = REMOVED if at_fault else KEPT
    return [
        Example(
            -1,
            corrected=False,
            at_fault=at_fault,
            weight=weight,
            decides=True,
            places=[*words, *classes],
            values=weighed(words, classes),
        )
    ]


def _learnable(examples: Sequence[Example]) -> tuple[Table, Floats, Floats]:
    table = Table.of([example.places for example in examples], [example.values for example in examples])
    return table, np.array([example.at_fault for example in examples], float), _weights(examples)


def _weights(examples: Sequence[Example]) -> Floats:
    return np.array([example.weight for example in examples], float)


def measure(code: str, drafts: Sequence[Draft], examples: Sequence[Example]) -> Measured:
    """Choose the threshold on drafts read by weights that never saw their subject."""
    highest = np.full((2, len(drafts)), -100.0)
    part = [zlib.crc32(draft.subject.encode()) % PARTS for draft in drafts]
    for held in range(PARTS):
        seen = [one for one in examples if one.draft < 0 or part[one.draft] != held]
        unseen = [one for one in examples if one.draft >= 0 and part[one.draft] == held]
        found = sums(learn(*_learnable(seen)), _learnable(unseen)[0])
        for one, value in zip(unseen, found, strict=True):
            if not one.decides:
                continue
            highest[int(one.corrected), one.draft] = max(highest[int(one.corrected), one.draft], value)
    ordinary = np.array([draft.id.startswith(ORDINARY) for draft in drafts])
    faulty = np.array([code in draft.codes for draft in drafts])
    good = np.array([not draft.codes & BLOCKING for draft in drafts])
    least = max(
        _exceeded(highest[0][ordinary & good], MOST_BLOCKED[code]), _exceeded(highest[0][~ordinary & good], MOST_HARD)
    )

    def share(which: NDArray[np.bool_]) -> float:
        return float((highest[0][which] >= least).mean())

    return Measured(
        least, share(faulty & ordinary), share(faulty & ~ordinary), share(good & ordinary), share(good & ~ordinary)
    )


def _exceeded(values: Floats, part: float) -> float:
    """The least value that no more than this part of the values reach."""
    return float(np.sort(values)[::-1][int(len(values) * part)]) + 0.01


if __name__ == "__main__":
    sys.exit(main())
