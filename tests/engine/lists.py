"""What the word lists and rules say by themselves: the part of the engine whose tables the tests spell out."""

from __future__ import annotations

from parvis.engine.assessment import assessment, in_order
from parvis.engine.criteria import CRITERIA
from parvis.engine.findings import Assessment, Comment
from parvis.engine.reading import read
from parvis.policy.model import Policy


def assess_by_lists(comment: Comment, policy: Policy) -> Assessment:
    reading = read(comment, policy)
    return assessment(reading, in_order([found for find in CRITERIA.values() for found in find(reading)], policy))
