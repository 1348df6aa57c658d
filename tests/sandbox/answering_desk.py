"""Whoever answers the platforms' challenges, as a desk would, and notes what it is sent."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Iterator
from contextlib import contextmanager

from tests.connectors.scripted_server import Answer, Request, ScriptedServer, scripted

from parvis.sandbox.authorisation.tokens import CONSUMER_SECRET

VERIFY_TOKEN = "jeton-de-verification-invente"


def answer_challenges(request: Request) -> Answer:
    if request.method == "POST":
        return Answer(b"")
    if request.query.get("hub.verify_token") == VERIFY_TOKEN:
        return Answer(request.query["hub.challenge"].encode())
    if "crc_token" in request.query:
        digest = hmac.digest(CONSUMER_SECRET.encode(), request.query["crc_token"].encode(), hashlib.sha256)
        return Answer({"response_token": "sha256=" + base64.b64encode(digest).decode()})
    return Answer({}, 403)


@contextmanager
def answering() -> Iterator[ScriptedServer]:
    with scripted(answer_challenges) as server:
        yield server


def delivered(desk: ScriptedServer) -> list[str]:
    """The paths that deliveries came to."""
    return [request.path for request in desk.requests if request.method == "POST"]
