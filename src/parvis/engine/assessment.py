"""Makes an assessment of what was found: the main finding first, within what the policy lets the machine do."""

from __future__ import annotations

from dataclasses import replace

from parvis.engine.criteria import WHOLE
from parvis.engine.findings import Assessment, Disposition, Finding
from parvis.engine.questions import is_question
from parvis.engine.reading import Reading
from parvis.engine.stance import stance_of
from parvis.engine.version import engine_version
from parvis.policy.model import Policy
from parvis.policy.rules import Automation

GRAVITY = {Disposition.KEEP: 0, Disposition.REVIEW: 1, Disposition.REMOVE: 2}


def in_order(findings: list[Finding], policy: Policy) -> tuple[Finding, ...]:
    """The findings, the main one first; where the policy lets the machine do nothing, they propose nothing.

    What words say comes before what only the whole comment shows.
    """
    allowed = [within_policy(finding, policy) for finding in findings]
    return tuple(sorted(allowed, key=_rank))


def _rank(finding: Finding) -> tuple[int, bool, float]:
    return -GRAVITY[finding.disposition], finding.criterion in WHOLE, -finding.score


def within_policy(finding: Finding, policy: Policy) -> Finding:
    if policy.criterion(finding.criterion).automation is Automation.NOTHING:
        return replace(finding, disposition=Disposition.KEEP)
    return finding


def assessment(reading: Reading, findings: tuple[Finding, ...]) -> Assessment:
    return Assessment(
        id=reading.comment.id,
        disposition=findings[0].disposition if findings else Disposition.KEEP,
        findings=findings,
        language=reading.language,
        is_question=is_question(reading),
        stance=stance_of(reading),
        pii=reading.pii,
        policy=reading.policy.version,
        engine=engine_version(),
    )
