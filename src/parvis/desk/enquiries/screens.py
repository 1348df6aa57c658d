"""What the templates of enquiries are given: everything decided here, nothing computed in a template."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from parvis.desk.people.models import User
from parvis.desk.records.authors import author_label
from parvis.desk.records.conversation import ThreadLine, conversation
from parvis.desk.records.policies import policy_of, version_in_force
from parvis.desk.records.veil import excerpt, veiled
from parvis.desk.records.wording import STATES as EFFECT_STATES
from parvis.policy.calendar import Deadline, share_of_time
from parvis.web.labels import PLATFORMS

from .addressees import act_of, addressees, covered
from .composer import Composition, composition
from .models import Answer, AnswerState, Dispatch, Question
from .placeholders import Blank, blanks
from .queries import QuestionPage, could_join
from .rows import ended, holder, tone
from .second_person import second_person_needed
from .suggestions import Suggestion, suggestions
from .wording import EXCEPTIONS, REASONS


@dataclass(frozen=True, slots=True)
class AlikeLine:
    """Another question of the same group, or one that could join it."""

    question: Question
    text: str
    author: str
    platform: str
    confirmed: bool
    tone: str


@dataclass(frozen=True, slots=True)
class Sending:
    """One sending of an answer, and what became of it."""

    platform: str
    text: str
    state: str  # in French
    refused: str
    settles: int


@dataclass(frozen=True, slots=True)
class Reach:
    """Where an answer would go. `unreachable`: where it cannot, and what to do."""

    platforms: Sequence[str]
    names: str  # « Facebook et X »
    people: int  # questions it would settle
    unreachable: Sequence[str]
    second_person: bool


@dataclass(frozen=True, slots=True)
class Screen:
    """The page of one question."""

    author: str
    text: str  # what identifies somebody veiled
    veils: bool
    thread: Sequence[ThreadLine]
    thread_left_out: int  # comments of the conversation that are not shown
    tone: str
    share: int  # per cent of the time allowed that has gone by
    ended: str
    holder: str
    mine: bool
    stage: str  # free, held, writing, awaiting, leaving or closed
    draft: Answer | None
    composition: Composition | None
    blanks: Sequence[Blank]
    reach: Reach | None
    suggestions: Sequence[Suggestion]
    alike: Sequence[AlikeLine]
    joinable: Sequence[AlikeLine]
    words: str  # that joinable questions were looked for by
    sendings: Sequence[Sending]
    undo_until: datetime | None
    now: datetime
    reasons: dict[str, str]
    exceptions: dict[str, str]


def screen(page: QuestionPage, *, reader: User, now: datetime, words: str = "") -> Screen:
    question = page.question
    stage = stage_of(page, reader=reader, now=now)
    writing = stage in {"free", "writing"}
    draft = page.draft
    reach = reach_of(question, draft) if writing else None
    text = question.comment.standing.revision.text
    answer = draft or page.answer
    return Screen(
        author=author_label(question.comment),
        text=veiled(text, question.pii),
        veils=bool(question.pii),
        thread=conversation(page.comment, page.thread.comments, page.thread.held),
        thread_left_out=max(page.thread.total - len(page.thread.comments), 0),
        tone="" if question.closed else tone(question.due_at, now),
        share=share(question, now),
        ended=ended(question),
        holder=holder(question, reader.pk, now),
        mine=question.claimed(now) and question.claimed_by == reader.pk,
        stage=stage,
        draft=draft,
        composition=composition(draft, reach.platforms) if writing and draft and reach else None,
        blanks=blanks(draft) if writing and draft else [],
        reach=reach,
        suggestions=suggestions(question) if writing else [],
        alike=[_line(one, now) for one in page.alike],
        joinable=[_line(one, now) for one in could_join(question, words)] if words and writing else [],
        words=words,
        sendings=sendings_of(answer) if answer else [],
        undo_until=undo_until(draft),
        now=now,
        reasons={reason.value: said for reason, said in REASONS.items()},
        exceptions=EXCEPTIONS,
    )


def stage_of(page: QuestionPage, *, reader: User, now: datetime) -> str:
    """Where the question is between arriving and being settled, as this person sees it."""
    question, draft = page.question, page.draft
    if question.closed:
        return "closed"
    if question.dispatch_id is not None or (draft and draft.state == AnswerState.SENDING):
        return "leaving"
    if draft and draft.state == AnswerState.PROPOSED:
        return "awaiting"
    if question.claimed(now) and question.claimed_by != reader.pk:
        return "held"
    return "writing" if draft and draft.author == reader.pk else "free"


def reach_of(question: Question, draft: Answer | None) -> Reach:
    """Where an answer begun here would go: the draft's own reach, or that of a draft not yet begun."""
    answer = draft or Answer(question=question)
    questions = list(covered(answer).select_related("comment__standing"))
    found, unreachable = addressees(questions, first=question.pk, act=act_of(answer))
    platforms = [one.question.platform for one in found]
    return Reach(
        platforms=platforms,
        names=_enumerated([PLATFORMS.get(platform, platform) for platform in dict.fromkeys(platforms)]),
        people=len(questions),
        unreachable=[one.why for one in unreachable],
        second_person=second_person_needed(policy_of(version_in_force()), questions),
    )


def _enumerated(names: Sequence[str]) -> str:
    """« Facebook, X et YouTube »."""
    return " et ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def share(question: Question, now: datetime) -> int:
    """Of the business time allowed, the part that has gone by, in per cent; at most 999."""
    deadline = Deadline(
        question.arrived_at, question.counted_from, question.due_at, question.wall_due_at, question.calendar_version
    )
    until = question.answered_at or question.closed_at or now
    return min(999, round(100 * share_of_time(until, deadline, policy_of(version_in_force()))))


def sendings_of(answer: Answer) -> list[Sending]:
    dispatches = Dispatch.objects.filter(answer=answer).select_related("effect", "question")
    return [
        Sending(
            platform=PLATFORMS.get(one.question.platform, one.question.platform),
            text=one.text,
            state=EFFECT_STATES[one.effect.state],  # type: ignore[index]  # a state by its value
            refused=one.refused,
            settles=one.settles.count(),
        )
        for one in dispatches.order_by("question__platform", "pk")
    ]


def undo_until(answer: Answer | None) -> datetime | None:
    """Until when what is on its way can be called back."""
    if answer is None or answer.state != AnswerState.SENDING or answer.sent_at is None:
        return None
    until = answer.sent_at + timedelta(seconds=settings.UNDO_SECONDS)
    return until if until > timezone.now() else None


def _line(question: Question, now: datetime) -> AlikeLine:
    return AlikeLine(
        question=question,
        text=excerpt(veiled(question.comment.standing.revision.text[:700], question.pii), 180),
        author=author_label(question.comment),
        platform=question.platform,
        confirmed=question.group_confirmed,
        tone=tone(question.due_at, now),
    )


@dataclass(frozen=True, slots=True)
class ApprovalScreen:
    """The page of one answer, for the person who reads it second."""

    questions: Sequence[AlikeLine]
    composition: Composition
    sendings: Sequence[Sending]
    mine: bool  # the reader wrote it: they do not approve it
    awaiting: bool
    under_way: bool
    undo_until: datetime | None
    now: datetime
    exception: str


def approval_screen(answer: Answer, *, reader: User) -> ApprovalScreen:
    now = timezone.now()
    awaiting = answer.state == AnswerState.PROPOSED
    asked = covered(answer) if awaiting else Question.objects.filter(dispatch__answer=answer)
    questions = list(asked.select_related("comment__standing__revision", "comment__account").order_by("arrived_at"))
    found, _ = addressees(questions, first=answer.question_id, act=act_of(answer)) if awaiting else ([], [])
    return ApprovalScreen(
        questions=[_line(one, now) for one in questions],
        composition=composition(answer, [one.question.platform for one in found]),
        sendings=sendings_of(answer),
        mine=answer.author == reader.pk,
        awaiting=awaiting,
        under_way=answer.state == AnswerState.SENDING,
        undo_until=undo_until(answer),
        now=now,
        exception=EXCEPTIONS.get(answer.exception, ""),
    )
