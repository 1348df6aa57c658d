"""What an error answer of X means, and how it is said to people."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Protocol

from parvis.connectors import clocks
from parvis.connectors.port import (
    ConnectorError,
    FateUnknown,
    ItemGone,
    Malformed,
    RateLimited,
    Refused,
    TokenRefused,
    Unavailable,
)
from parvis.connectors.x import shapes
from parvis.connectors.x.messages import MESSAGES

_WINDOW = 900.0  # seconds: X counts calls over 15 minutes
# When the month's cap or the credits are spent: X does not say when they come back, and its window's headers,
# which then come with the refusal, know nothing of it. People may also buy more at any moment.
_SPENT = 3600.0

_FORBIDDEN = (  # words of the problem's type, title or detail (lower case), and what they mean
    (("duplicate",), "duplicate_text"),
    (("deleted or not visible", "resource-not-found", "resource-unavailable"), "item_gone"),
    (("mentioned", "summon", "engaged by"), "not_summoned"),
    (("reply to this conversation", "reply_settings", "limited who can reply"), "replies_limited"),
    (("725", "hidden replies limit"), "hidden_limit"),
    (("conversation",), "not_our_conversation"),
    (("to delete",), "not_ours"),
    (("too long",), "invalid_request"),
    (("scope", "permissions", "unsupported-authentication", "user context"), "missing_permission"),
    (("suspended", "locked"), "account_suspended"),
    (("client-forbidden", "client-not-enrolled", "enterprise", "access level", "has access to"), "client_forbidden"),
)
_GONE = {"resource-not-found", "resource-unavailable"}
_PROTECTED = {"not-authorized-for-resource"}  # the author protects their posts, or was suspended


class Response(Protocol):
    """What is needed of an HTTP answer."""

    status_code: int

    @property
    def text(self) -> str: ...
    @property
    def headers(self) -> Mapping[str, str]: ...


def error(kind: type[ConnectorError], code: str, wait: float | None = None) -> ConnectorError:
    """An error of that kind, with its French sentence."""
    return kind(MESSAGES[code], code=code, wait=wait)


def from_answer(response: Response, *, act: bool, item: bool) -> ConnectorError:
    """What an answer outside 200–299 means. `act`: something was to change; `item`: on one post."""
    status = response.status_code
    if status >= 500:
        # 503 is documented as refused for overload, before anything is done; any other may hide a done act.
        asked = clocks.wait_asked(response.headers)
        kind, code = (FateUnknown, "fate_unknown") if act and status != 503 else (Unavailable, "unavailable")
        return error(kind, code, asked)
    if status == 429:
        if "usage-capped" in response.text:
            return error(RateLimited, "usage_capped", _SPENT)
        return error(RateLimited, "rate_limited", _wait(response.headers))
    if status == 404:
        return error(ItemGone, "item_gone") if item else error(Refused, "account_not_found")
    if status == 403:
        return _forbidden(response.text)
    if status == 401:
        return error(TokenRefused, "token_refused")
    if status == 402:
        return error(Unavailable, "credits_depleted", _SPENT)
    if status == 400 and act:
        return error(Refused, "invalid_request")
    return error(Malformed, "unreadable")


def from_problems(problems: list[object], *, item: bool) -> ConnectorError:
    """What an answer of status 200 that holds `errors` and nothing else means."""
    if any(_kind(problem) in _GONE for problem in problems):
        return error(ItemGone, "item_gone") if item else error(Refused, "account_not_found")
    return _forbidden(json.dumps(problems))


def hides_a_post(problem: object) -> bool:
    """Whether a partial error of a look-up says that a post is deleted, or no longer shown to us."""
    return _kind(problem) in _GONE | _PROTECTED


def _kind(problem: object) -> str:
    return shapes.string(shapes.mapping(problem).get("type")).rpartition("/")[2]


def _forbidden(body: str) -> ConnectorError:
    said = body.lower()
    code = next((code for words, code in _FORBIDDEN if any(word in said for word in words)), "forbidden")
    if code == "item_gone":
        return error(ItemGone, code)
    return error(TokenRefused if code == "missing_permission" else Refused, code)


def _wait(headers: Mapping[str, str]) -> float:
    """Seconds until X accepts calls again; the whole window when it does not say."""
    asked = clocks.wait_asked(headers)
    if asked is not None:
        return asked
    reset = headers.get("x-rate-limit-reset", "")
    if reset.isascii() and reset.isdigit() and len(reset) < 12:
        return clocks.bounded(float(reset) - clocks.shown(headers).timestamp())
    return _WINDOW
