"""What `parvis verify` finds once somebody with write access to the database has lifted its seals.

Each test forges what is kept, as that person would, and says what is found.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parvis.connectors.port import Act
from parvis.desk.moderation.actions import Seen, keep_comment, remove_comment
from parvis.desk.moderation.models import Assessment, Decision, Entry
from parvis.desk.moderation.verification import SEALED as DECISIONS
from parvis.desk.people.actors import process
from parvis.desk.records.audit import GENESIS, append_event, check_chain, event_hash
from parvis.desk.records.immutable import seal, sealed_tables, unseal
from parvis.desk.records.models import AuditEvent, Comment, Effect, PolicyVersion, Revision, Standing
from parvis.desk.records.verification import SEALED as RECORDS
from parvis.desk.records.verification import verify
from tests.desk.cast import alice, receive, remote

pytestmark = pytest.mark.django_db

INSULT = "Vous êtes une bande d'imbéciles finis."
TESTS = process("tests")


@pytest.fixture
def desk(policy_in_force: Any) -> Decision:
    """Three comments, one of them edited since, one kept; the decision returned removes another."""
    actor = alice()
    received = receive([remote(1, INSULT), remote(2, "Merci beaucoup."), remote(3, "Avant")])
    receive([remote(3, "Après")])
    keep_comment(actor=actor, comment=received[1].comment, seen=Seen(received[1].revision.pk))
    return remove_comment(
        actor=actor,
        comment=received[0].comment,
        seen=Seen(received[0].revision.pk),
        criteria=["abusive"],
        quotes=["bande d'imbéciles"],
        act=Act.HIDE,
    )


@pytest.fixture
def unsealed(desk: Decision) -> Decision:
    """The same, with every seal lifted; what is then found of the seals themselves is left aside."""
    assert found() == []
    for table in (*RECORDS, *DECISIONS):
        unseal(connection, table)
    return desk


def found() -> list[str]:
    told = (fault for proof in verify() if proof.name != "Sceaux des tables" for fault in proof.faults)
    return [fault.replace("\u00a0", " ") for fault in told]


def about(words: str) -> bool:
    return any(words in fault for fault in found())


def rechain() -> None:
    """Number and hash every event again, as a forger who knows how would."""
    previous = GENESIS
    for number, event in enumerate(AuditEvent.objects.order_by("number"), start=1):
        hashed = event_hash(previous, number, event.at, event.actor, event.verb, event.subject, event.body)
        AuditEvent.objects.filter(number=event.number).update(number=number, previous_hash=previous, hash=hashed)
        previous = hashed


# The chain -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("column", ["at", "actor", "verb", "subject", "body", "previous_hash", "hash"])
@pytest.mark.parametrize("place", [1, 2, -1])
def test_an_edited_event_is_found_whatever_was_edited(unsealed: Decision, column: str, place: int) -> None:
    numbers = list(AuditEvent.objects.order_by("number").values_list("number", flat=True))
    number = numbers[place - 1 if place > 0 else place]
    AuditEvent.objects.filter(number=number).update(**{column: "autre chose"})
    assert about(f"Événement {number} : ")


def test_an_edited_event_whose_hash_was_worked_out_again_breaks_the_next(unsealed: Decision) -> None:
    event = AuditEvent.objects.get(number=2)
    hashed = event_hash(event.previous_hash, 2, event.at, "person:autre", event.verb, event.subject, event.body)
    AuditEvent.objects.filter(number=2).update(actor="person:autre", hash=hashed)
    assert found() == ["Événement 3 : ne suit pas l'événement précédent."]


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_deleted_event_is_found(unsealed: Decision, number: int) -> None:
    AuditEvent.objects.filter(number=number).delete()
    assert about(f"Événement {number + 1} : l'événement {number} manque")


def test_an_inserted_event_is_found(unsealed: Decision) -> None:
    for event in AuditEvent.objects.order_by("-number")[:2]:
        AuditEvent.objects.filter(number=event.number).update(number=event.number + 1)
    before = AuditEvent.objects.order_by("number").last()
    assert before is not None
    number = AuditEvent.objects.count() - 1
    previous = AuditEvent.objects.get(number=number - 1).hash
    at = timezone.now().isoformat()
    forged = event_hash(previous, number, at, "person:x", "account.health", "account:x", "{}")
    AuditEvent.objects.create(
        number=number, at=at, actor="person:x", verb="account.health", subject="account:x", body="{}",
        previous_hash=previous, hash=forged,
    )  # fmt: skip
    assert about(f"Événement {number + 1} : ne suit pas l'événement précédent")
    assert about(f"Événement {number + 1} : le contenu ne correspond pas à son empreinte")


def test_two_events_put_in_each_other_s_place_are_found(unsealed: Decision) -> None:
    AuditEvent.objects.filter(number=2).update(number=1000)
    AuditEvent.objects.filter(number=3).update(number=2)
    AuditEvent.objects.filter(number=1000).update(number=3)
    for number in (2, 3):
        assert about(f"Événement {number} : ne suit pas l'événement précédent")
        assert about(f"Événement {number} : le contenu ne correspond pas à son empreinte")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_change_to_a_chain_goes_unseen(data: st.DataObject, desk: Decision) -> None:
    """Any event but the last taken out, repeated, moved or changed breaks the chain; untouched, it holds."""
    events = list(AuditEvent.objects.order_by("number"))
    assert list(check_chain(events)) == []
    index = data.draw(st.integers(0, len(events) - 2))
    match data.draw(st.sampled_from(["drop", "repeat", "move", "change"])):
        case "drop":
            del events[index]
        case "repeat":
            events.insert(index, events[index])
        case "move":
            events.insert(data.draw(st.integers(index + 1, len(events) - 1)), events.pop(index))
        case _:
            column = data.draw(st.sampled_from(["at", "actor", "verb", "subject", "body", "previous_hash", "hash"]))
            value = getattr(events[index], column)
            setattr(events[index], column, data.draw(st.text(max_size=80).filter(lambda other: other != value)))
    assert list(check_chain(events)) != []


def test_the_end_of_the_chain_cut_off_is_found_through_the_records_it_announced(unsealed: Decision) -> None:
    for verb in ("decision.remove", "effect.wanted"):
        AuditEvent.objects.filter(verb=verb).delete()
    rechain()
    assert found() == [f"Décision {unsealed.pk} : le journal ne dit pas la même chose."]
    AuditEvent.objects.all().delete()
    assert about("présent, mais jamais reçu")
    assert about("jamais mise en vigueur au journal")


def test_known_limit_the_end_cut_off_is_not_found_where_no_record_answers_for_it(unsealed: Decision) -> None:
    """Only a checkpoint kept elsewhere could tell: the chain that is left is a true one."""
    append_event(actor=TESTS, verb="person.sign_in", subject="person:x")
    last = AuditEvent.objects.order_by("-number").values_list("number", flat=True)[0]
    AuditEvent.objects.filter(number=last).delete()
    assert found() == []


# Texts ---------------------------------------------------------------------------------------------------------


def test_a_changed_text_is_found(unsealed: Decision) -> None:
    Revision.objects.filter(comment=unsealed.comment).update(verbatim=b"Bonjour.")
    assert found() == [f"Commentaire {unsealed.comment_id}, révision 1 : texte altéré."]


@pytest.mark.parametrize("forged", [b"Bonjour.", b"\xff\xfe"])
def test_a_text_changed_with_its_hash_is_found_through_the_chain(unsealed: Decision, forged: bytes) -> None:
    digest = hashlib.sha256(forged).hexdigest()
    shown = forged.decode("utf-8", "replace")
    Revision.objects.filter(comment=unsealed.comment).update(verbatim=forged, sha256=digest, text=shown)
    assert about("révision 1 : reçu, mais absent des textes")
    assert about("révision 1 : présent, mais jamais reçu")
    assert about(f"Décision {unsealed.pk} : ne porte plus sur le texte qui avait été lu")


def test_a_changed_copy_for_screens_is_found(unsealed: Decision) -> None:
    Revision.objects.filter(comment=unsealed.comment).update(text="Bonjour.")
    assert about("révision 1 : copie affichée altérée")


def test_a_missing_revision_is_found(unsealed: Decision) -> None:
    edited = Revision.objects.get(number=2)
    first = Revision.objects.get(comment=edited.comment, number=1)
    Standing.objects.filter(comment=edited.comment).update(revision=first)
    Entry.objects.filter(comment=edited.comment).update(assessment=None)
    Assessment.objects.filter(revision=edited).delete()
    edited.delete()
    assert found() == [f"Commentaire {first.comment_id}, révision 2 : reçu, mais absent des textes."]


def test_a_first_revision_that_is_missing_is_found_twice(unsealed: Decision) -> None:
    edited = Revision.objects.get(number=2)
    first = Revision.objects.get(comment=edited.comment, number=1)
    Assessment.objects.filter(revision=first).delete()
    first.delete()
    assert about("révision 1 : reçu, mais absent des textes")
    assert about(f"Commentaire {edited.comment_id} : il manque une révision")


def test_a_comment_that_is_gone_altogether_is_found(unsealed: Decision) -> None:
    comment = Comment.objects.get(platform_id="100200300_3")
    for model in (Entry, Standing):
        model.objects.filter(comment=comment).delete()
    Assessment.objects.filter(revision__comment=comment).delete()
    Revision.objects.filter(comment=comment).delete()
    comment.delete()
    assert len([fault for fault in found() if "reçu, mais absent des textes" in fault]) == 2


def test_a_comment_slipped_in_is_found(unsealed: Decision) -> None:
    kept = Comment.objects.values().get(platform_id="100200300_2")
    slipped = Comment.objects.create(**(kept | {"id": None, "platform_id": "100200300_99"}))
    assert about(f"Commentaire {slipped.pk} : sans état")
    assert about(f"Commentaire {slipped.pk} : absent de la file")


def test_a_standing_on_an_old_revision_is_found(unsealed: Decision) -> None:
    edited = Revision.objects.get(number=2)
    first = Revision.objects.get(comment=edited.comment, number=1)
    Standing.objects.filter(comment=edited.comment).update(revision=first)
    assert found() == [f"Commentaire {edited.comment_id} : son état ne suit pas sa dernière révision."]


# Decisions -----------------------------------------------------------------------------------------------------

GROUNDS: list[tuple[dict[str, Any], str]] = [
    ({"evidence": []}, "retrait sans extrait du commentaire"),
    ({"evidence": [[5, 5]]}, "retrait sans extrait du commentaire"),
    ({"evidence": [[0, 9999]]}, "retrait sans extrait du commentaire"),
    ({"evidence": [[-3, 4]]}, "retrait sans extrait du commentaire"),
    ({"criteria": [], "criterion": ""}, "retrait sans critère de la politique citée"),
    ({"criteria": ["desaccord"], "criterion": "desaccord"}, "retrait sans critère de la politique citée"),
    ({"criterion": "vulgar"}, "retrait sans critère de la politique citée"),
    ({"clause": "P3a"}, "la clause citée n'est pas celle du critère"),
    ({"revision_sha256": "0" * 64}, "ne porte plus sur le texte qui avait été lu"),
]


@pytest.mark.parametrize(("forged", "told"), GROUNDS)
def test_a_removal_that_lost_its_grounds_is_found(unsealed: Decision, forged: dict[str, Any], told: str) -> None:
    Decision.objects.filter(pk=unsealed.pk).update(**forged)
    assert about(f"Décision {unsealed.pk} : {told}")


@pytest.mark.parametrize(
    "forged",
    [
        {"verdict": "keep"},
        {"actor": "person:autre"},
        {"effect": None},
        {"evidence": [[0, 4]]},
        {"criteria": ["abusive", "vulgar"]},
        {"clause": "P3a"},
        {"revision_sha256": "0" * 64},
    ],
)
def test_a_decision_that_the_chain_tells_otherwise_is_found(unsealed: Decision, forged: dict[str, Any]) -> None:
    Decision.objects.filter(pk=unsealed.pk).update(**forged)
    assert about(f"Décision {unsealed.pk} : le journal ne dit pas la même chose")


def test_a_decision_on_the_text_of_another_comment_is_found(unsealed: Decision) -> None:
    other = Revision.objects.get(comment__platform_id="100200300_2")
    Decision.objects.filter(pk=unsealed.pk).update(revision=other, revision_sha256=other.sha256)
    assert about(f"Décision {unsealed.pk} : porte sur le texte d'un autre commentaire")


def test_an_act_on_another_comment_is_found(unsealed: Decision) -> None:
    Effect.objects.update(comment=Comment.objects.get(platform_id="100200300_2"))
    assert about(f"Décision {unsealed.pk} : son geste visait un autre commentaire")


def test_a_decision_that_is_gone_is_found(unsealed: Decision) -> None:
    Entry.objects.filter(decision=unsealed).update(decision=None, state="waiting")
    Decision.objects.filter(pk=unsealed.pk).delete()
    assert found() == [f"Décision {unsealed.pk} : inscrite au journal, mais absente."]


def test_a_decision_missing_from_the_chain_is_found_even_when_the_chain_holds(unsealed: Decision) -> None:
    AuditEvent.objects.filter(verb="decision.remove").delete()
    rechain()
    assert found() == [f"Décision {unsealed.pk} : le journal ne dit pas la même chose."]


def test_a_comment_taken_out_of_the_queue_is_found(unsealed: Decision) -> None:
    Entry.objects.filter(comment__platform_id="100200300_3").delete()
    assert about("absent de la file")


# The policy ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "forge",
    [
        lambda source: source.replace("clock_hours = ", "clock_hours = 1", 1),
        lambda source: source + "\n# une remarque\nfin = vraiment\n",
        lambda _: "",
    ],
)
def test_a_changed_policy_is_found_and_stops_no_other_proof(unsealed: Decision, forge: Callable[[str], str]) -> None:
    version = PolicyVersion.objects.get()
    PolicyVersion.objects.update(source=forge(version.source))
    assert about(f"Politique {version.version} : le texte ne correspond pas à son empreinte")
    Revision.objects.filter(comment=unsealed.comment).update(verbatim=b"Bonjour.")
    assert about("texte altéré")


def test_a_policy_never_put_in_force_is_found(unsealed: Decision) -> None:
    AuditEvent.objects.filter(verb="policy.in_force").delete()
    rechain()
    version = PolicyVersion.objects.get().version
    assert found() == [f"Politique {version} : jamais mise en vigueur au journal."]


@pytest.mark.parametrize("body", ["", "null", "[]", "{", '{"revisions": []}', '{"decision": null}'])
def test_an_event_altered_into_anything_stops_no_proof(unsealed: Decision, body: str) -> None:
    AuditEvent.objects.update(body=body)
    assert about("le contenu ne correspond pas à son empreinte")
    assert about("présent, mais jamais reçu")
    assert about(f"Décision {unsealed.pk} : le journal ne dit pas la même chose")


# The seals -----------------------------------------------------------------------------------------------------


def seals_told() -> str:
    return " ".join(fault for proof in verify() if proof.name == "Sceaux des tables" for fault in proof.faults)


@pytest.mark.parametrize("table", [*RECORDS, *DECISIONS])
@pytest.mark.parametrize("kind", ["update", "delete", "truncate"])
def test_a_lifted_seal_is_found(desk: Decision, table: str, kind: str) -> None:
    if connection.vendor == "sqlite" and kind == "truncate":
        kind = "delete"  # SQLite has no TRUNCATE to seal against
    assert seals_told() == ""
    on = f" ON {table}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER seal_{kind}_{table}{on}")
    assert seals_told() == f"La table {table} n'est plus scellée."
    seal(connection, table)
    assert seals_told() == ""


def test_a_seal_that_no_longer_refuses_is_found(desk: Decision) -> None:
    with connection.cursor() as cursor:
        for statement in HOLLOW[connection.vendor]:
            cursor.execute(statement)
    assert "records_revision" not in sealed_tables(connection)
    assert "La table records_revision n'est plus scellée." in seals_told()


HOLLOW = {
    "sqlite": [
        "DROP TRIGGER seal_update_records_revision",
        "CREATE TRIGGER seal_update_records_revision BEFORE UPDATE ON records_revision BEGIN SELECT 1; END",
    ],
    "postgresql": [
        "SET CONSTRAINTS ALL IMMEDIATE",  # a table with checks still to come cannot be altered
        "ALTER TABLE records_revision DISABLE TRIGGER seal_update_records_revision",
    ],
}


def test_what_is_counted_is_said(desk: Decision) -> None:
    counted = {proof.name: proof.checked for proof in verify()}
    assert counted["Chaîne du journal"] == AuditEvent.objects.count()
    assert counted["Textes reçus"] == counted["Réceptions"] == 4
    assert counted["États des commentaires"] == 3
    assert counted["Décisions"] == counted["Décisions au journal"] == 2


def test_an_event_is_hashed_with_all_that_it_says(desk: Decision) -> None:
    """The hash can be worked out by anybody, from the row alone."""
    event = AuditEvent.objects.get(verb="decision.remove")
    written = [event.previous_hash, event.number, event.at, event.actor, event.verb, event.subject, event.body]
    assert event.hash == hashlib.sha256(json.dumps(written).encode("ascii")).hexdigest()
    assert event.body == json.dumps(json.loads(event.body), sort_keys=True, separators=(",", ":"))
