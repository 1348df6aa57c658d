"""Writes of this slice: a file's comments are received like any others, and who asked is in the chain."""

from __future__ import annotations

import hashlib

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from parvis.connectors.port import AccountAccess, Batch
from parvis.desk.people.actors import Actor, process
from parvis.desk.people.permissions import Permission, require
from parvis.desk.records.actions.accounts import sync_accounts
from parvis.desk.records.actions.comments import receive_comments
from parvis.desk.records.audit import append_event
from parvis.desk.records.models import Account

from .arrivals import Arrival, arrivals
from .known import Sorted, batches, sort
from .plans import Plan
from .tally import Progress, Tally, Tell, silent
from .uploads import Upload, keep

_READER = process("import")


def import_file(*, actor: Actor, plan: Plan, tell: Tell, progress: Progress = silent) -> Tally:
    """Receive every row of the file, batch by batch, each in a transaction of its own. Raises `Unusable`.

    Idempotent: what is held is left alone, so that an import that was stopped is simply run again. `tell` hears of
    each row not taken.
    """
    require(actor, Permission.ADMINISTER)
    [account] = sync_accounts(actor=_READER, accesses=[_access(plan)])
    _note(actor, account, "import.began", {"format": plan.found.reader.FORMAT, "sha256": _digest(plan)})
    tally = Tally()
    try:
        for batch in batches(arrivals(plan)):
            taken = [row for row in batch if isinstance(row, Arrival)]
            for row in batch:
                if not isinstance(row, Arrival):
                    tell(row)
            sorted_batch = sort(plan, taken)
            _receive(account, sorted_batch)
            count(tally, sorted_batch, len(batch) - len(taken))
            progress(tally)
    finally:  # stopped or not, the chain says how far it went
        _note(actor, account, "import.ended", {name: getattr(tally, name) for name in Tally.__slots__})
    return tally


def keep_upload(*, actor: Actor, file: UploadedFile[bytes], platform: str, account: str) -> Upload:
    """Put a file aside, readable by Parvis only, until it is imported or a day has passed."""
    require(actor, Permission.ADMINISTER)
    upload = keep(file, platform, account)
    with transaction.atomic():
        append_event(actor=actor, verb="upload.kept", subject=f"upload:{upload.id}", body={"size": file.size or 0})
    return upload


def count(tally: Tally, batch: Sorted, not_taken: int) -> None:
    tally.new += len(batch.new)
    tally.edited += len(batch.edited)
    tally.posts += len(batch.posts)
    tally.known += batch.known
    tally.not_taken += not_taken


def _access(plan: Plan) -> AccountAccess:
    return AccountAccess(platform=plan.platform, platform_id=plan.namespace, name=f"Fichier {plan.name}")


def _receive(account: Account, batch: Sorted) -> None:
    if batch.new or batch.edited or batch.posts:
        kept = Batch(cursor="", posts=tuple(batch.posts), comments=(*batch.new, *batch.edited))
        receive_comments(actor=_READER, account=account, batch=kept, as_of=timezone.now(), advance=False)


def _note(actor: Actor, account: Account, verb: str, body: dict[str, object]) -> None:
    with transaction.atomic():
        append_event(actor=actor, verb=verb, subject=f"account:{account.pk}", body=body)


def _digest(plan: Plan) -> str:
    """Which file it was, without its name: names of files name people."""
    with plan.path.open("rb") as raw:
        return hashlib.file_digest(raw, "sha256").hexdigest()
