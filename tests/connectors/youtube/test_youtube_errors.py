"""Every way YouTube fails, through real HTTP: which error of the port, and how long to wait."""

from __future__ import annotations

import gc
import socket
import traceback
import weakref
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.connectors.scripted_server import Answer, always, scripted
from tests.connectors.youtube.fake_channel import CHANNEL, TOKEN, connector, failure

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
from parvis.connectors.youtube import connect
from parvis.connectors.youtube.errors import until_the_quota_returns

SECRET_TEXT = "texte-a-ne-pas-redire"
HOLD = Order(Act.HOLD, "T1", key="k")
REPLY = Order(Act.REPLY, "T1", key="k", text=SECRET_TEXT)


def reading(answer: Answer) -> ConnectorError:
    with scripted(always(answer)) as server, pytest.raises(ConnectorError) as error:
        list(connector(server.url).fetch_since(""))
    return error.value


def acting(answer: Answer, order: Order = HOLD) -> ConnectorError:
    with scripted(always(answer)) as server, pytest.raises(ConnectorError) as error:
        connector(server.url).perform(order)
    assert len(server.requests) == 1
    return error.value


DETAILS = {"details": [{"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "API_KEY_INVALID"}]}


@pytest.mark.parametrize(
    ("answer", "when_reading", "when_acting"),
    [
        (failure(401, "authError"), TokenRefused, TokenRefused),
        (Answer(b"", status=401), TokenRefused, TokenRefused),
        (failure(400, "keyInvalid"), TokenRefused, TokenRefused),
        (failure(400, "badRequest", **DETAILS), TokenRefused, TokenRefused),
        (failure(403, "insufficientPermissions"), TokenRefused, TokenRefused),
        (failure(403, "quotaExceeded"), RateLimited, RateLimited),
        (failure(403, "dailyLimitExceeded"), RateLimited, RateLimited),
        (failure(403, "rateLimitExceeded"), RateLimited, RateLimited),
        (failure(403, "userRateLimitExceeded"), RateLimited, RateLimited),
        (failure(429, "rateLimitExceeded"), RateLimited, RateLimited),
        (Answer(b"", status=429), RateLimited, RateLimited),
        (failure(403, "forbidden"), Refused, Refused),
        (failure(403, "commentsDisabled"), Refused, Refused),
        (failure(403, "SERVICE_UNAVAILABLE", status_text=""), Refused, Refused),
        (failure(403), Refused, Refused),
        (failure(400, "processingFailure"), Refused, Refused),
        (failure(400, "operationNotSupported"), Refused, Refused),
        (failure(404, "channelNotFound"), Refused, Refused),
        (failure(404, "commentNotFound"), ItemGone, ItemGone),
        (failure(404, "videoNotFound"), ItemGone, ItemGone),
        (failure(409, "SERVICE_UNAVAILABLE"), Unavailable, FateUnknown),
        (failure(500, "backendError"), Unavailable, FateUnknown),
        (failure(503), Unavailable, FateUnknown),
        (Answer(b"<html>502</html>", status=502), Unavailable, FateUnknown),
        (Answer(b"<html>no such page</html>", status=404), Malformed, Malformed),
        (Answer({"error": 5}, status=403), Malformed, Malformed),
        (Answer({"error": {"errors": [[], 3]}}, status=403), Refused, Refused),
        (Answer([], status=403), Malformed, Malformed),
        (Answer(b"", status=302, headers={"Location": "/elsewhere"}), Malformed, FateUnknown),
        (Answer(b"{"), Malformed, FateUnknown),
        (Answer(b"5"), Malformed, FateUnknown),
        (Answer(b"[" * 100_000), Malformed, FateUnknown),
        (Answer(b"\xff\xfe{}"), Malformed, FateUnknown),
        (Answer({}, cut="before"), Unavailable, FateUnknown),
        (Answer({}, cut="within"), Unavailable, FateUnknown),
    ],
)
def test_each_failure_has_its_error(answer: Answer, when_reading: type, when_acting: type) -> None:
    assert type(reading(answer)) is when_reading
    assert type(acting(answer)) is when_acting


def test_a_list_that_is_not_one_is_malformed() -> None:
    assert type(reading(Answer({"items": "x"}))) is Malformed


def test_the_reason_is_the_code_of_a_refusal_unless_it_could_be_anything() -> None:
    assert acting(failure(400, "processingFailure")).code == "processingFailure"
    assert acting(failure(400, "Ovide Lanterne 514 555-0100")).code == "http_400"


def test_a_spent_quota_waits_for_midnight_pacific() -> None:
    error = acting(failure(403, "quotaExceeded"))
    assert error.wait is not None
    assert 0 < error.wait <= 25 * 3600
    assert error.code == "quota_exceeded"


@given(st.integers(1_577_836_800, 2_208_988_800))
def test_the_quota_returns_at_the_next_midnight_pacific_even_when_clocks_change(second: int) -> None:
    now = datetime.fromtimestamp(second, UTC)
    seconds = until_the_quota_returns(now)
    back = (now + timedelta(seconds=seconds)).astimezone(ZoneInfo("America/Los_Angeles"))
    assert (back.hour, back.minute, back.second) == (0, 0, 0)
    assert 0 < seconds <= 25 * 3600


@pytest.mark.parametrize(("header", "wait"), [("7", 7), ("", 60), ("bientôt".encode().hex(), 60), ("-5", 60)])
def test_the_wait_is_the_one_announced_or_a_prudent_one(header: str, wait: int) -> None:
    assert acting(Answer(b"", status=429, headers={"Retry-After": header})).wait == wait


def test_a_platform_that_is_too_slow_leaves_the_fate_of_an_act_unknown() -> None:
    with scripted(always(Answer({"items": []}, delay=1.0))) as server:
        link = connector(server.url, timeout=0.2)
        with pytest.raises(FateUnknown):
            link.perform(HOLD)
        with pytest.raises(Unavailable):
            link.observe(["T1"])
    assert len([one for one in server.requests if one.method == "POST"]) == 1


def test_a_platform_that_cannot_be_reached_leaves_no_doubt() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        link = connector(f"http://127.0.0.1:{unused.getsockname()[1]}")
        for attempt in (lambda: link.perform(HOLD), lambda: link.observe(["T1"])):
            with pytest.raises(Unavailable, match="Rien n'a été envoyé"):
                attempt()


@pytest.mark.parametrize("address", ["http://nulle-part.invalid", "pas-une-adresse", "ftp://x"])
def test_an_address_that_leads_nowhere_is_unavailable(address: str) -> None:
    with pytest.raises(Unavailable):
        connector(address).perform(HOLD)


@pytest.mark.parametrize("token", ["", "jeton\n", "jeton…", "\ud800"])
def test_an_account_without_a_usable_token_says_so_and_sends_nothing(token: str) -> None:
    with scripted(always(Answer({}))) as server:
        link = connect(AccountAccess("youtube", CHANNEL, credentials={"access_token": token}, base_url=server.url))
        with pytest.raises(TokenRefused) as refusal:
            link.perform(HOLD)
    assert refusal.value.code == "no_token"
    assert server.requests == []


@pytest.mark.parametrize(
    "answer",
    [
        failure(401, "authError"),
        failure(403, "quotaExceeded"),
        failure(403, "forbidden"),
        failure(400, SECRET_TEXT),
        failure(500),
        Answer(b"<html>" + SECRET_TEXT.encode(), status=404),
        Answer({}, cut="before"),
    ],
)
def test_no_error_tells_a_text_or_a_token_even_in_its_traceback(answer: Answer) -> None:
    error = acting(answer, REPLY)
    told = "".join(traceback.format_exception(error))
    assert SECRET_TEXT not in told
    assert TOKEN not in told
    assert str(error).endswith(".")


def test_two_accounts_with_different_hosts_do_not_disturb_each_other() -> None:
    with scripted(always(Answer(status=204))) as first, scripted(always(failure(401))) as second:
        one, two = connector(first.url), connector(second.url)
        one.perform(HOLD)
        with pytest.raises(TokenRefused):
            two.perform(HOLD)
        one.perform(HOLD)
    assert (len(first.requests), len(second.requests)) == (2, 1)


def test_the_sandbox_is_reached_without_the_machines_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    with scripted(always(Answer(status=204))) as server:
        connector(server.url).perform(HOLD)
    assert len(server.requests) == 1


def test_a_proxy_that_cannot_be_reached_leaves_no_doubt(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    with pytest.raises(Unavailable, match="Rien n'a été envoyé"):
        connector("http://nulle-part.invalid").perform(HOLD)


def test_a_connector_that_is_dropped_leaves_no_connection_open() -> None:
    with scripted(always(Answer(status=204))) as server:
        link = connector(server.url)
        link.perform(HOLD)
        left = weakref.ref(link)
        del link
        gc.collect()
        assert left() is None
        assert server.open_connections(after=1.0) == 0
