"""`parvis import`: comments brought in from a file, after a look at what would happen."""

from __future__ import annotations

import csv
import signal
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .django_setup import load_django, prepare_database
from .speech import complain, give_up, reason, say, typeset

if TYPE_CHECKING:
    from parvis.desk.files.plans import Plan
    from parvis.desk.files.readers import Recognised
    from parvis.desk.files.tally import Progress, Tally, Tell

_FILE = "FICHIER"


def register(app: typer.Typer) -> None:
    app.command("import", help="Reçoit les commentaires d'un fichier; le refaire ne reprend que ce qui manque.")(
        bring_in
    )


def bring_in(
    file: Annotated[
        Path,
        typer.Argument(metavar=_FILE, help="CSV, JSON Lines, Parquet, ou export de X, de Facebook ou de YouTube"),
    ],
    platform: Annotated[str, typer.Option("--platform", metavar="PLATEFORME", help="x, facebook ou youtube")],
    account: Annotated[
        str,
        typer.Option(
            "--account",
            metavar="ID",
            help="Notre compte : ce qu'il a écrit est de nous; sinon, le nom du fichier distingue cet import",
        ),
    ] = "",
    mapping: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="CHAMP=COLONNE", help="Ce que contient une colonne; peut être répétée"),
    ] = None,
    accept: Annotated[bool, typer.Option("--yes", help="Accepte les colonnes proposées")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Compte, sans rien écrire")] = False,
    report: Annotated[
        Path | None,
        typer.Option("--report", metavar="RAPPORT", help="Fichier CSV des lignes non prises, avec leur raison"),
    ] = None,
) -> None:
    asked = _asked(mapping or [])
    if report is not None and report.exists() and file.exists() and report.samefile(file):
        give_up(f"« {report} » est le fichier à lire : donnez un autre nom au rapport.")
    load_django()
    from parvis.desk.files.readers.shapes import Unusable

    try:
        plan = _plan(file, platform, account, asked, accept=accept)
        prepare_database()
        with _reported(report) as tell, _watched() as watched, stoppable(watched) as progress:
            tally = _carry_out(plan, tell, progress, dry_run=dry_run)
    except Unusable as error:
        give_up(f"le fichier « {file} » n'est pas utilisable : {error}.")
    except OSError as error:
        give_up(f"le fichier « {error.filename or file} » ne peut pas servir : {reason(error)}.")
    if not tally.rows:
        give_up(f"le fichier « {file} » n'est pas utilisable : il n'a aucune ligne.")
    say(f"{'Essai, rien n’a été écrit : ' if dry_run else ''}{tally.said()}.")
    if not dry_run and not (tally.new or tally.edited or tally.posts or tally.not_taken):
        say("Tout avait déjà été reçu.")
    if tally.not_taken:
        raise typer.Exit(1)


def _asked(pairs: Sequence[str]) -> dict[str, str]:
    asked = {}
    for pair in pairs:
        field, equals, column = pair.partition("=")
        if not equals or not column:
            give_up(f"--map attend CHAMP=COLONNE, et non « {pair} ».\nPar exemple : --map text=Message")
        if field in asked:
            give_up(f"--map donne deux colonnes au champ « {field} ».")
        asked[field] = column
    return asked


def _plan(file: Path, platform: str, account: str, asked: dict[str, str], *, accept: bool) -> Plan:
    from parvis.desk.files.plans import NotMapped, Plan, columns, look_at, proposal, sample, settled

    found = look_at(file, platform)
    if found.mapping:
        if asked:
            give_up(
                f"ce fichier est reconnu ({found.reader.LABEL}) : ses colonnes ne se choisissent pas, retirez --map."
            )
        return Plan(file, file.name, found, platform, account, found.mapping)
    rows = sample(found)
    proposed = proposal(found, rows)
    explicit = bool(asked) or proposed.plain
    if not explicit and rows and not accept:
        accept = _confirmed(found, proposed.columns, columns(rows))
    try:
        chosen = settled(proposed, asked, columns(rows), accepted=accept) if rows else {"text": "text", **asked}
    except NotMapped as error:
        give_up(f"{error}.\nDites-le ainsi : --map text=COLONNE")
    return Plan(file, file.name, found, platform, account, chosen)


def _confirmed(found: Recognised, proposed: Mapping[str, str], known: Sequence[str]) -> bool:
    """Shown, then asked of a person at a terminal; without one, refused."""
    from parvis.desk.files.names import FIELDS
    from parvis.desk.files.plans import shown

    sys.stderr.write(typeset(f"Colonnes du fichier ({found.reader.LABEL}) : {', '.join(map(shown, known))}\n"))
    for field, column in proposed.items():
        sys.stderr.write(typeset(f"  {FIELDS[field]} : --map {field}={shown(column)}\n"))
    if not sys.stdin.isatty():
        complain(
            "ces colonnes sont à confirmer; rien n'a été lu.\n"
            "Ajoutez --yes pour accepter ce qui est proposé, ou dites-le avec --map."
        )
        raise typer.Exit(2)
    sys.stderr.write("Importer ainsi? [o/N] ")
    sys.stderr.flush()
    if sys.stdin.readline().strip().casefold() not in {"o", "oui"}:
        raise typer.Exit(2)
    return True


def _carry_out(plan: Plan, tell: Tell, progress: Progress, *, dry_run: bool) -> Tally:
    from parvis.desk.files.actions import import_file
    from parvis.desk.files.queries import try_file
    from parvis.desk.people.actors import operator

    if dry_run:
        return try_file(plan, tell=tell, progress=progress)
    return import_file(actor=operator(), plan=plan, tell=tell, progress=progress)


@contextmanager
def _reported(report: Path | None) -> Iterator[Tell]:
    """Where each row not taken is told: standard error, or a CSV of line numbers and reasons."""
    if report is None:
        yield lambda row: _write(f"ligne {row.number}, non prise : {row.why}.\n")
        return
    with report.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["ligne", "raison"])
        yield lambda row: _ignore(writer.writerow([row.number, row.why]))


def _write(text: str) -> None:
    sys.stderr.write(typeset(text))


def _ignore(_: object) -> None:
    """What the writer returns, which nobody needs."""


@contextmanager
def stoppable(progress: Progress) -> Iterator[Progress]:
    """Ctrl-C stops at once; or after the batch under way, when Python lost it: in a finalizer it only prints it."""
    asked = False

    def stop(*_: object) -> None:
        nonlocal asked
        asked = True
        raise KeyboardInterrupt

    def go_on(tally: Tally) -> None:
        if asked:
            raise KeyboardInterrupt
        progress(tally)

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield go_on
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def _watched() -> Iterator[Progress]:
    """Progress, for somebody at a terminal."""
    from parvis.desk.files.tally import silent

    if not sys.stderr.isatty():
        yield silent
        return
    from rich.console import Console
    from rich.progress import Progress as Bar
    from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.completed} lignes"), TimeElapsedColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda tally: bar.update(task, completed=tally.rows)
