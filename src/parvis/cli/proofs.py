"""`parvis verify` and `parvis reconcile`."""

from __future__ import annotations

import typer

from .django_setup import load_django
from .speech import complain, say

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
        say(f"{'✗' if proof.faults else '✓'} {proof.name} ({proof.checked})")
        for fault in proof.faults[:_SHOWN]:
            say(f"    {fault}")
        if len(proof.faults) > _SHOWN:
            say(f"    … et {len(proof.faults) - _SHOWN} autres.")
        faulty += bool(proof.faults)
    for platform, received, public, removed, pending in totals(list(counts_by_day())):
        say(f"  {platform} : {received} reçus = {public} publics + {removed} retirés + {pending} en suspens")
    if faulty:
        raise typer.Exit(1)


def reconcile() -> None:
    load_django()
    from parvis.desk.records.models import Health
    from parvis.desk.records.polling import reconcile_once
    from parvis.desk.records.queries import accounts, open_discrepancies
    from parvis.desk.records.wording import DISCREPANCIES

    reconcile_once()
    for discrepancy in open_discrepancies():
        say(f"{discrepancy.comment} : {DISCREPANCIES.get(discrepancy.kind, discrepancy.kind)}")
    unread = [account for account in accounts() if account.health != Health.OK]
    for account in unread:
        complain(f"le compte {account} n'a pas pu être relu : {account.health_said}")
    if unread or open_discrepancies().exists():
        raise typer.Exit(1)
    say("Aucun écart avec les plateformes.")
