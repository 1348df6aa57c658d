"""Reads of this slice: what importing a file would do."""

from __future__ import annotations

from hashlib import sha256

from parvis.connectors.port import RemoteComment
from parvis.desk.records.verbatim import to_bytes

from .arrivals import Arrival, arrivals
from .fingerprints import Met
from .known import Sorted, batches, sort
from .plans import Plan
from .tally import Progress, Tally, Tell, silent


def try_file(plan: Plan, *, tell: Tell, progress: Progress = silent) -> Tally:
    """What `import_file` would count, with nothing written. Raises `Unusable`."""
    tally = Tally()
    with Met() as met:
        for batch in batches(arrivals(plan)):
            taken = [row for row in batch if isinstance(row, Arrival)]
            for row in batch:
                if not isinstance(row, Arrival):
                    tell(row)
            _count(tally, sort(plan, taken), met)
            tally.not_taken += len(batch) - len(taken)
            progress(tally)
    return tally


def _count(tally: Tally, batch: Sorted, met: Met) -> None:
    """As an import would, which finds in the database what the same file brought before."""
    for comment in batch.new:
        known, same = _again(met, comment)
        tally.new += not known
        tally.edited += known and not same
        tally.known += same
    for comment in batch.edited:
        _, same = _again(met, comment)
        tally.edited += not same
        tally.known += same
    for post in batch.posts:
        again = met.times(f"post {post.platform_id}".encode("utf-8", "surrogatepass")) > 1
        tally.posts += not again
        tally.known += again
    tally.known += batch.known


def _again(met: Met, comment: RemoteComment) -> tuple[bool, bool]:
    """Whether this file brought this comment before, and with this very text."""
    identifier = comment.platform_id.encode()
    digest = sha256(to_bytes(comment.text)).digest()
    return met.times(identifier) > 1, met.times(identifier + b"\0" + digest) > 1
