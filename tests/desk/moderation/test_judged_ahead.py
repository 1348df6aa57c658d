"""Judging takes long: it is done before the chain's lock, and intake finds what it would have found by itself."""

from __future__ import annotations

from typing import Any

import pytest

from parvis.desk.moderation import ahead, receivers
from parvis.desk.moderation.judging import judgements
from parvis.desk.moderation.models import Assessment
from tests.desk.cast import receive, remote

pytestmark = pytest.mark.django_db

INSULT = "Vous êtes une bande d'imbéciles finis."
TEXTS = [INSULT, "À quelle heure ouvrez-vous?", "Mon NAS est le 046 454 286", "", "a\x00b\ud800 idiots"]


@pytest.fixture(autouse=True)
def _policy(policy_in_force: Any) -> None:
    """What is judged is judged under it."""


@pytest.fixture
def judged_inside(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many comments intake had to judge by itself, call by call."""
    counts: list[int] = []

    def counted(subjects: Any, policy: Any) -> Any:
        counts.append(len(subjects))
        return judgements(subjects, policy)

    monkeypatch.setattr(receivers, "judgements", counted)
    return counts


def arrivals() -> list[Any]:
    first = [remote(number, text) for number, text in enumerate(TEXTS, start=1)]
    return [*first, remote(9, "Et toi donc!", kind="reply", parent_id=first[0].platform_id, thread_id="100200300_1")]


def told() -> list[Any]:
    fields = ("revision__comment__platform_id", "disposition", "findings", "language", "is_question", "stance", "pii")
    return sorted(Assessment.objects.values_list(*fields), key=str)


def test_inside_the_lock_nothing_is_left_to_judge(judged_inside: list[int]) -> None:
    receive(arrivals())
    assert sum(judged_inside) == 0
    assert Assessment.objects.count() == len(TEXTS) + 1
    assert not ahead._waiting, "each judgement was taken"


def test_it_says_what_intake_would_have_said_by_itself(settings: Any, judged_inside: list[int]) -> None:
    receive(arrivals())
    expected = told()
    settings.INTAKE_PREPARERS = []
    again = [remote(100 + number, text) for number, text in enumerate(TEXTS, start=1)]
    receive([*again, remote(109, "Et toi donc!", kind="reply", parent_id=again[0].platform_id, thread_id="t")])
    assert sum(judged_inside) == len(TEXTS) + 1
    inside = [one for one in told() if one not in expected]
    assert [one[1:] for one in sorted(inside, key=lambda one: str(one[1:]))] == [
        one[1:] for one in sorted(expected, key=lambda one: str(one[1:]))
    ]


def test_what_is_held_in_the_same_words_is_not_judged_again(monkeypatch: pytest.MonkeyPatch) -> None:
    receive(arrivals())
    seen: list[int] = []

    def counted(subjects: Any, policy: Any) -> Any:
        seen.append(len(subjects))
        return judgements(subjects, policy)

    monkeypatch.setattr(ahead, "judgements", counted)
    receive(arrivals())
    assert sum(seen) == 0


def test_what_nobody_takes_is_forgotten_in_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "_MOST", 3)

    def nothing(subject: Any, policy: Any) -> None:
        return None

    monkeypatch.setattr(receivers, "take_judged", nothing)
    receive(arrivals())
    assert len(ahead._waiting) == 3
    ahead._waiting.clear()
