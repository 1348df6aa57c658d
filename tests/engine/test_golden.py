"""Golden output over the banks: any change of judgement shows as a diff to review (pytest --record)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tests.engine.banks import civil, flagged, pairs
from tests.engine.conftest import Judge

Check = Callable[[str, Sequence[object]], None]


def _lines(by_lists: Judge, texts: Sequence[str]) -> list[object]:
    lines: list[object] = []
    for text in texts:
        judged = dict(by_lists(text).as_json())
        for versioned in ("id", "policy", "engine"):
            del judged[versioned]
        lines.append({"text": text, **judged})
    return lines


def test_civil_comments(by_lists: Judge, check_golden: Check) -> None:
    check_golden("civil", _lines(by_lists, civil()))


def test_flagged_comments(by_lists: Judge, check_golden: Check) -> None:
    check_golden("flagged", _lines(by_lists, [text for _, _, text in flagged()]))


def test_stance_pairs(by_lists: Judge, check_golden: Check) -> None:
    check_golden("pairs", _lines(by_lists, [text for pair in pairs() for text in pair]))
