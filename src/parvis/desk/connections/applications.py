"""The institution's applications on the platforms, and what connects accounts through them; both by name."""

from __future__ import annotations

from functools import cache
from typing import cast
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.module_loading import import_string

from parvis.connectors.consent import Authoriser, ClientApplication

from .refusals import NotConfigured

# What the sandbox's authorisation servers know the desk as. Invented, and worth nothing elsewhere.
_SANDBOX = ("parvis-bac-a-sable", "secret-invente-du-bac-a-sable")
_SANDBOX_SECRETS = {
    "x": {"consumer_secret": "secret-invente-des-avis", "app_token": "jeton-invente-de-l-application"},
}


@cache
def _authoriser(name: str) -> Authoriser:
    return cast("Authoriser", import_string(name)())


def authoriser_of(platform: str) -> Authoriser:
    return _authoriser(settings.AUTHORISERS[platform])


def platforms() -> list[str]:
    return list(settings.AUTHORISERS)


def application_of(platform: str, base_url: str | None = None) -> ClientApplication:
    """Raises `NotConfigured`. `base_url`: where the tokens came from, when there are some already."""
    client_id, secret, url = settings.APPLICATIONS.get(platform, ("", "", ""))
    if not client_id and settings.SANDBOX_URL:
        client_id, secret = _SANDBOX
        url = f"{settings.SANDBOX_URL.rstrip('/')}/{platform}"
    if not client_id:
        raise NotConfigured
    return ClientApplication(client_id, secret, url if base_url is None else base_url)


def application_secrets(platform: str, base_url: str) -> dict[str, str]:
    """What webhooks need of the application, beside an account's tokens; nothing for another server than its own."""
    try:
        client = application_of(platform)
    except NotConfigured:
        return {}
    if client.base_url != base_url:
        return {}
    invented = (client.client_id, client.client_secret) == _SANDBOX and bool(settings.SANDBOX_URL)
    given = _SANDBOX_SECRETS.get(platform, {}) if invented else settings.APPLICATION_SECRETS.get(platform, {})
    return {"app_id": client.client_id, **{name: value for name, value in given.items() if value}}


def configured(platform: str) -> bool:
    try:
        application_of(platform)
    except NotConfigured:
        return False
    return True


def consent_origin(platform: str) -> str:
    """Where the platform's consent screen is: a form that leads there has to be allowed to."""
    address = urlsplit(authoriser_of(platform).begin(application_of(platform), "", "", "v" * 43))
    return f"{address.scheme}://{address.netloc}"
