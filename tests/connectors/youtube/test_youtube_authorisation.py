"""How connecting, renewing and revoking fail, and what is told of it; nothing secret is ever in what is said."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qsl, urlsplit

import pytest
from tests.connectors.scripted_server import Answer, Request, Script, always, scripted

from parvis.connectors.consent import ClientApplication
from parvis.connectors.port import (
    ConnectorError,
    FateUnknown,
    Malformed,
    RateLimited,
    Refused,
    TokenRefused,
    Unavailable,
)
from parvis.connectors.youtube.authorisation import YouTubeAuthoriser

CREDENTIALS = {"access_token": "jeton-invente", "refresh_token": "renouveau-invente"}
SECRETS = ["secret-invente", "code-invente", "verificateur-invente", "jeton-invente", "renouveau-invente"]
VERIFIER = "verificateur-invente-de-quarante-trois-signes"
AUTHORISER = YouTubeAuthoriser()


def client(base_url: str) -> ClientApplication:
    return ClientApplication("application", "secret-invente", base_url, timeout=2.0)


def finish(base_url: str) -> object:
    return AUTHORISER.finish(client(base_url), "code-invente", "http://localhost/retour/", VERIFIER)


def refresh(base_url: str) -> object:
    return AUTHORISER.refresh(client(base_url), CREDENTIALS)


def revoke(base_url: str) -> object:
    AUTHORISER.revoke(client(base_url), CREDENTIALS)
    return None


def health(base_url: str) -> object:
    return AUTHORISER.health(client(base_url), CREDENTIALS)


Act = Callable[[str], object]


def failure(act: Act, script: Script) -> ConnectorError:
    with scripted(script) as server, pytest.raises(ConnectorError) as failed:
        act(server.url)
    said = f"{failed.value} {failed.value!r} {failed.value.__cause__!r} {failed.value.__suppress_context__}"
    assert not any(secret in said for secret in SECRETS)
    return failed.value


def test_nothing_secret_is_in_the_address_that_the_person_is_sent_to() -> None:
    address = AUTHORISER.begin(client(""), "http://localhost/retour/", "etat", VERIFIER)
    asked = dict(parse_qsl(urlsplit(address).query))
    assert address.startswith("https://")
    assert not any(secret in address for secret in SECRETS)
    assert (asked["state"], asked["response_type"]) == ("etat", "code")
    assert asked["redirect_uri"] == "http://localhost/retour/"


def test_every_scope_says_why_and_what_is_lost_without_it() -> None:
    for scope in AUTHORISER.scopes:
        assert scope.reason.endswith(".")
        assert scope.without.endswith(".")
    assert len({scope.name for scope in AUTHORISER.scopes}) == len(AUTHORISER.scopes)


def test_no_repr_shows_a_secret() -> None:
    assert "secret-invente" not in repr(client(""))


def test_offline_access_is_asked_for_with_the_screen_shown_again() -> None:
    asked = dict(parse_qsl(urlsplit(AUTHORISER.begin(client(""), "http://localhost/", "etat", VERIFIER)).query))
    assert asked["access_type"] == "offline"
    assert "consent" in asked["prompt"]
    assert asked["code_challenge_method"] == "S256"
    assert asked["scope"] == "https://www.googleapis.com/auth/youtube.force-ssl"


SCOPE = "https://www.googleapis.com/auth/youtube.force-ssl"


@pytest.mark.parametrize(
    ("act", "answer", "kind", "code"),
    [
        (finish, Answer({"error": "invalid_grant"}, 400), Refused, "code_refused"),
        (finish, Answer({"error": "redirect_uri_mismatch"}, 400), Refused, "client_refused"),
        (finish, Answer({"error": "invalid_client"}, 401), Refused, "client_refused"),
        (finish, Answer({}, 503), Unavailable, "unavailable"),
        (finish, Answer({}, 429), RateLimited, "rate_limited"),
        (finish, Answer(b"\xff\xfe", 200), Malformed, "unreadable"),
        (finish, Answer({"access_token": "j", "scope": "openid"}), Refused, "scope_missing"),
        (finish, Answer({"access_token": "j k", "scope": SCOPE}), Malformed, "malformed"),
        (finish, Answer({"access_token": "j", "scope": SCOPE, "items": []}), Refused, "no_channel"),
        (finish, Answer({"access_token": "j", "scope": SCOPE, "items": [7, {"id": 3}]}), Refused, "no_channel"),
        (finish, Answer({}, cut="before"), Unavailable, "unavailable"),
        (refresh, Answer({"error": "invalid_grant"}, 400), TokenRefused, "renewal_refused"),
        (refresh, Answer({}, delay=2.5), Unavailable, "unavailable"),
        (revoke, Answer({}, 500), Unavailable, "unavailable"),
        (health, Answer({"error": "invalid_token"}, 400), TokenRefused, "token_refused"),
    ],
)
def test_a_failure_is_told_for_what_it_is(act: Act, answer: Answer, kind: type[ConnectorError], code: str) -> None:
    found = failure(act, always(answer))
    assert type(found) is kind
    assert found.code == code
    assert kind is not FateUnknown


def test_the_refresh_token_is_kept_when_google_gives_no_other() -> None:
    with scripted(always(Answer({"access_token": "jeton-neuf", "expires_in": 3599}))) as server:
        renewal = AUTHORISER.refresh(client(server.url), CREDENTIALS)
    assert renewal.credentials == {"access_token": "jeton-neuf", "refresh_token": "renouveau-invente"}
    assert renewal.expires_at is not None


def test_secrets_travel_in_headers_and_bodies_only() -> None:
    def script(request: Request) -> Answer:
        if request.path == "/token":
            return Answer({"access_token": "jeton-invente", "expires_in": 3600, "scope": SCOPE})
        return Answer({"items": [{"id": "UCexemple", "snippet": {"title": "Exemple"}}], "scope": SCOPE})

    with scripted(script) as server:
        finish(server.url)
        health(server.url)
        revoke(server.url)
        assert len(server.requests) == 4
        for request in server.requests:
            assert not any(secret in f"{request.path} {request.query}" for secret in SECRETS)
