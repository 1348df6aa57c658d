"""Putting a policy in force: kept word for word, dated, and honest about what is not done yet."""

from __future__ import annotations

import pytest

from parvis.desk.people.permissions import NotAllowed
from parvis.desk.records.actions.policies import PolicyNotApplicable, ensure_policy, put_policy_in_force
from parvis.desk.records.models import AuditEvent, Enforcement, PolicyVersion
from parvis.desk.records.policies import NoPolicyInForce, version_in_force
from parvis.policy.errors import PolicyErrors
from parvis.policy.load import policy_source
from tests.desk.cast import POLLER, alice

pytestmark = pytest.mark.django_db

SOURCE = policy_source()
CHANGED = SOURCE.replace('title = "', 'title = "Nouvelle ', 1)


def test_without_a_policy_the_desk_says_what_to_do() -> None:
    with pytest.raises(NoPolicyInForce, match="parvis serve"):
        version_in_force()


def test_the_same_text_is_put_in_force_once() -> None:
    first = ensure_policy(actor=POLLER)
    assert put_policy_in_force(actor=POLLER, source=SOURCE, name="mess-2013.toml") == first
    assert Enforcement.objects.count() == AuditEvent.objects.filter(verb="policy.in_force").count() == 1


def test_a_text_that_comes_back_is_in_force_again() -> None:
    first = ensure_policy(actor=POLLER)
    second = put_policy_in_force(actor=POLLER, source=CHANGED, name="changed.toml")
    assert version_in_force() == second != first
    assert put_policy_in_force(actor=POLLER, source=SOURCE, name="mess-2013.toml") == first
    assert version_in_force() == first
    assert (PolicyVersion.objects.count(), Enforcement.objects.count()) == (2, 3)


def test_a_policy_that_asks_for_what_is_not_done_yet_is_refused() -> None:
    asking = SOURCE.replace('automation = "propose"', 'automation = "hide_until_reviewed"', 1)
    assert asking != SOURCE
    with pytest.raises(PolicyNotApplicable, match="n'applique pas encore"):
        put_policy_in_force(actor=POLLER, source=asking, name="asking.toml")
    assert not PolicyVersion.objects.exists()


def test_what_is_not_a_policy_changes_nothing() -> None:
    with pytest.raises(PolicyErrors):
        put_policy_in_force(actor=POLLER, source="id = 3", name="faulty.toml")
    assert not PolicyVersion.objects.exists()


def test_moderators_do_not_change_the_policy() -> None:
    with pytest.raises(NotAllowed):
        put_policy_in_force(actor=alice(), source=SOURCE, name="mess-2013.toml")
