"""Connects a YouTube channel: Google OAuth with offline access and PKCE, access tokens of about an hour.

Facts: developers.google.com/identity/protocols/oauth2/web-server and .../docs/channels/list. A refresh token comes
with the first consent only, unless the screen is shown again (`prompt=consent`); it is not replaced when used.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from urllib.parse import quote, urlencode, urlsplit

import requests
from requests.auth import AuthBase

from parvis.connectors import clocks
from parvis.connectors.consent import ClientApplication, Grant, GrantedAccount, Renewal, Scope, TokenHealth
from parvis.connectors.port import ConnectorError, Malformed, RateLimited, Refused, TokenRefused, Unavailable
from parvis.connectors.youtube import errors, payload

_CONSENT = "https://accounts.google.com"
_TOKENS = "https://oauth2.googleapis.com"
_API = "https://youtube.googleapis.com"
_FORCE_SSL = "https://www.googleapis.com/auth/youtube.force-ssl"
_LONGEST = 4096  # characters of a token
_CLIENT_ERRORS = {"invalid_client", "unauthorized_client", "redirect_uri_mismatch"}

_Auth = AuthBase | Callable[[requests.PreparedRequest], requests.PreparedRequest]

SCOPES = (
    Scope(
        _FORCE_SSL,
        "Lire les commentaires de la chaîne, les retenir, les publier, les rejeter, et y répondre. "
        "Google n’offre pas d’autorisation plus étroite pour modérer.",
        "Rien n’arrive de cette chaîne et aucun geste n’y est possible.",
        essential=True,
    ),
)


class YouTubeAuthoriser:
    """Satisfies `Authoriser`. Credentials: `access_token`, `refresh_token`."""

    platform = "youtube"
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
            "access_type": "offline",
            "prompt": "consent select_account",
            "code_challenge": challenge.decode("ascii"),
            "code_challenge_method": "S256",
        }
        host = client.base_url.rstrip("/") or _CONSENT
        return f"{host}/o/oauth2/v2/auth?{urlencode(asked, quote_via=quote)}"

    def finish(self, client: ClientApplication, code: str, redirect_uri: str, verifier: str) -> Grant:
        asked_at = datetime.now(UTC)
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": redirect_uri,
            "code_verifier": verifier,
        }
        answer = _tokens(client, "/token", _with_client(client, form), refused=_error(Refused, "code_refused"))
        scopes = frozenset(payload.string(answer.get("scope")).split())
        credentials = _credentials(answer)
        if _FORCE_SSL not in scopes:
            raise _error(Refused, "scope_missing")
        channels = _channels(client, credentials["access_token"])
        accounts = tuple(GrantedAccount(key, name, credentials) for key, name in channels.items())
        if not accounts:
            raise _error(Refused, "no_channel")
        return Grant(accounts, scopes, _expiry(answer, asked_at))

    def refresh(self, client: ClientApplication, credentials: Mapping[str, str]) -> Renewal:
        given = credentials.get("refresh_token", "")
        if not given:
            raise _error(TokenRefused, "renewal_impossible")
        asked_at = datetime.now(UTC)
        form = _with_client(client, {"grant_type": "refresh_token", "refresh_token": given})
        answer = _tokens(client, "/token", form, refused=_error(TokenRefused, "renewal_refused"))
        scopes = payload.string(answer.get("scope"))
        return Renewal(
            {"refresh_token": given, **_credentials(answer)},
            _expiry(answer, asked_at),
            frozenset(scopes.split()) if scopes else None,
        )

    def revoke(self, client: ClientApplication, credentials: Mapping[str, str]) -> None:
        """Google forgets the whole consent, whichever of its tokens is given."""
        token = credentials.get("refresh_token") or credentials.get("access_token", "")
        try:
            _tokens(client, "/revoke", {"token": token}, refused=_error(TokenRefused, "token_refused"))
        except TokenRefused:
            return  # worth nothing already, which is what was wanted

    def health(self, client: ClientApplication, credentials: Mapping[str, str]) -> TokenHealth:
        asked_at = datetime.now(UTC)
        form = {"access_token": credentials.get("access_token", "")}
        answer = _tokens(client, "/tokeninfo", form, refused=_error(TokenRefused, "token_refused"))
        return TokenHealth(_expiry(answer, asked_at), frozenset(payload.string(answer.get("scope")).split()))

    def access(self, client: ClientApplication, credentials: Mapping[str, str]) -> Mapping[str, str]:  # noqa: ARG002
        return {"access_token": credentials.get("access_token", "")}


def _with_client(client: ClientApplication, form: Mapping[str, str]) -> dict[str, str]:
    return {**form, "client_id": client.client_id, "client_secret": client.client_secret}


def _credentials(answer: Mapping[str, object]) -> dict[str, str]:
    found = {kind: _token(answer.get(kind)) for kind in ("access_token", "refresh_token")}
    if not found["access_token"]:
        raise errors.malformed(acting=False)
    return {kind: token for kind, token in found.items() if token}


def _token(value: object) -> str:
    """A token that a header can carry, or an empty string."""
    token = payload.string(value)
    return token if token.isascii() and token.isprintable() and " " not in token and len(token) <= _LONGEST else ""


def _expiry(answer: Mapping[str, object], asked_at: datetime) -> datetime | None:
    told = answer.get("expires_in")  # tokeninfo writes it as text
    seconds = int(told) if isinstance(told, str) and told.isascii() and told.isdigit() and len(told) < 10 else told
    return asked_at + timedelta(seconds=min(payload.count(seconds), 10**9)) if payload.count(seconds) else None


def _channels(client: ClientApplication, token: str) -> dict[str, str]:
    """Channels of this consent: id to title. One unit of quota."""
    base = client.base_url.rstrip("/") or _API
    response = _request(client, "GET", f"{base}/youtube/v3/channels?part=snippet&mine=true", auth=_Bearer(token))
    error = errors.in_answer(response, acting=False)
    if error is not None:
        raise error
    found: dict[str, str] = {}
    for item in payload.items(payload.mapping(_json(response)).get("items")):
        channel = payload.mapping(item)
        title = payload.string(payload.mapping(channel.get("snippet")).get("title"))
        if 0 < len(payload.string(channel.get("id"))) <= 128:
            found[payload.string(channel.get("id"))] = title[:200]
    return found


def _tokens(
    client: ClientApplication, path: str, form: Mapping[str, str], *, refused: ConnectorError
) -> Mapping[str, object]:
    base = client.base_url.rstrip("/") or _TOKENS
    response = _request(client, "POST", base + path, form=form, auth=_as_is)
    body = _json(response)
    status = response.status_code
    if status in range(200, 300) and isinstance(body, dict):
        return body
    if status == 429:
        raise _error(RateLimited, "rate_limited", clocks.wait_asked(response.headers) or 60.0)
    if status >= 500:
        raise _error(Unavailable, "unavailable")
    if payload.string(payload.mapping(body).get("error")) in _CLIENT_ERRORS:
        raise _error(Refused, "client_refused")
    if status in (400, 401, 403):
        raise refused
    raise _error(Malformed, "unreadable")


def _request(
    client: ClientApplication, method: str, address: str, *, auth: _Auth, form: Mapping[str, str] | None = None
) -> requests.Response:
    with requests.Session() as session:
        session.trust_env = not _is_here(address)
        try:
            return session.request(
                method,
                address,
                data=form,
                auth=auth,
                timeout=client.timeout,
                allow_redirects=False,
            )
        # `from None`: these exceptions carry the whole request. Asking again harms nobody: Google keeps refresh tokens.
        except requests.RequestException:
            raise _error(Unavailable, "unavailable") from None


def _json(response: requests.Response) -> object:
    try:
        return json.loads(response.content)
    except (ValueError, RecursionError):
        return None


def _is_here(address: str) -> bool:
    """The sandbox is: no proxy reaches it."""
    try:
        return urlsplit(address).hostname in {"127.0.0.1", "::1", "localhost"}
    except ValueError:
        return False


def _as_is(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Authentication that adds nothing: without one, requests takes a password from the machine's .netrc."""
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
    "code_refused": "Google n’accepte plus ce code\u00a0: il a expiré ou a déjà servi. Recommencez la connexion.",
    "client_refused": "Google ne reconnaît pas l’application de Parvis. Vérifiez PARVIS_YOUTUBE_CLIENT_ID, "
    "PARVIS_YOUTUBE_CLIENT_SECRET et l’adresse de retour, puis recommencez.",
    "scope_missing": "L’autorisation de modérer la chaîne n’a pas été donnée. Recommencez, et cochez-la sur l’écran "
    "de Google.",
    "no_channel": "Ce compte Google n’a pas de chaîne YouTube. Recommencez, et choisissez le compte de la chaîne.",
    "renewal_refused": "Google refuse de renouveler le jeton de cette chaîne. Reconnectez le compte.",
    "renewal_impossible": "Google n’a pas donné de quoi renouveler le jeton de cette chaîne. Reconnectez le compte.",
    "token_refused": "Google n’accepte plus le jeton de cette chaîne. Reconnectez le compte.",
    "rate_limited": "Google demande de ralentir. Un nouvel essai se fera après un délai.",
    "unavailable": "Google ne répond pas ou est en panne. Un nouvel essai se fera sous peu.",
    "unreadable": "Google a donné une réponse que Parvis ne comprend pas. Prévenez l’équipe technique.",
}
