"""From YouTube's failures to the port's error tree. No message carries a text, a name or a token.

Reasons: developers.google.com/youtube/v3/docs/errors. The HTTP status is believed before the reason: a
recorded 403 says SERVICE_UNAVAILABLE where it means that permission is lacking.
"""

from __future__ import annotations

import json
import re
import ssl
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import requests
import urllib3

from parvis.connectors import clocks
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
from parvis.connectors.youtube import payload

_PACIFIC = ZoneInfo("America/Los_Angeles")  # the quota's day
_TOKEN = frozenset(
    {
        "authError",
        "authorizationRequired",
        "keyInvalid",
        "keyExpired",
        "API_KEY_INVALID",
        "insufficientPermissions",
        "ACCESS_TOKEN_SCOPE_INSUFFICIENT",
        "authenticatedUserAccountClosed",
        "authenticatedUserAccountSuspended",
        "youtubeSignupRequired",
    }
)
_DAY_SPENT = frozenset({"quotaExceeded", "dailyLimitExceeded", "dailyLimitExceededUnreg"})
_TOO_FAST = frozenset({"rateLimitExceeded", "userRateLimitExceeded", "RATE_LIMIT_EXCEEDED"})
UNREACHABLE = "unreachable"  # the request never left
_DEFAULT_WAIT = 60.0
_REASON = re.compile(r"[A-Za-z_]{1,60}")


def refused(code: str) -> Refused:
    """What YouTube, or this connector in its name, will not do."""
    return Refused(_REFUSALS.get(code, _REFUSALS["refused"]), code=code)


def gone(code: str = "gone") -> ItemGone:
    return ItemGone(
        "Ce commentaire n'existe plus sur YouTube, ou la chaîne ne le voit plus. Il n'y a plus rien à y faire.",
        code=code,
    )


def unclear(*, acting: bool, code: str, wait: float | None = None) -> ConnectorError:
    """A failure after the request left: an act may have been obeyed, a reading only has to be redone."""
    if acting:
        return FateUnknown(
            "YouTube n'a pas confirmé l'acte. Il sera vérifié sur la chaîne avant tout nouvel essai.",
            code=code,
            wait=wait,
        )
    return Unavailable(
        "YouTube ne répond pas comme prévu pour l'instant. Un nouvel essai se fera sous peu.", code=code, wait=wait
    )


def malformed(*, acting: bool, code: str = "malformed") -> ConnectorError:
    """An answer that YouTube does not document; after an act, nobody can say whether it was obeyed."""
    if acting:
        return unclear(acting=True, code=code)
    return Malformed(
        "YouTube a envoyé une réponse que Parvis ne sait pas lire. Signalez-le à l'équipe technique.", code=code
    )


def token_refused(code: str) -> TokenRefused:
    return TokenRefused(
        "YouTube n'accepte pas le jeton de cette chaîne. Reconnectez le compte; les autres continuent.", code=code
    )


def in_answer(response: requests.Response, *, acting: bool) -> ConnectorError | None:
    """The failure a complete HTTP answer tells of, or None when YouTube did what was asked."""
    status = response.status_code
    body = _json(response.content)
    if status < 300:
        silent = not response.content and status == 204
        return None if silent or isinstance(body, dict) else malformed(acting=acting)
    if status < 400:
        return malformed(acting=acting, code="redirected")
    if status == 401:
        return token_refused("token_refused")
    if status >= 500 or status in {408, 409}:  # 409 is an aborted operation, to be tried again
        return unclear(acting=acting, code=f"http_{status}", wait=clocks.wait_asked(response.headers))
    error = payload.mapping(payload.mapping(body).get("error"))
    reasons = _reasons(error)
    if status == 429 or (status == 403 and reasons & (_DAY_SPENT | _TOO_FAST)):
        return _throttled(response, reasons)
    if not error:  # some machine on the way answered, not YouTube: the act was not done
        return malformed(acting=False, code=f"http_{status}")
    return _refusal(status, error, reasons)


def in_transport(failure: requests.RequestException, *, acting: bool) -> ConnectorError:
    """The failure of a request that got no complete answer."""
    if _never_left(failure):
        return Unavailable(
            "YouTube est injoignable pour l'instant. Rien n'a été envoyé; un nouvel essai se fera sous peu.",
            code=UNREACHABLE,
        )
    return unclear(acting=acting, code="no_answer")


def until_the_quota_returns(now: datetime) -> float:
    """Seconds until the next midnight, Pacific time, when the day's quota starts again."""
    local = now.astimezone(_PACIFIC)
    midnight = datetime.combine(local.date() + timedelta(days=1), time(), _PACIFIC)
    return (midnight.astimezone(UTC) - now.astimezone(UTC)).total_seconds()


def _refusal(status: int, error: Mapping[str, object], reasons: set[str]) -> ConnectorError:
    if reasons & _TOKEN:
        return token_refused(min(reasons & _TOKEN))
    if error.get("status") == "PERMISSION_DENIED" and "SERVICE_UNAVAILABLE" in reasons:
        return refused("forbidden")
    code = next((reason for reason in sorted(reasons) if _REASON.fullmatch(reason)), f"http_{status}")
    if status == 404 and "channelNotFound" not in reasons:
        return gone(code)
    if status == 403:
        return Refused(_REFUSALS.get(code, _REFUSALS["forbidden"]), code=code)
    return refused(code)


def _throttled(response: requests.Response, reasons: set[str]) -> RateLimited:
    if reasons & _DAY_SPENT:
        return RateLimited(
            "Le quota YouTube du jour est épuisé. Les actes reprendront au prochain quota; rien n'est perdu.",
            code="quota_exceeded",
            wait=until_the_quota_returns(clocks.shown(response.headers)),
        )
    return RateLimited(
        "YouTube demande de ralentir. Un nouvel essai se fera après un délai; rien n'est perdu.",
        code="rate_limited",
        wait=clocks.wait_asked(response.headers) or _DEFAULT_WAIT,
    )


def _reasons(error: Mapping[str, object]) -> set[str]:
    """Every reason given, in the older list `errors` and the newer `details`."""
    told = [*payload.items(error.get("errors")), *payload.items(error.get("details"))]
    return {payload.string(payload.mapping(one).get("reason")) for one in told} - {""}


def _json(content: bytes) -> object:
    try:
        return json.loads(content.decode("utf-8"))
    except (ValueError, RecursionError):
        return None


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


_REFUSALS = {
    "refused": "YouTube refuse cet acte. Vérifiez le commentaire directement sur la chaîne.",
    "forbidden": (
        "YouTube refuse cet acte, faute d'autorisation. "
        "Vérifiez les autorisations données au compte et les droits sur ce commentaire."
    ),
    "commentsDisabled": "Les commentaires sont désactivés sur cette vidéo. Rien ne peut y être publié.",
    "processingFailure": "YouTube n'a pas pu traiter cet acte. Vérifiez le commentaire directement sur la chaîne.",
    "channelNotFound": "YouTube ne connaît pas cette chaîne. Vérifiez l'identifiant du compte.",
    "no_such_act": "Cet acte n'existe pas sur YouTube. Choisissez de retenir ou de rejeter le commentaire.",
    "bad_id": "L'identifiant de ce commentaire n'est pas de YouTube. Rien n'a été envoyé.",
    "unsendable_text": "La réponse contient des caractères qui ne peuvent pas être envoyés. Retapez-la.",
}
