"""What an application asks of a person: its request as the consent screen's address carries it, checked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from .tokens import CLIENT_ID

# What the platforms call each permission, and how their consent screen says it.
PERMISSIONS: dict[str, dict[str, str]] = {
    "x": {
        "tweet.read": "Voir les publications, y compris celles qui ne s’adressent qu’à vous",
        "users.read": "Voir le profil des comptes",
        "tweet.write": "Publier et répondre pour vous",
        "tweet.moderate.write": "Masquer et réafficher les réponses à vos publications",
        "offline.access": "Rester connecté jusqu’à ce que vous retiriez l’accès",
    },
    "facebook": {
        "pages_show_list": "Voir la liste des pages que vous gérez",
        "pages_read_engagement": "Lire le contenu publié sur vos pages",
        "pages_read_user_content": "Lire ce que le public écrit sur vos pages",
        "pages_manage_engagement": "Modérer les commentaires de vos pages et y répondre",
        "pages_messaging": "Envoyer des messages au nom de vos pages",
        "pages_manage_metadata": "Être averti de ce qui se passe sur vos pages",
    },
    "youtube": {
        "https://www.googleapis.com/auth/youtube.force-ssl": "Voir, modifier et supprimer définitivement vos vidéos, "
        "vos commentaires et vos sous-titres",
    },
}
_SEPARATORS = {"facebook": r"[,\s]+"}
_HERE = {"127.0.0.1", "localhost", "::1"}
_CHALLENGE = re.compile(r"[A-Za-z0-9_-]{43}")


class Unreadable(Exception):
    """The request cannot be answered by going back where it came from. `str()` is French."""


class Sent(Exception):
    """The request is refused, and whoever sent it is told at `address`."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.address = address


@dataclass(frozen=True, slots=True)
class Asking:
    """A request that a person may answer."""

    platform: str
    redirect_uri: str
    state: str
    challenge: str
    scopes: tuple[str, ...]

    @classmethod
    def read(cls, platform: str, query: Mapping[str, str]) -> Asking:
        """Raises `Unreadable`, or `Sent` once there is an address to go back to."""
        if query.get("client_id") != CLIENT_ID:
            raise Unreadable("Cette application n’est pas connue de la plateforme.")
        redirect_uri, state = query.get("redirect_uri", ""), query.get("state", "")
        if not _is_here(redirect_uri):
            raise Unreadable("L’adresse de retour n’est pas déclarée pour cette application.")
        named = re.split(_SEPARATORS.get(platform, r"\s+"), query.get("scope", ""))
        scopes = tuple(dict.fromkeys(name for name in named if name))
        asking = cls(platform, redirect_uri, state, query.get("code_challenge", ""), scopes)
        asking._check(query)
        return asking

    def _check(self, query: Mapping[str, str]) -> None:
        if query.get("response_type") != "code":
            raise Sent(self.back(error="unsupported_response_type"))
        if not self.scopes or not set(self.scopes) <= PERMISSIONS[self.platform].keys():
            raise Sent(self.back(error="invalid_scope"))
        hashed = query.get("code_challenge_method") == "S256" and _CHALLENGE.fullmatch(self.challenge)
        if self.platform != "facebook" and not hashed:
            raise Sent(self.back(error="invalid_request"))

    def back(self, **said: str) -> str:
        """Where the person goes next, with what the application is told."""
        joint = "&" if urlsplit(self.redirect_uri).query else "?"
        return self.redirect_uri + joint + urlencode({**said, "state": self.state})

    @property
    def origin(self) -> str:
        parts = urlsplit(self.redirect_uri)
        return f"{parts.scheme}://{parts.netloc}"


def _is_here(address: str) -> bool:
    """The sandbox sends people back to this machine only."""
    if not re.fullmatch(r"https?://[\w.:\[\]-]+/[\w./%-]*", address, re.ASCII):
        return False
    try:
        return urlsplit(address).hostname in _HERE
    except ValueError:
        return False
