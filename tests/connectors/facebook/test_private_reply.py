"""Facebook's private reply: to whom it is possible, what is sent, and how its fate is learnt when no answer came."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from tests.connectors.facebook.fake_page import PAGE, comment, connector
from tests.connectors.scripted_server import Answer, always, scripted

from parvis.connectors.facebook import connect
from parvis.connectors.facebook.client import FacebookConnector
from parvis.connectors.facebook.mapping import read_comment, read_observation
from parvis.connectors.facebook.webhooks import reader
from parvis.connectors.port import (
    AccountAccess,
    Act,
    Call,
    ConnectorError,
    FateUnknown,
    ItemGone,
    Obstacle,
    Order,
    Outcome,
    RateLimited,
    Refused,
    RemoteComment,
    Visibility,
)
from parvis.connectors.x.capabilities import capabilities as of_x
from parvis.connectors.youtube.capabilities import capabilities as of_youtube
from parvis.sandbox.server import running
from parvis.sandbox.world import World

TEXT = "Bonjour, appelez-nous au numéro indiqué sur votre avis."
SENT = Answer({"recipient_id": "42", "message_id": "m_1"})
ONCE, EXPIRED = 10900, 10903


def order(text: str = TEXT, comment_id: str = "9_1", *, sent_before: bool = False) -> Order:
    return Order(Act.PRIVATE_REPLY, comment_id, key="clef", text=text, may_have_been_obeyed=sent_before)


def refusal(code: int, **more: object) -> Answer:
    return Answer({"error": {"code": code, "type": "OAuthException", "message": TEXT, **more}}, status=400)


def failing(answer: Answer, asked: Order) -> ConnectorError:
    with scripted(always(answer)) as server, pytest.raises(ConnectorError) as failure:
        connector(server.url).perform(asked)
    assert len(server.requests) == 1
    return failure.value


def obstacle(raw: dict[str, object]) -> Obstacle | None:
    """Told alike of what is read for the first time and of what is read back."""
    first = read_comment(raw, page_id=PAGE, post_id="7_1")
    assert isinstance(first, RemoteComment)
    again = read_observation(raw, page_id=PAGE, platform_id="9_1")
    [one] = [capability for capability in first.capabilities if capability.act is Act.PRIVATE_REPLY]
    assert one in again.capabilities
    assert (one.reversible, one.author_told) == (False, True)
    return one.obstacle


def written(ago: timedelta, **more: object) -> dict[str, object]:
    return comment(1, int((datetime.now(UTC) - ago).timestamp()), "", **more)


def test_the_author_of_a_recent_comment_or_reply_can_be_answered_in_private() -> None:
    for ago in (timedelta(0), timedelta(days=6, hours=23)):
        assert obstacle(written(ago)) is None
        assert obstacle(written(ago, parent={"id": "9_5"})) is None
        assert obstacle(written(ago, is_hidden=True)) is None
        assert obstacle(written(ago, can_reply_privately=True)) is None


@pytest.mark.parametrize(
    ("ago", "more", "why"),
    [
        (timedelta(days=7, minutes=1), {}, Obstacle.EXPIRED),
        (timedelta(days=400), {"can_reply_privately": False}, Obstacle.EXPIRED),
        (timedelta(hours=1), {"can_reply_privately": False}, Obstacle.PLATFORM_FORBIDS),
        (timedelta(hours=1), {"from": {"id": PAGE, "name": "La Ville"}}, Obstacle.OURS),
    ],
)
def test_what_stands_in_the_way_is_said(ago: timedelta, more: dict[str, object], why: Obstacle) -> None:
    assert obstacle(written(ago, **more)) is why


def test_nobody_is_answered_in_private_on_a_page_that_is_not_ours() -> None:
    value = {"item": "post", "verb": "add", "post_id": "55_6", "message": "Bravo", "created_time": 1_790_000_000}
    entry = {"id": PAGE, "time": 1_790_000_000, "changes": [{"field": "mention", "value": value}]}
    body = json.dumps({"object": "page", "entry": [entry]}).encode()
    [notice] = reader.read(body, {}, lambda _: None)
    [told] = notice.told
    [one] = [capability for capability in told.comment.capabilities if capability.act is Act.PRIVATE_REPLY]
    assert one.obstacle is Obstacle.NOT_OUR_CONVERSATION


def test_the_other_platforms_have_no_private_reply() -> None:
    told = [
        *of_x(ours=False, in_our_conversation=True, may_reply=True),
        *of_youtube(Visibility.PUBLIC, ours=False, starts_thread=True, can_reply=True),
    ]
    private = [capability.obstacle for capability in told if capability.act is Act.PRIVATE_REPLY]
    assert private == [Obstacle.NO_SUCH_ACT, Obstacle.NO_SUCH_ACT]


def test_one_message_is_sent_to_the_author_of_the_comment() -> None:
    told: list[Call] = []
    with scripted(always(SENT)) as server:
        access = AccountAccess(
            "facebook", PAGE, credentials={"page_token": "jeton"}, base_url=f"{server.url}/facebook", meter=told.append
        )
        done = connect(access).perform(order("L’avis dit « 30 jours » 👍"))
    assert done == Outcome(Visibility.UNKNOWN, reply_id="m_1", raw={"recipient_id": "42", "message_id": "m_1"})
    [request] = server.requests
    assert (request.method, request.path.split("/")[3:]) == ("POST", [PAGE, "messages"])
    assert {name: json.loads(value) for name, value in request.form.items()} == {
        "recipient": {"comment_id": "9_1"},
        "message": {"text": "L’avis dit « 30 jours » 👍"},
    }
    assert [(call.operation, call.acting) for call in told] == [("messages.post", True)]


def test_a_second_message_is_refused_for_good_when_we_sent_no_first() -> None:
    failure = failing(refusal(ONCE), order())
    assert (type(failure), failure.code, failure.permanent) == (Refused, "private_reply_once", True)
    assert "messagerie de la page" in str(failure)


def test_a_second_message_refused_tells_that_the_first_one_arrived() -> None:
    with scripted(always(refusal(ONCE))) as server:
        done = connector(server.url).perform(order(sent_before=True))
    assert done == Outcome(Visibility.UNKNOWN, detail="found")
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (refusal(EXPIRED), Refused),
        (refusal(200), Refused),
        (refusal(100, error_subcode=33), ItemGone),
        (refusal(613), RateLimited),
        (refusal(2), FateUnknown),
        (Answer(cut="before"), FateUnknown),
    ],
)
def test_no_other_failure_tells_that_the_first_one_arrived(answer: Answer, kind: type[ConnectorError]) -> None:
    assert type(failing(answer, order(sent_before=True))) is kind


@pytest.mark.parametrize(
    ("code", "as_ours"),
    [(EXPIRED, "private_reply_expired"), (551, "person_unavailable"), (ONCE, "private_reply_once")],
)
def test_a_refusal_is_told_in_french_without_a_word_of_the_message(code: int, as_ours: str) -> None:
    failure = failing(refusal(code), order())
    assert (type(failure), failure.code) == (Refused, as_ours)
    assert str(failure).endswith(".")
    assert TEXT not in str(failure)
    assert " :" not in str(failure)


@pytest.mark.parametrize(
    "answer",
    [Answer(cut="before"), Answer({"message_id": "m_1"}, cut="within"), Answer({}), Answer({"recipient_id": "42"})],
)
def test_without_the_number_of_a_message_nobody_knows_whether_it_was_sent(answer: Answer) -> None:
    assert isinstance(failing(answer, order()), FateUnknown)


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (order("\ud83d"), "unsendable_text"),
        (order("é" * 2001), "private_reply_too_long"),
        (order(comment_id=""), "bad_id"),
        (order(comment_id="9_1/comments"), "bad_id"),
        (order(comment_id="\ud800"), "bad_id"),
    ],
)
def test_what_messenger_cannot_take_is_refused_before_it_is_sent(asked: Order, code: str) -> None:
    with scripted(always(SENT)) as server, pytest.raises(Refused) as failure:
        connector(server.url).perform(asked)
    assert (failure.value.code, server.requests) == (code, [])


def test_two_thousand_characters_are_sent() -> None:
    with scripted(always(SENT)) as server:
        connector(server.url).perform(order("é" * 2000))
    assert len(server.requests) == 1


@pytest.fixture
def world() -> Iterator[World]:
    world = World(seed=7)
    yield world
    world.close()


@pytest.fixture
def link(world: World) -> Iterator[FacebookConnector]:
    account = world.account("facebook")
    with running(world) as server:
        yield connect(
            AccountAccess(
                "facebook",
                account["platform_id"],
                credentials=account["credentials"],
                base_url=server.base_url("facebook"),
            )
        )


def possible(link: FacebookConnector, comment_id: str) -> Obstacle | None:
    [seen] = link.observe([comment_id])
    return next(one.obstacle for one in seen.capabilities if one.act is Act.PRIVATE_REPLY)


def test_in_the_sandbox_a_private_reply_arrives_once_and_changes_nothing_of_the_comment(
    world: World, link: FacebookConnector
) -> None:
    post = world.publish("facebook", "La patinoire ouvre samedi.")
    first = world.comment("facebook", post, "Ovide Lanterne", "Et mon dossier?")
    reply = world.comment("facebook", post, "Zoé Inventée", "Le mien aussi?", first)
    for one in (first, reply):
        assert possible(link, one) is None
        assert link.perform(order(comment_id=one)).reply_id.startswith("m_")
        assert possible(link, one) is Obstacle.PLATFORM_FORBIDS
        with pytest.raises(Refused) as second:
            link.perform(order(comment_id=one))
        assert second.value.code == "private_reply_once"
        assert link.perform(order(comment_id=one, sent_before=True)).detail == "found"
    assert [(call.act, call.target) for call in world.calls] == [("private_reply", first), ("private_reply", reply)]
    assert [seen.visibility for seen in link.observe([first, reply])] == [Visibility.PUBLIC] * 2
    assert TEXT not in json.dumps([batch.comments[0].text for batch in link.fetch_since("") if batch.comments])


def test_in_the_sandbox_seven_days_are_seven_days(world: World, link: FacebookConnector) -> None:
    post = world.publish("facebook", "La patinoire ouvre samedi.")
    old = world.comment("facebook", post, "yvette", "Et mon dossier?", at=datetime.now(UTC) - timedelta(days=8))
    assert possible(link, old) is Obstacle.EXPIRED
    with pytest.raises(Refused) as late:
        link.perform(order(comment_id=old))
    assert late.value.code == "private_reply_expired"
