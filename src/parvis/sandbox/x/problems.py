"""How X says no: RFC 7807 problems, and the partial errors inside a success."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..wire import Refusal
from .generation import POST, Generation


def unauthorized() -> Refusal:
    return Refusal(401, _plain(401, "Unauthorized", "Unauthorized", code=32))


def too_many_requests(headers: dict[str, str]) -> Refusal:
    return Refusal(429, _plain(429, "Too Many Requests", "Too Many Requests", code=88), headers)


def usage_capped() -> Refusal:
    """What the application may read in a month is spent. In these words in both generations."""
    body = {
        "account_id": 1, "product_name": "standard-basic", "title": "UsageCapExceeded", "period": "Monthly",
        "scope": "Product", "detail": "Usage cap exceeded: Monthly product cap", "status": 429,
        "type": "https://api.twitter.com/2/problems/usage-capped",
    }  # fmt: skip
    return Refusal(429, body)


def server_error(generation: Generation) -> Refusal:
    if generation is POST:
        kind = generation.problems + "internal-error"
        return Refusal(500, {"type": kind, "title": "Internal Error", "detail": "Internal Error", "status": 500})
    return Refusal(500, _plain(500, "Internal Server Error", "Internal Server Error", code=131))


def _plain(status: int, title: str, detail: str, code: int) -> dict[str, Any]:
    """Both of the documented envelopes at once: the problem, and the older code with its message."""
    return {
        "title": title, "type": "about:blank", "status": status, "detail": detail,
        "code": code, "message": detail,
    }  # fmt: skip


def forbidden(generation: Generation, detail: str, *, post_id: str = "") -> Refusal:
    if generation is POST:
        body = {
            "type": generation.problems + "not-authorized-for-resource", "title": "Forbidden",
            "detail": detail, "resource_type": "post", "resource_id": post_id, "status": 403,
        }  # fmt: skip
        return Refusal(403, body)
    return Refusal(403, {"detail": detail, "type": "about:blank", "title": "Forbidden", "status": 403})


def not_enrolled(generation: Generation) -> Refusal:
    """What the application's plan does not hold."""
    detail = (
        "When authenticating requests to the Twitter API v2 endpoints, you must use keys and tokens"
        " from a Project that has access to this endpoint."
    )
    if generation is POST:
        return forbidden(generation, detail)
    kind = generation.problems + "client-forbidden"
    body = {"title": "Client Forbidden", "detail": detail, "reason": "client-not-enrolled", "type": kind}
    return Refusal(403, {**body, "status": 403})


def unsupported_authentication(generation: Generation) -> Refusal:
    detail = (
        "Authenticating with OAuth 2.0 Application-Only is forbidden for this endpoint.  Supported"
        " authentication types are [OAuth 1.0a User Context, OAuth 2.0 User Context]."
    )
    if generation is POST:
        return forbidden(generation, detail)
    kind = generation.problems + "unsupported-authentication"
    return Refusal(403, {"title": "Unsupported Authentication", "detail": detail, "type": kind, "status": 403})


def invalid(generation: Generation, parameter: str, value: str, message: str) -> Refusal:
    body: dict[str, Any] = {
        "errors": [{"parameters": {parameter: [value]}, "message": message}],
        "title": "Invalid Request",
        "detail": "One or more parameters to your request was invalid.",
        "type": generation.problems + "invalid-request",
    }
    return Refusal(400, body)


def not_found(generation: Generation, parameter: str, value: str, kind: str = "tweet") -> dict[str, Any]:
    """One partial error: the rest of the answer stands."""
    where = f"ids: [{value}]" if parameter == "ids" else f"{parameter}: [{value}]"
    return {
        "value": value, "detail": f"Could not find {kind} with {where}.", "title": "Not Found Error",
        "resource_type": kind, "parameter": parameter, "resource_id": value,
        "type": generation.problems + "resource-not-found",
    }  # fmt: skip


def gone(generation: Generation, value: str) -> Refusal:
    return Refusal(404, {**not_found(generation, "id", value), "status": 404})


def unknown_parameter(generation: Generation, name: str, value: str, known: Sequence[str]) -> Refusal:
    listed = ",".join(known)
    return invalid(generation, name, value, f"The query parameter [{name}] is not one of [{listed}]")
