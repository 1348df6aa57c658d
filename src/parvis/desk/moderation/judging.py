"""Asks the engine of several comments at once. One that it fails on costs the others nothing."""

from __future__ import annotations

from collections.abc import Sequence

import structlog

from parvis.engine.assess import assess_together
from parvis.engine.findings import Assessment as Judgement
from parvis.engine.findings import Comment as Subject
from parvis.policy.model import Policy

log = structlog.get_logger(__name__)


def judgements(subjects: Sequence[Subject], policy: Policy) -> list[Judgement | None]:
    """What the engine says of each; None of one that it fails on."""
    try:
        return [*assess_together(subjects, policy)]
    except Exception as error:  # noqa: BLE001 - whatever the engine's fault, the comment stays, and is listed
        if len(subjects) == 1:
            log.error("engine failed", comment=subjects[0].id, error=type(error).__name__)
            return [None]
    return [judgement for subject in subjects for judgement in judgements([subject], policy)]
