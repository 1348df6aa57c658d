"""Has X deliver what happens on an account, by its webhooks and its Activity API, as OpenAPI 2.167 describes them.

The older Account Activity API asks for the right to private messages, which Parvis does not want: its deliveries are
read, but nothing is subscribed through it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace

from parvis.connectors.port import AccountAccess, ConnectorError, FateUnknown, ItemGone, Refused, TokenRefused
from parvis.connectors.x import shapes
from parvis.connectors.x.transport import AnsweredError, Transport

EVENTS = ("post.create", "post.delete", "post.mention.create")
_TAG = "parvis"
_MOST = "1000"  # subscriptions in one answer: an application has far fewer


class XSubscriber:
    """Satisfies `Subscriber`. Credentials: `consumer_secret`, and the application's `app_token` (or `bearer_token`)."""

    platform = "x"

    def subscribe(self, access: AccountAccess, address: str, verify_token: str) -> None:  # noqa: ARG002
        """X proves its address with the consumer secret. What exists already is not asked for again."""
        if not access.credentials.get("consumer_secret"):
            raise _error("consumer_secret_missing")
        application = _application(access)
        with _explained("webhook"):
            webhook_id = _declared(application, address)
        with _explained("subscription"):
            held = {kind for kind, _ in _subscriptions(application, access.platform_id, webhook_id)}
            for event in EVENTS:
                if event not in held:
                    _subscribe(application, access.platform_id, webhook_id, event)

    def unsubscribe(self, access: AccountAccess, address: str) -> None:
        """The address stays declared: the application's other accounts are delivered there too."""
        application = _application(access)
        with _explained("subscription"):
            webhook_id, _ = _webhook(application, address)
            for _, one in _subscriptions(application, access.platform_id, webhook_id) if webhook_id else ():
                try:
                    application.act("DELETE", f"/2/activity/subscriptions/{one}", None)
                except ItemGone:
                    continue  # which is what was wanted


subscriber = XSubscriber()


def _application(access: AccountAccess) -> Transport:
    """X, spoken to as the application rather than as the account."""
    token = access.credentials.get("app_token", "") or access.credentials.get("bearer_token", "")
    if not token:
        raise _error("app_token_missing")
    return Transport(replace(access, credentials={"bearer_token": token, "user_token": token}))


def _declared(application: Transport, address: str) -> str:
    """The id of the webhook of this address, which X has just challenged or holds as valid."""
    webhook_id, valid = _webhook(application, address)
    if webhook_id and valid:
        return webhook_id
    if webhook_id:
        application.act("PUT", f"/2/webhooks/{webhook_id}", None)  # its answer tells that a challenge left, no more
        if not _webhook(application, address)[1]:
            raise _error("invalid_request")
        return webhook_id
    answer = application.act("POST", "/2/webhooks", {"url": address})
    data = shapes.mapping(answer.get("data")) or answer  # 2.159 gives the webhook itself
    if data.get("valid") is not True or not shapes.identifier(data.get("id")):
        raise _error("invalid_request")
    return shapes.identifier(data.get("id"))


def _webhook(application: Transport, address: str) -> tuple[str, bool]:
    for one in _listed(application, "/2/webhooks", {}):
        if one.get("url") == address:
            return shapes.identifier(one.get("id")), one.get("valid") is True
    return "", False


def _subscriptions(application: Transport, user_id: str, webhook_id: str) -> Iterator[tuple[str, str]]:
    """Event type and id of each subscription of this account to this webhook."""
    for one in _listed(application, "/2/activity/subscriptions", {"max_results": _MOST}):
        ours = shapes.mapping(one.get("filter")).get("user_id") == user_id and one.get("webhook_id") == webhook_id
        if ours and (found := shapes.identifier(one.get("subscription_id"))):
            yield shapes.string(one.get("event_type")), found


def _subscribe(application: Transport, user_id: str, webhook_id: str, event: str) -> None:
    body = {"event_type": event, "filter": {"user_id": user_id}, "webhook_id": webhook_id, "tag": _TAG}
    application.act("POST", "/2/activity/subscriptions", body)


def _listed(application: Transport, route: str, params: Mapping[str, str]) -> list[Mapping[str, object]]:
    try:
        return [shapes.mapping(one) for one in shapes.listing(application.read(route, params).get("data"))]
    except AnsweredError as refused:
        raise refused.meaning from None


@contextmanager
def _explained(what: str) -> Iterator[None]:
    """Say what a refusal means here: the connector's own words are about posts."""
    try:
        yield
    except FateUnknown as error:
        raise FateUnknown(_MESSAGES["fate_unknown"], code=error.code) from None
    except TokenRefused as error:  # the application's token: the account itself is not in question
        raise Refused(_MESSAGES["app_token_refused"], code=error.code) from None
    except Refused as error:
        said = _MESSAGES.get(f"{what}.{error.code}") or _MESSAGES.get(error.code) or _MESSAGES["refused"]
        raise Refused(said, code=error.code) from None


def _error(code: str) -> ConnectorError:
    return Refused(_MESSAGES[code], code=code)


_MESSAGES = {
    "consumer_secret_missing": "Le secret de l’application (API Key Secret) manque, et Parvis ne pourrait pas "
    "reconnaître les avis de X. Demandez à l’équipe technique de donner PARVIS_X_CONSUMER_SECRET.",
    "app_token_missing": "Le jeton de l’application (Bearer Token) manque, et X n’accepte que lui pour un abonnement. "
    "Demandez à l’équipe technique de donner PARVIS_X_BEARER_TOKEN.",
    "app_token_refused": "X n’accepte pas le jeton de l’application. Vérifiez PARVIS_X_BEARER_TOKEN.",
    "invalid_request": "X n’a pas pu vérifier l’adresse de Parvis. Elle doit être joignable d’Internet, en HTTPS, et "
    "PARVIS_X_CONSUMER_SECRET doit être celui de l’application.",
    "subscription.invalid_request": "X juge l’abonnement invalide. Signalez-le à l’équipe technique.",
    "client_forbidden": "L’offre de votre application ne comprend pas les avis de X. Vérifiez-la dans la console de X; "
    "Parvis continue de lire le compte à son rythme.",
    "fate_unknown": "La demande est partie, mais X n’a pas confirmé. Recommencez\u00a0: ce qui existe déjà n’est pas "
    "demandé une seconde fois.",
    "refused": "X refuse l’abonnement. Vérifiez dans la console de X que l’offre de l’application comprend les "
    "webhooks et qu’il reste une adresse à déclarer.",
}
