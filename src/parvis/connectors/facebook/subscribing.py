"""Has Facebook deliver what happens on a Page: the application's address first, then the Page's subscription.

Facts: developers.facebook.com, « Webhooks for Pages » (`/{page}/subscribed_apps`, permission pages_manage_metadata)
and « Graph API: Application, Subscriptions » (`callback_url`, challenged while the call lasts, and `verify_token`).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from parvis.connectors.facebook.graph import Graph
from parvis.connectors.port import AccountAccess, FateUnknown, Refused

_FIELDS = "feed"  # comments and publications; nothing of private messages


class FacebookSubscriber:
    """Satisfies `Subscriber`. Credentials: `page_token`, `app_secret`; `app_id` to declare the address as well."""

    platform = "facebook"

    def subscribe(self, access: AccountAccess, address: str, verify_token: str) -> None:
        """Without `app_id`, somebody declares the address in Meta's console: only the Page is subscribed."""
        app_id, secret = access.credentials.get("app_id", ""), access.credentials.get("app_secret", "")
        if not secret:
            raise _error("app_secret_missing")
        with _explained():
            if app_id:
                _application(access).act(
                    (app_id, "subscriptions"),
                    {"object": "page", "callback_url": address, "verify_token": verify_token, "fields": _FIELDS},
                )
            Graph(access).act((access.platform_id, "subscribed_apps"), {"subscribed_fields": _FIELDS})

    def unsubscribe(self, access: AccountAccess, address: str) -> None:  # noqa: ARG002
        """The address stays declared: the application's other Pages are delivered there too."""
        with _explained():
            Graph(access).remove((access.platform_id, "subscribed_apps"))


subscriber = FacebookSubscriber()


def _application(access: AccountAccess) -> Graph:
    """Graph, spoken to as the application rather than as the Page."""
    known = access.credentials
    return Graph(replace(access, credentials={"page_token": f"{known['app_id']}|{known['app_secret']}"}))


@contextmanager
def _explained() -> Iterator[None]:
    """Say what a refusal means here: the connector's own words are about comments."""
    try:
        yield
    except FateUnknown as error:
        raise FateUnknown(_MESSAGES["fate_unknown"], code=error.code) from None
    except Refused as error:
        raise Refused(_MESSAGES.get(error.code, _MESSAGES["refused"]), code=error.code) from None


def _error(code: str) -> Refused:
    return Refused(_MESSAGES[code], code=code)


_MESSAGES = {
    "app_secret_missing": "Le secret de l’application manque, et Parvis ne pourrait pas reconnaître les avis de "
    "Facebook. Ajoutez app_secret au fichier des comptes, ou connectez la page depuis les connexions.",
    "permission": "Facebook refuse l’abonnement, faute d’autorisation. Reconnectez la page en accordant "
    "pages_manage_metadata, et vérifiez que Meta l’a approuvée pour votre application.",
    "facebook_2200": "Facebook n’a pas pu vérifier l’adresse de Parvis. Elle doit être joignable d’Internet, en HTTPS, "
    "et être celle de PARVIS_PUBLIC_URL.",
    "fate_unknown": "La demande est partie, mais Facebook n’a pas confirmé. Recommencez\u00a0: la demander deux "
    "fois ne change rien.",
    "refused": "Facebook refuse l’abonnement. Vérifiez dans la console de Meta que le produit Webhooks est ajouté à "
    "l’application et qu’elle est en service.",
}
