"""Every file that others recorded has a reader, and every text in it arrives in the records, byte for byte.

The files are found, not listed: a new one fails here until something reads it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from parvis.connectors.port import Batch
from parvis.desk.people.actors import process
from parvis.desk.records.actions.comments import receive_comments
from parvis.desk.records.models import Account, Post, Revision, UnknownItem
from parvis.desk.records.verbatim import unpack
from tests.journeys.recordings import READERS, texts_in
from tests.shared_files import shared_path

pytestmark = pytest.mark.django_db
DOCUMENTS = {"README.md", "LICENSE"}


def recordings() -> list[Path]:
    return sorted(path for path in shared_path("fixtures").rglob("*") if path.is_file() and path.name not in DOCUMENTS)


def test_every_recorded_text_arrives_byte_for_byte(policy_in_force: Any) -> None:
    found = recordings()
    assert found
    missed = {path.relative_to(shared_path("fixtures")).as_posix(): lost(path) for path in found}
    assert {name: what for name, what in missed.items() if what} == {}


def lost(path: Path) -> str:
    """ "" when one of the readers brings everything; otherwise what each of them missed."""
    wanted, missed = texts_in(path), []
    for reader in READERS.get(path.parent.name, ()):
        try:
            batches = reader(path)
        except Exception as error:  # noqa: BLE001 - a file made for another reader may do anything to this one
            missed.append(f"{reader.__name__}: {error!r}")
            continue
        with transaction.atomic():
            kept = receive(path, batches)
            transaction.set_rollback(True)  # recordings share identifiers: each finds an empty desk
        absent = [text for text in wanted if text not in kept]
        if not absent:
            return ""
        missed.append(f"{reader.__name__}: {len(absent)} of {len(wanted)} texts did not arrive")
    return "; ".join(missed) or "nobody reads it"


def receive(path: Path, batches: list[Batch]) -> set[str]:
    """Every text that the desk holds once it was given these batches, those of unknown items included."""
    account = Account.objects.create(platform=path.parent.name[:16], platform_id=path.name)
    for batch in batches:
        receive_comments(actor=process("tests"), account=account, batch=batch, as_of=timezone.now())
    kept = {one.exact_text for one in Revision.objects.filter(comment__account=account)}
    kept |= set(Post.objects.filter(account=account).values_list("text", flat=True))
    raw = [unpack(one.raw) for one in UnknownItem.objects.filter(account=account)]
    return kept | {text for item in raw for text in _strings(item)}


def _strings(value: Any) -> set[str]:
    held = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return {value} if isinstance(value, str) else {text for one in held for text in _strings(one)}


def test_what_nobody_reads_and_what_is_lost_are_said(policy_in_force: Any, tmp_path: Path) -> None:
    (tmp_path / "facebook").mkdir()
    stranger, partly = tmp_path / "other.json", tmp_path / "facebook" / "partly.json"
    stranger.write_text('{"message": "Bonjour"}', encoding="utf-8")
    comment = {
        "id": "1_3",
        "message": "Bonjour",
        "created_time": "2021-08-10T00:00:00+0000",
        "aside": {"text": "perdu"},
    }
    partly.write_text(json.dumps(comment), encoding="utf-8")
    assert lost(stranger) == "nobody reads it"
    assert "page_of_facebook: 1 of 2 texts did not arrive" in lost(partly)
