"""A removal that changed nothing on the platform may be decided again; one that did may only be restored."""

from __future__ import annotations

from typing import Any

import pytest

from parvis.connectors.port import Act, Capability, Obstacle
from parvis.desk.moderation.actions import Seen, keep_comment, remove_comment
from parvis.desk.moderation.models import Decision, Entry, Verdict
from parvis.desk.moderation.refusals import AlreadyDecided
from parvis.desk.records.actions.comments import Received
from parvis.desk.records.models import Effect, EffectState
from tests.desk.cast import alice, benoit, receive, remote

pytestmark = pytest.mark.django_db

OUTSIDE = (Capability(Act.HIDE, obstacle=Obstacle.NOT_OUR_CONVERSATION),)


@pytest.fixture(autouse=True)
def _policy(policy_in_force: Any) -> None:
    """Decisions cite it."""


def removed(act: Act | None, **changes: Any) -> tuple[Received, Decision]:
    received = receive([remote(1, "Bande d'imbéciles.", **changes)])[0]
    decision = remove_comment(
        actor=alice(),
        comment=received.comment,
        seen=_seen(received),
        criteria=["abusive"],
        quotes=["imbéciles"],
        act=act,
    )
    return received, decision


def _seen(received: Received) -> Seen:
    return Seen(received.revision.pk, Entry.objects.get(comment=received.comment).decision_id, 1_000)


def settled(decision: Decision, state: EffectState) -> None:
    Effect.objects.filter(decision=decision).update(state=state)


def test_a_refused_removal_is_decided_again_by_another_act() -> None:
    received, decision = removed(Act.HIDE)
    settled(decision, EffectState.REFUSED)
    again = remove_comment(
        actor=benoit(),
        comment=received.comment,
        seen=_seen(received),
        criteria=["abusive"],
        quotes=["imbéciles"],
        act=Act.DELETE,
    )
    assert (again.act, Entry.objects.get().decision) == (Act.DELETE, again)


def test_a_removal_that_no_act_could_carry_out_is_reconsidered() -> None:
    received, _ = removed(None, capabilities=OUTSIDE)
    assert keep_comment(actor=benoit(), comment=received.comment, seen=_seen(received)).verdict == Verdict.KEEP


@pytest.mark.parametrize("state", [EffectState.WANTED, EffectState.SENT, EffectState.UNKNOWN, EffectState.CONFIRMED])
def test_a_removal_that_was_done_or_may_still_be_is_not_decided_again(state: EffectState) -> None:
    received, decision = removed(Act.HIDE)
    settled(decision, state)
    with pytest.raises(AlreadyDecided):
        keep_comment(actor=benoit(), comment=received.comment, seen=_seen(received))
