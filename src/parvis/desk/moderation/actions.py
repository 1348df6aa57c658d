"""Every write of moderation: keep, remove, restore, undo."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from parvis.connectors.port import Act
from parvis.desk.people.actors import Actor
from parvis.desk.people.permissions import Permission, require
from parvis.desk.records import capabilities
from parvis.desk.records.actions.effects import cancel_effect, want_effect
from parvis.desk.records.audit import append_event, chained
from parvis.desk.records.models import Comment, Effect, Revision, Standing
from parvis.desk.records.policies import policy_of, version_in_force

from .acts import choices
from .grounds import criteria_named, words_quoted
from .models import Decision, Entry, EntryState, Verdict
from .refusals import ActNotPossible, AlreadyDecided, NotRemoved, TextChanged, TooLate


@dataclass(frozen=True, slots=True)
class Seen:
    """What the person had before their eyes: the revision, the decision then standing, and for how long."""

    revision: UUID
    decision: UUID | None = None
    milliseconds: int = 0


def keep_comment(*, actor: Actor, comment: Comment, seen: Seen, note: str = "") -> Decision:
    """Decide that a comment stays."""
    require(actor, Permission.DECIDE)
    with chained():
        entry, revision = _take_unremoved(comment, seen)
        return _decide(actor, entry, revision, Verdict.KEEP, seen=seen, note=note)


def remove_comment(
    *,
    actor: Actor,
    comment: Comment,
    seen: Seen,
    criteria: Sequence[str],
    quotes: Sequence[str],
    act: Act | None,
    note: str = "",
) -> Decision:
    """Decide a removal, on named criteria and quoted words, by the act chosen among those possible.

    `act` is None only where the platform allows none: the decision is kept, and says that nothing was done.
    """
    require(actor, Permission.DECIDE)
    with chained():
        entry, revision = _take_unremoved(comment, seen)
        policy = policy_of(version_in_force())
        named = criteria_named(policy, criteria)
        evidence = words_quoted(revision.text, quotes)
        effect = _want(actor, comment, Verdict.REMOVE, act)
        return _decide(
            actor,
            entry,
            revision,
            Verdict.REMOVE,
            seen=seen,
            note=note,
            effect=effect,
            criteria=named,
            clause=policy.criterion(named[0]).clause,
            evidence=evidence,
        )


def restore_comment(*, actor: Actor, comment: Comment, seen: Seen, act: Act, note: str = "") -> Decision:
    """Decide that what was removed comes back."""
    require(actor, Permission.DECIDE)
    with chained():
        entry, revision = _take(comment, seen)
        if entry.decision is None or entry.decision.verdict != Verdict.REMOVE:
            raise NotRemoved
        effect = _want(actor, comment, Verdict.RESTORE, act)
        return _decide(actor, entry, revision, Verdict.RESTORE, seen=seen, note=note, effect=effect)


def undo_decision(*, actor: Actor, decision: Decision) -> Decision:
    """Take back the last decision on a comment, before it was sent. The comment waits again."""
    require(actor, Permission.DECIDE)
    with chained():
        entry = Entry.objects.select_related("comment").get(comment=decision.comment_id)
        if not Entry.objects.filter(comment=entry.comment, decision=decision).update(state=EntryState.WAITING):
            raise AlreadyDecided(_last(entry.comment))
        if timezone.now() > decision.decided_at + timedelta(seconds=settings.UNDO_SECONDS):
            raise TooLate
        if decision.effect and not cancel_effect(actor=actor, effect=decision.effect):
            raise TooLate
        undoing = _record(
            actor, entry.comment, decision.revision, Verdict.WITHDRAW, seen_ms=0, note="", undoes=decision
        )
        before = _standing_decision(entry.comment)
        entry.decision = before
        entry.state = EntryState.DECIDED if before and before.verdict != Verdict.KEEP else EntryState.WAITING
        entry.save(update_fields=["decision", "state"])
        return undoing


def open_entry(*, actor: Actor, entry: Entry) -> None:
    """Remember who is reading, so that a colleague sees it. Not an action on the comment: no event."""
    require(actor, Permission.READ)
    if actor.user:
        Entry.objects.filter(pk=entry.pk).update(
            opened_by=actor.user.pk, opened_name=actor.name, opened_at=timezone.now()
        )


def _take(comment: Comment, seen: Seen) -> tuple[Entry, Revision]:
    """Of two people on one comment, the first gets it; the text must be the one they read.

    The update locks the row: a second person waits, then finds that the decision is no longer the one they saw.
    """
    taken = Entry.objects.filter(comment=comment, decision=seen.decision).update(state=EntryState.DECIDED)
    if not taken:
        raise AlreadyDecided(_last(comment))
    standing = Standing.objects.select_related("revision").get(comment=comment)
    if standing.revision.pk != seen.revision:
        raise TextChanged
    return Entry.objects.select_related("assessment", "decision").get(comment=comment), standing.revision


def _take_unremoved(comment: Comment, seen: Seen) -> tuple[Entry, Revision]:
    """What is removed is restored, not decided again; but a removal that came to nothing may be decided afresh."""
    entry, revision = _take(comment, seen)
    before = entry.decision
    removed = before is not None and before.verdict == Verdict.REMOVE and before.revision_id == revision.pk
    if before and removed and not before.came_to_nothing:
        raise AlreadyDecided(before)
    return entry, revision


def _last(comment: Comment) -> Decision | None:
    return Decision.objects.filter(comment=comment).order_by("-decided_at").first()


def _standing_decision(comment: Comment) -> Decision | None:
    """The last decision that was not undone."""
    decisions = Decision.objects.filter(comment=comment, undone_by=None)
    return decisions.exclude(verdict=Verdict.WITHDRAW).order_by("-decided_at").first()


def _want(actor: Actor, comment: Comment, verdict: Verdict, act: Act | None) -> Effect | None:
    standing = Standing.objects.get(comment=comment)
    offered = choices(verdict, capabilities.from_json(standing.capabilities))
    possible = {capability.act for capability in offered if capability.possible}
    if act is None and not possible and verdict == Verdict.REMOVE:
        return None
    if act not in possible:
        raise ActNotPossible
    due = timezone.now() + timedelta(seconds=settings.UNDO_SECONDS)
    return want_effect(actor=actor, comment=comment, act=act, due_at=due)


def _decide(
    actor: Actor,
    entry: Entry,
    revision: Revision,
    verdict: Verdict,
    *,
    seen: Seen,
    note: str,
    effect: Effect | None = None,
    criteria: Sequence[str] = (),
    clause: str = "",
    evidence: Sequence[Sequence[int]] = (),
) -> Decision:
    decision = _record(
        actor,
        entry.comment,
        revision,
        verdict,
        seen_ms=seen.milliseconds,
        note=note,
        entry=entry,
        effect=effect,
        criteria=criteria,
        clause=clause,
        evidence=evidence,
    )
    entry.decision = decision
    entry.state = EntryState.DECIDED
    entry.save(update_fields=["decision", "state"])
    return decision


def _record(
    actor: Actor,
    comment: Comment,
    revision: Revision,
    verdict: Verdict,
    *,
    seen_ms: int,
    note: str,
    entry: Entry | None = None,
    effect: Effect | None = None,
    criteria: Sequence[str] = (),
    clause: str = "",
    evidence: Sequence[Sequence[int]] = (),
    undoes: Decision | None = None,
) -> Decision:
    decision = Decision.objects.create(
        comment=comment,
        revision=revision,
        revision_sha256=revision.sha256,
        verdict=verdict.value,
        criterion=criteria[0] if criteria else "",
        criteria=list(criteria),
        clause=clause,
        evidence=[list(span) for span in evidence],
        policy=version_in_force(),
        assessment=entry.assessment if entry else None,
        effect=effect,
        act=effect.act if effect else "",
        undoes=undoes,
        actor=actor.reference,
        actor_name=actor.name,
        note=note,
        seen_ms=seen_ms,
        decided_at=timezone.now(),
    )
    append_event(actor=actor, verb=f"decision.{verdict.value}", subject=f"comment:{comment.pk}", body=audited(decision))
    return decision


def audited(decision: Decision) -> dict[str, object]:
    """What the chain keeps of a decision: everything that it stands on, nothing that identifies a citizen."""
    return {
        "decision": str(decision.pk),
        "revision_sha256": decision.revision_sha256,
        "criteria": decision.criteria,
        "clause": decision.clause,
        "evidence": decision.evidence,
        "policy": decision.policy.version,
        "effect": str(decision.effect_id) if decision.effect_id else None,
        "undoes": str(decision.undoes_id) if decision.undoes_id else None,
    }
