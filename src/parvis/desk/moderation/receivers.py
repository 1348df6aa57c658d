"""What moderation does when a comment arrives: judge it, and give it its place in the queue."""

from __future__ import annotations

from collections.abc import Sequence

import structlog
from django.utils import timezone

from parvis.desk.records.actions.comments import Received
from parvis.desk.records.models import Comment, PolicyVersion, Revision
from parvis.desk.records.policies import policy_of, version_in_force
from parvis.engine.assess import assess
from parvis.engine.findings import Assessment as Judgement
from parvis.engine.findings import Comment as Subject
from parvis.engine.findings import Disposition
from parvis.policy.model import Policy

from .models import Assessment, Entry, EntryState

log = structlog.get_logger(__name__)

# A comment that the engine could not read is looked at by a person as soon as a doubtful one.
_PRIORITY = {Disposition.REMOVE: 3, Disposition.REVIEW: 2, Disposition.KEEP: 1, None: 2}
PROPOSED = 2  # this priority and above asks for a person's eyes


def receive(received: Sequence[Received]) -> None:
    """Assess what others than us wrote, inside intake's transaction. A failing engine loses nothing."""
    theirs = [item for item in received if not item.comment.ours]
    if not theirs:
        return
    version = version_in_force()
    policy = policy_of(version)
    parents = _parents(theirs)
    for item in theirs:
        parent = parents.get((item.comment.platform, item.comment.parent_id), "")
        assessment = assess_revision(item.comment, item.revision, parent, version, policy)
        enter(item.comment, assessment)


def _parents(received: Sequence[Received]) -> dict[tuple[str, str], str]:
    """The texts directly answered, where we hold them."""
    wanted = {item.comment.parent_id for item in received if item.comment.parent_id}
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
    subject = Subject(
        id=str(revision.pk),
        text=revision.exact_text,
        post=comment.post.text if comment.post else "",
        platform=comment.platform,
        thread=(parent,) if parent else (),
    )
    try:
        judgement = assess(subject, policy)
    except Exception as error:  # noqa: BLE001 - whatever the engine's fault, the comment stays, and is listed
        log.error("engine failed", comment=str(comment.pk), error=type(error).__name__)
        return None
    return _keep(revision, version, judgement)


def _keep(revision: Revision, version: PolicyVersion, judgement: Judgement) -> Assessment:
    written = judgement.as_json()
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
