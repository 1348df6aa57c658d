"""The commands, and how they fail: in French, with what was wrong and how to say it."""

from __future__ import annotations

import sys

import typer

from . import judging, people, policies, processes, proofs
from .usage import explain

app = typer.Typer(
    name="parvis",
    help="La politique éditoriale des médias sociaux, en marche.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--aide", "--help", "-h"]},
)
processes.register(app)
judging.register(app)
proofs.register(app)
app.add_typer(policies.app, name="policy")
app.add_typer(people.app, name="user")


def run() -> None:
    """The entry point. Exit status: 0, 1 when something was found or failed, 2 for a wrong command line."""
    try:
        sys.exit(app(standalone_mode=False) or 0)
    except typer.Exit as stop:
        sys.exit(stop.exit_code)
    except (typer.Abort, KeyboardInterrupt):
        sys.exit(130)
    except BrokenPipeError:  # the reader of our output went away, as `head` does
        sys.stderr.close()
        sys.exit(1)
    except typer.TyperException as error:
        sys.stderr.write(explain(error))
        sys.exit(error.exit_code)
