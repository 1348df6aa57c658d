"""The loop, platform by platform: a comment comes in, a person decides, the platform obeys, all is proven."""

from __future__ import annotations

import pytest

from parvis.connectors.port import Act
from parvis.desk.moderation.models import Entry
from parvis.desk.records.models import Discrepancy, Standing
from parvis.desk.records.polling import poll_once, reconcile_once
from tests.journeys.house import House, faults

pytestmark = pytest.mark.journey

INSULT = "Vous êtes une bande d'imbéciles finis."
QUOTE = "bande d'imbéciles"


def test_on_facebook_a_hidden_comment_leaves_the_public_page_and_comes_back(house: House) -> None:
    comment = house.arrive("facebook", INSULT)
    assert Entry.objects.get(comment=comment).state == "waiting"
    assert house.remove(comment, QUOTE, Act.HIDE).status_code == 302
    assert INSULT in house.public_texts("facebook")
    house.work()
    assert house.effect(comment).state == "confirmed"
    assert INSULT not in house.public_texts("facebook")
    assert Standing.objects.get(comment=comment).visibility == "hidden"
    assert house.restore(comment, Act.UNHIDE).status_code == 302
    house.work()
    assert INSULT in house.public_texts("facebook")
    assert faults() == []


def test_on_x_a_hidden_reply_stays_behind_a_click_and_comes_back(house: House) -> None:
    comment = house.arrive("x", INSULT)
    house.remove(comment, QUOTE, Act.HIDE)
    house.work()
    assert house.effect(comment).visibility == "hidden"
    assert house.world.item("x", comment.platform_id).state.value == "hidden"
    poll_once()  # X never says whether a reply is hidden: reading it again changes nothing
    assert Standing.objects.get(comment=comment).visibility == "hidden"
    house.restore(comment, Act.UNHIDE)
    house.work()
    assert house.world.item("x", comment.platform_id).state.value == "shown"
    assert faults() == []


def test_on_youtube_a_held_comment_takes_its_replies_along_and_both_come_back(house: House) -> None:
    comment = house.arrive("youtube", INSULT)
    reply = house.arrive(
        "youtube",
        "Soyons polis.",
        author="Solange Inventée",
        post_id=comment.post_platform_id,
        parent_id=comment.platform_id,
    )
    house.remove(comment, QUOTE, Act.HOLD)
    house.work()
    assert house.public_texts("youtube") == ["Le bureau de l'Exemple ouvre lundi."]
    assert Standing.objects.get(comment=reply).visibility == "held"
    poll_once()
    assert faults() == []
    house.restore(comment, Act.PUBLISH)
    house.work()
    poll_once()
    assert {INSULT, "Soyons polis."} < set(house.public_texts("youtube"))
    assert Standing.objects.get(comment=reply).visibility == "public"
    assert faults() == []
    assert not Discrepancy.objects.exists()


def test_on_youtube_a_rejection_is_final_and_the_desk_says_so(house: House) -> None:
    comment = house.arrive("youtube", INSULT)
    house.remove(comment, QUOTE, Act.REJECT)
    house.work()
    assert house.effect(comment).state == "confirmed"
    refused = house.restore(comment, Act.PUBLISH)
    assert refused.status_code == 409
    assert "La plateforme ne permet pas ce geste" in refused.content.decode()
    page = house.client.get(f"/commentaires/{comment.pk}/").content.decode()
    assert "YouTube ne permet pas de publier de nouveau un commentaire rejeté" in page
    assert house.world.item("youtube", comment.platform_id).state.value == "rejected"
    assert faults() == []


def test_on_facebook_a_deletion_is_final(house: House) -> None:
    comment = house.arrive("facebook", INSULT)
    house.remove(comment, QUOTE, Act.DELETE)
    house.work()
    assert house.world.item("facebook", comment.platform_id).state.value == "deleted"
    assert house.restore(comment, Act.UNHIDE).status_code == 409
    assert faults() == []


def test_on_x_a_mention_outside_our_conversations_cannot_be_hidden_and_the_desk_claims_nothing(house: House) -> None:
    handle = house.world.account("x")["handle"]
    house.world.mention("Gaston Inventé", f"@{handle} {INSULT}")
    poll_once()
    comment = Entry.objects.select_related("comment").get().comment
    assert house.remove(comment, QUOTE, Act.HIDE).status_code == 409
    assert house.remove(comment, QUOTE, None).status_code == 302
    assert house.decision(comment).effect is None
    assert Standing.objects.get(comment=comment).visibility == "public"
    assert faults() == []


@pytest.mark.parametrize("platform", ["x", "facebook", "youtube"])
def test_a_comment_deleted_before_we_act_is_refused_and_said_so(house: House, platform: str) -> None:
    comment = house.arrive(platform, INSULT)
    house.remove(comment, QUOTE, Act.HOLD if platform == "youtube" else Act.HIDE)
    house.world.delete(platform, comment.platform_id)
    house.work()
    effect = house.effect(comment)
    assert (effect.state, Standing.objects.get(comment=comment).visibility) == ("refused", "gone")
    assert "existe plus" in effect.said
    assert faults() == []


@pytest.mark.parametrize("platform", ["facebook", "youtube"])
def test_reconciliation_finds_what_others_did_and_fixes_nothing(house: House, platform: str) -> None:
    edited = house.arrive(platform, "Un avis poli.")
    deleted = house.arrive(platform, "Un autre avis.")
    house.world.edit(platform, edited.platform_id, "Un avis changé.")
    house.world.delete(platform, deleted.platform_id)
    reconcile_once()
    kinds = dict(Discrepancy.objects.values_list("comment_id", "kind"))
    assert kinds == {edited.pk: "edited", deleted.pk: "vanished"}
    assert edited.revisions.count() == 1
    assert faults() == []
