"""Exports: found by name in the settings, written as they are read, each of them in the audit chain."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from parvis.desk.people.actors import Actor
from parvis.desk.people.permissions import require
from parvis.desk.records.audit import append_event
from parvis.desk.records.exports import Export, Query

from .writers import Format


def exports() -> dict[str, Export]:
    """Every export of `settings.EXPORTS`, by kind."""
    listed: list[Export] = [import_string(name) for name in settings.EXPORTS]
    return {export.kind: export for export in listed}


def make_export(*, actor: Actor, export: Export, query: Query, form: Format) -> Iterator[bytes]:
    """The file, piece by piece. The chain says who took what, and how many rows, before the first byte leaves.

    Raises `LookupError` when there is nothing such.
    """
    require(actor, export.permission)
    count = export.count(query)
    with transaction.atomic():
        append_event(
            actor=actor,
            verb="export.made",
            subject=f"export:{export.kind}",
            body={"kind": export.kind, "format": form.suffix, "count": count},
        )
    return form.write(export.columns, export.rows(query))
