"""Questions that are alike are put together in the background; what people said of groups stands."""

from __future__ import annotations

from typing import Any

import pytest

from parvis.desk.enquiries.actions.groups import confirm_group, merge_questions, split_from_group
from parvis.desk.enquiries.actions.library import seed_library
from parvis.desk.enquiries.grouping import group_new_questions, regroup_open_questions
from parvis.desk.enquiries.models import Question
from parvis.desk.people.actors import process
from tests.desk.cast import alice
from tests.desk.enquiries.questions import again, asked, asked_on

pytestmark = pytest.mark.django_db

DEPOSIT = [
    "Bonjour, à quelle date la prestation de décembre sera-t-elle déposée?",
    "c quand le depot de la prestation de decembre svp?",
    "When will the December benefit be deposited?",
]
ADDRESS = "Je déménage en janvier, comment je change mon adresse dans mon dossier?"


@pytest.fixture(autouse=True)
def _library(policy_in_force: Any) -> None:
    """Its ways of asking tell what belongs together."""
    seed_library(actor=process("command-line"))


def deposits() -> list[Question]:
    return [asked(DEPOSIT[0]), asked_on("x", DEPOSIT[1]), asked_on("youtube", DEPOSIT[2])]


def test_the_same_need_is_proposed_as_one_group_across_platforms_and_languages() -> None:
    alike, other = deposits(), asked(ADDRESS, 9)
    assert group_new_questions() == 4
    groups = {again(question).group_id for question in alike}
    assert len(groups) == 1
    assert None not in groups
    assert again(other).group is None
    assert not any(again(question).group_confirmed for question in alike), "only people confirm"
    assert group_new_questions() == 0, "what was read is not read again"
    assert "versement" in again(alike[0]).subject.lower(), "the subject of the nearest approved answer"


def test_a_question_that_comes_later_joins_the_group() -> None:
    first = [asked(DEPOSIT[0]), asked_on("x", DEPOSIT[1])]
    group_new_questions()
    later = asked_on("youtube", DEPOSIT[2])
    group_new_questions()
    assert again(later).group == again(first[0]).group is not None


def test_what_a_person_took_apart_is_not_grouped_again() -> None:
    alike = deposits()
    group_new_questions()
    group = again(alike[0]).group
    assert group
    split_from_group(actor=alice(), group=group, questions=[alike[2]])
    assert regroup_open_questions() >= 2
    assert again(alike[2]).group is None
    assert again(alike[0]).group == again(alike[1]).group


def test_grouping_anew_leaves_what_people_confirmed() -> None:
    alike, other = deposits(), asked(ADDRESS, 9)
    group_new_questions()
    group = merge_questions(actor=alice(), questions=[alike[0], other])
    confirm_group(actor=alice(), group=group, questions=[alike[0], other])
    regroup_open_questions()
    assert again(alike[0]).group == again(other).group == group
    assert again(alike[1]).group == again(alike[2]).group != group


def test_an_edited_question_is_read_again() -> None:
    question = asked(DEPOSIT[0])
    group_new_questions()
    before = bytes(again(question).vector or b"")
    Question.objects.filter(pk=question.pk).update(vector=None)
    group_new_questions()
    assert bytes(again(question).vector or b"") == before
