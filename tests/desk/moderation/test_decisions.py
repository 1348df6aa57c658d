"""Decisions: on named grounds, by one person at a time, cited and undone in time; never for disagreement."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from parvis.connectors.port import Act, Capability, Obstacle
from parvis.desk.moderation import refusals
from parvis.desk.moderation.actions import Seen, keep_comment, remove_comment, restore_comment, undo_decision
from parvis.desk.moderation.models import Decision, Entry, EntryState, Verdict
from parvis.desk.people.actors import Actor, person
from parvis.desk.people.models import User
from parvis.desk.people.permissions import NotAllowed
from parvis.desk.records.actions.comments import Received
from parvis.desk.records.models import AuditEvent, Effect, EffectState, Standing
from parvis.desk.records.verification import verify
from tests.desk.cast import alice, benoit, david, receive, remote

pytestmark = pytest.mark.django_db

INSULT = "Vous êtes une bande d'imbéciles finis."


@pytest.fixture(autouse=True)
def _policy(policy_in_force: Any) -> None:
    """Decisions cite it."""


def arrived(text: str = INSULT, number: int = 1, **changes: Any) -> Received:
    return receive([remote(number, text, **changes)])[0]


def seen(received: Received) -> Seen:
    entry = Entry.objects.get(comment=received.comment)
    return Seen(Standing.objects.get(comment=received.comment).revision_id, entry.decision_id, 4200)


def remove(actor: Actor, received: Received, **changes: Any) -> Decision:
    given: dict[str, Any] = {
        "criteria": ["abusive"],
        "quotes": ["bande d'imbéciles"],
        "act": Act.HIDE,
        "seen": seen(received),
    }
    return remove_comment(actor=actor, comment=received.comment, **(given | changes))


def test_a_removal_says_who_on_what_words_under_which_text() -> None:
    received = arrived()
    actor = alice()
    decision = remove(actor, received)
    assert (decision.criterion, decision.clause) == ("abusive", "P3c")
    assert [received.revision.text[a:b] for a, b in decision.evidence] == ["bande d'imbéciles"]
    assert decision.policy.version.startswith("mess-2013@")
    assert decision.revision_sha256 == received.revision.sha256
    assert (decision.actor, decision.seen_ms) == (actor.reference, 4200)
    assert decision.effect is not None
    assert (decision.effect.act, decision.effect.state) == ("hide", "wanted")
    assert [proof for proof in verify() if proof.faults] == []


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"criteria": []}, refusals.NoCriterion),
        ({"criteria": ["desaccord"]}, refusals.NoCriterion),
        ({"criteria": ["abusive", "desaccord"]}, refusals.NoCriterion),
        ({"quotes": []}, refusals.NoEvidence),
        ({"quotes": ["   "]}, refusals.NoEvidence),
        ({"quotes": ["bande d'imbeciles"]}, refusals.NoEvidence),
        ({"quotes": ["bande", "pas là"]}, refusals.NoEvidence),
        ({"act": Act.REJECT}, refusals.ActNotPossible),
        ({"act": Act.REPLY}, refusals.ActNotPossible),
        ({"act": None}, refusals.ActNotPossible),
    ],
)
def test_a_removal_without_grounds_changes_nothing(changes: dict[str, Any], refusal: type[Exception]) -> None:
    received = arrived()
    events = AuditEvent.objects.count()
    with pytest.raises(refusal):
        remove(alice(), received, **changes)
    assert not Decision.objects.exists()
    assert not Effect.objects.exists()
    assert Entry.objects.get().state == EntryState.WAITING
    assert AuditEvent.objects.count() == events


def test_the_second_of_two_people_is_told_who_decided() -> None:
    received = arrived()
    both = seen(received)
    remove(alice(), received, seen=both)
    with pytest.raises(refusals.AlreadyDecided, match="Alice Exemple"):
        keep_comment(actor=benoit(), comment=received.comment, seen=both)
    assert Decision.objects.count() == 1


def test_an_edited_comment_is_read_again_before_it_is_decided() -> None:
    received = arrived()
    before = seen(received)
    receive([remote(1, "Pardon, je me suis emporté.")])
    with pytest.raises(refusals.TextChanged):
        remove(alice(), received, seen=before)
    assert not Decision.objects.exists()


def test_an_edit_brings_a_decided_comment_back_to_the_queue() -> None:
    received = arrived()
    keep_comment(actor=alice(), comment=received.comment, seen=seen(received))
    receive([remote(1, "Et maintenant, autre chose")])
    assert Entry.objects.get().state == EntryState.WAITING


def test_a_decision_is_undone_before_it_is_sent() -> None:
    received = arrived()
    actor = alice()
    decision = remove(actor, received)
    undo_decision(actor=actor, decision=decision)
    decision.refresh_from_db()
    assert decision.effect is not None
    assert decision.effect.state == EffectState.CANCELLED
    entry = Entry.objects.get()
    assert (entry.state, entry.decision) == (EntryState.WAITING, None)
    assert [d.verdict for d in Decision.objects.order_by("decided_at")] == [Verdict.REMOVE, Verdict.WITHDRAW]
    assert [proof for proof in verify() if proof.faults] == []


def test_a_decision_cannot_be_undone_once_it_is_sent() -> None:
    received = arrived()
    decision = remove(alice(), received)
    with time_machine.travel(timezone.now() + timedelta(seconds=60)), pytest.raises(refusals.TooLate):
        undo_decision(actor=benoit(), decision=decision)
    Effect.objects.update(state=EffectState.SENT, attempts=1)
    with pytest.raises(refusals.TooLate):
        undo_decision(actor=benoit(), decision=decision)
    assert Entry.objects.get().decision == decision


def test_only_the_last_decision_is_undone() -> None:
    received = arrived()
    first = keep_comment(actor=alice(), comment=received.comment, seen=seen(received))
    second = remove(benoit(), received)
    with pytest.raises(refusals.AlreadyDecided):
        undo_decision(actor=benoit(), decision=first)
    undo_decision(actor=benoit(), decision=second)
    assert Entry.objects.get().decision == first


def test_a_kept_comment_may_be_removed_on_second_reading() -> None:
    received = arrived()
    keep_comment(actor=alice(), comment=received.comment, seen=seen(received))
    assert remove(benoit(), received).verdict == Verdict.REMOVE


def test_a_removed_comment_is_not_removed_twice() -> None:
    received = arrived()
    remove(alice(), received)
    with pytest.raises(refusals.AlreadyDecided):
        remove(benoit(), received)


def test_only_what_was_removed_is_restored() -> None:
    received = arrived()
    with pytest.raises(refusals.NotRemoved):
        restore_comment(actor=alice(), comment=received.comment, seen=seen(received), act=Act.UNHIDE)


def test_a_restoration_asks_what_the_platform_can_do() -> None:
    received = arrived()
    remove(alice(), received)
    Standing.objects.update(visibility="hidden", capabilities=[_json(Capability(Act.UNHIDE))])
    decision = restore_comment(actor=benoit(), comment=received.comment, seen=seen(received), act=Act.UNHIDE)
    assert decision.effect is not None
    assert decision.effect.act == "unhide"


def test_a_rejected_comment_is_not_restored_and_the_refusal_is_plain() -> None:
    received = arrived()
    remove(alice(), received)
    final = Capability(Act.PUBLISH, obstacle=Obstacle.FINAL)
    Standing.objects.update(visibility="gone", capabilities=[_json(final)])
    with pytest.raises(refusals.ActNotPossible):
        restore_comment(actor=benoit(), comment=received.comment, seen=seen(received), act=Act.PUBLISH)


def test_where_no_act_is_possible_the_decision_says_that_nothing_was_done() -> None:
    foreign = Capability(Act.HIDE, obstacle=Obstacle.NOT_OUR_CONVERSATION)
    received = arrived(capabilities=(foreign,))
    decision = remove(alice(), received, act=None)
    assert decision.effect is None
    assert Standing.objects.get().visibility == "public"


def test_readers_decide_nothing() -> None:
    received = arrived()
    actor = david()
    before = seen(received)
    acts: list[Callable[[], object]] = [
        lambda: keep_comment(actor=actor, comment=received.comment, seen=before),
        lambda: remove(actor, received, seen=before),
        lambda: restore_comment(actor=actor, comment=received.comment, seen=before, act=Act.UNHIDE),
    ]
    for act in acts:
        with pytest.raises(NotAllowed):
            act()
    with pytest.raises(NotAllowed):
        undo_decision(actor=actor, decision=keep_comment(actor=alice(), comment=received.comment, seen=before))


def test_the_chain_keeps_the_grounds_and_no_name_nor_word() -> None:
    received = arrived("Appelez Ginette au 418 555-0199, bande d'imbéciles")
    actor = alice()
    remove(actor, received, note="dossier de Ginette")
    bodies = " ".join(AuditEvent.objects.values_list("body", flat=True))
    assert "abusive" in bodies
    for secret in ("Ginette", "555-0199", "imb", "Alice", "Citoyenne"):
        assert secret not in bodies


@pytest.mark.django_db(transaction=True)
def test_two_people_at_the_same_moment_make_one_decision() -> None:
    from parvis.desk.people.actors import process
    from parvis.desk.records.actions.policies import ensure_policy

    ensure_policy(actor=process("tests"))
    received = arrived()
    people = [alice(), benoit()]
    both, start, told = seen(received), threading.Barrier(2), []

    def decide(user: User) -> None:
        start.wait()
        try:
            remove(person(user), received, seen=both)
        except refusals.AlreadyDecided as refusal:
            told.append(str(refusal))
        finally:
            connection.close()

    threads = [threading.Thread(target=decide, args=(actor.user,)) for actor in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Decision.objects.count() == Effect.objects.count() == 1
    assert len(told) == 1
    assert "Exemple" in told[0]


def _json(capability: Capability) -> dict[str, Any]:
    from parvis.desk.records.capabilities import to_json

    return to_json([replace(capability)])[0]
