"""Tells another system: one signed JSON POST to the address that the institution gave."""

from __future__ import annotations

import hashlib
import hmac
import http.client
import json
import ssl
import urllib.error
import urllib.request
from datetime import UTC, datetime
from email.message import Message
from typing import IO
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone

from parvis import __version__

from .failures import NotTold
from .news import News

_TIMEOUT = 10  # seconds that the other side may stay silent
_HERE = frozenset({"127.0.0.1", "localhost"})  # may be spoken to without TLS


def configured() -> bool:
    """Whether there is somebody to tell."""
    return bool(settings.ALERT_WEBHOOK)


def send(news: News) -> None:
    """One request. Raises `NotTold` unless the answer was 2xx: where it redirects to, nobody has vouched for."""
    host = _check()
    now = timezone.now()
    body = written(news, now)
    request = urllib.request.Request(  # noqa: S310 - https, or this machine: `_check` has seen to it
        settings.ALERT_WEBHOOK,
        data=body,
        headers={
            "Content-Type": "application/json; charset=utf-8",
            "User-Agent": f"Parvis/{__version__}",
            "Idempotency-Key": str(news.reference),  # the same when it is sent again
            "X-Parvis-Signature": signature(body, now, settings.ALERT_SECRET),
        },
        method="POST",
    )
    # A proxy of the environment has no business between us and this very machine.
    proxies = urllib.request.ProxyHandler({} if host in _HERE else None)
    opener = urllib.request.build_opener(_NoRedirect, proxies)
    try:
        with opener.open(request, timeout=_TIMEOUT):
            return
    except urllib.error.HTTPError as refusal:
        with refusal:
            raise _refused(host, refusal.code) from None
    except (OSError, http.client.HTTPException, ValueError) as failure:
        raise _lost(host, failure) from None


def written(news: News, now: datetime) -> bytes:
    """The body: identifiers, platforms and moments, and nothing that anybody wrote."""
    questions = [{"id": str(one.id), "platform": one.platform, "due_at": _iso(one.due_at)} for one in news.questions]
    told = {
        "event": "questions.due",
        "share": news.share,
        "count": len(questions),
        "questions": questions,
        "sent_at": _iso(now),
    }
    return json.dumps(told, separators=(",", ":")).encode()


def signature(body: bytes, now: datetime, secret: str) -> str:
    """« t=…,v1=… »: HMAC-SHA256 of the second and the body, so that an old request cannot be passed off as new."""
    second = int(now.timestamp())
    signed = hmac.new(secret.encode(), f"{second}.".encode() + body, hashlib.sha256)
    return f"t={second},v1={signed.hexdigest()}"


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> None:
        """Follow none: the redirection itself is then the answer, and an error."""


def _check() -> str:
    """The host that would be told. The rest of the address may be a secret: it is never shown."""
    if not configured():
        raise NotTold("not_configured", "L'avis vers un autre système n'est plus réglé. Voyez PARVIS_ALERT_WEBHOOK.")
    if not settings.ALERT_SECRET:
        raise NotTold("no_secret", "Le secret qui signe l'avis manque. Donnez-le dans PARVIS_ALERT_SECRET.")
    try:
        address = urlsplit(settings.ALERT_WEBHOOK)
        host, _ = address.hostname or "", address.port
    except ValueError:
        host, address = "", urlsplit("")
    if not host or not (address.scheme == "https" or (address.scheme == "http" and host in _HERE)):
        raise NotTold("address", "L'adresse de PARVIS_ALERT_WEBHOOK doit commencer par https:// et nommer un serveur.")
    return host


def _refused(host: str, status: int) -> NotTold:
    if 300 <= status < 400:
        said = f"{host} renvoie ailleurs (code {status}), ce qui n'est pas suivi. Corrigez PARVIS_ALERT_WEBHOOK."
        return NotTold("redirected", said)
    return NotTold("refused", f"{host} a refusé l'avis (code {status}).")


def _lost(host: str, failure: Exception) -> NotTold:
    cause = failure.reason if isinstance(failure, urllib.error.URLError) else failure
    match cause:
        case TimeoutError():
            return NotTold("slow", f"{host} n'a pas répondu à temps.")
        case ssl.SSLError():
            return NotTold("tls", f"La connexion à {host} ne peut être protégée. Voyez son certificat.")
        case http.client.InvalidURL() | ValueError():
            return NotTold("address", "L'adresse de PARVIS_ALERT_WEBHOOK est mal écrite.")
        case http.client.HTTPException():
            return NotTold("unreadable", f"{host} n'a pas donné de réponse lisible.")
        case _:
            return NotTold("unreachable", f"{host} est injoignable. Voyez PARVIS_ALERT_WEBHOOK.")


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")
