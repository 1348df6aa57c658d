"""From Graph's failures to the port's error tree. No message carries a text, a name or a token.

Codes: developers.facebook.com/docs/graph-api/guides/error-handling and .../overview/rate-limiting
(80001 and its neighbours are the business-use-case form of throttling); of private replies,
.../messenger-platform/discovery/private-replies.
"""

from __future__ import annotations

import json
import ssl
from collections.abc import Iterator, Mapping

import requests
import urllib3

from parvis.connectors import clocks
from parvis.connectors.facebook import payload
from parvis.connectors.port import (
    ConnectorError,
    FateUnknown,
    ItemGone,
    Malformed,
    RateLimited,
    Refused,
    TokenRefused,
    Unavailable,
)

_TOKEN = frozenset({102, 104, 190, 2500})
_THROTTLED = frozenset({4, 17, 32, 341, 613, *range(80000, 80015)})
_TRANSIENT = frozenset({1, 2})
_GONE_SUBCODE = 33  # of code 100: "does not exist, cannot be loaded due to missing permissions"
_GONE = 803  # "some of the aliases you requested do not exist"
_BLOCKED = 368
_DUPLICATE = 506
_REPLIED_PRIVATELY = 10900  # "activity already replied to"
_NO_PRIVATE_REPLY = 10903  # "this user can't reply to this activity": too old, or its author takes none
_UNAVAILABLE_PERSON = 551  # "this person isn't available right now"
PRIVATE_REPLY_ONCE = "private_reply_once"
UNREACHABLE = "unreachable"  # the request never left
_DAY = 24 * 60  # minutes
_DEFAULT_WAIT = 600.0  # seconds; Graph counts over a sliding hour


def refused(code: str) -> Refused:
    """What Facebook, or this connector in its name, will not do."""
    return Refused(_REFUSALS.get(code, _REFUSALS["refused"]), code=code)


def unclear(*, acting: bool, code: str, wait: float | None = None) -> ConnectorError:
    """A failure after the request left: an act may have been obeyed, a reading only has to be redone."""
    if acting:
        return FateUnknown(
            "Facebook n'a pas confirmé l'acte. Il sera vérifié sur la page avant tout nouvel essai.",
            code=code,
            wait=wait,
        )
    return Unavailable(
        "Facebook ne répond pas comme prévu pour l'instant. Un nouvel essai se fera sous peu.", code=code, wait=wait
    )


def malformed(*, acting: bool, code: str = "malformed") -> ConnectorError:
    """An answer that Graph does not document; after an act, nobody can say whether it was obeyed."""
    if acting:
        return unclear(acting=True, code=code)
    return Malformed(
        "Facebook a envoyé une réponse que Parvis ne sait pas lire. Signalez-le à l'équipe technique.", code=code
    )


def no_token() -> TokenRefused:
    return TokenRefused("Le compte Facebook n'a pas de jeton de page. Connectez le compte de nouveau.", code="no_token")


def in_answer(response: requests.Response) -> ConnectorError | None:
    """The failure a complete HTTP answer tells of, or None when Graph did what was asked."""
    acting = response.request.method != "GET"
    if 300 <= response.status_code < 400:
        return malformed(acting=acting, code="redirected")
    try:
        body = json.loads(response.content.decode("utf-8"))
    except (ValueError, RecursionError):
        return _without_envelope(response, acting=acting)
    if not isinstance(body, dict):
        return _without_envelope(response, acting=acting)
    if "error" in body:
        return _in_envelope(payload.mapping(body["error"]), response, acting=acting)
    if response.status_code >= 400:
        return _without_envelope(response, acting=acting)
    return refused("not_done") if body.get("success") is False else None


def in_transport(failure: requests.RequestException, *, acting: bool) -> ConnectorError:
    """The failure of a request that got no complete answer."""
    if _never_left(failure):
        return Unavailable(
            "Facebook est injoignable pour l'instant. Rien n'a été envoyé; un nouvel essai se fera sous peu.",
            code=UNREACHABLE,
        )
    return unclear(acting=acting, code="no_answer")


def _never_left(failure: requests.RequestException) -> bool:
    if isinstance(failure, requests.ConnectTimeout | ValueError):  # ValueError: an address nobody can call
        return True
    return any(
        isinstance(
            cause,
            urllib3.exceptions.NewConnectionError
            | urllib3.exceptions.ConnectTimeoutError
            | urllib3.exceptions.ProxyError
            | ssl.SSLCertVerificationError,
        )
        for cause in _causes(failure)
    )


def _causes(failure: BaseException) -> Iterator[BaseException]:
    """The failure and what it wraps; requests keeps urllib3's own error in `args`, and that one in `reason`."""
    waiting: list[object] = [failure]
    seen: set[int] = set()
    while waiting:
        found = waiting.pop()
        if isinstance(found, BaseException) and id(found) not in seen:
            seen.add(id(found))
            yield found
            waiting += [*found.args, getattr(found, "reason", None), found.__cause__, found.__context__]


def _without_envelope(response: requests.Response, *, acting: bool) -> ConnectorError:
    status = response.status_code
    # The official client knows of this page, served with a status of 200 when Graph is down.
    if status >= 500 or b"Service Unavailable" in response.content[:4096]:
        return unclear(acting=acting, code=f"http_{status}", wait=clocks.wait_asked(response.headers))
    if status == 429:
        return _throttled(response)
    if status >= 400:
        return malformed(acting=False, code=f"http_{status}")
    return malformed(acting=acting)


def _in_envelope(error: Mapping[str, object], response: requests.Response, *, acting: bool) -> ConnectorError:
    code, subcode = payload.count(error.get("code")), payload.count(error.get("error_subcode"))
    if code in _TOKEN or response.status_code == 401:
        return TokenRefused(
            "Facebook n'accepte plus le jeton de cette page. Reconnectez le compte; les autres continuent.",
            code=f"token_refused_{code}_{subcode}" if subcode else f"token_refused_{code}",
        )
    if code in _THROTTLED or response.status_code == 429:
        return _throttled(response)
    if code == _GONE or (code == 100 and subcode == _GONE_SUBCODE):
        return ItemGone(
            "Ce contenu n'existe plus sur Facebook, ou la page ne le voit plus. Il n'y a plus rien à y faire.",
            code="gone",
        )
    reason = _refusal(code)
    if reason:
        return refused(reason)
    if code in _TRANSIENT or error.get("is_transient") is True or response.status_code >= 500:
        return unclear(acting=acting, code=f"facebook_{code}", wait=clocks.wait_asked(response.headers))
    return Refused(_REFUSALS["refused"], code=f"facebook_{code}")


def _refusal(code: int) -> str:
    if code in {3, 10} or 200 <= code < 300:
        return "permission"
    return _REASONS.get(code, "")


def _throttled(response: requests.Response) -> RateLimited:
    return RateLimited(
        "Facebook demande de ralentir. Un nouvel essai se fera après le délai qu'il indique; rien n'est perdu.",
        code="rate_limited",
        wait=_until_regained(response.headers.get("X-Business-Use-Case-Usage", ""))
        or clocks.wait_asked(response.headers)
        or _DEFAULT_WAIT,
    )


def _until_regained(header: str) -> float | None:
    """Seconds; Graph gives minutes, by business and kind of use. None when it does not."""
    try:
        usage = payload.mapping(json.loads(header))
    except (ValueError, RecursionError):
        return None
    minutes = [
        payload.count(payload.mapping(use).get("estimated_time_to_regain_access"))
        for uses in usage.values()
        for use in (uses if isinstance(uses, list) else ())
    ]
    longest = min(max(minutes, default=0), _DAY)
    return clocks.bounded(longest * 60.0) if longest else None


_REASONS = {
    _BLOCKED: "blocked",
    _DUPLICATE: "duplicate",
    _REPLIED_PRIVATELY: PRIVATE_REPLY_ONCE,
    _NO_PRIVATE_REPLY: "private_reply_expired",
    _UNAVAILABLE_PERSON: "person_unavailable",
    100: "bad_parameter",
}
_REFUSALS = {
    "refused": "Facebook refuse cet acte. Vérifiez le commentaire directement sur la page.",
    "not_done": "Facebook dit ne pas avoir fait cet acte. Vérifiez le commentaire directement sur la page.",
    "permission": (
        "Facebook refuse cet acte, faute d'autorisation. "
        "Vérifiez les autorisations données au compte et les droits sur ce commentaire."
    ),
    "blocked": (
        "Facebook bloque temporairement les actes de cette page. "
        "Consultez la qualité de la page sur Facebook avant de recommencer."
    ),
    "duplicate": "Facebook refuse un texte identique à un texte déjà publié. Modifiez la réponse.",
    PRIVATE_REPLY_ONCE: (
        "Facebook n'accepte qu'une réponse privée par commentaire. "
        "Consultez la messagerie de la page pour voir celle qui est partie."
    ),
    "private_reply_expired": (
        "Facebook n'accepte plus de réponse privée à ce commentaire\u00a0: il a plus de sept jours, "
        "ou son auteur n'en reçoit pas. Une réponse publique reste possible."
    ),
    "private_reply_too_long": "Facebook limite une réponse privée à 2000 caractères. Raccourcissez-la.",
    "person_unavailable": (
        "L'auteur de ce commentaire ne reçoit pas de messages de la page. Une réponse publique reste possible."
    ),
    "bad_parameter": "Facebook ne comprend pas la demande. Signalez-le à l'équipe technique.",
    "no_such_act": "Cet acte n'existe pas sur Facebook. Choisissez de masquer ou de supprimer le commentaire.",
    "bad_id": "L'identifiant de ce commentaire n'est pas de Facebook. Rien n'a été envoyé.",
    "unsendable_text": "La réponse contient des caractères qui ne peuvent pas être envoyés. Retapez-la.",
}
