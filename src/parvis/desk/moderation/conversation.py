"""The conversation around a comment, flattened in reading order with the depth of each answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parvis.connectors.port import Visibility
from parvis.desk.records.models import Comment
from parvis.desk.records.wording import VISIBILITIES

from .authors import author_label

_DEEPEST = 4  # beyond, answers stay at the same indent: a telephone has no room for more


@dataclass(frozen=True, slots=True)
class ThreadLine:
    comment: Comment
    author: str
    text: str
    depth: int
    here: bool  # the comment of this page
    parent: bool  # what it answers directly
    opens: bool  # has a page of its own: what we wrote has none
    removed: str  # "" when public, else how it stands, in French


def conversation(comment: Comment, thread: Sequence[Comment]) -> list[ThreadLine]:
    """Answers stand under what they answer; one whose parent we do not hold stands at the top."""
    known = {item.platform_id for item in thread}
    below: dict[str, list[Comment]] = {}
    for item in thread:
        parent = item.parent_id if item.parent_id in known and item.parent_id != item.platform_id else ""
        below.setdefault(parent, []).append(item)
    walked = list(_walk(below))
    reached = {item.pk for item, _ in walked}
    walked += [(item, 0) for item in thread if item.pk not in reached]  # answers that answer each other in a ring
    return [_line(item, depth, comment) for item, depth in walked]


def _walk(below: dict[str, list[Comment]]) -> Iterator[tuple[Comment, int]]:
    waiting = [(item, 0) for item in reversed(below.get("", []))]
    while waiting:
        item, depth = waiting.pop()
        yield item, depth
        waiting += [(answer, min(depth + 1, _DEEPEST)) for answer in reversed(below.pop(item.platform_id, []))]


def _line(item: Comment, depth: int, subject: Comment) -> ThreadLine:
    standing = item.standing
    public = standing.visibility in {Visibility.PUBLIC, Visibility.UNKNOWN}
    return ThreadLine(
        comment=item,
        author=author_label(item),
        text=standing.revision.text,
        depth=depth,
        here=item.pk == subject.pk,
        parent=bool(subject.parent_id) and item.platform_id == subject.parent_id,
        opens=not item.ours,
        removed="" if public else VISIBILITIES[standing.visibility],  # type: ignore[index]
    )
