"""Acts on YouTube: what is sent, once, and what is read back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime

import httplib2
import pytest
from tests.connectors.scripted_server import Answer, ScriptedServer, scripted
from tests.connectors.youtube.fake_channel import CHANNEL, START, FakeChannel, connector, failure

from parvis.connectors.port import Act, FateUnknown, ItemGone, Order, Refused, Visibility


@pytest.fixture
def channel() -> FakeChannel:
    channel = FakeChannel()
    channel.say(1, START)
    channel.say(10, START + 1, parent="T1")
    channel.say(11, START + 2, parent="T1")
    channel.say(2, START + 3)
    return channel


@pytest.fixture
def server(channel: FakeChannel) -> Iterator[ScriptedServer]:
    with scripted(channel) as running:
        yield running


def order(act: Act, platform_id: str = "T1", thread_id: str = "", text: str = "") -> Order:
    asked_at = datetime.fromtimestamp(START + 900, UTC)
    return Order(act, platform_id, key="clef-1", thread_id=thread_id, text=text, asked_at=asked_at)


def seen(server: ScriptedServer, *platform_ids: str) -> list[Visibility]:
    return [one.visibility for one in connector(server.url).observe(platform_ids)]


@pytest.mark.parametrize("finds_held", [True, False])
def test_a_comment_is_held_with_its_replies_then_published_again(
    channel: FakeChannel,
    server: ScriptedServer,
    finds_held: bool,
) -> None:
    channel.finds_held = finds_held
    link = connector(server.url)
    assert link.perform(order(Act.HOLD)).visibility is Visibility.HELD
    assert seen(server, "T1", "T2") == [Visibility.HELD, Visibility.PUBLIC]
    if finds_held:
        assert seen(server, "T1.R10") == [Visibility.HELD]
    assert link.perform(order(Act.PUBLISH)).visibility is Visibility.PUBLIC
    assert seen(server, "T1", "T1.R10") == [Visibility.PUBLIC, Visibility.PUBLIC]


@pytest.mark.parametrize("tells", [True, False])
@pytest.mark.parametrize("finds_held", [True, False])
def test_a_held_reply_is_read_back_as_held(
    channel: FakeChannel,
    server: ScriptedServer,
    tells: bool,
    finds_held: bool,
) -> None:
    channel.tells, channel.finds_held = tells, finds_held
    connector(server.url).perform(order(Act.HOLD, "T1.R10"))
    expected = Visibility.HELD if tells or finds_held else Visibility.UNKNOWN
    assert seen(server, "T1.R10", "T1.R11", "T1")[1:] == [Visibility.PUBLIC, Visibility.PUBLIC]
    assert seen(server, "T1.R10") == [expected]


def test_a_rejected_comment_is_gone_and_cannot_be_published_again(server: ScriptedServer) -> None:
    link = connector(server.url)
    assert link.perform(order(Act.REJECT)).visibility is Visibility.GONE
    assert server.requests[-1].query["moderationStatus"] == "rejected"
    assert "banAuthor" not in server.requests[-1].query
    [gone] = link.observe(["T1"])
    assert (gone.visibility, gone.text) == (Visibility.GONE, None)
    with pytest.raises(ItemGone) as refusal:
        link.perform(order(Act.PUBLISH))
    assert refusal.value.permanent


def test_our_own_reply_is_deleted(server: ScriptedServer) -> None:
    link = connector(server.url)
    reply = link.perform(order(Act.REPLY, text="Bonjour")).reply_id
    assert link.perform(order(Act.DELETE, reply)).visibility is Visibility.GONE
    assert seen(server, reply) == [Visibility.GONE]


def test_a_reply_to_a_reply_goes_to_the_thread_and_is_found_again(server: ScriptedServer) -> None:
    link = connector(server.url)
    asked = order(Act.REPLY, "T1.R10", thread_id="T1", text="Merci, la patinoire ouvre samedi à 9 h.")
    assert link.find_reply(asked) is None
    done = link.perform(asked)
    sent = json.loads(server.requests[-1].body)
    assert sent == {"snippet": {"parentId": "T1", "textOriginal": asked.text}}
    assert done.visibility is Visibility.PUBLIC
    assert link.find_reply(asked) == done.reply_id
    assert link.find_reply(order(Act.REPLY, "T1.R10", text=asked.text)) == done.reply_id
    assert link.find_reply(order(Act.REPLY, "T1", text="Autre texte")) is None
    assert link.find_reply(order(Act.REPLY, "T404", text=asked.text)) is None


def test_an_older_reply_or_somebody_elses_with_the_same_words_is_not_taken_for_ours(
    channel: FakeChannel, server: ScriptedServer
) -> None:
    channel.say(20, START + 100, "Merci.", parent="T1", author=CHANNEL)
    channel.say(21, START + 901, "Merci.", parent="T1")
    asked = order(Act.REPLY, text="Merci.")
    assert connector(server.url).find_reply(asked) is None


@pytest.mark.parametrize("act", [Act.HIDE, Act.UNHIDE])
def test_an_act_that_youtube_does_not_have_is_refused_before_anything_is_sent(server: ScriptedServer, act: Act) -> None:
    with pytest.raises(Refused, match="n'existe pas sur YouTube"):
        connector(server.url).perform(order(act))
    assert server.requests == []


@pytest.mark.parametrize("hostile", ["", "T1,T2", "T1&id=T2", "../x", "T1\u0000", "\ud800", "é"])
def test_an_id_that_would_become_another_is_never_sent(server: ScriptedServer, hostile: str) -> None:
    link = connector(server.url)
    for act in (Act.HOLD, Act.DELETE, Act.REPLY):
        with pytest.raises(Refused) as refusal:
            link.perform(order(act, hostile, text="Bonjour"))
        assert refusal.value.code == "bad_id"
    assert seen(server, hostile) == [Visibility.UNKNOWN]
    assert server.requests == []


def test_a_reply_that_utf8_cannot_carry_is_refused_before_it_is_sent(server: ScriptedServer) -> None:
    with pytest.raises(Refused) as refusal:
        connector(server.url).perform(order(Act.REPLY, text="\ud83d"))
    assert refusal.value.code == "unsendable_text"
    assert server.requests == []


def test_many_comments_are_read_back_in_the_order_asked_in_batches_of_fifty(
    channel: FakeChannel, server: ScriptedServer
) -> None:
    for number in range(100, 220):
        channel.say(number, START + number)
        channel.say(number, START + number, parent="T1")
    asked = [f"T{number}" for number in range(100, 220)] + [f"T1.R{number}" for number in range(100, 220)]
    asked[7] = asked[130] = "T404"
    read = connector(server.url).observe([*asked, "T1"])
    assert [one.platform_id for one in read] == [*asked, "T1"]
    assert [index for index, one in enumerate(read) if one.visibility is Visibility.GONE] == [7, 130]
    assert len([one for one in read if one.visibility is Visibility.PUBLIC]) == 239
    assert max(len(request.query.get("id", "").split(",")) for request in server.requests) == 50


def test_long_ids_stay_in_addresses_that_are_read_as_readings(channel: FakeChannel, server: ScriptedServer) -> None:
    long = [f"{'x' * 60}{number}" for number in range(60)]
    for one in long:
        channel.say(1, START)
        channel.said[one] = channel.said.pop("T1")
        channel.said[one].id = one
    assert seen(server, *long) == [Visibility.PUBLIC] * 60
    assert {request.method for request in server.requests} == {"GET"}


def test_what_may_not_be_looked_for_among_the_held_is_unknown_rather_than_gone(
    channel: FakeChannel, server: ScriptedServer
) -> None:
    channel.before_answer = lambda request: failure(403, "forbidden") if "moderationStatus" in request.query else None
    assert seen(server, "T404") == [Visibility.UNKNOWN]


@pytest.mark.parametrize("cut", ["before", "within"])
@pytest.mark.parametrize("act", [Act.HOLD, Act.REJECT, Act.DELETE, Act.REPLY])
def test_an_act_is_sent_exactly_once_even_when_the_connection_is_cut(
    channel: FakeChannel, server: ScriptedServer, act: Act, cut: str
) -> None:
    link = connector(server.url)
    link.observe(["T2"])  # the connection is open, and will be used again
    channel.before_answer = lambda _request: Answer({"id": "T1.R99"}, cut=cut)
    with pytest.raises(FateUnknown) as unknown:
        link.perform(order(act, text="Bonjour"))
    assert not unknown.value.permanent
    assert len([one for one in server.requests if one.method != "GET"]) == 1


def test_a_reply_without_an_id_may_have_been_published(channel: FakeChannel, server: ScriptedServer) -> None:
    channel.before_answer = lambda _request: Answer({})
    with pytest.raises(FateUnknown):
        connector(server.url).perform(order(Act.REPLY, text="Bonjour"))


def test_the_clients_usual_carrier_would_have_sent_the_act_again(channel: FakeChannel, server: ScriptedServer) -> None:
    """Why `transport.py` exists. When this fails, httplib2 no longer repeats, and it may go."""
    channel.before_answer = lambda request: Answer(cut="before") if request.method == "POST" else Answer({})
    carrier = httplib2.Http(timeout=2)
    carrier.request(f"{server.url}/open", headers={"authorization": "x"})
    with pytest.raises(ConnectionError):
        carrier.request(f"{server.url}/act", method="POST", body="{}")
    carrier.close()
    assert len([one for one in server.requests if one.method == "POST"]) > 1
