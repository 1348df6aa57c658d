"""The engine's door: a comment and a policy in, a judgement out. Never Django, never the network."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from parvis.engine.findings import Assessment, Comment
from parvis.engine.pool import TOGETHER, assess_in_pool
from parvis.engine.version import engine_version
from parvis.engine.weights import require_weights
from parvis.policy.model import Policy


def assess(comment: Comment, policy: Policy) -> Assessment:
    """Judge one comment under one policy. Whatever its text holds, an assessment comes back."""
    return assess_together([comment], policy)[0]


def assess_together(comments: Sequence[Comment], policy: Policy) -> list[Assessment]:
    """Judge comments under one policy, faster than one by one, with the same judgements in the same order.

    Raises WeightsMissing when the installation is not whole.
    """
    require_weights()
    from parvis.engine import together  # importing the engine loads neither weights nor numpy

    return together.assess_together(comments, policy)


def assess_many(comments: Iterable[Comment], policy: Policy, jobs: int = 1) -> Iterator[Assessment]:
    """Judge comments in their order, TOGETHER at once; `jobs` processes share the work when more than one.

    Raises WorkerLost when a process dies, ValueError when jobs is less than one.
    """
    if jobs < 1:
        raise ValueError(f"jobs must be at least 1, not {jobs}")
    if jobs == 1:
        return _in_turn(comments, policy)
    return assess_in_pool(assess_together, comments, policy, jobs)


def _in_turn(comments: Iterable[Comment], policy: Policy) -> Iterator[Assessment]:
    stream = iter(comments)
    while chunk := list(islice(stream, TOGETHER)):
        yield from assess_together(chunk, policy)


def __getattr__(name: str) -> str:
    """`ENGINE_VERSION`, worked out on first use: importing the engine reads no file."""
    if name == "ENGINE_VERSION":
        return engine_version()
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
