"""Tells by e-mail, through the institution's own server."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend

from . import letter
from .failures import NotTold
from .news import News

_TIMEOUT = 10  # seconds that the server may stay silent
_PROTECTIONS = ("starttls", "ssl", "none")


def configured() -> bool:
    """Whether there is a server, and somebody to write to."""
    return bool(settings.SMTP_HOST and settings.ALERT_TO)


def send(news: News) -> None:
    """One message to all. Raises `NotTold` unless the server took it."""
    _check()
    message = EmailMessage(
        subject=letter.subject(news),
        body=letter.body(news, settings.DESK_URL),
        from_email=settings.ALERT_FROM,
        to=settings.ALERT_TO,
        headers={
            "Message-ID": f"<{news.reference}@{_domain()}>",  # the same when it is sent again
            "Auto-Submitted": "auto-generated",  # RFC 3834: so that nobody's absence is announced to us
        },
    )
    with _server() as server:
        server.send_messages([message])


def _check() -> None:
    if not configured():
        raise NotTold("not_configured", "Le courriel n'est plus réglé. Voyez PARVIS_SMTP_HOST et PARVIS_ALERT_TO.")
    if not _domain():
        raise NotTold("no_sender", "L'adresse de l'expéditeur manque. Donnez-la dans PARVIS_ALERT_FROM.")
    if not (settings.SMTP_USER + settings.SMTP_PASSWORD).isascii():  # which RFC 4616 allows, and smtplib does not
        raise NotTold("login", "Le nom et le mot de passe du serveur de courriel doivent s'écrire sans accents.")
    if settings.SMTP_TLS not in _PROTECTIONS:
        raise NotTold("unprotected", "PARVIS_SMTP_TLS n'est ni starttls, ni ssl, ni none. Corrigez ce réglage.")


def _domain() -> str:
    return parseaddr(settings.ALERT_FROM)[1].partition("@")[2]


@contextmanager
def _server() -> Iterator[EmailBackend]:
    """A connection that is always hung up; what goes wrong within is told as `NotTold`."""
    server = EmailBackend(
        host=settings.SMTP_HOST,
        port=settings.SMTP_PORT,
        username=settings.SMTP_USER,
        password=settings.SMTP_PASSWORD,
        use_tls=settings.SMTP_TLS == "starttls",
        use_ssl=settings.SMTP_TLS == "ssl",
        timeout=_TIMEOUT,
    )
    try:
        yield server
    except (smtplib.SMTPException, OSError, ValueError) as failure:
        raise _told(failure) from None
    finally:
        with suppress(smtplib.SMTPException, OSError):
            server.close()


def _told(failure: Exception) -> NotTold:
    """What the server itself said may hold addresses: of it, only the code is kept."""
    code = _code(failure)
    if 400 <= code < 500:
        return NotTold("later", f"Le serveur de courriel remet le message à plus tard (code {code}).")
    match failure:
        case smtplib.SMTPAuthenticationError():
            return NotTold("login", _refused("le nom ou le mot de passe. Voyez PARVIS_SMTP_USER et le mot de passe."))
        case smtplib.SMTPSenderRefused():
            return NotTold("sender", _refused("l'expéditeur. Voyez PARVIS_ALERT_FROM."))
        case smtplib.SMTPRecipientsRefused():
            return NotTold("recipients", _refused("tous les destinataires. Voyez PARVIS_ALERT_TO."))
        case smtplib.SMTPNotSupportedError():
            return NotTold("unsupported", _refused("STARTTLS ou l'identification. Voyez PARVIS_SMTP_TLS."))
        case smtplib.SMTPResponseException() if code > 0:
            return NotTold("refused", _refused(f"le message (code {code})."))
        case smtplib.SMTPException():
            return NotTold("silent", "Le serveur de courriel s'est tu avant d'avoir pris le message.")
        case ssl.SSLError():
            return NotTold("tls", "La connexion au serveur de courriel ne peut être protégée. Voyez son certificat.")
        case ValueError():
            return NotTold("address", "Une adresse de PARVIS_ALERT_FROM ou de PARVIS_ALERT_TO est mal écrite.")
        case _:
            return NotTold("unreachable", "Le serveur de courriel est injoignable. Voyez PARVIS_SMTP_HOST.")


def _code(failure: Exception) -> int:
    """What the server answered; nothing above 0 when it did not, or not in its protocol."""
    if isinstance(failure, smtplib.SMTPRecipientsRefused):
        return max(code for code, _ in failure.recipients.values())
    return failure.smtp_code if isinstance(failure, smtplib.SMTPResponseException) else 0


def _refused(what: str) -> str:
    return f"Le serveur de courriel refuse {what}"
