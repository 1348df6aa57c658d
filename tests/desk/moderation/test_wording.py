"""What the desk says of each act: the truth of that platform, in French, for every case there is."""

from __future__ import annotations

import itertools
import re

import pytest

from parvis.connectors.port import Act, Audience, Capability, Obstacle, Visibility
from parvis.desk.moderation.models import Verdict
from parvis.desk.moderation.wording import OBSTACLES, VERDICTS, consequences
from parvis.desk.records.models import EffectState, Health
from parvis.desk.records.wording import ACTS, HEALTHS, REMEDIES, STATES, VISIBILITIES


def test_every_case_has_its_words() -> None:
    assert set(VERDICTS) == set(Verdict)
    assert set(OBSTACLES) == set(Obstacle)
    assert set(ACTS) == set(Act)
    assert set(VISIBILITIES) == set(Visibility)
    assert set(STATES) == set(EffectState)
    assert set(HEALTHS) == set(REMEDIES) == set(Health)


@pytest.mark.parametrize("act", Act)
def test_every_act_is_told_as_sentences_without_a_word_of_code(act: Act) -> None:
    for audience, reversible, replies, told in itertools.product(Audience, (True, False), (0, 1, 3), (True, False)):
        capability = Capability(act, seen_by=audience, reversible=reversible, takes_replies=True, author_told=told)
        said = consequences(capability, replies)
        assert all(re.fullmatch(r"[A-ZÀ-Ý].*\.", sentence) for sentence in said)
        assert not re.search(r" [:;!?»]|« |_", " ".join(said))


def test_what_an_act_takes_along_is_counted() -> None:
    taking = Capability(Act.DELETE, reversible=False, takes_replies=True, seen_by=Audience.NOBODY)
    assert not any("réponse" in sentence for sentence in consequences(taking, 0))
    assert "La réponse à ce commentaire disparaîtra aussi." in consequences(taking, 1)
    assert "Les 4 réponses à ce commentaire disparaîtront aussi." in consequences(taking, 4)
    staying = Capability(Act.HIDE, reversible=True, seen_by=Audience.AUTHOR_AND_FRIENDS)
    assert not any("réponse" in sentence for sentence in consequences(staying, 4))


def test_what_cannot_be_undone_is_said_to_be_so() -> None:
    assert any("Irréversible" in said for said in consequences(Capability(Act.DELETE, reversible=False), 0))
    assert "Réversible." in consequences(Capability(Act.HIDE, reversible=True), 0)


@pytest.mark.parametrize("obstacle", Obstacle)
def test_an_act_that_is_not_possible_says_only_why(obstacle: Obstacle) -> None:
    [said] = consequences(Capability(Act.HIDE, obstacle=obstacle), 3)
    assert said.endswith(".")


def test_a_rejection_on_youtube_is_named_as_what_cannot_be_published_again() -> None:
    assert "YouTube" in consequences(Capability(Act.PUBLISH, obstacle=Obstacle.FINAL), 0)[0]
