"""What happens when a process of the pool dies."""

from __future__ import annotations

import os
from collections.abc import Sequence

import pytest

from parvis.engine.findings import Assessment, Comment
from parvis.engine.pool import WorkerLost, assess_in_pool
from parvis.policy.model import Policy


def _die(comments: Sequence[Comment], policy: Policy) -> list[Assessment]:
    os._exit(9)


def test_a_dead_process_is_said_clearly_in_french(policy: Policy) -> None:
    with pytest.raises(WorkerLost, match="processus d'analyse s'est arrêté"):
        list(assess_in_pool(_die, [Comment("1", "Bonjour")], policy, jobs=2))
