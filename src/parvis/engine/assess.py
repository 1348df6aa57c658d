"""The engine's door: a comment and a policy in, a judgement out. Never Django, never the network."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from parvis.engine.criteria import CRITERIA
from parvis.engine.findings import Assessment, Comment, Disposition, Finding
from parvis.engine.pool import assess_in_pool
from parvis.engine.questions import is_question
from parvis.engine.reading import Reading, read
from parvis.engine.stance import stance_of
from parvis.engine.version import engine_version
from parvis.policy.model import Policy
from parvis.policy.rules import Automation

_GRAVITY = {Disposition.KEEP: 0, Disposition.REVIEW: 1, Disposition.REMOVE: 2}


def assess(comment: Comment, policy: Policy) -> Assessment:
    """Judge one comment under one policy. Whatever its text holds, an assessment comes back."""
    reading = read(comment, policy)
    findings = _findings(reading)
    return Assessment(
        id=comment.id,
        disposition=findings[0].disposition if findings else Disposition.KEEP,
        findings=findings,
        language=reading.language,
        is_question=is_question(reading),
        stance=stance_of(reading),
        pii=reading.pii,
        policy=policy.version,
        engine=engine_version(),
    )


def assess_many(comments: Iterable[Comment], policy: Policy, jobs: int = 1) -> Iterator[Assessment]:
    """Judge comments one by one, in their order; `jobs` processes share the work when more than one.

    Raises WorkerLost when a process dies, ValueError when jobs is less than one.
    """
    if jobs < 1:
        raise ValueError(f"jobs must be at least 1, not {jobs}")
    if jobs == 1:
        return (assess(comment, policy) for comment in comments)
    return assess_in_pool(assess, comments, policy, jobs)


def _findings(reading: Reading) -> tuple[Finding, ...]:
    """Return what every criterion found, the main one first.

    Where the policy lets the machine do nothing for a criterion, what is found is shown and proposes nothing.
    """
    found: list[Finding] = []
    for code, find in CRITERIA.items():
        findings = find(reading)
        if findings and reading.policy.criterion(code).automation is Automation.NOTHING:
            findings = [_proposing_nothing(finding) for finding in findings]
        found += findings
    found.sort(key=lambda finding: (-_GRAVITY[finding.disposition], -finding.score))
    return tuple(found)


def _proposing_nothing(finding: Finding) -> Finding:
    return Finding(finding.criterion, finding.score, finding.spans, finding.reason, Disposition.KEEP)


def __getattr__(name: str) -> str:
    """`ENGINE_VERSION`, worked out on first use: importing the engine reads no file."""
    if name == "ENGINE_VERSION":
        return engine_version()
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
