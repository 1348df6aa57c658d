"""Who has an account on the invented platforms: the institution, the citizens, and whoever a test names."""

from __future__ import annotations

import secrets
import tomllib
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Any

from .ids import IdMaker, handle_for
from .items import OFFICIAL, PLATFORMS, Citizen, Person
from .store import Settings, Store

OFFICIAL_NAME = "Ministère de l’Exemple (fictif)"
OFFICIAL_HANDLE = "MinExempleQC"
_CREDENTIALS = {
    "x": ("bearer_token", "user_token"),
    "facebook": ("page_token",),
    "youtube": ("access_token",),
}


@cache
def citizens() -> tuple[Citizen, ...]:
    """The invented members of the public, from the town's file."""
    text = files(__package__).joinpath("town/citizens.toml").read_text("utf-8")
    return tuple(Citizen(**row) for row in tomllib.loads(text)["citizen"])


class People:
    """Accounts by person and platform, made the first time they are needed."""

    def __init__(self, store: Store, settings: Settings, ids: IdMaker) -> None:
        self._store = store
        self._settings = settings
        self._ids = ids
        self._known = {(person.platform, person.key): person for person in store.people()}
        self._citizens = {citizen.key: citizen for citizen in citizens()}
        self._by_name = {citizen.name: citizen.key for citizen in citizens()}
        if (PLATFORMS[0], OFFICIAL) not in self._known:
            self._open_official_accounts()

    def _open_official_accounts(self) -> None:
        for platform in PLATFORMS:
            platform_id = self._ids.person(platform)
            self._save(Person(OFFICIAL, platform, platform_id, OFFICIAL_NAME, OFFICIAL_HANDLE))
            self._settings[f"token.{platform}"] = {name: secrets.token_urlsafe(32) for name in _CREDENTIALS[platform]}

    def _save(self, person: Person) -> None:
        self._store.save_person(person)
        self._known[person.platform, person.key] = person

    def official(self, platform: str) -> Person:
        return self._known[platform, OFFICIAL]

    def key_of(self, author: str) -> str:
        """A citizen's key, from their key or name; anyone else is their own key."""
        return author if author in self._citizens else self._by_name.get(author, author)

    def person(self, platform: str, author: str) -> Person:
        """The account of `author` on `platform`, opened if need be."""
        key = self.key_of(author)
        known = self._known.get((platform, key))
        if known is not None:
            return known
        citizen = self._citizens.get(key)
        taken = {p.handle.lower() for (where, _), p in self._known.items() if where == platform}
        taken |= {c.handle.lower() for c in self._citizens.values() if c.key != key}
        name = citizen.name if citizen else key
        handle = citizen.handle if citizen else handle_for(name, taken)
        person = Person(key, platform, self._ids.person(platform), name, handle)
        self._save(person)
        return person

    def find(self, platform: str, *, platform_id: str = "", handle: str = "") -> Person | None:
        """The account with this id or (whatever its case) this handle."""
        for (where, _), person in self._known.items():
            if where == platform and platform_id and person.platform_id == platform_id:
                return person
            if where == platform and handle and person.handle.lower() == handle.lower():
                return person
        return None

    def ban(self, person: Person) -> None:
        self._save(replace(person, banned=True))

    def credentials(self, platform: str) -> dict[str, str]:
        return dict(self._settings[f"token.{platform}"])

    def language(self, key: str) -> str:
        citizen = self._citizens.get(key)
        return citizen.language if citizen else "fr"

    def account(self, platform: str) -> dict[str, Any]:
        person = self.official(platform)
        return {
            "platform": platform,
            "platform_id": person.platform_id,
            "name": person.name,
            "handle": person.handle,
            "credentials": self.credentials(platform),
        }
