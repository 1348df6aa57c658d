"""Acts on Facebook: what is sent, once, and what is read back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from tests.connectors.facebook.fake_page import START, FakePage, connector
from tests.connectors.scripted_server import Answer, ScriptedServer, always, scripted

from parvis.connectors.port import Act, FateUnknown, ItemGone, Order, Outcome, Refused, Visibility


@pytest.fixture
def page() -> FakePage:
    page = FakePage()
    page.post("7_1")
    page.say("7_1", 1, START)
    page.say("7_1", 2, START + 1)
    return page


@pytest.fixture
def server(page: FakePage) -> Iterator[ScriptedServer]:
    with scripted(page) as running:
        yield running


def order(act: Act, platform_id: str = "9_1", **more: Any) -> Order:
    asked_at = datetime.fromtimestamp(START + 9000, UTC)
    return Order(act, platform_id, key="clef-1", post_id="7_1", asked_at=asked_at, **more)


def test_a_comment_is_hidden_then_shown_again(page: FakePage, server: ScriptedServer) -> None:
    link = connector(server.url)
    assert link.perform(order(Act.HIDE)).visibility is Visibility.HIDDEN
    assert page.find("9_1") is not None
    assert [one.visibility for one in link.observe(["9_1", "9_2"])] == [Visibility.HIDDEN, Visibility.PUBLIC]
    assert link.perform(order(Act.UNHIDE)).visibility is Visibility.PUBLIC
    assert link.observe(["9_1"])[0].visibility is Visibility.PUBLIC
    assert [request.form for request in server.requests if request.method == "POST"] == [
        {"is_hidden": "true"},
        {"is_hidden": "false"},
    ]


def test_a_deleted_comment_is_seen_to_be_gone(server: ScriptedServer) -> None:
    link = connector(server.url)
    assert link.perform(order(Act.DELETE)).visibility is Visibility.GONE
    assert link.observe(["9_1"])[0].visibility is Visibility.GONE
    assert link.observe(["9_1"])[0].text is None


def test_acting_on_a_comment_that_is_gone_is_refused_for_good(server: ScriptedServer) -> None:
    link = connector(server.url)
    for act in (Act.HIDE, Act.DELETE, Act.REPLY):
        with pytest.raises(ItemGone) as refusal:
            link.perform(order(act, "9_404", text="Bonjour"))
        assert refusal.value.permanent


def test_a_reply_is_published_and_found_again(server: ScriptedServer) -> None:
    link = connector(server.url)
    asked = order(Act.REPLY, text="Merci, la patinoire ouvre samedi à 9 h.")
    assert link.find_reply(asked) is None
    done = link.perform(asked)
    assert done == Outcome(Visibility.PUBLIC, reply_id=done.reply_id, raw={"id": done.reply_id})
    assert link.find_reply(asked) == done.reply_id
    assert link.find_reply(order(Act.REPLY, text="Autre texte")) is None


def test_an_older_reply_with_the_same_words_is_not_taken_for_ours(page: FakePage, server: ScriptedServer) -> None:
    ours = {"from": {"id": "700100", "name": "La Ville"}, "parent": {"id": "9_1"}}
    page.say("7_1", 3, START + 100, "Merci.", **ours)
    asked = order(Act.REPLY, text="Merci.")
    assert asked.asked_at is not None
    assert asked.asked_at - timedelta(minutes=10) > datetime.fromtimestamp(START + 100, UTC)
    assert connector(server.url).find_reply(asked) is None


def test_somebody_elses_identical_words_are_not_our_reply(page: FakePage, server: ScriptedServer) -> None:
    page.say("7_1", 3, START + 9001, "Merci.", parent={"id": "9_1"})
    assert connector(server.url).find_reply(order(Act.REPLY, text="Merci.")) is None


def test_no_reply_is_found_under_a_comment_that_is_gone(server: ScriptedServer) -> None:
    assert connector(server.url).find_reply(order(Act.REPLY, "9_404", text="Merci.")) is None


@pytest.mark.parametrize("act", [Act.HOLD, Act.PUBLISH, Act.REJECT])
def test_an_act_that_facebook_does_not_have_is_refused_before_anything_is_sent(
    server: ScriptedServer, act: Act
) -> None:
    with pytest.raises(Refused, match="n'existe pas sur Facebook"):
        connector(server.url).perform(order(act))
    assert server.requests == []


@pytest.mark.parametrize("hostile", ["", "..", "../me", "9_1/comments", "9_1?x=1", "9_1#", "9\u0000", "\ud800"])
def test_an_id_that_would_change_the_path_is_never_sent(server: ScriptedServer, hostile: str) -> None:
    link = connector(server.url)
    with pytest.raises(Refused) as refusal:
        link.perform(order(Act.DELETE, hostile))
    assert refusal.value.code == "bad_id"
    assert [one.visibility for one in link.observe([hostile])] == [Visibility.UNKNOWN]
    assert server.requests == []


def test_a_reply_that_utf8_cannot_carry_is_refused_before_it_is_sent(server: ScriptedServer) -> None:
    with pytest.raises(Refused) as refusal:
        connector(server.url).perform(order(Act.REPLY, text="\ud83d"))
    assert refusal.value.code == "unsendable_text"
    assert server.requests == []


def test_two_missing_comments_among_many_cost_a_few_calls_and_hide_no_other(
    page: FakePage, server: ScriptedServer
) -> None:
    for number in range(3, 121):
        page.say("7_1", number, START + number)
    asked = [f"9_{number}" for number in range(1, 121)] + ["9_1"]
    asked[30] = asked[90] = "9_404"
    seen = connector(server.url).observe(asked)
    assert [one.platform_id for one in seen] == asked
    assert [index for index, one in enumerate(seen) if one.visibility is Visibility.GONE] == [30, 90]
    assert len([one for one in seen if one.visibility is Visibility.PUBLIC]) == 119
    assert len(server.requests) < 30
    assert max(len(one.query.get("ids", "").split(",")) for one in server.requests) == 50


def test_one_comment_that_may_not_be_read_is_unknown_rather_than_gone() -> None:
    refusal = Answer({"error": {"code": 10, "message": "non"}}, status=403)
    with scripted(always(refusal)) as server:
        [seen] = connector(server.url).observe(["9_1"])
    assert seen.visibility is Visibility.UNKNOWN


@pytest.mark.parametrize("cut", ["before", "within"])
@pytest.mark.parametrize("act", [Act.HIDE, Act.DELETE, Act.REPLY])
def test_an_act_is_sent_exactly_once_even_when_the_connection_is_cut(
    page: FakePage, server: ScriptedServer, act: Act, cut: str
) -> None:
    link = connector(server.url)
    link.observe(["9_1"])  # the connection is open, and will be used again
    page.before_answer = lambda _request: Answer({"success": True}, cut=cut)
    with pytest.raises(FateUnknown) as unknown:
        link.perform(order(act, text="Bonjour"))
    assert not unknown.value.permanent
    assert len([one for one in server.requests if one.method != "GET"]) == 1


def test_an_answer_that_does_not_say_success_is_not_taken_for_one(page: FakePage, server: ScriptedServer) -> None:
    page.before_answer = lambda _request: Answer({})
    for act in (Act.HIDE, Act.DELETE, Act.REPLY):
        with pytest.raises(FateUnknown):
            connector(server.url).perform(order(act, text="Bonjour"))
    page.before_answer = lambda _request: Answer({"success": False})
    with pytest.raises(Refused) as refusal:
        connector(server.url).perform(order(Act.HIDE))
    assert refusal.value.code == "not_done"
