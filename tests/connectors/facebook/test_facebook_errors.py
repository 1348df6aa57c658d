"""Every way Graph fails, through real HTTP: which error of the port, and how long to wait."""

from __future__ import annotations

import gc
import json
import socket
import traceback
import weakref

import pytest
from tests.connectors.facebook.fake_page import TOKEN, connector
from tests.connectors.scripted_server import Answer, always, scripted

from parvis.connectors.facebook import connect
from parvis.connectors.port import (
    AccountAccess,
    Act,
    ConnectorError,
    FateUnknown,
    ItemGone,
    Malformed,
    Order,
    RateLimited,
    Refused,
    TokenRefused,
    Unavailable,
)

SECRET_TEXT = "texte-a-ne-pas-redire"
HIDE = Order(Act.HIDE, "9_1", key="k")
REPLY = Order(Act.REPLY, "9_1", key="k", text=SECRET_TEXT)


def graph_error(code: int, status: int = 400, **more: object) -> Answer:
    return Answer({"error": {"code": code, "message": SECRET_TEXT, "type": "OAuthException", **more}}, status=status)


def reading(answer: Answer) -> ConnectorError:
    with scripted(always(answer)) as server, pytest.raises(ConnectorError) as failure:
        list(connector(server.url).fetch_since(""))
    return failure.value


def acting(answer: Answer, order: Order = HIDE) -> ConnectorError:
    with scripted(always(answer)) as server, pytest.raises(ConnectorError) as failure:
        connector(server.url).perform(order)
    assert len(server.requests) == 1
    return failure.value


@pytest.mark.parametrize(
    ("answer", "when_reading", "when_acting"),
    [
        (graph_error(190, 401), TokenRefused, TokenRefused),
        (graph_error(190), TokenRefused, TokenRefused),
        (graph_error(102), TokenRefused, TokenRefused),
        (graph_error(104), TokenRefused, TokenRefused),
        (graph_error(4), RateLimited, RateLimited),
        (graph_error(17), RateLimited, RateLimited),
        (graph_error(32), RateLimited, RateLimited),
        (graph_error(613), RateLimited, RateLimited),
        (graph_error(80001), RateLimited, RateLimited),
        (Answer(b"", status=429), RateLimited, RateLimited),
        (graph_error(10, 403), Refused, Refused),
        (graph_error(200, 403), Refused, Refused),
        (graph_error(283, 403), Refused, Refused),
        (graph_error(368), Refused, Refused),
        (graph_error(506), Refused, Refused),
        (graph_error(100), Refused, Refused),
        (graph_error(100, error_subcode=33), ItemGone, ItemGone),
        (graph_error(803, 404), ItemGone, ItemGone),
        (graph_error(987654), Refused, Refused),
        (graph_error(1, 500), Unavailable, FateUnknown),
        (graph_error(2, 503), Unavailable, FateUnknown),
        (graph_error(987654, is_transient=True), Unavailable, FateUnknown),
        (Answer(b"<html>an error from a proxy</html>", status=502), Unavailable, FateUnknown),
        (Answer(b"Service Unavailable"), Unavailable, FateUnknown),
        (Answer(b"", status=500), Unavailable, FateUnknown),
        (Answer(b"<html>no such page</html>", status=404), Malformed, Malformed),
        (Answer(b"{"), Malformed, FateUnknown),
        (Answer(b"5"), Malformed, FateUnknown),
        (Answer(b'"error"'), Malformed, FateUnknown),
        (Answer(b"[" * 100_000), Malformed, FateUnknown),
        (Answer(b"\xff\xfe{}"), Malformed, FateUnknown),
        (Answer({"data": "x"}), Malformed, FateUnknown),
        (Answer(b"", status=302, headers={"Location": "/elsewhere"}), Malformed, FateUnknown),
        (Answer({"error": "text"}, status=400), Refused, Refused),
        (Answer({}, delay=0.0, cut="before"), Unavailable, FateUnknown),
        (Answer({}, cut="within"), Unavailable, FateUnknown),
    ],
)
def test_each_failure_has_its_error(answer: Answer, when_reading: type, when_acting: type) -> None:
    assert type(reading(answer)) is when_reading
    assert type(acting(answer)) is when_acting


def test_the_wait_is_the_longest_that_facebook_announces() -> None:
    usage = {
        "1": [{"type": "pages", "estimated_time_to_regain_access": 7}],
        "2": [{"estimated_time_to_regain_access": 19}, "x"],
    }
    header = {"X-Business-Use-Case-Usage": json.dumps(usage)}
    limited = Answer({"error": {"code": 32}}, status=400, headers=header)
    assert reading(limited).wait == 19 * 60


@pytest.mark.parametrize("header", ["", "{", "[]", '{"1": 3}', '{"1": [{"estimated_time_to_regain_access": 0}]}'])
def test_without_an_announced_wait_a_prudent_one_is_given(header: str) -> None:
    limited = Answer({"error": {"code": 4}}, status=400, headers={"X-Business-Use-Case-Usage": header})
    assert reading(limited).wait == 600


def test_a_platform_that_is_too_slow_leaves_the_fate_of_an_act_unknown() -> None:
    with scripted(always(Answer({"success": True}, delay=1.0))) as server:
        link = connector(server.url, timeout=0.2)
        with pytest.raises(FateUnknown):
            link.perform(HIDE)
        with pytest.raises(Unavailable):
            link.observe(["9_1"])
    assert len([one for one in server.requests if one.method == "POST"]) == 1


def test_a_platform_that_cannot_be_reached_leaves_no_doubt() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        link = connector(f"http://127.0.0.1:{unused.getsockname()[1]}")
        for attempt in (lambda: link.perform(HIDE), lambda: link.observe(["9_1"])):
            with pytest.raises(Unavailable, match="Rien n'a été envoyé"):
                attempt()


@pytest.mark.parametrize("address", ["http://nulle-part.invalid", "pas-une-adresse", "http://[::1", "ftp://x"])
def test_an_address_that_leads_nowhere_is_unavailable(address: str) -> None:
    with pytest.raises(Unavailable):
        connector(address).perform(HIDE)


@pytest.mark.parametrize("token", ["", "jeton\n", "jeton…", "\ud800"])
def test_an_account_without_a_usable_token_says_so_and_sends_nothing(token: str) -> None:
    with scripted(always(Answer({}))) as server:
        link = connect(AccountAccess("facebook", "700100", credentials={"page_token": token}, base_url=server.url))
        with pytest.raises(TokenRefused) as refusal:
            link.perform(HIDE)
    assert refusal.value.code == "no_token"
    assert server.requests == []


@pytest.mark.parametrize(
    "answer",
    [
        graph_error(190, 401),
        graph_error(4),
        graph_error(10),
        graph_error(1, 500),
        Answer(b"<html>" + SECRET_TEXT.encode(), status=404),
        Answer({"error": {"code": 100, "error_data": "{"}}, status=400),
        Answer({}, cut="before"),
    ],
)
def test_no_error_tells_a_text_or_a_token_even_in_its_traceback(answer: Answer) -> None:
    failure = acting(answer, REPLY)
    told = "".join(traceback.format_exception(failure))
    assert SECRET_TEXT not in told
    assert TOKEN not in told
    assert str(failure).endswith((".", "perdu."))


def test_two_accounts_with_different_hosts_do_not_disturb_each_other() -> None:
    good, bad = Answer({"success": True}), graph_error(190)
    with scripted(always(good)) as first, scripted(always(bad)) as second:
        one, two = connector(first.url), connector(second.url)
        one.perform(HIDE)
        with pytest.raises(TokenRefused):
            two.perform(HIDE)
        one.perform(HIDE)
    assert (len(first.requests), len(second.requests)) == (2, 1)


def test_the_app_secret_proves_each_call() -> None:
    with scripted(always(Answer({"success": True}))) as server:
        credentials = {"page_token": TOKEN, "app_secret": "secret-invente"}
        connect(AccountAccess("facebook", "1", credentials=credentials, base_url=server.url)).perform(HIDE)
    assert len(server.requests[0].query["appsecret_proof"]) == 64


def test_the_sandbox_is_reached_without_the_machines_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    with scripted(always(Answer({"success": True}))) as server:
        connector(server.url).perform(HIDE)
    assert len(server.requests) == 1


def test_a_proxy_that_cannot_be_reached_leaves_no_doubt(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    with pytest.raises(Unavailable, match="Rien n'a été envoyé"):
        connector("http://nulle-part.invalid").perform(HIDE)


def test_a_connector_that_is_dropped_leaves_no_connection_open() -> None:
    with scripted(always(Answer({"success": True}))) as server:
        link = connector(server.url)
        link.perform(HIDE)
        left = weakref.ref(link)
        del link
        gc.collect()
        assert left() is None
        assert server.open_connections(after=1.0) == 0
