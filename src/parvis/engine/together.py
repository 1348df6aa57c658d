"""Judges several comments together: word lists, then what was learnt, then evidence, then the disagreement guard."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from parvis.engine.assessment import assessment, in_order
from parvis.engine.criteria import CRITERIA, LEARNT, WHOLE, personal_info
from parvis.engine.evidence import MOST_SPANS, merged, quoted_spans
from parvis.engine.findings import Assessment, Comment, Disposition, Finding, PersonalInfo, Span
from parvis.engine.identifiers import with_learnt
from parvis.engine.judge.cascade import Judged, judge, judge_quickly
from parvis.engine.judge.evidence import Claim, prove, read_texts
from parvis.engine.judge.heads import INDEX, TOXIC
from parvis.engine.judge.network import Floats
from parvis.engine.judge.settings import Settings, settings
from parvis.engine.neutrality import REASON, variants_of
from parvis.engine.reading import Reading, read
from parvis.engine.weighing import Verdict, asks, raised, removal_score, stance, weigh
from parvis.policy.model import Policy


@dataclass(slots=True)
class Case:
    """One comment on its way to its assessment."""

    reading: Reading
    listed: Mapping[str, Finding]
    judged: Judged
    verdicts: list[Verdict]
    spans: dict[str, list[Span]] = field(default_factory=dict)  # by criterion


def assess_together(comments: Sequence[Comment], policy: Policy) -> list[Assessment]:
    """Judge comments under one policy, in their order. What a text holds never makes it fail."""
    known = settings()
    readings = [read(comment, policy) for comment in comments]
    found = [listed(reading) for reading in readings]
    judged = judge(comments, found)
    cases = [
        Case(reading, one, learnt, weigh(one, learnt, known, policy.judgement.alpha))
        for reading, one, learnt in zip(readings, found, judged, strict=True)
    ]
    _give_evidence(cases, known)
    _guard(cases, known, known.removal(policy.judgement.alpha))
    return [_assessment(case, known) for case in cases]


def listed(reading: Reading) -> dict[str, Finding]:
    """What the word lists and rules of each criterion find, by criterion."""
    found = {code: findings[0] for code, find in CRITERIA.items() if (findings := find(reading))}
    found.pop(personal_info.CODE, None)  # said last, once the network's identifiers are known
    return found


def _give_evidence(cases: Sequence[Case], known: Settings) -> None:
    claims = [(case, verdict, _claim(case, verdict, known)) for case in cases for verdict in case.verdicts]
    prove([claim for _, _, claim in claims if claim is not None])
    for case, verdict, claim in claims:
        listed = list(verdict.listed.spans) if verdict.listed else []
        spans = merged([*listed, *(claim.spans if claim else [])])
        case.spans[verdict.code] = spans[:MOST_SPANS] or [_whole(case.reading.verbatim)]


def _claim(case: Case, verdict: Verdict, known: Settings) -> Claim | None:
    if not verdict.learnt or verdict.code in WHOLE:
        return None
    return Claim(
        case.reading.verbatim, INDEX[verdict.head], known.review[verdict.head], case.judged.words, case.judged.context
    )


def _whole(text: str) -> Span:
    return Span(len(text) - len(text.lstrip()), len(text.rstrip()))


def _guard(cases: Sequence[Case], known: Settings, removal: float) -> None:
    """Send to review the proposals that would change with the opinion or the party (neutrality.py)."""
    held = [
        (case, text) for case in cases if any(_guarded(verdict) for verdict in case.verdicts)
        for text in variants_of(case.reading)
    ]  # fmt: skip
    scores = _read_again(held)
    for (case, _), found in zip(held, scores, strict=True):
        stays = removal_score(case.listed, found, known) <= removal
        case.verdicts = [
            replace(verdict, disposition=Disposition.REVIEW, swayed=True)
            if _guarded(verdict) and (stays or _falls(verdict, found, known))
            else verdict
            for verdict in case.verdicts
        ]


def _falls(verdict: Verdict, found: Floats, known: Settings) -> bool:
    return raised(float(found[INDEX[verdict.code]]), verdict.listed, known) < known.review[verdict.code]


def _read_again(held: Sequence[tuple[Case, str]]) -> list[Floats]:
    """Scores of the variants, by whom the comment itself was read."""
    deep = [(index, case, text) for index, (case, text) in enumerate(held) if case.judged.asked]
    quick = [(index, text) for index, (case, text) in enumerate(held) if not case.judged.asked]
    scores: dict[int, Floats] = {}
    if deep:
        found = read_texts([text for _, _, text in deep], [case.judged.context for _, case, _ in deep])
        scores |= {index: one for (index, _, _), one in zip(deep, found, strict=True)}
    if quick:
        read_quickly = judge_quickly([Comment("", text) for _, text in quick])
        scores |= {index: one for (index, _), one in zip(quick, read_quickly, strict=True)}
    return [scores[index] for index in range(len(held))]


def _guarded(verdict: Verdict) -> bool:
    return verdict.disposition is Disposition.REMOVE and verdict.code in TOXIC


def _assessment(case: Case, known: Settings) -> Assessment:
    reading = replace(case.reading, pii=with_learnt(case.reading.pii, case.judged.identifiers))
    findings = [_finding(case, verdict, reading.pii) for verdict in case.verdicts] + personal_info.find(reading)
    listed_alone = assessment(reading, in_order(findings, reading.policy))
    return replace(
        listed_alone,
        is_question=asks(listed_alone.is_question, case.judged, known),
        stance=stance(listed_alone.stance, case.judged),
    )


def _finding(case: Case, verdict: Verdict, private: Sequence[PersonalInfo]) -> Finding:
    spans = case.spans[verdict.code]
    if verdict.listed and not verdict.learnt:
        reason = verdict.listed.reason
    else:
        reason = _reason(case.reading.verbatim, verdict.code, spans, private)
    if verdict.swayed:
        reason = f"{reason} {REASON}"
    return Finding(verdict.code, verdict.score, tuple(spans), reason, verdict.disposition)


def _reason(text: str, code: str, spans: Sequence[Span], private: Sequence[PersonalInfo]) -> str:
    """A French sentence that quotes the evidence, but never what identifies somebody."""
    said = [span for span in spans if not any(span.start < one.end and one.start < span.end for one in private)]
    if code in WHOLE or not said:
        return f"{LEARNT[code]}."
    return f"{LEARNT[code]}\u00a0: {quoted_spans(text, said)}."
