"""The commands, and how they fail: in French, with what was wrong and how to say it."""

from __future__ import annotations

import io
import os
import sys

import typer

from . import deadlines, importing, judging, people, policies, processes, proofs
from .failures import explain_failure
from .help import FrenchTyper
from .usage import explain

_INTERRUPTED = 130

app = FrenchTyper(
    name="parvis",
    help="La politique éditoriale des médias sociaux, en marche.",
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--aide", "--help", "-h"]},
)
processes.register(app)
judging.register(app)
deadlines.register(app)
importing.register(app)
proofs.register(app)
app.add_typer(policies.app, name="policy")
app.add_typer(people.app, name="user")


def run() -> None:
    """The entry point. Exit status: 0, 1 when something was found or failed, 2 for a wrong command line."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that is not in UTF-8 still gets the message
    status = _status()
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        _forget_output()
    sys.exit(status)


def _forget_output() -> None:
    """The reader of our output went away, as `head` does: what is left to write goes nowhere, at exit too."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _status() -> int:
    try:
        return app(prog_name="parvis", standalone_mode=False) or 0
    except typer.Exit as stop:
        return stop.exit_code
    except SystemExit as stop:  # what the library makes of a broken pipe
        return stop.code if isinstance(stop.code, int) else 1
    except (typer.Abort, KeyboardInterrupt):
        return _INTERRUPTED
    except typer.TyperException as error:
        sys.stderr.write(explain(error))
        return error.exit_code
    except Exception as error:
        status = explain_failure(error)
        if status is None:
            raise
        return status
