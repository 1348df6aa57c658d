"""What of a batch the desk holds already, and what the rest answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from parvis.connectors.port import RemoteComment, RemotePost
from parvis.desk.records.models import Comment, Post, Revision
from parvis.desk.records.verbatim import displayable, to_bytes

from .arrivals import Arrival, scoped
from .plans import Plan
from .readers.shapes import NotTaken

BATCH = 200
_LENGTH = 4_000_000  # characters of a batch: its texts are in memory several times over


@dataclass(frozen=True, slots=True)
class Sorted:
    """`known` are held with this very text, or came from the platform itself, whose word counts for more."""

    new: Sequence[RemoteComment]
    edited: Sequence[RemoteComment]
    posts: Sequence[RemotePost]
    known: int


def batches(found: Iterable[Arrival | NotTaken]) -> Iterator[list[Arrival | NotTaken]]:
    """A few hundred rows at a time, in order; an identifier that comes again starts the next batch."""
    batch: list[Arrival | NotTaken] = []
    met: set[str] = set()
    length = 0
    for row in found:
        identifier = row.item.platform_id if isinstance(row, Arrival) else ""
        if len(batch) == BATCH or length > _LENGTH or identifier in met:
            yield batch
            batch, met, length = [], set(), 0
        batch.append(row)
        length += row.length if isinstance(row, Arrival) else 0
        if identifier:
            met.add(identifier)
    if batch:
        yield batch


def sort(plan: Plan, batch: Sequence[Arrival]) -> Sorted:
    """What is new, changed or known, as the database stands now."""
    held = _held(plan, batch)
    texts = _texts([comment for comment in held.values() if comment.platform_id.startswith(f"{plan.namespace}#")])
    new: list[RemoteComment] = []
    edited: list[RemoteComment] = []
    for arrival in batch:
        item = arrival.item
        if isinstance(item, RemotePost) or (arrival.own_id in held):
            continue
        if item.platform_id not in held:
            new.append(_placed(plan, arrival, item, held, new))
        elif sha256(to_bytes(item.text)).hexdigest() not in texts.get(item.platform_id, set()):
            edited.append(item)
    posts = _new_posts(plan, batch)
    return Sorted(new, edited, posts, len(batch) - len(new) - len(edited) - len(posts))


def _held(plan: Plan, batch: Sequence[Arrival]) -> dict[str, Comment]:
    """Comments of the platform by identifier: those of the batch, and those that they answer."""
    own = {word for arrival in batch for word in (arrival.own_id, arrival.parent) if _storable(word)}
    ours = {arrival.item.platform_id for arrival in batch}
    answered = {scoped(plan.namespace, arrival.parent) for arrival in batch if arrival.parent}
    found = Comment.objects.filter(platform=plan.platform, platform_id__in=own | ours | answered)
    return {comment.platform_id: comment for comment in found}


def _storable(word: str) -> bool:
    return 0 < len(word) <= 255 and displayable(word) == word


def _texts(comments: Sequence[Comment]) -> dict[str, set[str]]:
    """Every state of their texts: a file that is older than another changes nothing back."""
    found: dict[str, set[str]] = {}
    revisions = Revision.objects.filter(comment__in=comments).values_list("comment__platform_id", "sha256")
    for identifier, digest in revisions:
        found.setdefault(identifier, set()).add(digest)
    return found


def _placed(
    plan: Plan, arrival: Arrival, item: RemoteComment, held: dict[str, Comment], before: Sequence[RemoteComment]
) -> RemoteComment:
    """Under what it answers: a comment from the platform itself when we hold it, one of the file otherwise."""
    if not arrival.parent:
        return item
    parent = arrival.parent if arrival.parent in held else scoped(plan.namespace, arrival.parent)
    threads = {comment.platform_id: comment.thread_id for comment in before}
    thread = held[parent].thread_id if parent in held else threads.get(parent, parent)
    return replace(item, parent_id=parent, thread_id=thread)


def _new_posts(plan: Plan, batch: Sequence[Arrival]) -> list[RemotePost]:
    posts = {arrival.item.platform_id: arrival.item for arrival in batch if isinstance(arrival.item, RemotePost)}
    held = Post.objects.filter(platform=plan.platform, platform_id__in=posts).values_list("platform_id", flat=True)
    return [post for identifier, post in posts.items() if identifier not in set(held)]
