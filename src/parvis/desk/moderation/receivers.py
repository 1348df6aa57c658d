"""What moderation does when a comment arrives: judge it, and give it its place in the queue."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from django.utils import timezone

from parvis.desk.records.actions.comments import Received
from parvis.desk.records.assessed import Assessed, tell_assessed
from parvis.desk.records.audit import chained
from parvis.desk.records.models import Comment, PolicyVersion, Revision
from parvis.desk.records.policies import policy_of, version_in_force
from parvis.desk.records.verbatim import displayable
from parvis.engine.findings import Assessment as Judgement
from parvis.engine.findings import Comment as Subject
from parvis.engine.findings import Disposition
from parvis.policy.model import Policy

from .ahead import take_judged
from .judging import judgements
from .models import Assessment, Entry, EntryState

# A comment that the engine could not read is looked at by a person as soon as a doubtful one.
_PRIORITY = {Disposition.REMOVE: 3, Disposition.REVIEW: 2, Disposition.KEEP: 1, None: 2}
_PENDING = 20  # comments tried again in one round
_RETRY_SECONDS = 600.0
_retry_at: dict[UUID, float] = {}  # this process's own memory: forgetting it costs one more try
PROPOSED = 2  # this priority and above asks for a person's eyes


def receive(received: Sequence[Received]) -> None:
    """Assess what others than us wrote, inside intake's transaction. A failing engine loses nothing."""
    theirs = [item for item in received if not item.comment.ours]
    if not theirs:
        return
    version = version_in_force()
    policy = policy_of(version)
    parents = _parents_of([item.comment for item in theirs])
    subjects = [
        _subject(item.comment, item.revision, parents.get((item.comment.platform, item.comment.parent_id), ""))
        for item in theirs
    ]
    judged = _ahead_or_now(subjects, policy)
    assessed = []
    for item, judgement in zip(theirs, judged, strict=True):
        assessment = _keep(item.revision, version, judgement) if judgement else None
        enter(item.comment, assessment)
        if assessment:
            assessed.append(_told(item.comment, item.revision, assessment))
    tell_assessed(assessed)


def _told(comment: Comment, revision: Revision, assessment: Assessment) -> Assessed:
    return Assessed(comment, revision, revision.number == 1, assessment.is_question, assessment.pii)


def assess_pending() -> int:
    """Try again what the engine failed on, a few at a time and not too often; returns how many it can now read."""
    now = time.monotonic()
    pending = Entry.objects.filter(assessment=None, state=EntryState.WAITING).order_by("arrived_at")
    due = [pk for pk in pending.values_list("pk", flat=True)[:_PENDING] if _retry_at.get(pk, 0.0) <= now]
    if not due:
        return 0
    version = version_in_force()
    policy = policy_of(version)
    for comment in Comment.objects.select_related("standing__revision", "post").filter(pk__in=due):
        _retry_at[comment.pk] = now + _RETRY_SECONDS
        parent = _parents_of([comment]).get((comment.platform, comment.parent_id), "")
        with chained():  # a question that it opens is told in the chain
            assessment = assess_revision(comment, comment.standing.revision, parent, version, policy)
            still = Entry.objects.select_for_update().filter(pk=comment.pk, assessment=None, state=EntryState.WAITING)
            if assessment and still.exists():  # nobody decided meanwhile
                enter(comment, assessment)
                tell_assessed([_told(comment, comment.standing.revision, assessment)])
    return Entry.objects.filter(pk__in=due, assessment__isnull=False).count()


def _parents_of(comments: Sequence[Comment]) -> dict[tuple[str, str], str]:
    """The texts directly answered, where we hold them, by platform and id."""
    wanted = {comment.parent_id for comment in comments if comment.parent_id}
    if not wanted:
        return {}
    found = Comment.objects.filter(platform_id__in=wanted, standing__isnull=False).values_list(
        "platform", "platform_id", "standing__revision__text"
    )
    return {(platform, platform_id): text for platform, platform_id, text in found}


def assess_revision(
    comment: Comment, revision: Revision, parent: str, version: PolicyVersion, policy: Policy
) -> Assessment | None:
    """The kept judgement of this revision, or None when the engine failed on it."""
    (judgement,) = judgements([_subject(comment, revision, parent)], policy)
    return _keep(revision, version, judgement) if judgement else None


def _subject(comment: Comment, revision: Revision, parent: str) -> Subject:
    return Subject(
        id=str(comment.pk),
        text=revision.exact_text,
        post=comment.post.text if comment.post else "",
        platform=comment.platform,
        thread=(parent,) if parent else (),
    )


def _ahead_or_now(subjects: Sequence[Subject], policy: Policy) -> list[Judgement | None]:
    """What was judged before the lock was taken, and now what was not."""
    found: list[Judgement | None] = [take_judged(subject, policy) for subject in subjects]
    missing = [place for place, judgement in enumerate(found) if judgement is None]
    for place, judgement in zip(missing, judgements([subjects[place] for place in missing], policy), strict=True):
        found[place] = judgement
    return found


def _keep(revision: Revision, version: PolicyVersion, judgement: Judgement) -> Assessment:
    written = _storable(judgement).as_json()
    assessment, _ = Assessment.objects.get_or_create(
        revision=revision,
        policy=version,
        engine=judgement.engine,
        defaults={
            "disposition": judgement.disposition.value,
            "findings": written["findings"],
            "language": judgement.language,
            "is_question": judgement.is_question,
            "stance": judgement.stance,
            "pii": written["pii"],
            "assessed_at": timezone.now(),
        },
    )
    return assessment


def _storable(judgement: Judgement) -> Judgement:
    """A reason may quote the comment, and so hold the NUL and lone surrogates that PostgreSQL refuses."""
    findings = (replace(finding, reason=displayable(finding.reason)) for finding in judgement.findings)
    return replace(judgement, findings=tuple(findings))


def enter(comment: Comment, assessment: Assessment | None) -> None:
    """Put a comment in the queue; one that was edited comes back to it, whatever had been decided."""
    disposition = Disposition(assessment.disposition) if assessment else None
    Entry.objects.update_or_create(
        comment=comment,
        defaults={
            "assessment": assessment,
            "state": EntryState.WAITING.value,
            "disposition": disposition.value if disposition else "",
            "criterion": assessment.findings[0]["criterion"] if assessment and assessment.findings else "",
            "language": assessment.language if assessment else "",
            "is_question": assessment.is_question if assessment else False,
            "priority": _PRIORITY[disposition],
            "platform": comment.platform,
            "arrived_at": comment.received_at,
        },
    )
