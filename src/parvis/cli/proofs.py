"""`parvis verify` and `parvis reconcile`."""

from __future__ import annotations

import sys

import typer

from .django_setup import load_django

_SHOWN = 20  # faults of one proof; the rest is counted


def register(app: typer.Typer) -> None:
    app.command("verify", help="Prouve que rien n'a été modifié, perdu ni décidé sans motif.")(verify)
    app.command("reconcile", help="Relit les plateformes et signale ce qui diffère de nos archives.")(reconcile)


def verify() -> None:
    load_django()
    from parvis.desk.records.queries import counts_by_day, totals
    from parvis.desk.records.verification import verify as prove

    faulty = 0
    for proof in prove():
        sys.stdout.write(f"{'✗' if proof.faults else '✓'} {proof.name} ({proof.checked})\n")
        for fault in proof.faults[:_SHOWN]:
            sys.stdout.write(f"    {fault}\n")
        if len(proof.faults) > _SHOWN:
            sys.stdout.write(f"    … et {len(proof.faults) - _SHOWN} autres.\n")
        faulty += bool(proof.faults)
    for platform, received, public, removed, pending in totals(list(counts_by_day())):
        sys.stdout.write(
            f"  {platform} : {received} reçus = {public} publics + {removed} retirés + {pending} en suspens\n"
        )
    if faulty:
        raise typer.Exit(1)


def reconcile() -> None:
    load_django()
    from parvis.desk.records.polling import reconcile_once
    from parvis.desk.records.queries import open_discrepancies

    reconcile_once()
    for discrepancy in open_discrepancies():
        sys.stdout.write(f"{discrepancy.comment} {discrepancy.kind} : {discrepancy.expected} → {discrepancy.found}\n")
    if open_discrepancies().exists():
        raise typer.Exit(1)
    sys.stdout.write("Aucun écart avec les plateformes.\n")
