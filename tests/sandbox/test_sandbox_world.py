"""The truth of the invented platforms: what people do, and what the public then sees."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parvis.sandbox.items import OFFICIAL, PLATFORMS, NoSuchItem, NotAllowed, Shown, State
from parvis.sandbox.world import World


def seen(world: World, platform: str) -> dict[str, Shown]:
    return {one.id: one for root in world.public_view(platform) for one in root.walk()}


def test_three_official_accounts_with_fresh_tokens_are_made_with_a_world(world: World) -> None:
    accounts = {account["platform"]: account for account in world.accounts()}
    assert {p: set(a["credentials"]) for p, a in accounts.items()} == {
        "x": {"bearer_token", "user_token"},
        "facebook": {"page_token"},
        "youtube": {"access_token"},
    }
    assert accounts["youtube"]["platform_id"].startswith("UC")
    assert all("fictif" in account["name"] for account in accounts.values())
    other = World(seed=7)
    tokens = [w.account("facebook")["credentials"]["page_token"] for w in (world, other)]
    assert tokens[0] != tokens[1]
    other.close()


@pytest.mark.parametrize("platform", PLATFORMS)
def test_a_comment_is_seen_under_its_post_and_a_reply_under_its_comment(world: World, platform: str) -> None:
    post = world.publish(platform, "Avis")
    comment = world.comment(platform, post, "rita", "Merci!")
    reply = world.comment(platform, post, "normand", "Pas d’accord.", comment)
    [root] = world.public_view(platform)
    assert [(one.id, one.name) for one in root.replies] == [(comment, "Rita Grandmerci")]
    assert [one.id for one in root.replies[0].replies] == [reply]


@pytest.mark.parametrize("platform", ["facebook", "youtube"])
def test_a_reply_to_a_reply_goes_under_the_same_comment(world: World, platform: str) -> None:
    post = world.publish(platform, "Avis")
    comment = world.comment(platform, post, "Un", "un")
    reply = world.comment(platform, post, "Deux", "deux", comment)
    assert world.item(platform, world.comment(platform, post, "Trois", "trois", reply)).parent_id == comment


def test_ids_have_the_shapes_of_the_real_ones(world: World) -> None:
    x, page, video = (world.publish(platform, "Avis") for platform in PLATFORMS)
    assert x.isdigit()
    assert len(x) == 19
    page_id, _, number = page.partition("_")
    assert page_id == world.account("facebook")["platform_id"]
    assert world.comment("facebook", page, "rita", "a").startswith(number + "_")
    assert len(video) == 11
    comment = world.comment("youtube", video, "rita", "a")
    assert (comment[:2], comment[-7:], len(comment)) == ("Ug", "4AaABAg", 26)
    assert world.comment("youtube", video, "rita", "b", comment).startswith(comment + ".")


def test_ids_of_x_rise_with_time_even_within_a_millisecond(world: World) -> None:
    ids = [int(world.mention("rita", f"bonjour {n}")) for n in range(300)]
    assert ids == sorted(set(ids))
    past = world.mention("rita", "hier", datetime.now(UTC) - timedelta(days=1))
    assert int(past) < ids[0]


def test_an_edit_on_x_makes_another_id_and_keeps_the_thread(world: World) -> None:
    post = world.publish("x", "Avis")
    comment = world.comment("x", post, "rita", "Merçi")
    reply = world.comment("x", post, "lea", "De rien", comment)
    edited = world.edit("x", comment, "Merci")
    assert edited != comment
    assert world.item("x", comment).state is State.SUPERSEDED
    assert [version.id for version in world.versions(world.item("x", edited))] == [comment, edited]
    shown = seen(world, "x")
    assert comment not in shown
    assert [one.id for one in shown[edited].replies] == [reply]


@pytest.mark.parametrize("platform", ["facebook", "youtube"])
def test_an_edit_elsewhere_keeps_the_id(world: World, platform: str) -> None:
    post = world.publish(platform, "Avis")
    comment = world.comment(platform, post, "rita", "Merçi")
    assert world.edit(platform, comment, "Merci") == comment
    item = world.item(platform, comment)
    assert (item.text, item.edited is not None) == ("Merci", True)


def test_a_hidden_comment_is_absent_on_facebook_and_behind_a_click_on_x(world: World) -> None:
    for platform in ("facebook", "x"):
        comment = world.comment(platform, world.publish(platform, "Avis"), "kevin", "Bande de…")
        world.set_state(world.item(platform, comment), State.HIDDEN)
        shown = seen(world, platform)
        assert (comment in shown) == (platform == "x")
        assert platform != "x" or shown[comment].behind_click


@pytest.mark.parametrize("state", [State.HELD, State.REJECTED])
def test_what_youtube_holds_or_rejects_takes_its_replies_out_of_sight(world: World, state: State) -> None:
    video = world.publish("youtube", "Vidéo")
    comment = world.comment("youtube", video, "kevin", "Bande de…")
    reply = world.comment("youtube", video, "rita", "Restons polis.", comment)
    world.set_state(world.item("youtube", comment), state)
    assert not {comment, reply} & set(seen(world, "youtube"))
    assert world.item("youtube", reply).state is State.SHOWN


def test_a_rejected_comment_stays_rejected(world: World) -> None:
    comment = world.comment("youtube", world.publish("youtube", "Vidéo"), "kevin", "Bande de…")
    world.set_state(world.item("youtube", comment), State.REJECTED)
    for state in (State.SHOWN, State.HELD):
        with pytest.raises(NotAllowed):
            world.set_state(world.item("youtube", comment), state)


@pytest.mark.parametrize(("platform", "replies_stay"), [("x", True), ("facebook", False), ("youtube", False)])
def test_deleting_a_comment_takes_its_replies_except_on_x(world: World, platform: str, replies_stay: bool) -> None:
    post = world.publish(platform, "Avis")
    comment = world.comment(platform, post, "kevin", "Oups")
    reply = world.comment(platform, post, "rita", "Hein?", comment)
    world.delete(platform, comment)
    shown = seen(world, platform)
    assert comment not in shown
    assert (reply in shown) == replies_stay
    assert world.item(platform, comment).removed_by == "author"
    with pytest.raises(NoSuchItem):
        world.comment(platform, post, "lea", "Trop tard?", comment)


def test_nobody_comments_on_what_never_existed(world: World) -> None:
    with pytest.raises(NoSuchItem):
        world.comment("facebook", "1_2", "rita", "Allo?")


def test_a_person_has_one_account_by_platform_and_a_handle_x_accepts(world: World) -> None:
    post = world.publish("x", "Avis")
    names = ["Zoé Très-Long-Nom de la Tuque", "Zoé Très-Long-Nom de la Toque", "李雷", "\ud800", OFFICIAL + "2"]
    for name in names + names:
        world.comment("x", post, name, "bonjour")
    people = {world.people.person("x", name).handle for name in names}
    assert len(people) == len(names)
    assert all(1 <= len(one) <= 15 and one.isascii() and one.isalnum() for one in people)


HOSTILE = ["", "\0", "\ud800", "\udfff\ud800", "\u202eévil\u202c", "a\u0301" * 50, "😀" * 10, "x" * 100_000, "\r\n\t"]


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_is_kept_as_it_was_written(text: str, tmp_path: Path) -> None:
    path = tmp_path / "monde.sqlite"
    world = World(path)
    ids = {p: world.comment(p, world.publish(p, text), text or "Anonyme", text) for p in PLATFORMS}
    world.close()
    again = World(path)
    assert {p: again.item(p, one).text for p, one in ids.items()} == dict.fromkeys(PLATFORMS, text)
    again.close()


@given(st.text(st.characters(), max_size=60))
@settings(max_examples=60, deadline=None)
def test_every_text_comes_back(text: str) -> None:
    world = World()
    comment = world.comment("youtube", world.publish("youtube", "Vidéo"), "rita", text)
    assert world.item("youtube", comment).text == text
    world.close()


def test_stopping_and_starting_again_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "monde.sqlite"
    world = World(path)
    post = world.publish("x", "Avis")
    hidden = world.comment("x", post, "Kevin Malpoli", "Bande de…")
    world.set_state(world.item("x", hidden), State.HIDDEN)
    world.settings["x_generation"] = "post"
    world.revoke_token("youtube")
    accounts, view = world.accounts(), world.public_view("x")
    world.close()
    again = World(path)
    assert again.accounts() == accounts
    assert again.public_view("x") == view
    assert again.settings["x_generation"] == "post"
    assert again.settings["revoked.youtube"] is True
    assert int(again.mention("rita", "je suis de retour")) > int(hidden)
    assert path.stat().st_mode & 0o077 == 0
    again.close()


def test_a_thousand_answers_deep_conversation_can_still_be_shown(world: World) -> None:
    post = world.publish("x", "Avis")
    last = ""
    for n in range(1_000):
        last = world.comment("x", post, "Un" if n % 2 else "Deux", f"réplique {n}", last)
    assert len(seen(world, "x")) == 1_001


def test_thirteen_hundred_comments_are_all_shown(tmp_path: Path) -> None:
    world = World(tmp_path / "monde.sqlite")
    post = world.publish("facebook", "Avis")
    for n in range(1_300):
        world.comment("facebook", post, f"Personne {n % 40}", f"Commentaire {n}")
    assert len(seen(world, "facebook")) == 1_301
    world.close()
