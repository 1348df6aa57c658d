"""Runs every bench and writes docs/benchmarks.md: what each printed, and on which machine.

Run: make bench
Or some tables only, the others staying as they are: .venv/bin/python bench/write_benchmarks.py "The gate"
"""

from __future__ import annotations

import os
import platform
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BENCH = ROOT / "bench"
DOCUMENT = ROOT / "docs" / "benchmarks.md"


def main(titles: list[str]) -> int:
    kept = written() if titles else {}
    sections = [kept.get(one[0], "") if titles and one[0] not in titles else section(*one) for one in BENCHES]
    DOCUMENT.write_text("\n".join([opening(), *filter(None, sections), closing()]), encoding="utf-8")
    return 0


def written() -> dict[str, str]:
    """The tables of the document as it is, by title."""
    parts = re.split(r"^(?=## )", DOCUMENT.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return {part.splitlines()[0].removeprefix("## "): part.rstrip() + "\n" for part in parts}


def opening() -> str:
    return """# Benchmarks
Written by `make bench`, which runs the scripts of `bench/` one after the other. One machine, one run: the figures say
what to expect, not what to promise. How to read them, when and where they were measured is said above each table.
"""


def section(title: str, on_postgres: bool, script: str, *arguments: str) -> str:
    """The bench's own table under what there is to know of it; nothing where PostgreSQL is needed and absent."""
    command = [sys.executable, str(BENCH / script), *arguments]
    if on_postgres:
        if subprocess.run([ROOT / "scripts" / "find_postgres"], capture_output=True).returncode:
            return ""
        command = [sys.executable, str(ROOT / "scripts" / "with_postgres"), *command]
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    ran = subprocess.run(command, capture_output=True, text=True, env=environment)
    if ran.returncode:
        sys.exit(f"{script} failed:\n{ran.stderr}")
    print(f"{title}\n{ran.stdout}")
    measured = f"Measured on {datetime.now(UTC):%Y-%m-%d}, on {machine()}."
    return f"## {title}\n{NOTES[title]}\n\n{measured}\n\n```\n{ran.stdout.rstrip()}\n```\n"


# In the order of the document: the title of each table (its note is below), whether it needs PostgreSQL, the script
# and its arguments.
BENCHES: tuple[tuple[str, bool, str, *tuple[str, ...]], ...] = (
    ("The judge", False, "judge_quality.py"),
    ("The engine", False, "engine_speed.py"),
    ("Beside presidio-analyzer", False, "side_by_side.py"),
    ("The gate", False, "gate_quality.py", "corpus/gate/07_mesure.txt"),
    ("Questions that are alike", False, "question_groups.py", "measuring"),
    ("Questions that are alike, and time", False, "question_groups.py", "speed"),
    ("Intake, on SQLite", False, "intake_speed.py"),
    ("Intake, on PostgreSQL", True, "intake_speed.py"),
    ("Deliveries, on SQLite", False, "webhook_load.py", "1000", "60"),
    ("Deliveries, on PostgreSQL", True, "webhook_load.py", "1000", "60"),
    ("From publication to the queue, on SQLite", False, "ingest_latency.py"),
    ("From publication to the queue, on PostgreSQL", True, "ingest_latency.py"),
)

NOTES = {
    "The judge": """\
`bench/judge_quality.py`: what the judge says of comments that nothing was trained on. Two authors' voices of the
corpus, on which its thresholds were calibrated, written by the same kind of author as those it learnt from: expect less
on real comments. Two in five of the real texts that stayed online, the others having calibrated too. A fifth of the
real forum posts, which nothing learnt from; tweets whose labels contradict ours. The sample of the house, of which only
totals are looked at. Shares with their 95 % interval. More in the model card, `src/parvis/engine/models/CARD.md`.""",
    "Beside presidio-analyzer": """\
`bench/side_by_side.py`: both on the same comments in one run, one core each. Presidio only looks for personal
information, Parvis gives its full assessment. On long texts, nearly all of which leave its quick reader in doubt,
Parvis is now the slower of the two.""",
    "The engine": """\
`bench/engine_speed.py`: invented comments of the lengths a ministry's pages receive, judged by one core, in processor
time. Reading the policy, the word lists and the weights, which happens once in a process, is the first line. Below, the
comments of the corpus's validation voices: those that go are what the network must read, and are judged slower.""",
    "The gate": """\
`bench/gate_quality.py`: drafts written by somebody who never saw the gate's rules, and that nobody looked at while
rules were written; half of them without a fault. Shares with their 95 % interval.""",
    "Questions that are alike": """\
`bench/question_groups.py`: 300 questions of 40 subjects, written to measure with; two belong together when one public
answer settles both. The adjusted Rand index is 1 for the true groups and 0 for groups made at random. Groups are only
proposed: a person confirms each.""",
    "Questions that are alike, and time": """\
The same script: 5,000 open questions grouped anew, and one more placed among them.""",
    "Intake, on SQLite": """\
`bench/intake_speed.py`: the town's comments in pages of 50, each page kept, judged, queued and audited in one
transaction, as the poller does it; then the same pages again, which changes nothing; then the proof of all of it.
While a page is taken in, other writers wait for the chain's lock
([0009](decisions/0009-one-lock-for-the-audit-chain.md)); readers never wait.""",
    "Intake, on PostgreSQL": """\
The same on a PostgreSQL made for the occasion on the same machine, over TCP, with `fsync` off: the time a disk takes
to promise is not in it. Our processor time leaves the server's out.""",
    "Deliveries, on SQLite": """\
`bench/webhook_load.py`: a minute of signed deliveries, a thousand a second, all different, sent by another process to
`parvis web` on the same machine. The sender keeps to its timetable whatever the answers, and counts each answer from
the moment its delivery was due. What was answered with 200 is then looked for in the database.""",
    "Deliveries, on PostgreSQL": """\
The same on the PostgreSQL of above, which shares the two cores with the sender and with our server.""",
    "From publication to the queue, on SQLite": """\
`bench/ingest_latency.py`: the desk's processes and the sandbox's, comments written at a steady pace on the three
platforms; from the moment one exists there to the moment it is in the queue, judged. Deliveries first; then polling
alone, which cannot do better than the time between two readings.""",
    "From publication to the queue, on PostgreSQL": """\
The same on the PostgreSQL of above.""",
}


def closing() -> str:
    return """## What it means
An institution that receives 5,000 comments on a bad day takes them all in, judged, within a minute or two of work. The
platforms' own limits (calls, quotas, pages) come long before Parvis's. Most of that time is the judge's network, which
reads a comment for five milliseconds and a long one for fifty.
"""


def machine() -> str:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{cores} cores ({_processor()}), {memory:.0f} GiB of memory, {platform.system()}, "
        f"Python {platform.python_version()}"
    )


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.machine()
    return next((line.partition(": ")[2] for line in lines if line.startswith("model name")), platform.machine())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
