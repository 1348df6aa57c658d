"""Every way X may fail, and what the desk is told: whether to try again, when, and what people should do."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable
from typing import Any

import pytest
from tests.connectors.x.x_replay import Answer, Script, replaying
from tests.connectors.x.x_world import US

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
from parvis.connectors.x import connect
from parvis.connectors.x.client import XConnector
from parvis.connectors.x.messages import MESSAGES

TEXT = "Texte confidentiel de la réponse"
TOKEN = "jeton-secret-42"
PROBLEMS = "https://api.x.com/2/problems/"


def account(base_url: str, **credentials: str) -> AccountAccess:
    given = credentials or {"bearer_token": TOKEN + "-lecture", "user_token": TOKEN}
    return AccountAccess("x", US, "essai", given, base_url, timeout=1.5)


def read(connector: XConnector) -> object:
    return connector.observe(["7"])


def hide(connector: XConnector) -> object:
    return connector.perform(Order(Act.HIDE, "7", "clé"))


def reply(connector: XConnector) -> object:
    return connector.perform(Order(Act.REPLY, "7", "clé", text=TEXT))


def delete(connector: XConnector) -> object:
    return connector.perform(Order(Act.DELETE, "7", "clé"))


def sweep(connector: XConnector) -> object:
    return list(connector.fetch_since(""))


Call = Callable[[XConnector], object]
ACTS = (hide, reply, delete)


def error_of(call: Call, answer: Answer) -> ConnectorError:
    """The error that this answer gives, whose sentence keeps every secret."""
    with replaying(answering(call, answer)) as replay, pytest.raises(ConnectorError) as caught:
        call(connect(account(replay.base_url)))
    assert str(caught.value) == MESSAGES[caught.value.code]
    assert TOKEN not in repr(caught.value)
    assert TEXT not in repr(caught.value)
    return caught.value


def answering(call: Call, answer: Answer) -> Script:
    """The answer to that call; the look-up that comes before an act goes well."""
    there = Answer(200, {"data": [{"id": "7", "text": "Bonjour"}]})
    return lambda request: there if call in ACTS and request.method == "GET" else answer


def problem(kind: str, detail: str = "", status: int = 403) -> dict[str, Any]:
    return {"type": PROBLEMS + kind, "title": "Forbidden", "detail": detail, "status": status}


@pytest.mark.parametrize("call", [read, hide, reply, delete, sweep])
def test_a_refused_token_says_so_on_every_call(call: Call) -> None:
    error = error_of(call, Answer(401, {"title": "Unauthorized", "status": 401}))
    assert isinstance(error, TokenRefused)
    assert not error.permanent


@pytest.mark.parametrize(
    ("call", "detail", "code"),
    [
        (reply, "Reply to this conversation is not allowed because you have not been mentioned or otherwise "
         "engaged by the author of the post you are replying to.", "not_summoned"),
        (reply, "You are not allowed to create a Tweet with duplicate content.", "duplicate_text"),
        (reply, "Reply to this conversation is not allowed.", "replies_limited"),
        (hide, "The post does not belong to a conversation of the authenticated user.", "not_our_conversation"),
        (hide, "You are not permitted to perform this action.", "hide_refused"),
        (reply, "You are not permitted to perform this action.", "forbidden"),
        (delete, "You are not authorized to delete this Tweet.", "not_ours"),
        (delete, "Your account is suspended and is not permitted to access this feature.", "account_suspended"),
    ],
)  # fmt: skip
def test_a_refusal_is_permanent_and_names_its_reason(call: Call, detail: str, code: str) -> None:
    error = error_of(call, Answer(403, problem("not-authorized-for-resource", detail)))
    assert type(error) is Refused
    assert (error.code, error.permanent) == (code, True)


def test_a_missing_permission_asks_for_a_new_connection() -> None:
    error = error_of(hide, Answer(403, problem("oauth1-permissions")))
    assert isinstance(error, TokenRefused)
    assert error.code == "missing_permission"


def test_an_application_without_access_is_told_to_check_its_subscription() -> None:
    assert error_of(sweep, Answer(403, problem("client-forbidden"))).code == "client_forbidden"


@pytest.mark.parametrize("call", [hide, reply, delete])
def test_an_act_on_a_deleted_post_is_refused_as_gone(call: Call) -> None:
    for answer in (
        Answer(404, problem("resource-not-found", status=404)),
        Answer(404, b""),
        Answer(403, problem("x", "You attempted to reply to a Tweet that is deleted or not visible to you.")),
        Answer(200, {"errors": [problem("resource-not-found")]}),
    ):
        assert isinstance(error_of(call, answer), ItemGone)


def test_an_act_answered_with_problems_only_is_refused() -> None:
    error = error_of(hide, Answer(200, {"errors": [problem("not-authorized-for-resource")]}))
    assert type(error) is Refused


def test_an_unknown_account_is_refused_and_not_taken_for_silence() -> None:
    for answer in (
        Answer(404, problem("resource-not-found")),
        Answer(200, {"errors": [problem("resource-not-found")]}),
    ):
        assert error_of(sweep, answer).code == "account_not_found"


@pytest.mark.parametrize("call", [read, hide, reply])
def test_a_limit_says_how_long_to_wait(call: Call) -> None:
    reset = str(int(time.time()) + 120)
    error = error_of(call, Answer(429, {"title": "Too Many Requests"}, {"x-rate-limit-reset": reset}))
    assert isinstance(error, RateLimited)
    assert error.wait is not None
    assert 100 < error.wait <= 120


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({"retry-after": "30"}, 30.0),
        ({"retry-after": "bientôt".encode().decode("latin-1")}, 900.0),
        ({"x-rate-limit-reset": "soon"}, 900.0),
        ({"x-rate-limit-reset": "9" * 400}, 900.0),
        ({"x-rate-limit-reset": "12"}, 1.0),
        ({"retry-after": "999999999"}, 86_400.0),
        ({}, 900.0),
    ],
)
def test_a_wait_is_always_reasonable(headers: dict[str, str], wait: float) -> None:
    assert error_of(read, Answer(429, {}, headers)).wait == wait


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_a_failing_platform_may_be_read_again(status: int) -> None:
    assert isinstance(error_of(read, Answer(status, b"<html>")), Unavailable)


@pytest.mark.parametrize("status", [500, 502, 504])
@pytest.mark.parametrize("call", [hide, reply, delete])
def test_an_act_answered_by_a_failure_has_an_unknown_fate(call: Call, status: int) -> None:
    error = error_of(call, Answer(status, {"errors": None}))
    assert isinstance(error, FateUnknown)
    assert not error.permanent


def test_an_overloaded_platform_did_nothing() -> None:
    assert isinstance(error_of(reply, Answer(503, b"")), Unavailable)


def test_spent_credits_are_waited_for() -> None:
    error = error_of(sweep, Answer(402, {"title": "CreditsDepleted"}))
    assert (type(error), error.code) == (Unavailable, "credits_depleted")


def test_a_spent_month_is_waited_for_whatever_the_window_still_allows() -> None:
    headers = {"x-rate-limit-remaining": "39999", "x-rate-limit-reset": str(int(time.time()) + 5)}
    body = {"title": "UsageCapExceeded", "period": "Monthly", "type": "https://api.twitter.com/2/problems/usage-capped"}
    error = error_of(read, Answer(429, body, headers))
    assert (type(error), error.code, error.permanent, error.wait) == (RateLimited, "usage_capped", False, 3600.0)


@pytest.mark.parametrize("call", [hide, reply, delete])
@pytest.mark.parametrize("answer", [Answer(cut=0), Answer(hang=True), Answer(200, {"data": {"hidden": True}}, cut=9)])
def test_an_act_without_a_whole_answer_has_an_unknown_fate(call: Call, answer: Answer) -> None:
    assert isinstance(error_of(call, answer), FateUnknown)


@pytest.mark.parametrize("answer", [Answer(cut=0), Answer(hang=True), Answer(200, {"data": []}, cut=5)])
def test_a_read_without_a_whole_answer_may_be_repeated(answer: Answer) -> None:
    assert isinstance(error_of(read, answer), Unavailable)


@pytest.mark.parametrize("call", [read, hide, reply])
def test_what_never_reached_the_platform_was_not_done(call: Call) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound, never listening: the connection is refused
        nowhere = f"http://127.0.0.1:{taken.getsockname()[1]}/x"
        with pytest.raises(Unavailable):
            call(connect(account(nowhere)))


@pytest.mark.parametrize("base_url", ["pas une adresse", "http://", "http://[::1", "ftp://exemple.invalid"])
def test_a_wrong_address_did_nothing(base_url: str) -> None:
    with pytest.raises(Unavailable):
        hide(connect(account(base_url)))


@pytest.mark.parametrize("body", [b"<html>", b"", b"[1]", b"null", b'"texte"', b"\xff\xfe", b"[" * 100_000, b"{}"])
def test_an_undocumented_answer_is_malformed_to_a_read_and_unknown_to_an_act(body: bytes) -> None:
    assert isinstance(error_of(read, Answer(200, body)), Malformed)
    assert isinstance(error_of(reply, Answer(200, body)), FateUnknown)


@pytest.mark.parametrize("body", [["liste"], {"errors": None}, {"errors": [7]}, {"error": 3}, "texte", None])
def test_an_error_body_of_any_shape_keeps_its_meaning(body: object) -> None:
    assert type(error_of(hide, Answer(403, body))) is Refused
    assert isinstance(error_of(read, Answer(429, body)), RateLimited)


def test_a_platform_that_says_the_contrary_is_not_believed() -> None:
    assert error_of(hide, Answer(200, {"data": {"hidden": False}})).code == "contradiction"
    assert error_of(hide, Answer(200, {"data": {"hidden": "yes"}})).code == "contradiction"
    assert error_of(delete, Answer(200, {"data": {"deleted": False}})).code == "contradiction"
    assert isinstance(error_of(reply, Answer(201, {"data": {"text": "x"}})), FateUnknown)


def test_an_invalid_reply_is_refused_and_an_invalid_read_is_malformed() -> None:
    assert error_of(reply, Answer(400, problem("invalid-request"))).code == "invalid_request"
    assert isinstance(error_of(read, Answer(400, problem("invalid-request"))), Malformed)


def test_a_redirect_is_not_followed() -> None:
    with replaying(lambda _: Answer(200, {"data": []})) as elsewhere:
        moved = {"location": elsewhere.base_url + "/2/tweets"}
        assert isinstance(error_of(read, Answer(302, b"", moved)), Malformed)
        assert elsewhere.calls == []


def test_nothing_is_retried_inside_the_connector() -> None:
    with replaying(lambda _: Answer(503, b"")) as replay:
        for call in (read, delete, hide):
            with pytest.raises(Unavailable):
                call(connect(account(replay.base_url)))
        assert [request.method for request in replay.calls] == ["GET", "DELETE", "GET"]


@pytest.mark.parametrize("act", [Act.HOLD, Act.PUBLISH, Act.REJECT])
def test_acts_that_x_does_not_know_are_refused_without_a_call(act: Act) -> None:
    with replaying(lambda _: Answer(200, {"data": {}})) as replay, pytest.raises(Refused) as refused:
        connect(account(replay.base_url)).perform(Order(act, "7", "clé"))
    assert refused.value.code == "no_such_act"
    assert replay.calls == []


def test_every_sentence_keeps_to_quebec_typography() -> None:
    for code, sentence in MESSAGES.items():
        assert " :" not in sentence, code
        assert " ;" not in sentence, code
        assert sentence.endswith((".", ")."))
        assert ":" not in sentence.replace("\u00a0:", ""), code
