"""How well and how fast similar questions are grouped.

.venv/bin/python bench/question_groups.py              # questions that thresholds were chosen on
.venv/bin/python bench/question_groups.py measuring    # questions for measuring only: totals, never read
.venv/bin/python bench/question_groups.py speed
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent))
from corpus.agreement import adjusted_rand
from corpus.comments import read_voices
from corpus.questions_grouped import FOLDER, read_grouped, read_library

from parvis.engine.similarity import ENCODER, embed, group, nearest, place

OPEN = 5_000


def quality(name: str) -> None:
    pairs = list(read_grouped(FOLDER / f"{name}.txt"))
    vectors = embed([question for question, _ in pairs])
    library = read_library()
    answers = [embed(ways) for _, ways in library]
    truth = [subject for _, subject in pairs]
    print(f"{name}.txt: {len(pairs)} questions of {len(set(truth))} subjects, {ENCODER}")
    report("questions alone", truth, group(vectors))
    report("beside the library", truth, group(vectors, answers))
    report("nearest answer", truth, nearest_answers(vectors, answers))


def nearest_answers(vectors: np.ndarray, answers: Sequence[np.ndarray]) -> list[int]:
    ways = np.vstack(list(answers))
    owners = [number for number, rows in enumerate(answers) for _ in rows]
    return [owners[nearest(vector, ways, 1)[0][0]] for vector in vectors]


def report(name: str, truth: Sequence[str], found: Sequence[int]) -> None:
    low, high = interval(truth, found)
    pairs = [
        (truth[i] == truth[j], found[i] == found[j]) for i in range(len(truth)) for j in range(i)
    ]  # fmt: skip
    right, joined, alike = (sum(map(all, pairs)), sum(there for _, there in pairs), sum(same for same, _ in pairs))
    print(
        f"  {name:20} adjusted Rand {adjusted_rand(truth, found):.3f} [{low:.3f}, {high:.3f}], "
        f"{len(set(found))} groups; "
        f"pairs put together: {right / max(1, joined):.0%} right; pairs alike: {right / alike:.0%} found"
    )


def interval(truth: Sequence[str], found: Sequence[int]) -> tuple[float, float]:
    """95 % by the jackknife over subjects: a bootstrap would draw a subject twice, and two copies always agree."""
    subjects = sorted(set(truth))
    left = []
    for gone in subjects:
        kept = [i for i, one in enumerate(truth) if one != gone]
        left.append(adjusted_rand([truth[i] for i in kept], [found[i] for i in kept]))
    spread = float(np.sqrt((len(left) - 1) * np.var(left)))
    middle = adjusted_rand(truth, found)
    return middle - 1.96 * spread, middle + 1.96 * spread


def speed() -> None:
    texts = [line.text for line in read_voices() if line.is_question]
    texts = (texts * (OPEN // len(texts) + 1))[:OPEN]
    before = memory()
    took = seconds(lambda: embed(texts[:1]))
    print(f"first question, with loading    {took:6.2f} s, {memory() - before:.0f} MB more")
    took = seconds(lambda: embed(texts))
    print(f"embedding                       {OPEN / took:6.0f} questions a second")
    vectors = embed([f"{text} {number}" for number, text in enumerate(texts)])
    answers = [embed(ways) for _, ways in read_library()]
    print(f"regrouping {OPEN}                 {seconds(lambda: group(vectors)):6.2f} s, "
          f"beside the library {seconds(lambda: group(vectors, answers)):.2f} s")  # fmt: skip
    labels = group(vectors)
    for name, library in (("one more", []), ("one more, beside the library", answers)):
        took = min(seconds(lambda: place(embed([text])[0], vectors, labels, library)) for text in texts[:20])  # noqa: B023
        print(f"{name:31} {1_000 * took:6.1f} ms, embedding included")
    print(f"at most {memory():.0f} MB resident")


def seconds(work: Callable[[], object]) -> float:
    """Of one core: what other programs take is not counted."""
    start = time.process_time()
    work()
    return time.process_time() - start


def memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_000


if __name__ == "__main__":
    if sys.argv[1:] == ["speed"]:
        speed()
    else:
        quality(sys.argv[1] if sys.argv[1:] else "developing")
