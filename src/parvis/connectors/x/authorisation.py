"""Connects an account of X: OAuth 2.0 with PKCE, tokens of two hours, single-use refresh tokens.

Facts: docs.x.com, « OAuth 2.0 Authorization Code Flow with PKCE » (addresses, Basic for confidential clients,
`offline.access` for a refresh token, revocation). X has no consent screen that grants a part of what is asked.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from urllib.parse import quote, urlencode, urlsplit

import requests
from requests.auth import AuthBase, HTTPBasicAuth
from urllib3.exceptions import ConnectTimeoutError, NewConnectionError

from parvis.connectors import clocks
from parvis.connectors.consent import ClientApplication, Grant, GrantedAccount, Renewal, Scope, TokenHealth
from parvis.connectors.port import (
    ConnectorError,
    FateUnknown,
    Malformed,
    RateLimited,
    Refused,
    TokenRefused,
    Unavailable,
)
from parvis.connectors.x import shapes

_CONSENT = "https://x.com"
_API = "https://api.x.com"
_WINDOW = 900.0  # seconds: X counts calls over 15 minutes
_LONGEST = 4096  # characters of a token
_CLIENT_ERRORS = {"invalid_client", "unauthorized_client"}

_Auth = AuthBase | Callable[[requests.PreparedRequest], requests.PreparedRequest]

SCOPES = (
    Scope(
        "tweet.read",
        "Lire les publications du compte, leurs réponses et les mentions.",
        "Aucun commentaire n’arrive de ce compte.",
        essential=True,
    ),
    Scope(
        "users.read",
        "Savoir quel compte est connecté, et qui écrit.",
        "Le compte ne peut pas être reconnu.",
        essential=True,
    ),
    Scope(
        "tweet.write",
        "Publier les réponses que votre équipe rédige.",
        "Aucune réponse ne peut être publiée depuis Parvis.",
    ),
    Scope(
        "tweet.moderate.write",
        "Masquer et réafficher les réponses sous vos publications.",
        "Aucune réponse ne peut être masquée ni réaffichée depuis Parvis.",
    ),
    Scope(
        "offline.access",
        "Rester connecté sans vous redemander l’autorisation toutes les deux heures.",
        "Le compte devra être reconnecté toutes les deux heures.",
    ),
)


class XAuthoriser:
    """Satisfies `Authoriser`. Credentials: `access_token`, `refresh_token`."""

    platform = "x"
    scopes = SCOPES
    renews = True

    def begin(self, client: ClientApplication, redirect_uri: str, state: str, verifier: str) -> str:
        challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode("ascii")).digest()).rstrip(b"=")
        asked = {
            "response_type": "code",
            "client_id": client.client_id,
            "redirect_uri": redirect_uri,
            "scope": " ".join(scope.name for scope in SCOPES),
            "state": state,
            "code_challenge": challenge.decode("ascii"),
            "code_challenge_method": "S256",
        }
        host = client.base_url.rstrip("/") or _CONSENT
        return f"{host}/i/oauth2/authorize?{urlencode(asked, quote_via=quote)}"

    def finish(self, client: ClientApplication, code: str, redirect_uri: str, verifier: str) -> Grant:
        asked_at = datetime.now(UTC)
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": redirect_uri,
            "code_verifier": verifier,
        }
        answer = _post(client, "token", form, refused="code_refused")
        scopes = frozenset(shapes.string(answer.get("scope")).split())
        credentials = _credentials(answer)
        missing = [scope.name for scope in SCOPES if scope.essential and scope.name not in scopes]
        if missing:
            raise _error(Refused, "scope_missing")
        user = shapes.mapping(_me(client, credentials["access_token"]).get("data"))
        platform_id = shapes.identifier(user.get("id"))
        if not platform_id:
            raise _error(Malformed, "unreadable")
        account = GrantedAccount(platform_id, shapes.string(user.get("name"))[:200], credentials)
        return Grant((account,), scopes, _expiry(answer, asked_at))

    def refresh(self, client: ClientApplication, credentials: Mapping[str, str]) -> Renewal:
        given = credentials.get("refresh_token", "")
        if not given:
            raise _error(TokenRefused, "renewal_impossible")
        asked_at = datetime.now(UTC)
        form = {"grant_type": "refresh_token", "refresh_token": given}
        answer = _post(client, "token", form, refused="renewal_refused")
        scopes = shapes.string(answer.get("scope"))
        return Renewal(
            {"refresh_token": given, **_credentials(answer)},
            _expiry(answer, asked_at),
            frozenset(scopes.split()) if scopes else None,
        )

    def revoke(self, client: ClientApplication, credentials: Mapping[str, str]) -> None:
        for kind in ("refresh_token", "access_token"):
            if credentials.get(kind):
                form = {"token": credentials[kind], "token_type_hint": kind}
                try:
                    _post(client, "revoke", form, refused="token_refused")
                except TokenRefused:
                    continue  # worth nothing already, which is what was wanted

    def health(self, client: ClientApplication, credentials: Mapping[str, str]) -> TokenHealth:
        _me(client, credentials.get("access_token", ""))
        return TokenHealth()

    def access(self, client: ClientApplication, credentials: Mapping[str, str]) -> Mapping[str, str]:  # noqa: ARG002
        return {"user_token": credentials.get("access_token", "")}


def _credentials(answer: Mapping[str, object]) -> dict[str, str]:
    found = {kind: _token(answer.get(kind)) for kind in ("access_token", "refresh_token")}
    if not found["access_token"]:
        raise _error(Malformed, "unreadable")
    return {kind: token for kind, token in found.items() if token}


def _token(value: object) -> str:
    """A token that a header can carry, or an empty string."""
    token = shapes.string(value)
    return token if token.isascii() and token.isprintable() and " " not in token and len(token) <= _LONGEST else ""


def _expiry(answer: Mapping[str, object], asked_at: datetime) -> datetime | None:
    seconds = min(shapes.count(answer.get("expires_in")), 10**9)
    return asked_at + timedelta(seconds=seconds) if seconds else None


def _me(client: ClientApplication, token: str) -> Mapping[str, object]:
    if not _token(token):
        raise _error(TokenRefused, "token_refused")
    return _send(client, "GET", "/2/users/me", {}, _Bearer(token), refused="scope_missing")


def _post(client: ClientApplication, what: str, form: Mapping[str, str], *, refused: str) -> Mapping[str, object]:
    # Given even when it is empty: without it, requests would take a password from the machine's .netrc.
    auth = HTTPBasicAuth(client.client_id.encode(), client.client_secret.encode()) if client.client_secret else _as_is
    return _send(client, "POST", f"/2/oauth2/{what}", {**form, "client_id": client.client_id}, auth, refused=refused)


def _send(
    client: ClientApplication, method: str, path: str, form: Mapping[str, str], auth: _Auth, *, refused: str
) -> Mapping[str, object]:
    base = client.base_url.rstrip("/") or _API
    with requests.Session() as session:
        session.trust_env = not _is_here(base)
        try:
            response = session.request(
                method,
                base + path,
                data=form or None,
                auth=auth,
                timeout=client.timeout,
                allow_redirects=False,
            )
        # `from None`: these exceptions carry the whole request.
        except requests.RequestException as failure:
            raise _lost(failure, acting=method == "POST") from None
    try:
        body = json.loads(response.content)
    except (ValueError, RecursionError):
        body = None
    if response.status_code in range(200, 300) and isinstance(body, dict):
        return body
    raise _refusal(response, shapes.mapping(body), refused)


def _refusal(response: requests.Response, body: Mapping[str, object], refused: str) -> ConnectorError:
    status = response.status_code
    if status == 429:
        return _error(RateLimited, "rate_limited", clocks.wait_asked(response.headers) or _WINDOW)
    if status >= 500:
        return _error(Unavailable, "unavailable")
    if shapes.string(body.get("error")) in _CLIENT_ERRORS:
        return _error(Refused, "client_refused")
    if status in (400, 401, 403):
        if refused == "scope_missing" and status == 401:
            return _error(TokenRefused, "token_refused")
        permanent = refused in ("code_refused", "scope_missing")
        return _error(Refused if permanent else TokenRefused, refused)
    return _error(Malformed, "unreadable")


def _lost(failure: requests.RequestException, *, acting: bool) -> ConnectorError:
    reason = getattr(failure.args[0], "reason", None) if failure.args else None
    never_left = isinstance(failure, requests.ConnectTimeout | ValueError) or isinstance(
        reason, NewConnectionError | ConnectTimeoutError
    )
    return _error(FateUnknown, "fate_unknown") if acting and not never_left else _error(Unavailable, "unavailable")


def _is_here(address: str) -> bool:
    """The sandbox is: no proxy reaches it."""
    try:
        return urlsplit(address).hostname in {"127.0.0.1", "::1", "localhost"}
    except ValueError:
        return False


def _as_is(request: requests.PreparedRequest) -> requests.PreparedRequest:
    return request


class _Bearer(AuthBase):
    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["authorization"] = f"Bearer {self._token}"
        return request


def _error(kind: type[ConnectorError], code: str, wait: float | None = None) -> ConnectorError:
    return kind(_MESSAGES[code], code=code, wait=wait)


_MESSAGES = {
    "code_refused": "X n’accepte plus ce code\u00a0: il a expiré ou a déjà servi. Recommencez la connexion.",
    "client_refused": "X ne reconnaît pas l’application de Parvis. Vérifiez PARVIS_X_CLIENT_ID et "
    "PARVIS_X_CLIENT_SECRET, puis recommencez.",
    "scope_missing": "Une autorisation indispensable n’a pas été donnée sur X. Recommencez, et acceptez la lecture "
    "des publications et des comptes.",
    "renewal_refused": "X refuse de renouveler le jeton de ce compte. Reconnectez le compte.",
    "renewal_impossible": "X n’a pas donné de quoi renouveler le jeton de ce compte. Reconnectez le compte en "
    "acceptant de rester connecté.",
    "token_refused": "X n’accepte plus le jeton de ce compte. Reconnectez le compte.",
    "rate_limited": "X limite le nombre d’appels. Un nouvel essai se fera après le délai indiqué.",
    "unavailable": "X ne répond pas ou est en panne. Un nouvel essai se fera sous peu.",
    "fate_unknown": "La demande est partie, mais X n’a pas confirmé.",
    "unreadable": "X a donné une réponse que Parvis ne comprend pas. Prévenez l’équipe technique.",
}
