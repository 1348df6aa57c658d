"""The second reading: one comment in ten, annotated again by somebody who has not seen the first annotation.

`python -m corpus.second_reading sample` writes what is to be read, without its annotation. What the second reader
answered is kept in `readings/second.txt`, a line a comment: its key, its disposition and criteria, its stance, and `?`
when the institution should answer; what the annotation was at that moment, in `readings/first.txt`, because voices are
reread and mended since. `python -m corpus.second_reading` says how far both agree.
"""

from __future__ import annotations

import hashlib
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.comments import CRITERIA, DISPOSITIONS, STANCES, Line, read_voices

READINGS = Path(__file__).parent / "readings"
FIRST, SECOND = READINGS / "first.txt", READINGS / "second.txt"
ONE_IN = 10


@dataclass(frozen=True, slots=True)
class Answer:
    """What a reader says of one comment."""

    disposition: str
    criteria: tuple[str, ...]
    stance: str
    is_question: bool


def key_of(line: Line) -> str:
    """A name for a comment that stays when lines move: digits of the SHA-256 of its publication and text."""
    return hashlib.sha256(f"{line.post}\0{line.text}".encode()).hexdigest()[:12]


def sampled(lines: Iterable[Line]) -> Iterator[Line]:
    """One comment in ten, always the same ones: those whose key says so."""
    return (line for line in lines if int(key_of(line), 16) % ONE_IN == 0)


def read_answers(path: Path) -> dict[str, Answer]:
    """A reader's annotations, by key. Raises ValueError with the line's number at the first fault."""
    answers: dict[str, Answer] = {}
    for number, written in enumerate(path.read_text("utf-8").splitlines(), start=1):
        if not written.strip() or written.startswith("#"):
            continue
        key, verdict, stance, *marks = written.split()
        letter, _, named = verdict.partition(":")
        criteria = tuple(named.split(",")) if named else ()
        if (
            letter not in DISPOSITIONS
            or stance not in STANCES
            or marks not in ([], ["?"])
            or (letter == "k") != (not criteria)
            or not set(criteria) <= set(CRITERIA)
        ):
            raise ValueError(f"{path.name}:{number}: {written!r}")
        answers[key] = Answer(DISPOSITIONS[letter], criteria, STANCES[stance], bool(marks))
    return answers


def krippendorff(pairs: Sequence[tuple[str, str]]) -> float:
    """Krippendorff's alpha for two readers and nominal values; 1 when nothing was ever disagreed upon.

    Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), section B.
    """
    values = Counter(value for pair in pairs for value in pair)
    total = sum(values.values())
    observed = sum(one != other for one, other in pairs) / len(pairs)
    expected = 1 - sum(count * (count - 1) for count in values.values()) / (total * (total - 1))
    return 1 - observed / expected if expected else 1.0


def agreement(first: Mapping[str, Answer], second: Mapping[str, Answer]) -> dict[str, tuple[float, int]]:
    """Alpha, and how many comments either reader gave it, for the dispositions, stances, questions and criteria."""
    both = [(first[key], second[key]) for key in first.keys() & second.keys()]
    aspects: dict[str, list[tuple[str, str]]] = {
        "disposition": [(one.disposition, other.disposition) for one, other in both],
        "stance": [(one.stance, other.stance) for one, other in both],
        "question": [(str(one.is_question), str(other.is_question)) for one, other in both],
    }
    for code in CRITERIA:
        aspects[code] = [(str(code in one.criteria), str(code in other.criteria)) for one, other in both]
    usual = {"disposition": "keep", "stance": "neutral"}
    return {
        name: (krippendorff(pairs), sum(pair != (usual.get(name, "False"),) * 2 for pair in pairs))
        for name, pairs in aspects.items()
    }


def write_sample() -> None:
    """What the second reader is given: each comment after its publication and what it answers."""
    for line in sampled(read_voices()):
        print(f"## {key_of(line)} {line.platform}\nPUBLICATION: {_shown(line.post)}")
        for above in line.thread:
            print(f"AU-DESSUS: {_shown(above)}")
        print(f"COMMENTAIRE: {_shown(line.text)}\n")


def _shown(text: str) -> str:
    return text.replace("\n", "⏎")


def main() -> int:
    if sys.argv[1:] == ["sample"]:
        write_sample()
        return 0
    first, second = read_answers(FIRST), read_answers(SECOND)
    found = agreement(first, second)
    read = len(first.keys() & second.keys())
    print(f"{read} comments read twice. Krippendorff's alpha (and how many either reader marked):")
    for name, (alpha, marked) in found.items():
        print(f"  {name:14} {alpha:.3f}  ({marked})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
