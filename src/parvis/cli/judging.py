"""`parvis assess` and `parvis gate`: texts in, judgements out. No Django, no network."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from .policies import read_policy
from .streams import Bad, Row, read_rows, write_rows

if TYPE_CHECKING:
    from parvis.engine.findings import Comment

Input = Annotated[
    str, typer.Argument(metavar="ENTRÉE", help="Fichier JSON Lines, CSV ou Parquet; « - » : entrée standard")
]
Output = Annotated[str, typer.Option("-o", "--output", metavar="SORTIE", help="Fichier; « - » : sortie standard")]
PolicyFile = Annotated[
    Path | None, typer.Option("--policy", metavar="FICHIER", help="Politique à appliquer; celle du paquet par défaut")
]


def register(app: typer.Typer) -> None:
    app.command("assess", help="Juge des commentaires : une ligne lue, une ligne écrite.")(assess)
    app.command("gate", help="Vérifie des textes à publier : leurs fautes, et comment les corriger.")(gate)


def assess(
    source: Input,
    output: Output = "-",
    policy: PolicyFile = None,
    jobs: Annotated[int, typer.Option("--jobs", min=1, metavar="N", help="Processus")] = 1,
) -> None:
    from parvis.engine.assess import assess_many

    bad = Bad()
    comments = (_comment(row) for _, row in read_rows(source, bad))
    judged = assess_many(comments, read_policy(policy), jobs=jobs)
    write_rows(output, _followed(dict(judgement.as_json()) for judgement in judged))
    _end(bad)


def _comment(row: Row) -> Comment:
    from parvis.engine.findings import Comment

    thread = row.get("thread")
    return Comment(
        id=row["id"],
        text=row["text"],
        post=_text(row.get("post")),
        platform=_text(row.get("platform")),
        thread=tuple(str(text) for text in thread) if isinstance(thread, list) else (),
    )


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def gate(source: Input, output: Output = "-", policy: PolicyFile = None) -> None:
    from parvis.gate.check import check

    bad, rules = Bad(), read_policy(policy)
    checked = (dict(check(row["text"], rules).as_json(row["id"])) for _, row in read_rows(source, bad))
    write_rows(output, _followed(checked))
    _end(bad)


def _followed(rows: Iterable[Row]) -> Iterator[Row]:
    """Progress, for somebody at a terminal who does not see the output itself."""
    if not sys.stderr.isatty() or sys.stdout.isatty():
        yield from rows
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.completed} textes"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=None)
        for row in rows:
            progress.advance(task)
            yield row


def _end(bad: Bad) -> None:
    sys.stdout.flush()
    if bad.count:
        raise typer.Exit(1)
