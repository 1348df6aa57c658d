"""Google's error envelope, and the errors this sandbox gives."""

from __future__ import annotations

from typing import Any

from ..wire import Refusal

_STATUS = {
    400: "INVALID_ARGUMENT",
    401: "UNAUTHENTICATED",
    403: "PERMISSION_DENIED",
    404: "NOT_FOUND",
    429: "RESOURCE_EXHAUSTED",
}


def google_error(
    status: int, reason: str, message: str, *, domain: str = "youtube.comment", location: str = ""
) -> Refusal:
    one: dict[str, Any] = {"message": message, "domain": domain, "reason": reason}
    if location:
        one |= {"location": location, "locationType": "parameter"}
    error: dict[str, Any] = {"code": status, "message": message, "errors": [one]}
    if status in _STATUS:
        error["status"] = _STATUS[status]
    return Refusal(status, {"error": error})


def token_refused() -> Refusal:
    message = (
        "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other"
        " valid authentication credential."
    )
    refusal = google_error(401, "authError", message, domain="global", location="Authorization")
    refusal.headers["WWW-Authenticate"] = 'Bearer realm="https://accounts.google.com/", error="invalid_token"'
    return refusal


def too_many_requests() -> Refusal:
    """Too many in a minute: Google does not say when to come back."""
    message = (
        "Quota exceeded for quota metric 'Queries' and limit 'Queries per minute' of service"
        " 'youtube.googleapis.com' for consumer 'project_number:0'."
    )
    return google_error(429, "rateLimitExceeded", message, domain="global")


def quota_exceeded() -> Refusal:
    """The day's units are spent, until midnight in the Pacific time zone. The answer does not say it either."""
    quota = '<a href="/youtube/v3/getting-started#quota">quota</a>'
    message = f"The request cannot be completed because you have exceeded your {quota}."
    return google_error(403, "quotaExceeded", message, domain="youtube.quota")


def backend_error() -> Refusal:
    return google_error(500, "backendError", "Backend Error", domain="global")


def bad_request(reason: str, message: str, location: str) -> Refusal:
    return google_error(400, reason, message, domain="youtube.parameter", location=location)


def missing(parameter: str) -> Refusal:
    return bad_request("missingRequiredParameter", "No filter selected. Expected one of: " + parameter, parameter)


def comment_not_found() -> Refusal:
    message = "One or more of the comments that the request is trying to act on could not be found."
    return google_error(404, "commentNotFound", message, location="id")


def processing_failure() -> Refusal:
    message = (
        "The API server failed to successfully process the request. While this can be a transient error, it"
        " usually indicates that the request's input is invalid."
    )
    return google_error(400, "processingFailure", message)


def forbidden(message: str) -> Refusal:
    return google_error(403, "forbidden", message)
