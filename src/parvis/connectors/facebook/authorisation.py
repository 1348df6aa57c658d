"""Connects Facebook Pages: Facebook Login, a long-lived user token, then one token a Page.

Facts: developers.facebook.com, « Manually build a login flow », « Get long-lived tokens », « Page access tokens »,
« Permissions ». A Page token taken from a long-lived user token has no end of its own, but the access to data ends
90 days after the person last consented, and nothing but the person can renew it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from urllib.parse import quote, urlencode, urlsplit

import requests
from facebook_business.apiconfig import ads_api_config

from parvis.connectors.consent import ClientApplication, Grant, GrantedAccount, Renewal, Scope, TokenHealth
from parvis.connectors.facebook import errors, payload
from parvis.connectors.port import ConnectorError, Malformed, Refused, TokenRefused

_CONSENT = "https://www.facebook.com"
_GRAPH = "https://graph.facebook.com"
_VERSION = str(ads_api_config["API_VERSION"])
_DATA_ACCESS = timedelta(days=90)
_MOST_LISTS = 20  # of a hundred Pages each
_ID = re.compile(r"[0-9]{1,128}")
_CODE_SUBCODES = {36007, 36008, 36009}  # the code has expired, is for another address, was used
_CLIENT_CODES = {1, 101, 191}  # wrong secret, no such application, address not declared

SCOPES = (
    Scope(
        "pages_show_list",
        "Voir les pages que vous gérez, pour choisir celles à connecter.",
        "Aucune page ne peut être choisie.",
        essential=True,
    ),
    Scope(
        "pages_read_engagement",
        "Lire les publications de la page.",
        "Les publications n’arrivent pas, ni les commentaires dessous.",
    ),
    Scope(
        "pages_read_user_content",
        "Lire les commentaires que le public écrit sur la page.",
        "Les commentaires du public n’arrivent pas.",
    ),
    Scope(
        "pages_messaging",
        "Répondre en privé à l’auteur d’un commentaire.",
        "Aucune réponse privée ne peut partir de Parvis.",
    ),
    Scope(
        "pages_manage_engagement",
        "Masquer, réafficher et supprimer des commentaires, et y répondre.",
        "Aucun commentaire ne peut être masqué, supprimé ni recevoir de réponse depuis Parvis.",
    ),
    Scope(
        "pages_manage_metadata",
        "Être averti par Facebook dès qu’un commentaire arrive.",
        "Les commentaires n’arrivent qu’aux lectures périodiques, donc plus tard.",
    ),
)


class FacebookAuthoriser:
    """Satisfies `Authoriser`. Credentials: `page_token`, `user_token` (60 days), `user_id`."""

    platform = "facebook"
    scopes = SCOPES
    renews = False

    def begin(self, client: ClientApplication, redirect_uri: str, state: str, verifier: str) -> str:  # noqa: ARG002
        """Facebook Login has no PKCE for servers: the secret of the application stands in for it."""
        asked = {
            "response_type": "code",
            "client_id": client.client_id,
            "redirect_uri": redirect_uri,
            "scope": ",".join(scope.name for scope in SCOPES),
            "state": state,
            "auth_type": "rerequest",  # ask again for what was declined before
        }
        host = client.base_url.rstrip("/") or _CONSENT
        return f"{host}/{_VERSION}/dialog/oauth?{urlencode(asked, quote_via=quote)}"

    def finish(self, client: ClientApplication, code: str, redirect_uri: str, verifier: str) -> Grant:  # noqa: ARG002
        given_at = datetime.now(UTC)
        short = _exchange(client, {"redirect_uri": redirect_uri, "code": code})
        long = _exchange(client, {"grant_type": "fb_exchange_token", "fb_exchange_token": short})
        user_id = payload.string(_get(client, "me?fields=id", long).get("id"))
        if not _ID.fullmatch(user_id):
            raise errors.malformed(acting=False)
        scopes = _granted(client, long)
        if "pages_show_list" not in scopes:
            raise _error(Refused, "scope_missing")
        accounts = tuple(
            GrantedAccount(page_id, name, {"page_token": token, "user_token": long, "user_id": user_id})
            for page_id, name, token in _pages(client, long)
        )
        if not accounts:
            raise _error(Refused, "no_page")
        return Grant(accounts, scopes, given_at + _DATA_ACCESS, user_id)

    def refresh(self, client: ClientApplication, credentials: Mapping[str, str]) -> Renewal:  # noqa: ARG002
        raise _error(TokenRefused, "renewal_impossible")

    def revoke(self, client: ClientApplication, credentials: Mapping[str, str]) -> None:
        """With the application's own token: the person's lasts 60 days only. Ends the consent for all their Pages."""
        user_id = credentials.get("user_id", "")
        if not _ID.fullmatch(user_id):
            raise _error(Refused, "revocation_impossible")
        answer = _call(client, "DELETE", f"{user_id}/permissions", f"{client.client_id}|{client.client_secret}")
        if answer.get("success") is not True:
            raise _error(Refused, "revocation_impossible")

    def health(self, client: ClientApplication, credentials: Mapping[str, str]) -> TokenHealth:
        _get(client, "me?fields=id", credentials.get("page_token", ""))
        try:
            return TokenHealth(scopes_granted=_granted(client, credentials.get("user_token", "")))
        except TokenRefused:  # the person's token is over; the Page's is not
            return TokenHealth()

    def access(self, client: ClientApplication, credentials: Mapping[str, str]) -> Mapping[str, str]:
        """The secret proves each request to be ours (`appsecret_proof`), where the application requires it."""
        return {"page_token": credentials.get("page_token", ""), "app_secret": client.client_secret}


def _exchange(client: ClientApplication, form: Mapping[str, str]) -> str:
    """A token for a code, or for a shorter one. In the body, so that no address holds a secret."""
    known = {"client_id": client.client_id, "client_secret": client.client_secret}
    body = _call(client, "POST", "oauth/access_token", "", {**form, **known})
    token = payload.string(body.get("access_token"))
    if not _sendable(token):
        raise errors.malformed(acting=False)
    return token


def _granted(client: ClientApplication, token: str) -> frozenset[str]:
    rows = _get(client, "me/permissions", token).get("data")
    listed = [payload.mapping(row) for row in rows] if isinstance(rows, list) else []
    return frozenset(payload.string(row.get("permission")) for row in listed if row.get("status") == "granted")


def _pages(client: ClientApplication, token: str) -> Iterator[tuple[str, str, str]]:
    """Id, name and token of each Page that this person may moderate."""
    after = ""
    for _ in range(_MOST_LISTS):
        body = _get(client, f"me/accounts?fields=id,name,access_token,tasks&limit=100{after}", token)
        rows = body.get("data")
        for row in rows if isinstance(rows, list) else []:
            page = payload.mapping(row)
            page_id, page_token = payload.string(page.get("id")), payload.string(page.get("access_token"))
            tasks = page.get("tasks")
            moderates = not isinstance(tasks, list) or "MODERATE" in tasks
            if _ID.fullmatch(page_id) and _sendable(page_token) and moderates:
                yield page_id, payload.string(page.get("name"))[:200], page_token
        paging = payload.mapping(body.get("paging"))
        cursor = payload.string(payload.mapping(paging.get("cursors")).get("after"))
        if not paging.get("next") or not cursor:
            return
        after = f"&after={quote(cursor, safe='')}"


def _get(client: ClientApplication, path: str, token: str) -> Mapping[str, object]:
    if not _sendable(token):
        raise errors.no_token()
    return _call(client, "GET", path, token)


def _call(
    client: ClientApplication, method: str, path: str, token: str, form: Mapping[str, str] | None = None
) -> Mapping[str, object]:
    base = client.base_url.rstrip("/") or _GRAPH
    with requests.Session() as session:
        session.trust_env = not _is_here(base)
        try:
            response = session.request(
                method,
                f"{base}/{_VERSION}/{path}",
                data=form,
                auth=_Bearer(token),
                timeout=client.timeout,
                allow_redirects=False,
            )
        # `from None`: these exceptions carry the whole request.
        except requests.RequestException as failure:
            raise errors.in_transport(failure, acting=method == "DELETE") from None
    try:
        body = json.loads(response.content)
    except (ValueError, RecursionError):
        body = None
    if form is not None and response.status_code >= 500:  # a code is not an act: nothing has to be looked for
        raise errors.unclear(acting=False, code=f"http_{response.status_code}")
    if form is not None and isinstance(body, dict) and "error" in body:
        raise _not_exchanged(payload.mapping(body["error"]), response)
    error = errors.in_answer(response)
    if error is not None:
        raise error
    return payload.mapping(body)


def _not_exchanged(error: Mapping[str, object], response: requests.Response) -> ConnectorError:
    code, subcode = payload.count(error.get("code")), payload.count(error.get("error_subcode"))
    if subcode in _CODE_SUBCODES or code == 100:
        return _error(Refused, "code_refused")
    if code in _CLIENT_CODES:
        return _error(Refused, "client_refused")
    return errors.in_answer(response) or _error(Malformed, "unreadable")


def _sendable(token: str) -> bool:
    return bool(token) and token.isascii() and token.isprintable() and " " not in token and len(token) <= 4096


def _is_here(address: str) -> bool:
    """The sandbox is: no proxy reaches it."""
    try:
        return urlsplit(address).hostname in {"127.0.0.1", "::1", "localhost"}
    except ValueError:
        return False


class _Bearer:
    """In a header, the token is in no address; and none is taken from the machine's .netrc."""

    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        if self._token:
            request.headers["authorization"] = f"Bearer {self._token}"
        return request


def _error(kind: type[ConnectorError], code: str) -> ConnectorError:
    return kind(_MESSAGES[code], code=code)


_MESSAGES = {
    "code_refused": "Facebook n’accepte plus ce code\u00a0: il a expiré ou a déjà servi. Recommencez la connexion.",
    "client_refused": "Facebook ne reconnaît pas l’application de Parvis. Vérifiez PARVIS_FACEBOOK_CLIENT_ID, "
    "PARVIS_FACEBOOK_CLIENT_SECRET et l’adresse de retour, puis recommencez.",
    "scope_missing": "Sans l’autorisation de voir vos pages, aucune ne peut être connectée. Recommencez, et "
    "accordez-la sur l’écran de Facebook.",
    "no_page": "Facebook ne montre aucune page que cette personne puisse modérer. Vérifiez son rôle sur la page, "
    "puis recommencez en cochant la page sur l’écran de Facebook.",
    "renewal_impossible": "Facebook ne renouvelle pas cet accès sans la personne. Reconnectez le compte.",
    "revocation_impossible": "Facebook n’a pas confirmé le retrait de l’autorisation.",
    "unreadable": "Facebook a donné une réponse que Parvis ne comprend pas. Prévenez l’équipe technique.",
}
