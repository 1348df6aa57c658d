"""Speed of intake: comments kept, judged, queued and audited, in pages, as the poller does it.

Run: python bench/intake_speed.py [comments]

On SQLite in a temporary directory; on PostgreSQL when DATABASE_URL names one. A database of its own is made there
and removed afterwards: no existing record is touched. The comments are the invented town's, so are their lengths.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import cycle, islice
from typing import Any

from parvis.connectors.port import AccountAccess, Batch, RemoteComment
from parvis.sandbox.town.script import script

PAGE = 50  # comments that a platform sends at once
WRITTEN_AT = datetime(2026, 11, 2, 14, 0, tzinfo=UTC)


def main() -> None:
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    with tempfile.TemporaryDirectory() as home, desk(home) as engine:
        print(f"database                              {engine:>10}")
        measure(wanted)


@contextmanager
def desk(home: str) -> Iterator[str]:
    """Django on an empty database of its own, with the shipped policy in force; gives the engine's name."""
    os.environ |= {"PARVIS_HOME": home, "DJANGO_SETTINGS_MODULE": "parvis.config.settings"}
    import django

    django.setup()
    from django.db import connection

    from parvis.desk.people.actors import process
    from parvis.desk.records.actions.policies import ensure_policy

    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        ensure_policy(actor=process("bench"))
        yield connection.display_name
    finally:
        connection.creation.destroy_test_db(str(name), verbosity=0)


def measure(wanted: int) -> None:
    from parvis.desk.people.actors import process
    from parvis.desk.records.actions.accounts import sync_accounts
    from parvis.desk.records.models import Comment
    from parvis.desk.records.verification import verify

    [account] = sync_accounts(actor=process("bench"), accesses=[_access()])
    comments = [_remote(number, text) for number, text in enumerate(islice(cycle(texts()), wanted))]
    _receive(account, comments[:PAGE])  # the word lists are read once
    new = comments[PAGE:]

    with timed() as taken:
        for page in _pages(new):
            _receive(account, page)
    assert Comment.objects.count() == wanted
    print(f"comments taken in                     {len(new):10,}")
    print(f"comments a second                     {len(new) / taken.wall:10,.0f}")
    print(f"  of our processor time alone         {len(new) / taken.processor:10,.0f}")
    print(f"a page of {PAGE}: chain's lock held        {PAGE / len(new) * taken.wall * 1000:7.0f} ms")

    with timed() as again:
        for page in _pages(new):
            _receive(account, page)
    print(f"known comments a second, left alone   {len(new) / again.wall:10,.0f}")

    with timed() as proven:
        faults = [fault for proof in verify() for fault in proof.faults]
    assert faults == []
    print(f"parvis verify, over all of them       {proven.wall:8.1f} s")


def _pages(comments: Sequence[RemoteComment]) -> Iterator[Sequence[RemoteComment]]:
    return (comments[start : start + PAGE] for start in range(0, len(comments), PAGE))


class Taken:
    """Seconds."""

    wall = 0.0
    processor = 0.0


@contextmanager
def timed() -> Iterator[Taken]:
    taken = Taken()
    wall, processor = time.perf_counter(), time.process_time()
    yield taken
    taken.wall, taken.processor = time.perf_counter() - wall, time.process_time() - processor


def texts() -> list[str]:
    """What the sandbox's invented citizens say."""
    return [line.text for line in script().lines()]


def _access() -> AccountAccess:
    return AccountAccess(platform="facebook", platform_id="1", name="Ministère de l'Exemple")


def _remote(number: int, text: str) -> RemoteComment:
    return RemoteComment(
        platform_id=f"1_{number}",
        kind="comment",
        thread_id=f"1_{number}",
        text=text,
        created_at=WRITTEN_AT + timedelta(seconds=number),
        author_id=str(number % 400),
        author_name=f"Personne inventée {number % 400}",
        raw={"id": f"1_{number}", "message": text},
    )


def _receive(account: Any, page: Sequence[RemoteComment]) -> None:
    from parvis.desk.people.actors import process
    from parvis.desk.records.actions.comments import receive_comments

    batch = Batch(cursor="", comments=tuple(page))
    receive_comments(actor=process("bench"), account=account, batch=batch, as_of=WRITTEN_AT)


if __name__ == "__main__":
    main()
