"""The `parvis` command as programs run it: bytes in, bytes and a status out."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

from parvis.cli.main import run

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
    """Run to the end, in a process of its own. A traceback is never an answer, whatever was asked."""
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


def asked(*arguments: str, given: bytes = b"") -> Done:
    """The same in this process, for commands that load no Django: many of them, in little time."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    given_in = io.TextIOWrapper(io.BytesIO(given))
    with (
        redirect_stdout(out),
        redirect_stderr(err),
        patch("sys.stdin", given_in),
        patch("sys.argv", ["parvis", *arguments]),
    ):
        try:
            run()
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else 0
    for stream in (out, err):
        stream.flush()
    said, complained = (stream.buffer.getvalue() for stream in (out, err))
    return Done(status, said, complained.decode("utf-8"))
