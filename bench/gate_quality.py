"""How good the outgoing gate is on drafts that are marked, fault by fault: what it stops, and what it should not have.

Shares are followed by their 95 % interval (Wilson). Run: .venv/bin/python bench/gate_quality.py [--each] [file.txt ...]
(the drafts that rules may be written with, when no file is named; `--each` lists what went wrong, draft by draft).
"""

from __future__ import annotations

import math
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from corpus.drafts import CODES, DRAFTS, Draft, faults_and_drafts  # noqa: E402

from parvis.gate.check import check  # noqa: E402
from parvis.gate.faults import BLOCKING, Fault, Faults  # noqa: E402
from parvis.policy.load import shipped_policy  # noqa: E402

HELD_OUT = ("03_", "07_")
POLICY = shipped_policy()


@dataclass(frozen=True, slots=True)
class Judged:
    draft: Draft
    faults: Faults
    seconds: float

    @property
    def codes(self) -> frozenset[str]:
        return frozenset(fault.code for fault in self.faults.faults)


def share(hits: int, whole: int) -> str:
    """« 97.3 % [95.9, 98.2] (732/752) »: a proportion with Wilson's interval."""
    if not whole:
        return "-"
    z, p = 1.96, hits / whole
    middle = (p + z * z / (2 * whole)) / (1 + z * z / whole)
    half = z * math.sqrt(p * (1 - p) / whole + z * z / (4 * whole * whole)) / (1 + z * z / whole)
    return f"{p:.1%} [{max(0, middle - half):.1%}, {min(1, middle + half):.1%}] ({hits}/{whole})"


def read(paths: Sequence[Path]) -> list[Draft]:
    return [found for path in paths for found in faults_and_drafts(path) if isinstance(found, Draft)]


def judge(drafts: Sequence[Draft]) -> list[Judged]:
    check("Bonjour.", POLICY)  # lists are read and tools started before anything is timed
    judged = []
    for draft in drafts:
        start = time.perf_counter()
        faults = check(draft.text, POLICY)
        judged.append(Judged(draft, faults, time.perf_counter() - start))
    return judged


def report(judged: Sequence[Judged]) -> None:
    good = [one for one in judged if one.draft.ok]
    faulty = [one for one in judged if not one.draft.ok]
    grave = [one for one in faulty if one.draft.codes & BLOCKING]
    print("| what | share [95 % interval] (n) |\n|---|---|")
    print(f"| faulty drafts stopped | {share(sum(not one.faults.ok for one in faulty), len(faulty))} |")
    print(f"| good drafts stopped | {share(sum(not one.faults.ok for one in good), len(good))} |")
    print(f"| drafts to be blocked, blocked | {share(sum(bool(one.faults.blocking) for one in grave), len(grave))} |")
    kept = [one for one in judged if not one.draft.codes & BLOCKING]
    print(f"| other drafts, blocked | {share(sum(bool(one.faults.blocking) for one in kept), len(kept))} |")
    corrected = [check(one.draft.corrected, POLICY) for one in faulty]
    print(f"| corrected drafts stopped | {share(sum(not faults.ok for faults in corrected), len(corrected))} |")
    for code in CODES:
        _report_code(code, judged)
    times = sorted(one.seconds * 1000 for one in judged)
    if times:
        print(f"| ms per draft, p50 / p95 / most | {_at(times, 0.5)} / {_at(times, 0.95)} / {times[-1]:.1f} |")
    for words, count in Counter(words for one in judged for words in one.faults.unchecked).items():
        print(f"| not checked in {count} drafts | {words} |")


def _report_code(code: str, judged: Sequence[Judged]) -> None:
    with_it = [one for one in judged if code in one.draft.codes]
    without = [one for one in judged if code not in one.draft.codes]
    named = sum(code in one.codes for one in with_it)
    stopped = sum(not one.faults.ok for one in with_it)
    wrongly = sum(code in one.codes for one in without)
    print(
        f"| {code}: found; stopped by any; found where it is not | {share(named, len(with_it))}; {stopped}; {wrongly} |"
    )


def _at(times: Sequence[float], part: float) -> str:
    return f"{times[min(len(times) - 1, int(len(times) * part))]:.1f}"


def each(judged: Sequence[Judged]) -> None:
    """What a rule's author reads: every draft that was missed, named otherwise, or stopped though it is good."""
    for one in judged:
        if one.draft.codes == one.codes:
            continue
        sign = "GOOD" if one.draft.ok else "MISSED" if one.faults.ok else "other"
        marked = [f"{fault.code}:{one.draft.text[fault.start : fault.end]!r}" for fault in one.draft.faults]
        print(f"{sign} {one.draft.id} {one.draft.text!r}\n    marked {marked}\n    found  {_said(one)}")


def _said(one: Judged) -> list[str]:
    def words(fault: Fault) -> str:
        return f"{fault.code}:{one.draft.text[fault.start : fault.end]!r}>{fault.suggestion!r}"

    return [words(fault) for fault in one.faults.faults]


def main(arguments: Sequence[str]) -> None:
    names = [name for name in arguments if not name.startswith("--")]
    paths = [Path(name) for name in names] or [
        path for path in sorted(DRAFTS.glob("*.txt")) if not path.name.startswith(HELD_OUT)
    ]
    judged = judge(read(paths))
    if "--each" in arguments:
        each(judged)
    report(judged)


if __name__ == "__main__":
    main(sys.argv[1:])
