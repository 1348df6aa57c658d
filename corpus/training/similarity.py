"""`python -m corpus.training.similarity`: learns which differences between questions do not matter.

Learnt by contrast (contrast.py) from corpus/questions/learning*.txt and the library's ways of asking; the developing
files, which nothing is learnt from, then choose how alike the members of a group must be.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from math import log

import numpy as np

from corpus.agreement import adjusted_rand
from corpus.questions_grouped import FOLDER, read_grouped, read_library
from corpus.training.contrast import Head, Questions, fit
from parvis.engine.similarity.answers import beside, unit
from parvis.engine.similarity.asked import asked
from parvis.engine.similarity.encoder import Floats, encode
from parvis.engine.similarity.learnt import PIECES, SETTINGS, WEIGHTS, learnt
from parvis.engine.similarity.linkage import linked
from parvis.engine.similarity.pieces import weighed
from parvis.engine.similarity.subjects import subjects
from parvis.engine.similarity.vectors import embed

DEVELOPING = ("developing", "developing_more")
STORY, SUBJECTS, ANSWERS, TEMPERATURE = 0.8, 0.6, 0.3, 0.1  # chosen on the developing files
LEAST_SEEN = 3  # questions that hold a piece, for it to be learnt
GIVEN_UP = 0.03  # of agreement, for fewer questions put together wrongly
STEPS = np.arange(0.05, 0.9, 0.01)
SEED = 1


def main() -> int:
    learn()
    write_settings(2.0, 2.0)
    texts = {name: tuple(zip(*read_grouped(FOLDER / f"{name}.txt"), strict=True)) for name in DEVELOPING}
    rows = [(embed(questions), names) for questions, names in texts.values()]
    answers = [embed(ways) for _, ways in read_library()]
    plain = strict_least(rows)
    helped = strict_least([(beside(vectors, answers), names) for vectors, names in rows])
    write_settings(plain[1], helped[1])
    print(f"{', '.join(DEVELOPING)}: adjusted Rand index {plain[0]} from {plain[1]:.2f}; "
          f"beside the library {helped[0]} from {helped[1]:.2f}")  # fmt: skip
    return 0


def learnt_from() -> list[tuple[str, str, str]]:
    """Questions, with the file that each is of and its subject."""
    pairs = [
        (question, path.stem, subject)
        for path in sorted(FOLDER.glob("learning*.txt"))
        for question, subject in read_grouped(path)
    ]
    return pairs + [(question, "library", name) for name, ways in read_library() for question in ways]


def rarity() -> dict[str, float]:
    """What each subject says: the less, the more questions speak of it. About 1 for an ordinary one."""
    told = [set(subjects().of(question)) for question, *_ in learnt_from()]
    counts = Counter(name for names in told for name in names)
    return {name: log((len(told) + 5) / (counts[name] + 5)) / 3.5 for name in subjects().names}


def learn() -> None:
    found = learnt_from()
    read = [asked(question) for question, *_ in found]
    numbers = {key: number for number, key in enumerate(dict.fromkeys((file, subject) for _, file, subject in found))}
    told = [weighed(one) for one in read]
    seen = Counter(piece for pieces in told for piece in pieces)
    known = {piece: row for row, piece in enumerate(sorted(piece for piece in seen if seen[piece] >= LEAST_SEEN))}
    rare = {piece: log(len(found) / seen[piece]) for piece in known}
    says = rarity()
    weights = np.array([says[name] for name in subjects().names], np.float32)
    named = [np.maximum(subjects().row(one.question), STORY * subjects().row(one.story)) * weights for one in read]
    questions = Questions(
        meant=unit(encode([one.question for one in read]) + STORY * encode([one.story for one in read])),
        named=unit(np.array(named, np.float32)),
        pieces=[
            {known[piece]: rare[piece] * weight for piece, weight in one.items() if piece in known} for one in told
        ],
        subjects=np.array([numbers[file, subject] for _, file, subject in found]),
        files=[file for file, _ in numbers],
    )
    write(fit(questions, len(known), SUBJECTS, SEED), known, rare)


def write(head: Head, known: dict[str, int], rare: dict[str, float]) -> None:
    table = head.table * np.array([rare[piece] for piece in known], np.float32)[:, None]
    scales = np.maximum(np.abs(table).max(axis=1), 1e-9) / 127
    np.savez(
        WEIGHTS, middle=head.middle.astype(np.float16), directions=head.directions.astype(np.float16),
        table=np.round(table / scales[:, None]).astype(np.int8), scales=scales.astype(np.float16),
    )  # fmt: skip
    PIECES.write_text("\n".join(known) + "\n", "utf-8")


def strict_least(rows: Sequence[tuple[Floats, Sequence[str]]]) -> tuple[list[float], float]:
    """The strictest threshold that nearly reaches the best agreement, evened out over neighbours; agreement by file.

    Strict, because to answer beside the point in public costs more than to answer twice.
    """
    found = np.array(
        [
            [adjusted_rand(names, linked(vectors @ vectors.T, float(least))) for least in STEPS]
            for vectors, names in rows
        ]
    )
    even = np.convolve(np.pad(found.mean(axis=0), 2, mode="edge"), np.ones(5) / 5, mode="valid")
    chosen = int(np.flatnonzero(even >= even.max() - GIVEN_UP)[-1])
    return [round(float(one), 3) for one in found[:, chosen]], float(STEPS[chosen])


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
