"""The Graph API's error envelope, and the errors this sandbox gives."""

from __future__ import annotations

import secrets
from typing import Any

from ..wire import Refusal

_READ_THE_DOCS = "Please read the Graph API documentation at https://developers.facebook.com/docs/graph-api"


def graph_error(
    message: str, code: int, *, status: int = 400, kind: str = "OAuthException", subcode: int = 0, **more: Any
) -> Refusal:
    error: dict[str, Any] = {"message": message, "type": kind, "code": code}
    if subcode:
        error["error_subcode"] = subcode
    error.update(more)
    error["fbtrace_id"] = "A" + secrets.token_urlsafe(16)
    return Refusal(status, {"error": error})


def token_refused(*, missing: bool = False) -> Refusal:
    if missing:
        return graph_error("An active access token must be used to query information.", 2500)
    message = "Error validating access token: The session has been invalidated."
    return graph_error(message, 190, status=401, subcode=460)


def no_such_object(method: str, object_id: str) -> Refusal:
    message = (
        f"Unsupported {method.lower()} request. Object with ID '{object_id}' does not exist, cannot be loaded"
        f" due to missing permissions, or does not support this operation. {_READ_THE_DOCS}"
    )
    return graph_error(message, 100, kind="GraphMethodException", subcode=33)


def bad_parameter(message: str) -> Refusal:
    return graph_error(f"(#100) {message}", 100)


def no_such_field(field: str, node: str) -> Refusal:
    return bad_parameter(f"Tried accessing nonexisting field ({field}) on node type ({node})")


def not_permitted(message: str) -> Refusal:
    return graph_error(f"(#200) {message}", 200, status=403)


def throttled() -> Refusal:
    return graph_error("(#613) Calls to this api have exceeded the rate limit.", 613, subcode=1996)


def limit_reached() -> Refusal:
    """Of the application as a whole."""
    return graph_error("(#4) Application request limit reached", 4, status=403, is_transient=True)


def unknown_failure() -> Refusal:
    message = "An unexpected error has occurred. Please retry your request later."
    return graph_error(message, 2, status=500, is_transient=True)
