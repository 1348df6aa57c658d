"""What is sealed opens with its key, in its row, unaltered; and in no other way."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from parvis.desk.connections.keys import keys, new_key
from parvis.desk.connections.models import Connection
from parvis.desk.connections.sealing import Unopenable, key_id, seal, unseal
from parvis.desk.connections.sources import connected_accounts
from parvis.desk.connections.sweeping import look_after_connections
from parvis.desk.records.polling import poll_once
from tests.desk.connections.walk import Walk

TEXTS = st.dictionaries(st.text(max_size=20), st.text(st.characters(), max_size=200), max_size=5)


@pytest.fixture
def one_key(settings: Any) -> None:
    settings.TOKEN_KEY = new_key()


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=TEXTS)
def test_what_is_sealed_comes_back_whole(one_key: None, content: dict[str, str]) -> None:
    assert unseal(seal(content, "row:1"), "row:1") == content


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.integers(0, 10_000), change=st.integers(1, 255))
def test_one_altered_byte_is_enough_to_be_refused(one_key: None, place: int, change: int) -> None:
    sealed = bytearray(seal({"access_token": "jeton-invente"}, "row:1"))
    sealed[place % len(sealed)] ^= change
    with pytest.raises(Unopenable):
        unseal(bytes(sealed), "row:1")


@pytest.mark.parametrize("sealed", [b"", b"\x01", b"\x02" + b"x" * 60, b"\x01" * 400])
def test_what_was_never_sealed_is_refused(one_key: None, sealed: bytes) -> None:
    with pytest.raises(Unopenable):
        unseal(sealed, "row:1")


def test_a_seal_moved_to_another_row_is_refused(one_key: None) -> None:
    with pytest.raises(Unopenable):
        unseal(seal({"a": "b"}, "connection:1"), "connection:2")


def test_the_same_content_is_never_sealed_twice_alike(one_key: None) -> None:
    assert seal({"a": "b"}, "row") != seal({"a": "b"}, "row")


def test_without_a_key_one_is_made_for_its_owner_alone(settings: Any, tmp_path: Path) -> None:
    settings.TOKEN_KEY, settings.HOME = "", tmp_path / "home"
    [made] = keys()
    file = tmp_path / "home" / "token.key"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert keys() == [made]
    assert [path.name for path in file.parent.iterdir()] == ["token.key"]


@pytest.mark.parametrize("given_key", ["trop-court", "é" * 44, "a" * 44 + "!", "b" * 40])
def test_a_key_that_is_none_is_refused_without_being_shown(settings: Any, given_key: str) -> None:
    settings.TOKEN_KEY = given_key
    with pytest.raises(ImproperlyConfigured) as refused:
        keys()
    assert given_key not in str(refused.value)
    assert "PARVIS_TOKEN_KEY" in str(refused.value)


def test_an_emptied_key_file_is_not_replaced_behind_anybody_s_back(settings: Any, tmp_path: Path) -> None:
    settings.TOKEN_KEY, settings.HOME = "", tmp_path
    (tmp_path / "token.key").write_text("")
    with pytest.raises(ImproperlyConfigured, match="est vide"):
        keys()


def test_a_key_is_changed_without_reconnecting_anything(walk: Walk, settings: Any) -> None:
    walk.connect("x")
    walk.connect("youtube")
    before = {access.platform: dict(access.credentials) for access in connected_accounts()}
    old = settings.TOKEN_KEY
    settings.TOKEN_KEY = f"{new_key()}, {old}"
    assert look_after_connections() == 2
    assert {one.key_id for one in Connection.objects.all()} == {keys()[0].id}
    settings.TOKEN_KEY = settings.TOKEN_KEY.split(",")[0]
    assert {access.platform: dict(access.credentials) for access in connected_accounts()} == before
    assert look_after_connections() == 0
    assert key_id(Connection.objects.all()[0].sealed) == keys()[0].id


def test_a_lost_key_refuses_that_account_and_stops_nothing_else(walk: Walk, settings: Any) -> None:
    walk.connect("x")
    settings.TOKEN_KEY = new_key()
    walk.connect("youtube")
    poll_once()
    look_after_connections()
    healths = {one.account.platform: one.account.health for one in Connection.objects.select_related("account")}
    assert healths == {"x": "token_refused", "youtube": "ok"}
    assert "Reconnectez le compte" in walk.page()
