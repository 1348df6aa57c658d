"""What the templates of moderation are given: everything decided here, nothing computed in a template."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from parvis.connectors.port import Capability
from parvis.desk.records.authors import author_label
from parvis.desk.records.conversation import ThreadLine, conversation
from parvis.desk.records.wording import ACTS, DISCREPANCIES, STATES, VISIBILITIES
from parvis.engine.findings import Disposition
from parvis.policy.model import Policy

from .acts import choices, default_act
from .attachments import AttachmentLine, attachment_lines, lines_of_post
from .forms import DecisionForm, sign_seen
from .history import PastDecision, past
from .models import Decision, EntryState, Verdict
from .queries import CommentPage
from .segments import invisible_characters, segments
from .wording import VERDICTS, consequences

LONG, LONG_LINES = 1500, 24  # characters, lines: beyond, the text scrolls in a region of its own


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
    chosen: bool  # by the person, before a refusal; what is proposed at first


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A piece of the comment; `numbers` are those of the findings that stand on it."""

    text: str
    numbers: str  # "1, 3"
    names: str


@dataclass(frozen=True, slots=True)
class Screen:
    """The comment page."""

    page: CommentPage
    text: Sequence[MarkedText]
    scrolls: bool  # too long to stand whole in the page
    thread: Sequence[ThreadLine]
    thread_left_out: int  # comments of the conversation that are not shown
    attachments: Sequence[AttachmentLine]
    post_attachments: Sequence[AttachmentLine]
    history: Sequence[PastDecision]
    discrepancies: Sequence[str]
    author: str
    permalink: str  # "" when the platform gave none, or something that is not an address of the web
    invisible: Sequence[str]
    found: Sequence[FoundCriterion]
    criteria: Sequence[CriterionChoice]
    quotes: str  # proposed evidence, one a line
    removing: Sequence[ActChoice]
    restoring: Sequence[ActChoice]
    removable: bool
    restorable: bool  # it was removed, whether or not the platform lets it come back
    fruitless: PastDecision | None  # the removal that changed nothing on the platform
    visibility: str
    keeping: bool  # nothing stands: it may be kept
    note: str
    seen: str

    @property
    def orphan(self) -> str:
        """What is to be known of the comment that this one answers, when it cannot be read; else ""."""
        return next((line.orphan for line in self.thread if line.here), "")

    @property
    def can_act(self) -> bool:
        """Whether the platform allows any act that carries out a removal."""
        return any(choice.possible for choice in self.removing)

    @property
    def can_bring_back(self) -> bool:
        return any(choice.possible for choice in self.restoring)


def screen(page: CommentPage, form: DecisionForm | None = None) -> Screen:
    """`form` is what a person had asked for and was refused: the page gives it back to them."""
    text = page.revision.text
    decision = page.entry.decision
    removed = decision is not None and decision.verdict == Verdict.REMOVE
    found = [_found(page.policy, finding, text) for finding in page.findings]
    # A doubt is no proposal: the criterion is then the person's to choose, with nothing ticked before.
    proposed = page.findings[:1] if page.entry.disposition == Disposition.REMOVE else []
    codes = form["criteria"].value() if form else [finding["criterion"] for finding in proposed]
    quotes = form.data.get("quotes", "") if form else "\n".join(q for f in found[:1] if f for q in f.quotes)
    act = form.data.get("act", "") if form else ""
    fruitless = decision is not None and decision.came_to_nothing
    open_again = page.entry.state == EntryState.WAITING or fruitless
    return Screen(
        page=page,
        text=_marked(text, page),
        scrolls=len(text) > LONG or text.count("\n") > LONG_LINES,
        thread=conversation(page.comment, page.thread.comments, page.thread.held),
        thread_left_out=max(page.thread.total - len(page.thread.comments), 0),
        attachments=attachment_lines(page.attachments, quote_shown=page.quoted is not None and page.quoted.held),
        post_attachments=lines_of_post(page.post),
        history=[past(decision) for decision in page.decisions],
        discrepancies=[DISCREPANCIES.get(item.kind, item.kind) for item in page.discrepancies],
        author=author_label(page.comment),
        permalink=page.comment.permalink if page.comment.permalink.startswith(("https://", "http://")) else "",
        invisible=invisible_characters(text),
        found=[item for item in found if item],
        criteria=_criteria(page.policy, page.findings, codes),
        quotes=quotes,
        removing=act_choices(Verdict.REMOVE, page.capabilities, page.standing.reply_count, act),
        restoring=act_choices(Verdict.RESTORE, page.capabilities, page.standing.reply_count, act),
        removable=not removed or open_again,
        restorable=removed and not fruitless,
        fruitless=past(decision) if decision and fruitless else None,
        visibility=VISIBILITIES[page.standing.visibility],  # type: ignore[index]
        keeping=open_again or decision is None,
        note=form.data.get("note", "") if form else "",
        seen=sign_seen(page.revision.pk, decision.pk if decision else None),
    )


def _marked(text: str, page: CommentPage) -> list[MarkedText]:
    """Each marked piece carries the numbers of its findings, so that colour is never alone to say it."""
    codes = list(dict.fromkeys(finding["criterion"] for finding in page.findings))
    return [
        MarkedText(
            piece.text,
            ", ".join(str(codes.index(code) + 1) for code in piece.criteria),
            ", ".join(criterion_name(page.policy, code) for code in piece.criteria),
        )
        for piece in segments(text, page.findings)
    ]


def act_choices(verdict: Verdict, capabilities: Iterable[Capability], replies: int, asked: str = "") -> list[ActChoice]:
    offered = list(capabilities)
    chosen = next((c.act for c in choices(verdict, offered) if c.act.value == asked and c.possible), None)
    chosen = chosen or default_act(verdict, offered)
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


def _criteria(policy: Policy, findings: Sequence[dict[str, Any]], chosen: Sequence[str]) -> list[CriterionChoice]:
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
            proposed=code in found,
            chosen=code in chosen,
        )
        for number, code in enumerate(ordered, start=1)
    ]
