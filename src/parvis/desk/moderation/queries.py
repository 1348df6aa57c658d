"""Every read of moderation: the queue, one comment with all that bears on it, the journal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from parvis.connectors.port import Capability
from parvis.desk.records import capabilities
from parvis.desk.records.models import Attachment, Comment, Discrepancy, Effect, Post, Revision, Standing
from parvis.desk.records.policies import policy_of, version_in_force
from parvis.desk.records.threads import Quoted, ThreadAround, quoted_in, thread_around
from parvis.desk.records.verbatim import folded
from parvis.policy.model import Policy

from .filters import Filters
from .models import Decision, Entry, EntryState, Verdict
from .receivers import PROPOSED

PAGE_SIZE = 25
_ENTRY_RELATIONS = (
    "comment__account",
    "comment__post",
    "comment__standing__revision",
    "assessment",
    "decision__effect",
    "decision__policy",
)


@dataclass(frozen=True, slots=True)
class QueuePage:
    page: Page[Entry]
    filters: Filters
    counts: dict[str, int]


def queue_page(filters: Filters, number: str | int = 1) -> QueuePage:
    entries = filters.apply(Entry.objects.select_related(*_ENTRY_RELATIONS)).defer(
        "comment__standing__revision__verbatim", "comment__standing__revision__raw", "comment__post__raw"
    )
    return QueuePage(Paginator(entries, PAGE_SIZE).get_page(number), filters, queue_counts())


def queue_counts() -> dict[str, int]:
    """How many entries each view of the queue holds."""
    waiting, decided = Q(state=EntryState.WAITING), Q(state=EntryState.DECIDED)
    return Entry.objects.aggregate(
        proposed=Count("pk", filter=waiting & Q(priority__gte=PROPOSED)),
        unread=Count("pk", filter=waiting & Q(priority__lt=PROPOSED)),
        removed=Count("pk", filter=decided & Q(decision__verdict=Verdict.REMOVE)),
        decided=Count("pk", filter=decided),
        all=Count("pk"),
    )


def next_entry(filters: Filters, after: UUID) -> UUID | None:
    """The comment to read after this one in the same view, or the first of it."""
    keys = list(filters.apply(Entry.objects.all()).values_list("pk", flat=True)[: PAGE_SIZE * 4])
    if after in keys:
        keys = keys[keys.index(after) + 1 :] + keys[: keys.index(after)]
    return keys[0] if keys else None


@dataclass(frozen=True, slots=True)
class CommentPage:
    """One comment, and all that bears on the decision."""

    entry: Entry
    comment: Comment
    standing: Standing
    revision: Revision
    revisions: Sequence[Revision]
    post: Post | None
    thread: ThreadAround
    attachments: Sequence[Attachment]  # of the revision in `revision`
    quoted: Quoted | None
    findings: Sequence[dict[str, Any]]
    decisions: Sequence[Decision]
    effects: Sequence[Effect]
    discrepancies: Sequence[Discrepancy]
    policy: Policy
    author_count: int  # comments of the same author on our pages
    author_removed: int
    capabilities: Sequence[Capability]
    undoable: Decision | None
    undo_until: datetime | None


def comment_page(comment_id: UUID) -> CommentPage | None:
    entry = Entry.objects.select_related(*_ENTRY_RELATIONS).filter(pk=comment_id).first()
    if entry is None:
        return None
    comment, standing = entry.comment, entry.comment.standing
    decisions = list(comment.decisions.select_related("policy", "effect").order_by("-decided_at"))
    undoable, until = undoable_decision(entry)
    history = author_history(comment)
    attachments = list(standing.revision.attachments.order_by("position"))
    return CommentPage(
        entry=entry,
        comment=comment,
        standing=standing,
        revision=standing.revision,
        revisions=list(comment.revisions.order_by("-number").defer("verbatim", "raw")),
        post=comment.post,
        thread=thread_around(comment),
        attachments=attachments,
        quoted=quoted_in(comment, attachments),
        findings=entry.assessment.findings if entry.assessment else [],
        decisions=decisions,
        effects=list(comment.effects.order_by("-wanted_at")),
        discrepancies=list(comment.discrepancies.filter(seen_at=None)),
        policy=policy_of(version_in_force()),
        author_count=history["all"],
        author_removed=history["removed"],
        capabilities=capabilities.from_json(standing.capabilities),
        undoable=undoable,
        undo_until=until,
    )


def undoable_decision(entry: Entry) -> tuple[Decision | None, datetime | None]:
    """The decision that can still be taken back, and until when."""
    decision = entry.decision
    if decision is None or entry.state != EntryState.DECIDED:
        return None, None
    until = decision.decided_at + timedelta(seconds=settings.UNDO_SECONDS)
    sent = decision.effect is not None and decision.effect.attempts > 0
    return (decision, until) if until > timezone.now() and not sent else (None, None)


def author_history(comment: Comment) -> dict[str, int]:
    """How many comments this author left on our pages, and how many were removed. Nothing from elsewhere."""
    if not comment.author_id:
        return {"all": 1, "removed": 0}
    removed = Q(entry__decision__verdict=Verdict.REMOVE, entry__state=EntryState.DECIDED)
    return Comment.objects.filter(platform=comment.platform, author_id=comment.author_id).aggregate(
        all=Count("pk"), removed=Count("pk", filter=removed)
    )


def journal(*, words: str = "", verdict: str = "") -> QuerySet[Decision]:
    """Decisions, newest first."""
    decisions = Decision.objects.select_related("comment__standing__revision", "policy", "effect")
    decisions = decisions.defer("comment__standing__revision__verbatim", "comment__standing__revision__raw")
    if verdict:
        decisions = decisions.filter(verdict=verdict)
    if words:
        decisions = decisions.filter(Q(actor_name__icontains=words) | Q(criterion__in=_criteria_named_like(words)))
    return decisions.order_by("-decided_at", "-pk")


def journal_page(number: str | int = 1, *, words: str = "", verdict: str = "") -> Page[Decision]:
    return Paginator(journal(words=words, verdict=verdict), 50).get_page(number)


def _criteria_named_like(words: str) -> list[str]:
    """Codes of the criteria whose French name holds these words, whatever the accents."""
    wanted = folded(words)
    return [c.code.value for c in policy_of(version_in_force()).criteria if wanted in folded(c.name)]
