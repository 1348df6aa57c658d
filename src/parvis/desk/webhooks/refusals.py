"""Why a platform is not even asked to deliver. What it refuses itself is a `ConnectorError`.

SubscriptionRefused      `str()` for people: what is missing, what to do
├── NoPublicAddress      nobody said where we can be reached
├── NotConnected         no tokens speak for this account
└── NoPush               the platform delivers nothing of comments
"""

from __future__ import annotations


class SubscriptionRefused(Exception):
    code = "subscription_refused"
    message = ""

    def __init__(self) -> None:
        super().__init__(self.message)


class NoPublicAddress(SubscriptionRefused):
    code = "no_public_address"
    message = (
        "Parvis ne sait pas à quelle adresse les plateformes peuvent le joindre. Demandez à l’équipe technique de "
        "donner PARVIS_PUBLIC_URL."
    )


class NotConnected(SubscriptionRefused):
    code = "not_connected"
    message = "Ce compte n’est plus relié. Connectez-le d’abord depuis les connexions."


class NoPush(SubscriptionRefused):
    code = "no_push"
    message = (
        "Cette plateforme n’envoie aucun avis pour les commentaires. Parvis la lit à intervalles, plus souvent quand "
        "elle est active."
    )
