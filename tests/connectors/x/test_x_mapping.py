"""What a post becomes, in both generations of names: its place in the thread, and what may be done to it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from tests.connectors.x.x_replay import Answer, replaying
from tests.connectors.x.x_world import US, Post, World, id_at

from parvis.connectors.port import (
    AccountAccess,
    Act,
    Audience,
    Obstacle,
    RemoteComment,
    RemotePost,
    UnknownItem,
    Visibility,
)
from parvis.connectors.x import connect, snowflakes

START = datetime.now(UTC) - timedelta(hours=8)
BOTH = pytest.mark.parametrize("generation", ["tweet", "post"])


def minutes(number: int) -> datetime:
    return START + timedelta(minutes=number)


def received(world: World, **credentials: str) -> dict[str, RemotePost | RemoteComment]:
    given = {"bearer_token": "lecture", "generation": world.generation} | credentials
    with replaying(world) as replay:
        batches = list(connect(AccountAccess("x", US, "essai", given, replay.base_url)).fetch_since(""))
    assert all(batch.unknown == () for batch in batches)
    posts = {post.platform_id: post for batch in batches for post in batch.posts}
    return posts | {comment.platform_id: comment for batch in batches for comment in batch.comments}


def comment(world: World, post: Post, **credentials: str) -> RemoteComment:
    found = received(world, **credentials)[post.id]
    assert isinstance(found, RemoteComment)
    return found


def obstacles(found: RemoteComment) -> dict[Act, Obstacle | None]:
    return {capability.act: capability.obstacle for capability in found.capabilities}


@BOTH
def test_a_direct_reply_is_a_comment_on_our_post(generation: str) -> None:
    world = World(generation)
    post = world.say(US, "Nouveau formulaire en ligne.", minutes(0))
    answer = world.reply(post, "11", "@EssaisQc Merci!", minutes(1))
    found = comment(world, answer)
    assert (found.kind, found.thread_id, found.post_id, found.parent_id) == ("comment", post.id, post.id, "")
    assert (found.author_id, found.author_name, found.author_handle) == ("11", "Ginette Latulippe", "ginette_lt")
    assert found.created_at == snowflakes.time_of(answer.id)
    assert found.permalink == f"https://x.com/ginette_lt/status/{answer.id}"
    assert not found.ours


@BOTH
def test_a_reply_to_a_reply_names_its_parent(generation: str) -> None:
    world = World(generation)
    post = world.say(US, "Nouveau formulaire en ligne.", minutes(0))
    first = world.reply(post, "11", "@EssaisQc Où ça?", minutes(1))
    second = world.reply(first, "12", "@ginette_lt Sur le site.", minutes(2))
    found = comment(world, second)
    assert (found.kind, found.thread_id, found.post_id, found.parent_id) == ("reply", post.id, post.id, first.id)


@BOTH
def test_a_mention_elsewhere_belongs_to_no_post_of_ours(generation: str) -> None:
    world = World(generation)
    elsewhere = world.say("12", "Discussion entre nous.", minutes(0))
    mention = world.reply(elsewhere, "11", "@rosairev demande à @EssaisQc", minutes(1))
    found = comment(world, mention)
    assert (found.kind, found.thread_id, found.post_id) == ("mention", elsewhere.id, "")
    assert found.parent_id == elsewhere.id


@BOTH
def test_our_own_answer_is_a_comment_of_ours(generation: str) -> None:
    world = World(generation)
    post = world.say(US, "Nouveau formulaire en ligne.", minutes(0))
    answer = world.reply(world.reply(post, "11", "@EssaisQc Où ça?", minutes(1)), US, "@ginette_lt Ici.", minutes(2))
    found = comment(world, answer)
    assert found.ours
    assert obstacles(found) | {Act.DELETE: None} == obstacles(found)
    assert obstacles(found)[Act.HIDE] is Obstacle.OURS


@BOTH
def test_our_posts_are_posts(generation: str) -> None:
    world = World(generation)
    post = world.say(US, "Nouveau formulaire en ligne.", minutes(0))
    found = received(world)[post.id]
    assert isinstance(found, RemotePost)
    assert (found.text, found.ours) == (post.text, True)


@BOTH
def test_only_replies_in_our_conversations_can_be_hidden(generation: str) -> None:
    world = World(generation)
    post = world.say(US, "Nouveau formulaire en ligne.", minutes(0))
    here = world.reply(post, "11", "@EssaisQc Merci!", minutes(1))
    elsewhere = world.reply(world.say("12", "Entre nous.", minutes(0)), "11", "et @EssaisQc?", minutes(2))
    hiding = {c.act: c for c in comment(world, here).capabilities}[Act.HIDE]
    assert (hiding.possible, hiding.reversible, hiding.seen_by) == (True, True, Audience.BEHIND_A_CLICK)
    assert not hiding.author_told
    assert not hiding.takes_replies
    assert obstacles(comment(world, elsewhere))[Act.HIDE] is Obstacle.NOT_OUR_CONVERSATION
    assert obstacles(comment(world, elsewhere))[Act.UNHIDE] is Obstacle.NOT_OUR_CONVERSATION


def test_the_post_of_somebody_else_can_never_be_deleted_held_or_rejected() -> None:
    world = World()
    answer = world.reply(world.say(US, "Nouveau formulaire.", minutes(0)), "11", "@EssaisQc Merci!", minutes(1))
    found = obstacles(comment(world, answer))
    assert {found[act] for act in (Act.DELETE, Act.HOLD, Act.PUBLISH, Act.REJECT)} == {Obstacle.NO_SUCH_ACT}


@BOTH
def test_we_may_reply_only_to_an_author_who_mentioned_or_quoted_us(generation: str) -> None:
    world = World(generation)
    post = world.say(US, "Nouveau formulaire en ligne.", minutes(0))
    mentioning = world.reply(post, "11", "@EssaisQc Merci!", minutes(1))
    silent = world.add(Post(id_at(minutes(2)), "12", "Bof.", mentioning.id, post.id))
    quoting = world.add(Post(id_at(minutes(3)), "12", "Voyez ceci", mentioning.id, post.id, quotes=post.id))
    assert obstacles(comment(world, mentioning))[Act.REPLY] is None
    assert obstacles(comment(world, quoting))[Act.REPLY] is None
    assert obstacles(comment(world, silent))[Act.REPLY] is Obstacle.NOT_SUMMONED
    assert obstacles(comment(world, silent, tier="enterprise"))[Act.REPLY] is None


@BOTH
def test_a_long_text_arrives_whole(generation: str) -> None:
    world = World(generation)
    long = "Madame, " + "je vous écris longuement. " * 100
    answer = world.reply(world.say(US, "Formulaire.", minutes(0)), "11", long[:280], minutes(1), note=long)
    assert comment(world, answer).text == long


@BOTH
def test_an_edited_mention_keeps_its_identity_and_says_when_it_was_edited(generation: str) -> None:
    world = World(generation)
    first = id_at(minutes(0))
    edited = world.add(Post(id_at(minutes(9)), "11", "corrigé", mentions=(US,), versions=(first, id_at(minutes(9)))))
    found = received(world)[first]
    assert isinstance(found, RemoteComment)
    assert (found.text, found.kind) == ("corrigé", "mention")
    assert found.created_at == snowflakes.time_of(first)
    assert found.edited_at == snowflakes.time_of(edited.id)


def test_x_never_says_whether_a_reply_is_hidden() -> None:
    world = World()
    answer = world.reply(world.say(US, "Formulaire.", minutes(0)), "11", "@EssaisQc Merci!", minutes(1))
    mention = world.say("12", "Bonjour @EssaisQc", minutes(2), mentions=(US,))
    assert comment(world, answer).visibility is Visibility.UNKNOWN
    assert comment(world, mention).visibility is Visibility.PUBLIC


def page_of(*items: object) -> list[RemoteComment | UnknownItem]:
    """What a page of mentions with these items gives."""

    def script(call: object) -> Answer:
        mentions = getattr(call, "path", "").endswith("/mentions")
        return Answer(200, {"data": list(items), "meta": {}} if mentions else {"meta": {}})

    with replaying(script) as replay:
        account = AccountAccess("x", US, "essai", {"bearer_token": "lecture"}, replay.base_url)
        batches = list(connect(account).fetch_since(""))
    found: list[RemoteComment | UnknownItem] = []
    for batch in batches:
        found += [*batch.comments, *batch.unknown]
    return found


def test_a_post_with_an_id_and_a_text_only_is_read() -> None:
    [found] = page_of({"id": "1900000000000000000", "text": "Bonjour"})
    assert isinstance(found, RemoteComment)
    assert (found.text, found.kind, found.thread_id) == ("Bonjour", "mention", "1900000000000000000")
    assert found.created_at == datetime(2025, 3, 13, 1, 44, 34, 949000, tzinfo=UTC)  # from the id
    assert (found.author_id, found.author_name, found.edited_at) == ("", "", None)


@pytest.mark.parametrize("said", ["hier", "", 7, None, "2025-13-45T00:00:00Z", "0001-01-01T00:00:00+14:00"])
def test_an_unreadable_time_is_taken_from_the_id(said: object) -> None:
    [found] = page_of({"id": "1900000000000000000", "text": "Bonjour", "created_at": said})
    assert isinstance(found, RemoteComment)
    assert found.created_at == snowflakes.time_of("1900000000000000000")


@pytest.mark.parametrize(
    ("item", "kind"),
    [
        (None, "malformed"), ("texte", "malformed"), ([1], "malformed"), ({}, "malformed"),
        ({"id": 7, "text": "a"}, "malformed"), ({"id": "9" * 20, "text": "a"}, "malformed"),
        ({"id": "8", "text": None}, "post"), ({"id": "8", "poll": {}}, "post"),
        ({"id": "8", "text": "RT", "referenced_posts": [{"type": "retweeted", "id": "5"}]}, "share"),
        ({"id": "8", "text": "RT", "referenced_tweets": [{"type": "retweeted", "id": "5"}]}, "share"),
    ],
)  # fmt: skip
def test_an_item_of_no_known_kind_is_kept_raw_and_stops_nothing(item: object, kind: str) -> None:
    after = {"id": "1900000000000000000", "text": "la suite"}
    found = page_of(item, after)
    unknown = [one for one in found if isinstance(one, UnknownItem)]
    assert [(one.kind, one.raw) for one in unknown] == [(kind, item)]
    assert [one.text for one in found if isinstance(one, RemoteComment)] == ["la suite"]


def test_a_reference_of_an_unknown_kind_leaves_the_text_readable() -> None:
    [found] = page_of({"id": "8", "text": "a", "referenced_posts": [{"type": "remixed", "id": "5"}, 3, None]})
    assert isinstance(found, RemoteComment)
    assert found.text == "a"


def test_a_page_that_is_no_list_is_kept_raw() -> None:
    with replaying(lambda _: Answer(200, {"data": {"id": "8"}, "meta": {}})) as replay:
        account = AccountAccess("x", US, "essai", {"bearer_token": "lecture"}, replay.base_url)
        batches = list(connect(account).fetch_since(""))
    assert {one.kind for batch in batches for one in batch.unknown} == {"post"}
