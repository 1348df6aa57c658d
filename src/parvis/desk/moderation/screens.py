"""What the templates of moderation are given: everything decided here, nothing computed in a template."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.crypto import salted_hmac

from parvis.connectors.port import Capability
from parvis.desk.records.models import Comment, Effect
from parvis.policy.model import Policy

from .acts import choices, default_act
from .forms import sign_seen
from .models import Decision, Entry, Verdict
from .queries import CommentPage
from .segments import Segment, excerpt, invisible_characters, segments, veiled
from .wording import ACTS, STATES, VERDICTS, VISIBILITIES, consequences


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the queue."""

    entry: Entry
    text: str  # the beginning, personal information veiled
    author: str
    account: str
    post: str
    criterion: str  # in French, "" when none
    more: int  # other criteria
    disposition: str
    outcome: str  # verdict and effect, for what is decided
    reader: str  # who else has it open


def row(entry: Entry, policy: Policy, reader: object, now: datetime) -> Row:
    findings = entry.assessment.findings if entry.assessment else []
    pii = entry.assessment.pii if entry.assessment else []
    text = entry.comment.standing.revision.text
    post = entry.comment.post
    return Row(
        entry=entry,
        text=excerpt(veiled(text[:700], pii)),
        author=author_label(entry.comment),
        account=entry.comment.account.name,
        post=excerpt(post.text, 90) if post else "",
        criterion=criterion_name(policy, entry.criterion),
        more=max(len(findings) - 1, 0),
        disposition=entry.disposition,
        outcome=outcome(entry.decision) if entry.decision else "",
        reader=_other_reader(entry, reader, now),
    )


def _other_reader(entry: Entry, reader: object, now: datetime) -> str:
    """A colleague who opened it in the last two minutes."""
    if entry.opened_at is None or entry.opened_by == reader or (now - entry.opened_at).total_seconds() > 120:
        return ""
    return entry.opened_name


def author_label(comment: Comment) -> str:
    """A pseudonym by default: people are judged on what they wrote, not on who they are."""
    if comment.ours:
        return comment.account.name or "Notre compte"
    who = comment.author_id or str(comment.pk)
    return f"Personne {salted_hmac('parvis.pseudonym', f'{comment.platform}:{who}').hexdigest()[:5].upper()}"


def criterion_name(policy: Policy, code: str) -> str:
    try:
        return policy.criterion(code).name if code else ""
    except KeyError:  # a criterion of an older policy
        return code


def outcome(decision: Decision) -> str:
    """What was decided, and what really happened: never more than what was seen."""
    said = VERDICTS[Verdict(decision.verdict)]
    if decision.verdict == Verdict.REMOVE and decision.effect is None:
        return f"{said} (aucun geste possible sur la plateforme)"
    return f"{said}, {STATES[decision.effect.state]}" if decision.effect else said  # type: ignore[index]


@dataclass(frozen=True, slots=True)
class ActChoice:
    value: str
    label: str
    consequences: Sequence[str]
    possible: bool
    chosen: bool
    final: bool


@dataclass(frozen=True, slots=True)
class FoundCriterion:
    """A finding of the engine, with the clause it rests on."""

    code: str
    name: str
    definition: str
    clause: str
    clause_title: str
    clause_text: str
    reason: str
    score: int  # per cent
    quotes: Sequence[str]


@dataclass(frozen=True, slots=True)
class CriterionChoice:
    code: str
    name: str
    definition: str
    key: str  # keyboard, "1" to "9", then none
    proposed: bool


@dataclass(frozen=True, slots=True)
class Screen:
    """The comment page."""

    page: CommentPage
    text: Sequence[Segment]
    author: str
    invisible: Sequence[str]
    found: Sequence[FoundCriterion]
    criteria: Sequence[CriterionChoice]
    quotes: str  # proposed evidence, one a line
    removing: Sequence[ActChoice]
    restoring: Sequence[ActChoice]
    removable: bool
    restorable: bool  # it was removed, whether or not the platform lets it come back
    visibility: str
    effects: Sequence[tuple[Effect, str, str]]
    seen: str


def screen(page: CommentPage) -> Screen:
    text = page.revision.text
    decision = page.entry.decision
    removed = decision is not None and decision.verdict == Verdict.REMOVE
    found = [_found(page.policy, finding, text) for finding in page.findings]
    return Screen(
        page=page,
        text=segments(text, page.findings),
        author=author_label(page.comment),
        invisible=invisible_characters(text),
        found=[item for item in found if item],
        criteria=_criteria(page.policy, page.findings),
        quotes="\n".join(quote for item in found[:1] if item for quote in item.quotes),
        removing=act_choices(Verdict.REMOVE, page.capabilities, page.standing.reply_count),
        restoring=act_choices(Verdict.RESTORE, page.capabilities, page.standing.reply_count),
        removable=not removed or page.entry.state == "waiting",
        restorable=removed,
        visibility=VISIBILITIES[page.standing.visibility],  # type: ignore[index]
        effects=[(e, ACTS[e.act], STATES[e.state]) for e in page.effects],  # type: ignore[index]
        seen=sign_seen(page.revision.pk, decision.pk if decision else None),
    )


def act_choices(verdict: Verdict, capabilities: Iterable[Capability], replies: int) -> list[ActChoice]:
    offered = list(capabilities)
    chosen = default_act(verdict, offered)
    return [
        ActChoice(
            value=capability.act.value,
            label=ACTS[capability.act],
            consequences=consequences(capability, replies),
            possible=capability.possible,
            chosen=capability.act == chosen,
            final=not capability.reversible,
        )
        for capability in choices(verdict, offered)
    ]


def _found(policy: Policy, finding: dict[str, Any], text: str) -> FoundCriterion | None:
    try:
        criterion = policy.criterion(finding["criterion"])
    except KeyError:  # assessed under a policy that had another criterion
        return None
    clause = policy.clause(criterion.clause)
    return FoundCriterion(
        code=finding["criterion"],
        name=criterion.name,
        definition=criterion.definition,
        clause=clause.id,
        clause_title=clause.title,
        clause_text=clause.text,
        reason=finding["reason"],
        score=round(finding["score"] * 100),
        quotes=[line for start, end in finding["spans"] for line in text[start:end].splitlines() if line.strip()],
    )


def _criteria(policy: Policy, findings: Sequence[dict[str, Any]]) -> list[CriterionChoice]:
    """All thirteen; those the engine found come first, and have the first keys."""
    found = [finding["criterion"] for finding in findings]
    codes = [criterion.code.value for criterion in policy.criteria]
    ordered = [code for code in dict.fromkeys(found) if code in codes]
    ordered += [code for code in codes if code not in ordered]
    return [
        CriterionChoice(
            code=code,
            name=policy.criterion(code).name,
            definition=policy.criterion(code).definition,
            key=str(number) if number <= 9 else "",
            proposed=found[:1] == [code],
        )
        for number, code in enumerate(ordered, start=1)
    ]
