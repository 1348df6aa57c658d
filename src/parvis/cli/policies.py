"""`parvis policy`: the written policy, checked like a program, and shown."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .help import FrenchTyper
from .speech import say

if TYPE_CHECKING:
    from parvis.policy.model import Policy

app = FrenchTyper(help="La politique : la vérifier, la lire.")
File = Annotated[Path | None, typer.Argument(metavar="FICHIER", help="Fichier TOML; la politique du paquet par défaut")]


def read_policy(path: Path | None) -> Policy:
    """The policy of this file, or the shipped one. A faulty file is explained, and ends the command with 1."""
    from parvis.policy.errors import PolicyErrors, render
    from parvis.policy.load import load_policy, shipped_policy

    if path is None:
        return shipped_policy()
    try:
        return load_policy(path)
    except PolicyErrors as errors:
        sys.stderr.write(render(errors))
        raise typer.Exit(1) from errors


@app.command("check", help="Vérifie un fichier de politique; montre chaque faute à sa place.")
def check(path: File = None) -> None:
    from datetime import datetime

    from parvis.policy.holidays import calendar_warnings
    from parvis.policy.support import not_applied

    policy = read_policy(path)
    say(f"{policy.version} : {len(policy.clauses)} clauses, {len(policy.criteria)} critères. Tout est bon.")
    for sentence in (*not_applied(policy), *calendar_warnings(policy, datetime.now(policy.hours.zone).date())):
        say(f"À noter\u00a0: {sentence}")


@app.command("show", help="Affiche la politique : clauses et critères.")
def show(path: File = None) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    policy = read_policy(path)
    console = Console()
    console.print(f"[bold]{escape(policy.title)}[/bold] · {escape(policy.institution)} · {escape(policy.version)}\n")
    for clause in policy.clauses:
        console.print(f"[bold]{clause.id} {escape(clause.title)}[/bold]\n{escape(clause.text)}\n")
    table = Table("Code", "Critère", "Clause", "Automatisme", title="Critères de retrait")
    for criterion in policy.criteria:
        table.add_row(criterion.code.value, escape(criterion.name), criterion.clause, criterion.automation.value)
    console.print(table)
