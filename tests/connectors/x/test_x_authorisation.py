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
from parvis.connectors.x.authorisation import XAuthoriser

CREDENTIALS = {"access_token": "jeton-invente", "refresh_token": "renouveau-invente"}
SECRETS = ["secret-invente", "code-invente", "verificateur-invente", "jeton-invente", "renouveau-invente"]
VERIFIER = "verificateur-invente-de-quarante-trois-signes"
AUTHORISER = XAuthoriser()


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


def test_the_challenge_is_the_verifier_s_and_not_the_verifier() -> None:
    asked = dict(parse_qsl(urlsplit(AUTHORISER.begin(client(""), "http://localhost/", "etat", VERIFIER)).query))
    assert asked["code_challenge_method"] == "S256"
    assert asked["code_challenge"] not in ("", VERIFIER)
    assert "follows" not in asked["scope"]


@pytest.mark.parametrize(
    ("act", "answer", "kind", "code"),
    [
        (finish, Answer({"error": "invalid_request"}, 400), Refused, "code_refused"),
        (finish, Answer({"error": "invalid_client"}, 401), Refused, "client_refused"),
        (finish, Answer({"error": "x"}, 503), Unavailable, "unavailable"),
        (finish, Answer({"error": "x"}, 429, {"retry-after": "7"}), RateLimited, "rate_limited"),
        (finish, Answer(b"<html>", 200), Malformed, "unreadable"),
        (finish, Answer([], 200), Malformed, "unreadable"),
        (finish, Answer({"access_token": ""}), Malformed, "unreadable"),
        (finish, Answer({"access_token": "jeton\ninvente"}), Malformed, "unreadable"),
        (finish, Answer({"access_token": 7}), Malformed, "unreadable"),
        (finish, Answer({"access_token": "j", "scope": "tweet.read"}), Refused, "scope_missing"),
        (finish, Answer(None, 302, {"location": "https://example.org/"}), Malformed, "unreadable"),
        (finish, Answer({}, cut="before"), FateUnknown, "fate_unknown"),
        (refresh, Answer({"error": "invalid_request"}, 400), TokenRefused, "renewal_refused"),
        (refresh, Answer({}, cut="before"), FateUnknown, "fate_unknown"),
        (refresh, Answer({}, delay=2.5), FateUnknown, "fate_unknown"),
        (revoke, Answer({}, 500), Unavailable, "unavailable"),
        (health, Answer({}, 401), TokenRefused, "token_refused"),
        (health, Answer({}, 403), Refused, "scope_missing"),
        (health, Answer({}, cut="before"), Unavailable, "unavailable"),
    ],
)
def test_a_failure_is_told_for_what_it_is(act: Act, answer: Answer, kind: type[ConnectorError], code: str) -> None:
    found = failure(act, always(answer))
    assert type(found) is kind
    assert found.code == code


def test_an_account_without_a_refresh_token_cannot_be_renewed() -> None:
    with pytest.raises(TokenRefused):
        AUTHORISER.refresh(client("http://127.0.0.1:9"), {"access_token": "jeton-invente"})


def test_a_server_that_is_not_there_did_nothing() -> None:
    with pytest.raises(Unavailable):
        refresh("http://127.0.0.1:9")


def test_secrets_travel_in_headers_and_bodies_only() -> None:
    def script(request: Request) -> Answer:
        if request.path.endswith("/token"):
            return Answer({"access_token": "jeton-invente", "expires_in": 7200, "scope": "tweet.read users.read"})
        return Answer({"data": {"id": "1000000000000000001", "name": "Exemple"}})

    with scripted(script) as server:
        finish(server.url)
        assert len(server.requests) == 2
        for request in server.requests:
            assert not any(secret in f"{request.path} {request.query}" for secret in SECRETS)


def test_a_token_refused_when_it_is_revoked_was_revoked_already() -> None:
    with scripted(always(Answer({"error": "invalid_request"}, 400))) as server:
        revoke(server.url)


def test_an_expiry_that_makes_no_sense_is_no_expiry() -> None:
    for told in ("bientôt", -5, True, 10**30):
        with scripted(always(Answer({"access_token": "jeton", "expires_in": told}))) as server:
            renewal = AUTHORISER.refresh(client(server.url), CREDENTIALS)
        assert renewal.expires_at is None or told == 10**30
        assert renewal.credentials["refresh_token"] == "renouveau-invente"
