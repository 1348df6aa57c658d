"""Why nothing is shown of an attachment. `str(refusal)` is a French sentence; neither it nor `code` holds an address.

PreviewRefused
+-- OutOfReach     nothing was sent: this address is not one that the server may open
+-- NotFetched     something was sent, and nothing that can be shown came back
"""

from __future__ import annotations


class PreviewRefused(Exception):
    def __init__(self, code: str) -> None:
        super().__init__(SENTENCES[code])
        self.code = code


class OutOfReach(PreviewRefused):
    pass


class NotFetched(PreviewRefused):
    pass


SENTENCES = {
    "off": "Les aperçus sont désactivés ici. Consultez l’élément sur la plateforme, si c’est nécessaire.",
    "no_address": "La plateforme n’a donné aucune adresse pour cet élément. Consultez-le sur la plateforme.",
    "address": "Cette adresse n’est pas celle d’une page publique et sécurisée (https). Le serveur ne l’a pas ouverte.",
    "private": "Cette adresse mène à un réseau privé. Le serveur ne l’a pas ouverte.",
    "unknown_host": "Ce site n’existe pas, ou plus. Rien n’a été récupéré.",
    "busy": "D’autres aperçus sont en cours. Réessayez dans quelques secondes.",
    "unreachable": "Ce site ne répond pas, ou sa connexion n’est pas sûre. Rien n’a été récupéré.",
    "slow": "Ce site est trop lent. L’aperçu a été abandonné.",
    "redirects": "Cette adresse renvoie de site en site. L’aperçu a été abandonné.",
    "status": "Ce site ne donne plus cet élément. L’adresse a peut-être expiré\u00a0: consultez-le sur la plateforme.",
    "kind": "Ce n’est ni une image ni une page web que Parvis sait montrer. Rien n’a été gardé.",
    "large": "Cet élément est trop lourd pour un aperçu. Rien n’a été gardé.",
    "empty": "Cette page ne donne ni titre ni description.",
}
