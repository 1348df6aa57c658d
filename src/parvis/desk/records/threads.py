"""Reads of a conversation: what is around a comment, what it answers however far up, what it quotes.

A constant number of queries, whatever the thread's length and whatever identifiers a stranger made up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from parvis.connectors.attachments import AttachmentKind

from . import attached
from .models import Attachment, Comment, Post

SHOWN = 60  # comments around one, of a conversation
CLIMBED = 12  # what it answers, and what that answers…
_SEARCHED = 5_000  # earlier comments among which ancestors are looked for


@dataclass(frozen=True, slots=True)
class ThreadAround:
    """Comments oldest first; `held` are parents that we hold without showing them; `total` counts the whole."""

    comments: Sequence[Comment]
    held: frozenset[str] = frozenset()
    total: int = 1


def thread_around(comment: Comment, limit: int = SHOWN) -> ThreadAround:
    """Itself, what it answers however far up, and what came just before and after."""
    if not comment.thread_id:
        return ThreadAround([comment])
    thread = Comment.objects.filter(platform=comment.platform, thread_id=comment.thread_id)
    whole = thread.select_related("account", "standing__revision").defer(
        "standing__revision__verbatim", "standing__revision__raw"
    )
    earlier = Q(written_at__lt=comment.written_at) | Q(written_at=comment.written_at, pk__lte=comment.pk)
    before = list(whole.filter(earlier).order_by("-written_at", "-pk")[: limit * 2 // 3])
    after = whole.exclude(earlier).order_by("written_at", "pk")[: limit - len(before)]
    above = whole.filter(platform_id__in=[comment.thread_id, *_ancestors(comment, thread.filter(earlier))])
    found = {item.pk: item for item in (*above, *before, *after)}
    comments = sorted(found.values(), key=lambda item: (item.written_at, item.pk))
    return ThreadAround(comments, _held_elsewhere(comment.platform, comments), thread.count())


def _ancestors(comment: Comment, earlier: QuerySet[Comment]) -> list[str]:
    """Ids of what it answers, nearest first. Hostile ids may lead round in a ring: each is taken once."""
    pairs = earlier.order_by("-written_at").values_list("platform_id", "parent_id")[:_SEARCHED]
    parents = dict(pairs) if comment.parent_id else {}
    found: dict[str, None] = {}
    above = comment.parent_id
    while above and above not in found and len(found) < CLIMBED:
        found[above] = None
        above = parents.get(above, "")
    return list(found)


def _held_elsewhere(platform: str, comments: Sequence[Comment]) -> frozenset[str]:
    shown = {item.platform_id for item in comments}
    missing = {item.parent_id for item in comments} - shown - {""}
    found = Comment.objects.filter(platform=platform, platform_id__in=missing)
    return frozenset(found.values_list("platform_id", flat=True)) if missing else frozenset()


@dataclass(frozen=True, slots=True)
class Quoted:
    """The post that a comment quotes; `text` is None when we do not hold it."""

    text: str | None = None
    ours: bool = False

    @property
    def held(self) -> bool:
        return self.text is not None


def quoted_in(comment: Comment, attachments: Sequence[Attachment]) -> Quoted | None:
    """None when nothing is quoted."""
    quotes = (attached.shown(one).media_id for one in attachments if one.kind == AttachmentKind.QUOTE)
    quoted_id = next(quotes, "")
    if not quoted_id:
        return None
    post = Post.objects.filter(platform=comment.platform, platform_id=quoted_id).only("text", "ours").first()
    if post:
        return Quoted(post.text, post.ours)
    held = Comment.objects.filter(platform=comment.platform, platform_id=quoted_id, standing__isnull=False)
    found = held.values_list("standing__revision__text", "ours").first()
    return Quoted(*found) if found else Quoted()
