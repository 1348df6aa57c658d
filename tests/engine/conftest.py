"""What the engine's tests share: the shipped policy, a judge, the banks of invented comments, golden files."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from parvis.engine.assess import assess
from parvis.engine.findings import Assessment, Comment
from parvis.policy.load import shipped_policy
from parvis.policy.model import Policy
from tests.engine.lists import assess_by_lists

GOLDEN = Path(__file__).parent / "golden"

Judge = Callable[..., Assessment]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--record", action="store_true", help="write the engine's golden files again, to review as a diff")


@pytest.fixture(scope="session")
def policy() -> Policy:
    return shipped_policy()


@pytest.fixture(scope="session")
def judge(policy: Policy) -> Judge:
    def judge(text: str, post: str = "") -> Assessment:
        return assess(Comment("1", text, post), policy)

    return judge


@pytest.fixture(scope="session")
def by_lists(policy: Policy) -> Judge:
    """What the word lists and rules say by themselves, whatever else was learnt."""

    def by_lists(text: str, post: str = "") -> Assessment:
        return assess_by_lists(Comment("1", text, post), policy)

    return by_lists


@pytest.fixture
def check_golden(request: pytest.FixtureRequest) -> Callable[[str, Sequence[object]], None]:
    """Compare lines with the golden file of that name; `pytest tests/engine --record` writes it first."""

    def check(name: str, lines: Sequence[object]) -> None:
        path = GOLDEN / f"{name}.jsonl"
        written = "".join(json.dumps(line, ensure_ascii=False, sort_keys=True) + "\n" for line in lines)
        if request.config.getoption("--record", default=False):
            path.write_text(written, encoding="utf-8")
        assert path.read_text(encoding="utf-8").split("\n") == written.split("\n")

    return check
