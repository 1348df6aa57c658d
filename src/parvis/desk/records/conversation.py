"""The conversation around a comment, flattened in reading order with the depth of each answer."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from parvis.connectors.port import Visibility

from .authors import author_label
from .models import Comment
from .wording import VISIBILITIES

DEEPEST = 4  # beyond, answers stay at the same indent, and name whom they answer: a telephone has no room for more

GONE = "Le commentaire auquel celui-ci répond n’est plus sur la plateforme."
NEVER_RECEIVED = "Le commentaire auquel celui-ci répond n’a pas été reçu."
NOT_SHOWN = "En réponse à un commentaire qui n’est pas montré ici."


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
    orphan: str  # what is to be known of a parent that cannot be read here, in French; else ""
    answers: str  # whom it answers, where the indent no longer tells; else ""


def conversation(comment: Comment, thread: Sequence[Comment], held: Collection[str] = ()) -> list[ThreadLine]:
    """Answers stand under what they answer; one whose parent is not in `thread` stands at the top, and says so.

    `held` are the platform ids of parents that we hold without showing them.
    """
    shown = {item.platform_id: item for item in thread}
    below: dict[str, list[Comment]] = {}
    for item in thread:
        parent = item.parent_id if item.parent_id in shown and item.parent_id != item.platform_id else ""
        below.setdefault(parent, []).append(item)
    walked = list(_walk(below))
    reached: set[UUID] = {item.pk for item, _ in walked}
    walked += [(item, 0) for item in thread if item.pk not in reached]  # answers that answer each other in a ring
    return [_line(item, depth, comment, shown, held) for item, depth in walked]


def _walk(below: dict[str, list[Comment]]) -> Iterator[tuple[Comment, int]]:
    waiting = [(item, 0) for item in reversed(below.get("", []))]
    while waiting:
        item, depth = waiting.pop()
        yield item, depth
        waiting += [(answer, depth + 1) for answer in reversed(below.pop(item.platform_id, []))]


def _line(item: Comment, depth: int, subject: Comment, shown: dict[str, Comment], held: Collection[str]) -> ThreadLine:
    standing = item.standing
    public = standing.visibility in {Visibility.PUBLIC, Visibility.UNKNOWN}
    above = shown.get(item.parent_id)
    return ThreadLine(
        comment=item,
        author=author_label(item),
        text=standing.revision.text,
        depth=min(depth, DEEPEST),
        here=item.pk == subject.pk,
        parent=bool(subject.parent_id) and item.platform_id == subject.parent_id,
        opens=not item.ours,
        removed="" if public else VISIBILITIES[standing.visibility],  # type: ignore[index]
        orphan=_orphan(item, above, held),
        answers=author_label(above) if above and depth > DEEPEST else "",
    )


def _orphan(item: Comment, above: Comment | None, held: Collection[str]) -> str:
    if not item.parent_id:
        return ""
    if above is not None:
        return GONE if above.standing.visibility == Visibility.GONE else ""
    return NOT_SHOWN if item.parent_id in held else NEVER_RECEIVED
