"""The `parvis` command as programs run it: a process of its own, bytes in, bytes and a status out."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

COMMAND = (sys.executable, "-m", "parvis.cli")
# What a person's own shell may set must not reach the processes that tests start.
_FOREIGN = ("DATABASE_URL", "DJANGO_SETTINGS_MODULE", "PYTHONWARNINGS")


@dataclass(frozen=True, slots=True)
class Done:
    status: int
    out: bytes
    err: str

    @property
    def rows(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.split(b"\n") if line]

    @property
    def text(self) -> str:
        return self.out.decode("utf-8")


def environment(**changes: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in _FOREIGN}
    return {name: value for name, value in kept.items() if not name.startswith("PARVIS_")} | changes


def parvis(*arguments: str, given: bytes = b"", env: Mapping[str, str] | None = None) -> Done:
    """Run to the end. A traceback is never an answer, whatever was asked."""
    done = subprocess.run(
        [*COMMAND, *arguments],
        input=given,
        capture_output=True,
        timeout=120,
        env=environment(**(env or {})),
        check=False,
    )
    err = done.stderr.decode("utf-8")
    assert "Traceback" not in err, err
    return Done(done.returncode, done.stdout, err)
