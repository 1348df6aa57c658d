"""A large file through `parvis import`: rows a second, the memory it takes, and what a stop in the middle costs.

Run: python bench/import_large_file.py [megabytes]

Writes a CSV as an institution's tool exports it (short invented texts, and eight kilobytes of other columns in each
row), on SQLite in a temporary directory. The command runs as a person would run it, on a terminal: stopped by Ctrl-C
on its way, then run again to the end, then a third time, when everything is known.
"""

from __future__ import annotations

import csv
import os
import pty
import random
import signal
import sqlite3
import string
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

from parvis.sandbox.town.script import script

BESIDE = 8_000  # characters of the other columns of a row
ROW = BESIDE + 110  # bytes, about
STOPPED_AT = 0.3  # of the rows


@dataclass(slots=True)
class Ran:
    """One run of the command."""

    status: int
    seconds: float
    megabytes: float  # of memory, at its highest
    said: str


def main() -> None:
    megabytes = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        small, large = home / "small.csv", home / "large.csv"
        write(small, megabytes / 10)
        rows = write(large, megabytes)
        alone = run(home / "desk of the small one", small)
        desk = home / "desk"
        stopped = run(desk, large, until=lambda: held(desk) > rows * STOPPED_AT)
        kept = held(desk)
        ended = run(desk, large)
        assert held(desk) == rows, f"{held(desk)} comments for {rows} rows"
        again = run(desk, large)
        assert (alone.status, ended.status, again.status) == (0, 0, 0), (alone.said, ended.said, again.said)
        print(f"the file                              {large.stat().st_size / 1e6:10,.0f} MB")
        print(f"its rows                              {rows:10,.0f}")
        print(f"rows taken in, a second               {(rows - kept) / ended.seconds:10,.0f}")
        print(f"  with those that were known          {rows / ended.seconds:10,.0f}")
        print(f"known rows a second, left alone       {rows / again.seconds:10,.0f}")
        print(f"stopped by Ctrl-C after               {kept:10,.0f} rows, exit status {stopped.status}")
        print(f"memory at its highest                 {max(stopped.megabytes, ended.megabytes):10,.0f} MB")
        print(f"  for a tenth of the file             {alone.megabytes:10,.0f} MB")
        print(f"progress shown on the terminal        {'yes' if ' lignes' in ended.said else 'no':>10}")


def write(path: Path, megabytes: float) -> int:
    """The file, row by row; how many."""
    chance = random.Random(1)
    filler = "".join(chance.choices(string.ascii_letters + string.digits, k=1_000_000))
    texts = cycle(line.text for line in script().lines())
    rows = int(megabytes * 1e6 / ROW)
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["id", "text", "author", "date", "details"])
        for number in range(1, rows + 1):
            start = chance.randrange(len(filler) - BESIDE)
            author, date = f"Personne inventée {number % 977}", f"2026-11-{1 + number % 28:02} 14:05"
            writer.writerow([number, next(texts), author, date, filler[start : start + BESIDE]])
    return rows


def run(desk: Path, file: Path, until: Callable[[], bool] | None = None) -> Ran:
    """The command to its end, or to Ctrl-C once `until` is true."""
    desk.mkdir(exist_ok=True)
    ours, theirs = pty.openpty()
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment |= {"PARVIS_HOME": str(desk), "TERM": "xterm", "COLUMNS": "80"}
    command = [sys.executable, "-m", "parvis.cli", "import", str(file), "--platform", "facebook"]
    began = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=theirs, stderr=theirs, stdin=subprocess.DEVNULL)
    os.close(theirs)
    over = threading.Event()
    if until:
        threading.Thread(target=_interrupt, args=(process.pid, until, over), daemon=True).start()
    said = _everything_from(ours)
    _, status, used = os.wait4(process.pid, 0)
    over.set()
    process.returncode = os.waitstatus_to_exitcode(status)
    # Linux counts kilobytes, macOS bytes.
    unit = 1024 if sys.platform == "darwin" else 1
    return Ran(process.returncode, time.perf_counter() - began, used.ru_maxrss / 1024 / unit, said)


def _interrupt(process: int, until: Callable[[], bool], over: threading.Event) -> None:
    while not over.wait(0.2):
        if until():
            os.kill(process, signal.SIGINT)
            return


def _everything_from(terminal: int) -> str:
    said = b""
    while True:
        try:
            piece = os.read(terminal, 65_536)
        except OSError:  # the other end is closed
            break
        if not piece:
            break
        said = (said + piece)[-100_000:]
    os.close(terminal)
    return said.decode("utf-8", "replace")


def held(desk: Path) -> int:
    """How many comments this desk has."""
    path = desk / "parvis.sqlite3"
    if not path.exists():
        return 0
    try:
        with closing(sqlite3.connect(path, timeout=10)) as records:
            return int(records.execute("SELECT count(*) FROM records_comment").fetchone()[0])
    except sqlite3.OperationalError:  # its tables are being made
        return 0


if __name__ == "__main__":
    main()
