"""`parvis assess` and `parvis gate`: texts in, judgements out. No Django, no network."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from .policies import read_policy
from .streams import Row, transform

if TYPE_CHECKING:
    from parvis.engine.findings import Assessment, Comment

ASSESS_COLUMNS = ("id", "disposition", "findings", "language", "is_question", "stance", "pii", "policy", "engine")
GATE_COLUMNS = ("id", "ok", "faults")
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
    from parvis.engine.assess import assess_many, assess_together

    rules = read_policy(policy)

    def judged(groups: Iterator[list[Row]]) -> Iterator[Row]:
        asked = ([_comment(row) for row in group] for group in groups)
        answers: Iterator[Assessment]
        if jobs == 1:
            answers = chain.from_iterable(assess_together(group, rules) for group in asked)
        else:
            answers = assess_many(chain.from_iterable(asked), rules, jobs)
        return (dict(judgement.as_json()) for judgement in answers)

    _carry(source, output, judged, ASSESS_COLUMNS)


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

    rules = read_policy(policy)
    told: set[str] = set()

    def judged(row: Row) -> Row:
        faults = check(row["text"], rules)
        for unchecked in faults.unchecked:
            if unchecked not in told:  # once, however many texts there are
                told.add(unchecked)
                sys.stderr.write(f"{unchecked}\n")
        return dict(faults.as_json(row["id"]))

    _carry(source, output, lambda groups: (judged(row) for group in groups for row in group), GATE_COLUMNS)


def _carry(
    source: str, output: str, work: Callable[[Iterator[list[Row]]], Iterator[Row]], columns: tuple[str, ...]
) -> None:
    bad = transform(source, output, lambda groups: _followed(work(groups)), columns)
    if bad.count:
        raise typer.Exit(1)


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
