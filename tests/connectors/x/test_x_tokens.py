"""Which token is used for what, what a bad one means, and that none is ever shown."""

from __future__ import annotations

import logging
from collections.abc import Callable

import pytest
from tests.connectors.x.x_replay import Answer, Replay, replaying
from tests.connectors.x.x_world import US

from parvis.connectors.port import AccountAccess, Act, Order, Refused, TokenRefused
from parvis.connectors.x import connect
from parvis.connectors.x.client import XConnector

TEXT = "Texte confidentiel de la réponse"
TOKEN = "jeton-secret-42"
Call = Callable[[XConnector], object]


def account(base_url: str, **credentials: str) -> AccountAccess:
    return AccountAccess("x", US, "essai", credentials or {"user_token": TOKEN}, base_url)


def read(connector: XConnector) -> object:
    return connector.observe(["7"])


def hide(connector: XConnector) -> object:
    return connector.perform(Order(Act.HIDE, "7", "clé"))


def reply(connector: XConnector) -> object:
    return connector.perform(Order(Act.REPLY, "7", "clé", text=TEXT))


def used_token(replay: Replay, call: Call, **credentials: str) -> str:
    call(connect(account(replay.base_url, **credentials)))
    return replay.calls[-1].headers["Authorization"].removeprefix("Bearer ")


def test_reads_use_the_application_token_and_acts_the_user_token() -> None:
    with replaying(lambda _: Answer(200, {"data": {"hidden": True}})) as replay:
        assert used_token(replay, read, bearer_token="app", user_token="humain") == "app"
        assert used_token(replay, hide, bearer_token="app", user_token="humain") == "humain"
        assert used_token(replay, read, user_token="humain") == "humain"


def test_without_a_user_token_the_account_is_read_only() -> None:
    with replaying(lambda _: Answer(200, {"data": {"hidden": True}})) as replay:
        with pytest.raises(TokenRefused) as refused:
            hide(connect(account(replay.base_url, bearer_token="app")))
        assert refused.value.code == "user_token_missing"
        assert replay.calls == []
        with pytest.raises(TokenRefused, match="Connectez le compte"):
            read(connect(account(replay.base_url, generation="post")))


@pytest.mark.parametrize("token", ["deux mots", "retour\nligne", "é", "\ud800", "nul\x00"])
def test_a_token_that_no_header_can_carry_is_a_refused_token(token: str) -> None:
    with pytest.raises(TokenRefused) as refused:
        connect(account("", bearer_token=token))
    assert token not in str(refused.value)


@pytest.mark.parametrize("platform_id", ["", "../12", "abc", "１２", "1" * 20])
def test_an_account_id_that_x_could_not_have_given_is_refused(platform_id: str) -> None:
    with pytest.raises(Refused):
        connect(AccountAccess("x", platform_id, credentials={"bearer_token": "a"}))


def test_no_token_and_no_text_reaches_the_logs(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with replaying(lambda _: Answer(201, {"data": {"id": "8", "text": TEXT}})) as replay:
        connector = connect(account(replay.base_url))
        reply(connector)
    assert TOKEN not in caplog.text
    assert TEXT not in caplog.text
    assert TOKEN not in repr(connector)
