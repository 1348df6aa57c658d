"""On what a removal stands: criteria of the policy in force, and words of the comment."""

from __future__ import annotations

from collections.abc import Sequence

from parvis.policy.model import Policy

from .refusals import NoCriterion, NoEvidence


def criteria_named(policy: Policy, codes: Sequence[str]) -> list[str]:
    """The criteria chosen, main one first. Raises `NoCriterion` for none, or for one the policy lacks."""
    known = {criterion.code for criterion in policy.criteria}
    if not codes or not set(codes) <= known:
        raise NoCriterion
    return list(dict.fromkeys(codes))


def words_quoted(text: str, quotes: Sequence[str]) -> list[list[int]]:
    """Where each quote stands in the displayed text: [start, end] in code points, in order.

    Raises `NoEvidence` when there is none, or when a quote is not in the text letter for letter.
    """
    spans = []
    for quote in quotes:
        start = text.find(quote) if quote.strip() else -1
        if start < 0:
            raise NoEvidence(quote)
        spans.append([start, start + len(quote)])
    if not spans:
        raise NoEvidence
    return sorted(spans)


def quotes_of(written: str) -> list[str]:
    """One quote a line, as the form sends them."""
    return [line for line in written.replace("\r\n", "\n").split("\n") if line.strip()]
