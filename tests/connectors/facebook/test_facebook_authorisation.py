"""How connecting, renewing and revoking fail, and what is told of it; nothing secret is ever in what is said."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qsl, urlsplit

import pytest
from tests.connectors.scripted_server import Answer, Request, Script, always, scripted

from parvis.connectors.consent import ClientApplication
from parvis.connectors.facebook.authorisation import FacebookAuthoriser
from parvis.connectors.port import (
    ConnectorError,
    FateUnknown,
    Malformed,
    RateLimited,
    Refused,
    TokenRefused,
    Unavailable,
)

CREDENTIALS = {"page_token": "jeton-invente", "user_token": "renouveau-invente", "user_id": "123"}
SECRETS = ["secret-invente", "code-invente", "verificateur-invente", "jeton-invente", "renouveau-invente"]
VERIFIER = "verificateur-invente-de-quarante-trois-signes"
AUTHORISER = FacebookAuthoriser()


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


USED = {"error": {"message": "used", "type": "OAuthException", "code": 100, "error_subcode": 36009}}
SECRET = {"error": {"message": "secret", "type": "OAuthException", "code": 1}}
TOKEN = {"error": {"message": "over", "type": "OAuthException", "code": 190}}


@pytest.mark.parametrize(
    ("act", "answer", "kind"),
    [
        (finish, Answer(USED, 400), Refused),
        (finish, Answer(SECRET, 400), Refused),
        (finish, Answer(SECRET, 500), Unavailable),
        (finish, Answer({"error": {"code": [1], "error_subcode": {}}}, 400), Refused),
        (finish, Answer({"error": {"code": 4}}, 400), RateLimited),
        (finish, Answer({"access_token": ""}), Malformed),
        (finish, Answer({"access_token": "jeton", "id": "x"}), Malformed),
        (finish, Answer({}, cut="before"), Unavailable),
        (refresh, Answer({}), TokenRefused),
        (revoke, Answer({"success": False}), Refused),
        (revoke, Answer({}, cut="before"), FateUnknown),
        (health, Answer(TOKEN, 401), TokenRefused),
    ],
)
def test_a_failure_is_told_for_what_it_is(act: Act, answer: Answer, kind: type[ConnectorError]) -> None:
    found = failure(act, always(answer))
    assert isinstance(found, kind)


def facebook(pages: list[object], granted: str = "pages_show_list") -> Script:
    def script(request: Request) -> Answer:
        if request.path.endswith("access_token"):
            return Answer({"access_token": "jeton-invente"})
        if request.path.endswith("/me"):
            return Answer({"id": "123"})
        if request.path.endswith("/me/permissions"):
            return Answer({"data": [{"permission": granted, "status": "granted"}, 7]})
        return Answer({"data": pages})

    return script


PAGE = {"id": "77", "name": "Exemple", "access_token": "jeton-de-page", "tasks": ["MODERATE"]}


def test_pages_that_the_person_cannot_moderate_are_left_out() -> None:
    with scripted(facebook([PAGE, {**PAGE, "id": "78", "tasks": ["ANALYZE"]}, {"id": "79"}, 7])) as server:
        grant = AUTHORISER.finish(client(server.url), "code-invente", "http://localhost/retour/", VERIFIER)
        for request in server.requests:
            assert not any(secret in f"{request.path} {request.query}" for secret in SECRETS)
    assert [page.platform_id for page in grant.accounts] == ["77"]
    assert grant.grantor_id == "123"
    assert "jeton" not in repr(grant)


def test_a_person_without_a_page_connects_nothing() -> None:
    assert failure(finish, facebook([])).code == "no_page"


def test_without_the_list_of_pages_nothing_is_connected() -> None:
    assert failure(finish, facebook([PAGE], granted="email")).code == "scope_missing"


def test_a_list_of_pages_without_an_end_is_left() -> None:
    def script(request: Request) -> Answer:
        answer = facebook([PAGE])(request)
        endless = {"next": "https://example.org/", "cursors": {"after": "encore&access_token=x"}}
        return Answer({"data": [PAGE], "paging": endless}) if request.path.endswith("/accounts") else answer

    with scripted(script) as server:
        AUTHORISER.finish(client(server.url), "code-invente", "http://localhost/retour/", VERIFIER)
        assert len(server.requests) < 40


def test_the_consent_is_taken_back_with_the_application_s_own_token() -> None:
    with scripted(always(Answer({"success": True}))) as server:
        revoke(server.url)
        [asked] = server.requests
    assert (asked.method, asked.path.rpartition("/v")[2].partition("/")[2]) == ("DELETE", "123/permissions")
    assert asked.headers["authorization"] == "Bearer application|secret-invente"


def test_a_page_is_well_although_the_person_s_own_token_is_over() -> None:
    def script(request: Request) -> Answer:
        return Answer(TOKEN, 401) if request.path.endswith("permissions") else Answer({"id": "77"})

    with scripted(script) as server:
        assert AUTHORISER.health(client(server.url), CREDENTIALS).scopes_granted is None
