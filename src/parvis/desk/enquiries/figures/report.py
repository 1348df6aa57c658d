"""All the figures of a scope: what pages and files show comes from here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from .counts import Rates, rates
from .delays import Delays, Waiting, delays, endings, received, waiting
from .scope import Scope


@dataclass(frozen=True, slots=True)
class Report:
    scope: Scope
    received: int  # repetitions aside, as everywhere
    rates: Rates
    delays: Delays
    endings: Mapping[tuple[str, str], int]
    waiting: Waiting


def report(scope: Scope, now: datetime) -> Report:
    """The figures as they stand at this moment."""
    return Report(scope, received(scope), rates(scope, now), delays(scope), endings(scope), waiting(scope, now))
