"""Waits that platforms ask for: as a number or a date, on a clock that is not ours, sensible or not."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.connectors.scripted_server import Answer, Request, ScriptedServer, scripted

from parvis.connectors import facebook, x, youtube
from parvis.connectors.clocks import LONGEST, SHORTEST, bounded, shown, wait_asked
from parvis.connectors.port import AccountAccess, Act, Connector, ConnectorError, Order, RateLimited

CONNECT: dict[str, Callable[[AccountAccess], Connector]] = {
    "x": x.connect,
    "facebook": facebook.connect,
    "youtube": youtube.connect,
}
PLATFORMS = sorted(CONNECT)
TOKENS = dict.fromkeys(("access_token", "page_token", "user_token", "bearer_token"), "jeton-inventé".encode().hex())
ACTS = {"x": Act.HIDE, "facebook": Act.HIDE, "youtube": Act.HOLD}
moments = st.datetimes(datetime(1971, 1, 1), datetime(2900, 1, 1), timezones=st.just(UTC)).map(  # noqa: DTZ001
    lambda moment: moment.replace(microsecond=0)
)


def http(moment: datetime) -> str:
    return format_datetime(moment, usegmt=True)


@given(st.integers(0, 10**30))
def test_a_number_of_seconds_is_obeyed_up_to_a_day(seconds: int) -> None:
    assert wait_asked({"retry-after": str(seconds)}) == min(max(seconds, SHORTEST), LONGEST)


@given(moments, st.integers(-(10**7), 10**7))
def test_a_date_is_read_on_the_platform_s_clock_however_far_from_ours(theirs: datetime, seconds: int) -> None:
    headers = {"date": http(theirs), "retry-after": http(theirs + timedelta(seconds=seconds))}
    assert shown(headers) == theirs
    assert wait_asked(headers) == bounded(seconds)


@given(st.text(max_size=60) | st.from_regex(r"\w{3}, \d{1,5} \w{3} -?\d{1,6} \d{1,3}:\d\d(:\d\d)? [-+]?\w{1,5}"))
def test_whatever_is_written_a_wait_is_reasonable_or_not_told(written: str) -> None:
    for headers in ({"retry-after": written}, {"retry-after": "Fri, 20 Nov 2026 20:00:00 GMT", "date": written}):
        asked = wait_asked(headers)
        assert asked is None or SHORTEST <= asked <= LONGEST
        assert shown(headers).tzinfo


@pytest.mark.parametrize("written", ["", "-5", "1.5", "soon", "Fri, 31 Dec 9999 23:59:59 GMT", "²"])
def test_what_is_no_wait_says_nothing(written: str) -> None:
    assert wait_asked({"retry-after": written}) is None


class Platform:
    """Refuses everything with this answer."""

    answer = Answer(status=429)

    def __call__(self, request: Request) -> Answer:
        return self.answer


@pytest.fixture(scope="module")
def refusing() -> Iterator[tuple[Platform, ScriptedServer]]:
    platform = Platform()
    with scripted(platform) as server:
        yield platform, server


def refusal(refusing: tuple[Platform, ScriptedServer], platform: str, answer: Answer, *, acting: bool) -> Any:
    script, server = refusing
    script.answer = answer
    link = CONNECT[platform](AccountAccess(platform, "12", credentials=TOKENS, base_url=server.url))
    comment = "12_34" if platform == "facebook" else "34"
    ask = partial(link.perform, Order(ACTS[platform], comment, "clé")) if acting else partial(link.observe, [comment])
    with pytest.raises(ConnectorError) as raised:
        ask()
    return raised.value


@pytest.mark.parametrize("acting", [False, True])
@pytest.mark.parametrize("platform", PLATFORMS)
def test_each_connector_obeys_both_forms_whatever_its_clock(
    refusing: tuple[Platform, ScriptedServer], platform: str, acting: bool
) -> None:
    theirs = datetime(2031, 3, 8, 23, 59, 30, tzinfo=UTC)
    for asked, wait in [
        ("37", 37),
        (http(theirs + timedelta(seconds=95)), 95),
        (http(theirs - timedelta(hours=3)), SHORTEST),
        ("9" * 40, LONGEST),
        (http(theirs + timedelta(days=400)), LONGEST),
    ]:
        answer = Answer({"title": "x"}, status=429, headers={"Retry-After": asked, "Date": http(theirs)})
        error = refusal(refusing, platform, answer, acting=acting)
        assert (type(error), error.wait) == (RateLimited, wait)


@pytest.mark.parametrize("acting", [False, True])
@pytest.mark.parametrize("platform", PLATFORMS)
def test_a_platform_that_is_down_says_when_to_come_back(
    refusing: tuple[Platform, ScriptedServer], platform: str, acting: bool
) -> None:
    for status in (500, 503):
        answer = Answer(b"<html>", status=status, headers={"Retry-After": "240"})
        assert refusal(refusing, platform, answer, acting=acting).wait == 240


def test_x_tells_its_reset_on_its_own_clock(refusing: tuple[Platform, ScriptedServer]) -> None:
    theirs = datetime(2019, 5, 1, tzinfo=UTC)
    reset = str(int(theirs.timestamp()) + 77)
    answer = Answer({}, status=429, headers={"x-rate-limit-reset": reset, "Date": http(theirs)})
    assert refusal(refusing, "x", answer, acting=False).wait == 77


def test_youtube_s_day_ends_on_its_own_clock(refusing: tuple[Platform, ScriptedServer]) -> None:
    theirs = datetime(2031, 1, 10, 7, 59, 0, tzinfo=UTC)  # a minute before midnight, Pacific time
    spent = {"error": {"errors": [{"reason": "quotaExceeded"}]}}
    for written, least, most in [(http(theirs), 60, 60), ("Fri, 31 Dec 9999 23:59:59 GMT", 1, 25 * 3600)]:
        error = refusal(refusing, "youtube", Answer(spent, status=403, headers={"Date": written}), acting=True)
        assert least <= error.wait <= most


@pytest.mark.parametrize(
    ("minutes", "wait"), [(7, 420), (10**9, LONGEST), (10**400, LONGEST)], ids=["some", "years", "no float"]
)
def test_facebook_s_minutes_are_obeyed_up_to_a_day(
    refusing: tuple[Platform, ScriptedServer], minutes: int, wait: float
) -> None:
    usage = json.dumps({"1": [{"estimated_time_to_regain_access": minutes}]})
    headers = {"X-Business-Use-Case-Usage": usage}
    limited = Answer({"error": {"code": 32}}, status=400, headers=headers)
    assert refusal(refusing, "facebook", limited, acting=False).wait == wait
