"""`python -m corpus.training.similarity`: learns which differences between questions do not matter.

Within-class covariance normalisation (Hatch et al., 2006): directions in which questions of one group differ (register,
language, story) are shrunk, and the widest of what is left are kept. Learnt from corpus/questions/learning.txt and the
library's ways of asking; developing.txt, which nothing is learnt from, then chooses how alike a group must be.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from math import log

import numpy as np

from corpus.agreement import adjusted_rand
from corpus.questions_grouped import FOLDER, read_grouped, read_library
from parvis.engine.similarity.answers import beside, unit
from parvis.engine.similarity.asked import asked
from parvis.engine.similarity.encoder import Floats, encode
from parvis.engine.similarity.learnt import DIRECTIONS, SETTINGS, learnt
from parvis.engine.similarity.linkage import linked
from parvis.engine.similarity.subjects import subjects
from parvis.engine.similarity.vectors import embed

STORY, SUBJECTS, ANSWERS, TEMPERATURE = 0.8, 1.0, 0.4, 0.1  # chosen on developing.txt
SHRINKAGE, KEPT = 0.2, 96  # of the covariance towards a round one; directions kept
GIVEN_UP = 0.03  # of agreement, for fewer questions put together wrongly
STEPS = np.arange(0.05, 0.9, 0.01)


def main() -> int:
    learn()
    write_settings(2.0, 2.0)
    questions, names = zip(*read_grouped(FOLDER / "developing.txt"), strict=True)
    vectors = embed(questions)
    plain = strict_least(vectors, names)
    helped = strict_least(beside(vectors, [embed(ways) for _, ways in read_library()]), names)
    write_settings(plain[1], helped[1])
    print(f"developing.txt: adjusted Rand index {plain[0]:.3f} from {plain[1]:.2f}; "
          f"beside the library {helped[0]:.3f} from {helped[1]:.2f}")  # fmt: skip
    return 0


def learnt_from() -> list[tuple[str, str]]:
    pairs = list(read_grouped(FOLDER / "learning.txt"))
    return pairs + [(question, f"library {name}") for name, ways in read_library() for question in ways]


def rarity() -> dict[str, float]:
    """What each subject says: the less, the more questions speak of it. About 1 for an ordinary one."""
    told = [set(subjects().of(question)) for question, _ in learnt_from()]
    counts = Counter(name for names in told for name in names)
    return {name: log((len(told) + 5) / (counts[name] + 5)) / 3.5 for name in subjects().names}


def learn() -> None:
    pairs = learnt_from()
    read = [asked(question) for question, _ in pairs]
    rows = unit(encode([one.question for one in read]) + STORY * encode([one.story for one in read])).astype(np.float64)
    _, groups = np.unique([name for _, name in pairs], return_inverse=True)
    middle = rows.mean(axis=0)
    means = np.stack([rows[groups == number].mean(axis=0) for number in range(groups.max() + 1)])
    apart = rows - means[groups]
    within = apart.T @ apart / len(rows)
    within = (1 - SHRINKAGE) * within + SHRINKAGE * np.trace(within) / len(within) * np.eye(len(within))
    scales, turns = np.linalg.eigh(within)
    evened = turns / np.sqrt(scales)
    _, widest = np.linalg.eigh(np.cov(((rows - middle) @ evened).T))
    directions = evened @ widest[:, ::-1][:, :KEPT]
    directions /= np.abs(directions).max()
    np.save(DIRECTIONS, np.vstack([middle, directions.T]).astype(np.float16))


def strict_least(vectors: Floats, names: Sequence[str]) -> tuple[float, float]:
    """The strictest threshold that nearly reaches the best agreement, evened out over neighbours, and its agreement.

    Strict, because to answer beside the point in public costs more than to answer twice.
    """
    found = np.array([adjusted_rand(names, linked(vectors @ vectors.T, float(least))) for least in STEPS])
    even = np.convolve(np.pad(found, 2, mode="edge"), np.ones(5) / 5, mode="valid")
    chosen = int(np.flatnonzero(even >= even.max() - GIVEN_UP)[-1])
    return float(found[chosen]), float(STEPS[chosen])


def write_settings(least: float, least_beside_answers: float) -> None:
    SETTINGS.write_text(
        "# Written by `python -m corpus.training.similarity`; engine/similarity/learnt.py says what each is.\n"
        f"story = {STORY}\nsubjects = {SUBJECTS}\nleast = {least:.2f}\nanswers = {ANSWERS}\n"
        f"temperature = {TEMPERATURE}\nleast_beside_answers = {least_beside_answers:.2f}\n"
        + "\n[rarity]\n" + "".join(f'"{name}" = {says:.2f}\n' for name, says in rarity().items()),
        "utf-8",
    )  # fmt: skip
    learnt.cache_clear()


if __name__ == "__main__":
    sys.exit(main())
