"""An item as X describes it: fields on request, entities, references, and the people it names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from ..attached import HEIGHT, WIDTH, Kind
from ..items import Item, Person, State
from ..world import World
from . import problems
from .generation import Generation
from .parameters import Wanted

_SHORT = 280  # code points in `text`; the whole of a longer post is in its note
_MENTION = re.compile(r"(?<![\w@])@([A-Za-z0-9_]{1,15})\b")
_HASHTAG = re.compile(r"(?<![\w&#])#(\w+)")
_URL = re.compile(r"https?://[^\s<>]+")
_GONE = (State.DELETED, State.REJECTED)


def iso(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"


def escaped(text: str) -> str:
    """X gives `&`, `<` and `>` as HTML entities, and only those."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def mentions(text: str) -> set[str]:
    """Handles a text names, in lower case."""
    return {found.lower() for found in _MENTION.findall(text)}


class Mapper:
    """Turns items into what one request asked for."""

    def __init__(self, world: World, generation: Generation, wanted: Wanted) -> None:
        self._world = world
        self._generation = generation
        self._wanted = wanted

    def page(self, items: list[Item]) -> dict[str, Any]:
        """`data`, `includes` and `errors`, each only if there is something in it."""
        body: dict[str, Any] = {}
        if items:
            body["data"] = [self.post(item) for item in items]
        includes, errors = self.includes(items)
        if includes:
            body["includes"] = includes
        if errors:
            body["errors"] = errors
        return body

    def post(self, item: Item) -> dict[str, Any]:
        names = self._generation
        text = escaped(item.text)
        short = text if len(item.text) <= _SHORT else escaped(item.text[: _SHORT - 1]) + "…"
        every: dict[str, Any] = {
            "attachments": self._attachments(item),
            "author_id": self._world.people.person("x", item.author).platform_id,
            "conversation_id": item.post_id,
            "created_at": iso(item.edited or item.at),
            "display_text_range": [0, len(short)],
            "edit_controls": self._edit_controls(item),
            "entities": self._entities(short),
            "lang": self._world.people.language(item.author),
            "possibly_sensitive": False,
            "public_metrics": self._metrics(item),
            "reply_settings": "everyone",
            names.references: self._references(item),
            "in_reply_to_user_id": self._answered_person(item),
            names.note: {"text": text} if len(item.text) > _SHORT else None,
        }
        asked = self._wanted.fields | {self._field_of(e) for e in self._wanted.expansions}
        history = [version.id for version in self._world.versions(item)]
        found = {name: every[name] for name in every if name in asked and every[name]}
        return {"id": item.id, "text": short, names.history: history, **found}

    def _field_of(self, expansion: str) -> str:
        """An expansion brings the field it expands."""
        if expansion.startswith(self._generation.references):
            return self._generation.references
        if expansion.startswith("attachments."):
            return "attachments"
        return "entities" if expansion.startswith("entities.") else expansion

    def _attachments(self, item: Item) -> dict[str, Any]:
        attached = self._world.attachments.of(item)
        return {"media_keys": [f"3_{attached.number}"]} if attached else {}

    def _medium(self, item: Item) -> dict[str, Any] | None:
        attached = self._world.attachments.of(item)
        if attached is None:
            return None
        still = attached.kind is Kind.PHOTO
        every: dict[str, Any] = {
            "alt_text": attached.alt if still else "",  # as 2.159 documents it
            "height": HEIGHT,
            "url" if still else "preview_image_url": self._world.site + attached.path,
            "width": WIDTH,
        }
        found = {name: value for name, value in every.items() if value and name in self._wanted.media_fields}
        return {"media_key": f"3_{attached.number}", "type": "photo" if still else "animated_gif", **found}

    def _edit_controls(self, item: Item) -> dict[str, Any]:
        until = item.at + timedelta(hours=1)
        done = len(self._world.versions(item)) - 1
        return {"edits_remaining": max(0, 5 - done), "is_edit_eligible": False, "editable_until": iso(until)}

    def _metrics(self, item: Item) -> dict[str, int]:
        replies = self._world.store.query(
            "SELECT count(*) FROM item WHERE platform = 'x' AND state IN ('shown', 'hidden')"
            " AND kind = 'comment' AND (parent_id = ? OR (post_id = ? AND parent_id = ''))",
            (item.origin, item.origin),
        )[0][0]
        return {
            self._generation.reposts: 0, "reply_count": replies, "like_count": 0, "quote_count": 0,
            "bookmark_count": 0, "impression_count": 0,
        }  # fmt: skip

    def _references(self, item: Item) -> list[dict[str, str]]:
        found = [{"type": "replied_to", "id": item.answers}] if item.answers else []
        if item.quoted_id:
            found.append({"type": "quoted", "id": item.quoted_id})
        return found

    def _answered_person(self, item: Item) -> str:
        above = self._world.find("x", item.answers) if item.answers else None
        return self._world.people.person("x", above.author).platform_id if above else ""

    def _entities(self, text: str) -> dict[str, Any]:
        named = []
        for found in _MENTION.finditer(text):
            one: dict[str, Any] = {"start": found.start(), "end": found.end(), "username": found[1]}
            person = self._world.people.find("x", handle=found[1])
            named.append({**one, "id": person.platform_id} if person else one)
        tags = [{"start": f.start(), "end": f.end(), "tag": f[1]} for f in _HASHTAG.finditer(text)]
        urls = [
            {"start": f.start(), "end": f.end(), "url": f[0], "expanded_url": f[0], "display_url": f[0][:60]}
            for f in _URL.finditer(text)
        ]
        return {k: v for k, v in (("mentions", named), ("hashtags", tags), ("urls", urls)) if v}

    def user(self, person: Person) -> dict[str, Any]:
        every: dict[str, Any] = {
            "description": "Compte fictif du bac à sable de Parvis.",
            "protected": False,
            "verified": False,
            "verified_type": "none",
            "created_at": "2020-01-06T15:00:00.000Z",
            "location": "Ville-Exemple",
            "public_metrics": {
                "followers_count": 0, "following_count": 0, self._generation.posts_written: 0, "listed_count": 0
            },
        }  # fmt: skip
        found = {name: value for name, value in every.items() if name in self._wanted.user_fields}
        return {"id": person.platform_id, "name": person.name, "username": person.handle, **found}

    def includes(self, items: Iterable[Item]) -> tuple[dict[str, Any], list[dict[str, Any]]]:
        """What the expansions bring, and the partial errors for what is gone."""
        expansions = self._wanted.expansions
        posts: dict[str, Item] = {}
        errors: list[dict[str, Any]] = []
        people: dict[str, Person] = {}
        own = list(items)
        if self._generation.references_expansion in expansions or any("references" in e for e in expansions):
            for reference in (r for item in own for r in self._references(item)):
                self._include_post(reference["id"], posts, errors)
        if self._generation.history in expansions:
            for item in own:
                posts.update({version.id: version for version in self._world.versions(item)})
        for item in own:
            self._include_people(item, expansions, people)
        if f"{self._generation.references_expansion}.author_id" in expansions:
            for item in posts.values():
                self._include_people(item, frozenset(["author_id"]), people)
        included: dict[str, Any] = {}
        if people:
            included["users"] = [self.user(person) for person in people.values()]
        included |= self._included_media(own)
        if posts:
            included[self._generation.included_posts] = [self.post(item) for item in posts.values()]
        return included, errors

    def _included_media(self, items: Iterable[Item]) -> dict[str, Any]:
        if "attachments.media_keys" not in self._wanted.expansions:
            return {}
        media = [found for item in items if (found := self._medium(item))]
        return {"media": media} if media else {}

    def _include_post(self, post_id: str, posts: dict[str, Item], errors: list[dict[str, Any]]) -> None:
        item = self._world.find("x", post_id)
        if item is not None and item.state not in _GONE:
            posts[item.id] = item
        elif all(error["value"] != post_id for error in errors):
            name = self._generation.references_expansion
            errors.append(problems.not_found(self._generation, name, post_id))

    def _include_people(self, item: Item, expansions: frozenset[str], people: dict[str, Person]) -> None:
        if "author_id" in expansions:
            person = self._world.people.person("x", item.author)
            people[person.platform_id] = person
        answered = self._answered_person(item) if "in_reply_to_user_id" in expansions else ""
        if answered and (found := self._world.people.find("x", platform_id=answered)):
            people[found.platform_id] = found
        if "entities.mentions.username" in expansions:
            for handle in mentions(item.text):
                if (named := self._world.people.find("x", handle=handle)) is not None:
                    people[named.platform_id] = named
