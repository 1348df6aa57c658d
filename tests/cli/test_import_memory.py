"""A file ten times as large takes no more memory: measured on the real command, in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.command import COMMAND, environment

pytestmark = pytest.mark.own_database
BESIDE = "x" * 10_000  # in each row, apart from its text
SPARE = 30  # megabytes that a run may take more than another, whatever they read
UNIT = 2**20 if sys.platform == "darwin" else 2**10  # of what the system counts, in a megabyte


def written(path: Path, rows: int) -> Path:
    with path.open("w", encoding="utf-8") as out:
        out.write("id,text,details\n")
        out.writelines(f'{number},"Bonjour, le {number}",{BESIDE}\n' for number in range(rows))
    return path


def most_megabytes(home: Path, path: Path, rows: int) -> float:
    """What the process had at its highest, to read so many rows and to write none."""
    command = [*COMMAND, "import", str(path), "--platform", "facebook", "--dry-run"]
    process = subprocess.Popen(command, env=environment(PARVIS_HOME=str(home)), stdout=subprocess.PIPE)
    assert process.stdout
    said = process.stdout.read().decode()
    process.stdout.close()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert (process.returncode, f"{rows} commentaires nouveaux" in said) == (0, True), said
    return used.ru_maxrss / UNIT


def test_sixty_megabytes_take_no_more_memory_than_six(tmp_path: Path) -> None:
    small = most_megabytes(tmp_path, written(tmp_path / "small.csv", 600), 600)
    large = most_megabytes(tmp_path, written(tmp_path / "large.csv", 6_000), 6_000)
    assert large < small + SPARE
