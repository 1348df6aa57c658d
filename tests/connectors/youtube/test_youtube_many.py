"""One act on many comments: fifty a call, each answered, and a call is obeyed or refused as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.connectors.scripted_server import Answer, Request, scripted
from tests.connectors.youtube.fake_channel import connector, failure

from parvis.connectors.port import AccountAccess, Act, ActsOnMany, Call, FateUnknown, ItemGone, Order, Outcome
from parvis.connectors.youtube import connect
from parvis.connectors.youtube.api import MOST_IDS, for_acts, valid_id
from parvis.connectors.youtube.client import YouTubeConnector
from parvis.sandbox.items import State
from parvis.sandbox.server import running
from parvis.sandbox.world import World


@pytest.fixture(scope="module")
def sandbox() -> Iterator[tuple[World, str]]:
    world = World(seed=7)
    with running(world) as server:
        yield world, server.base_url("youtube")
    world.close()


def linked(sandbox: tuple[World, str], told: list[Call]) -> YouTubeConnector:
    world, base_url = sandbox
    account = world.account("youtube")
    access = AccountAccess("youtube", account["platform_id"], credentials=account["credentials"], base_url=base_url)
    return connect(replace(access, meter=told.append))


def written(world: World, number: int) -> list[str]:
    video = world.publish("youtube", "Dites-nous tout.")
    return [world.comment("youtube", video, "Ovide Lanterne", f"Avis {n}") for n in range(number)]


def orders(ids: list[str], act: Act = Act.HOLD) -> list[Order]:
    return [Order(act, one, key=f"clé-{n}") for n, one in enumerate(ids)]


def states(world: World, ids: list[str]) -> set[State]:
    return {world.item("youtube", one).state for one in ids}


@pytest.mark.parametrize("act", [Act.HOLD, Act.PUBLISH, Act.REJECT])
def test_what_can_be_done_to_many_is_said_with_how_many(sandbox: tuple[World, str], act: Act) -> None:
    link = linked(sandbox, [])
    assert isinstance(link, ActsOnMany)
    assert link.together[act] == 50
    assert not {Act.REPLY, Act.DELETE} & set(link.together)


def test_fifty_are_held_in_one_call_and_more_in_several(sandbox: tuple[World, str]) -> None:
    world, told = sandbox[0], list[Call]()
    ids = written(world, 52)
    answers = linked(sandbox, told).perform_many(orders(ids))
    assert {type(answer) for answer in answers} == {Outcome}
    assert len(answers) == 52
    assert states(world, ids) == {State.HELD}
    assert told == [Call("comments.setModerationStatus", acting=True, units=50, status=204)] * 2


def test_one_that_is_gone_has_the_whole_call_refused_and_nothing_done(sandbox: tuple[World, str]) -> None:
    world, told = sandbox[0], list[Call]()
    ids = [*written(world, 3), "Ugabsent"]
    refusals = linked(sandbox, told).perform_many(orders(ids))
    assert {type(refusal) for refusal in refusals} == {ItemGone}
    assert len({id(refusal) for refusal in refusals}) == 1  # the same one given to all: whose it is, nobody said
    assert states(world, ids[:3]) == {State.SHOWN}
    assert len(told) == 1


def test_an_id_that_is_none_is_refused_by_itself_and_never_sent(sandbox: tuple[World, str]) -> None:
    world = sandbox[0]
    ids = written(world, 2)
    first, hostile, second = linked(sandbox, []).perform_many(orders([ids[0], "Ug1,Ug2", ids[1]]))
    assert isinstance(first, Outcome)
    assert isinstance(second, Outcome)
    assert getattr(hostile, "code", "") == "bad_id"
    assert states(world, ids) == {State.HELD}


def test_an_answer_lost_leaves_the_fate_of_all_unknown(sandbox: tuple[World, str]) -> None:
    world = sandbox[0]
    ids = written(world, 3)
    world.faults.add("youtube", "obey_then_cut")
    answers = linked(sandbox, []).perform_many(orders(ids))
    assert {type(answer) for answer in answers} == {FateUnknown}
    assert states(world, ids) == {State.HELD}


def test_of_several_calls_each_has_its_own_answer() -> None:
    def script(request: Request) -> Answer:
        return failure(403, "forbidden") if "T0" in request.query["id"].split(",") else Answer(status=204)

    with scripted(script) as server:
        answers = connector(server.url).perform_many(orders([f"T{n}" for n in range(60)]))
        assert [len(request.query["id"].split(",")) for request in server.requests] == [50, 10]
    assert {type(answer).__name__ for answer in answers[:50]} == {"Refused"}
    assert {type(answer) for answer in answers[50:]} == {Outcome}


@given(st.lists(st.text("AZaz09_.-,&é\u0000", max_size=30) | st.text("ab", min_size=150, max_size=210), max_size=150))
def test_every_valid_id_is_in_one_call_and_no_call_has_too_many(ids: list[str]) -> None:
    calls = list(for_acts(ids))
    assert [one for call in calls for one in call] == list(dict.fromkeys(filter(valid_id, ids)))
    assert all(0 < len(call) <= MOST_IDS and len(",".join(call)) < 6100 for call in calls)
