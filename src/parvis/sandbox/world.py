"""The platforms' truth: what was posted, by whom, and what became of it. Everything else asks here."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from . import view
from .attached import Attached, Attachments
from .clock import Clock
from .faults import NEW, Faults
from .ids import IdMaker
from .items import OFFICIAL, Call, Citizen, Item, NoSuchItem, NotAllowed, Shown, State
from .lists import Lists
from .people import People, citizens
from .store import Settings, Store

_GONE = (State.DELETED, State.REJECTED)


class World:
    """Three platforms in one file (in memory when `path` is None). Safe to use from several threads.

    `seed` makes ids repeatable; the accounts' tokens are always fresh. Authors are citizens' keys or names,
    or any other text: a new person then. Texts may hold anything, lone surrogates and NUL included.
    """

    def __init__(self, path: Path | None = None, *, seed: int | None = None) -> None:
        self.store = Store(path)
        self.settings = Settings(self.store)
        self.clock = Clock()
        self.faults = Faults(self.clock)
        self.lists = Lists(self.store, self.clock)
        self.ids = IdMaker(random.Random(seed))  # noqa: S311 - ids of invented posts are no secret
        self.ids.continue_after(self._latest_snowflake())
        self.attachments = Attachments(self.store)
        self.site = "http://127.0.0.1"  # where pictures are served; the server says its own address
        self.people = People(self.store, self.settings, self.ids)
        self.settings.setdefault("x_generation", "tweet")
        self.watchers: list[Callable[[str, Item], None]] = []  # told of each event: add, edited, hide, unhide, remove

    def _latest_snowflake(self) -> int:
        rows = self.store.query("SELECT max(CAST(id AS INTEGER)) FROM item WHERE platform = 'x'")
        return int(rows[0][0] or 0)

    def close(self) -> None:
        self.store.close()

    # The accounts

    def accounts(self) -> list[dict[str, Any]]:
        """The three official accounts: platform, platform_id, name, handle, credentials."""
        return [self.people.account(platform) for platform in ("x", "facebook", "youtube")]

    def account(self, platform: str) -> dict[str, Any]:
        return self.people.account(platform)

    def revoke_token(self, platform: str) -> None:
        """From now on the platform refuses this account's tokens, until `restore_token`."""
        self.settings[f"revoked.{platform}"] = True

    def restore_token(self, platform: str) -> None:
        self.settings[f"revoked.{platform}"] = False

    def citizens(self) -> list[Citizen]:
        return list(citizens())

    # What people do

    def publish(self, platform: str, text: str, at: datetime | None = None, attached: Attached | None = None) -> str:
        """A publication of the institution; gives its id. On YouTube a video, titled by its first line."""
        return self._add(platform, "post", OFFICIAL, text, at=at, attached=attached).id

    def mention(
        self,
        author: str,
        text: str,
        at: datetime | None = None,
        quoting: str = "",
        attached: Attached | None = None,
    ) -> str:
        """A post on X outside our conversations. It names our account only if `text` does, or quotes us."""
        if quoting:
            quoting = self._present("x", quoting).id
        return self._add("x", "mention", author, text, at=at, quoted_id=quoting, attached=attached).id

    def comment(
        self,
        platform: str,
        post_id: str,
        author: str,
        text: str,
        parent_id: str = "",
        at: datetime | None = None,
        attached: Attached | None = None,
    ) -> str:
        """A comment on a post, or a reply to the comment `parent_id`; gives its id.

        Raises NoSuchItem when the post or the parent is gone.
        """
        post = self._present(platform, post_id)
        parent = self._present(platform, parent_id) if parent_id and parent_id != post_id else None
        root = post.post_id if post.kind == "comment" else post.origin
        under = ""
        if parent is not None and parent.origin != root:
            # Facebook and YouTube keep one level of replies: answering a reply goes under its comment.
            deep = platform != "x" and parent.parent_id
            under = parent.parent_id if deep else parent.origin
        return self._add(platform, "comment", author, text, at=at, post_id=root, parent_id=under, attached=attached).id

    def attach(self, platform: str, item_id: str, attached: Attached) -> None:
        """The author replaces what is attached; nobody is told."""
        self.attachments.put(self._present(platform, item_id), attached)

    def _add(
        self,
        platform: str,
        kind: str,
        author: str,
        text: str,
        *,
        at: datetime | None,
        post_id: str = "",
        parent_id: str = "",
        quoted_id: str = "",
        attached: Attached | None = None,
    ) -> Item:
        with self.store.lock:
            person = self.people.person(platform, author)
            moment = at or self.clock.now()
            state = State.REJECTED if person.banned else State.SHOWN

            def fresh_id() -> str:
                if kind == "comment":
                    return self.ids.comment(platform, moment, post_id=post_id, parent_id=parent_id, now=at is None)
                page = self.people.official(platform).platform_id
                return self.ids.post(platform, moment, page_id=page, now=at is None)

            draft = Item(
                seq=0, platform=platform, id="", kind=kind, author=person.key, text=text, at=moment,
                edited=None, post_id=post_id, parent_id=parent_id, state=state, origin="",
                quoted_id=quoted_id,
            )  # fmt: skip
            item = self._insert(draft, fresh_id)
            if attached is not None:
                self.attachments.put(item, attached)
            for fault in self.faults.take(platform, NEW, kind):
                self.lists.hold_back(item, fault.seconds)
            return self._tell("add", item)

    def _tell(self, verb: str, item: Item) -> Item:
        """Something happened: who watches is told, with the item as it now is."""
        for watcher in self.watchers:
            watcher(verb, item)
        return item

    def _insert(self, draft: Item, fresh_id: Callable[[], str]) -> Item:
        for _ in range(50):
            new_id = fresh_id()
            item = replace(draft, id=new_id, origin=draft.origin or new_id, post_id=draft.post_id or new_id)
            try:
                self.store.add_item(item)
            except sqlite3.IntegrityError:
                continue  # the id was taken: draw another
            return item
        raise RuntimeError("no free identifier was found")

    def edit(self, platform: str, item_id: str, text: str, at: datetime | None = None) -> str:
        """The author changes the text; gives the id of the new version (another one on X)."""
        with self.store.lock:
            item = self._present(platform, item_id)
            moment = at or self.clock.now()
            if platform != "x":
                self.store.change(item, text=text, edited=moment)
                return self._tell("edited", self.item(platform, item.id)).id
            self.store.change(item, state=State.SUPERSEDED)
            draft = replace(item, seq=0, id="", text=text, edited=moment)
            return self._tell("edited", self._insert(draft, lambda: self.ids.snowflake(moment, now=at is None))).id

    def delete(self, platform: str, item_id: str) -> None:
        """The author deletes it. On Facebook and YouTube its replies go too."""
        self.take_down(self._present(platform, item_id), "author")

    def remove_as_platform(self, platform: str, item_id: str) -> None:
        """The platform itself takes a person's item down. Facebook announces it to the page; X and YouTube do not."""
        item = self._present(platform, item_id)
        if item.official:
            raise NotAllowed("what the institution published is not removed here")
        self.take_down(item, "platform")

    # What the institution's software has the platforms do

    def take_down(self, item: Item, by: str) -> int:
        """Delete for good; gives how many replies went with it."""
        with self.store.lock:
            taken = self._under(item) if item.platform != "x" else []
            for one in (item, *taken):
                self.store.change(one, state=State.DELETED, removed_by=by)
            if item.platform == "x":  # earlier versions of an edited post go with the last
                for version in self.versions(item):
                    self.store.change(version, state=State.DELETED, removed_by=by)
            self._tell("remove", self.item(item.platform, item.id))
            return len(taken)

    def set_state(self, item: Item, state: State) -> None:
        """Hide, unhide, hold, reject or publish again; rejecting on YouTube is final.

        Raises NotAllowed for what the platform can never do.
        """
        with self.store.lock:
            if item.state is State.REJECTED and state is not State.REJECTED:
                raise NotAllowed("a rejected comment stays rejected")
            self.store.change(item, state=state)
            if state is not item.state:
                self._tell("unhide" if state is State.SHOWN else "hide", self.item(item.platform, item.id))

    def protect(self, platform: str, item_id: str, *, hide: bool = False, remove: bool = False) -> None:
        """Facebook: say whether the page may hide or remove this comment (by default neither)."""
        self.store.change(self.item(platform, item_id), can_hide=hide, can_remove=remove)

    def record(self, call: Call) -> None:
        self.store.add_call(call)

    @property
    def calls(self) -> list[Call]:
        """Acts obeyed over HTTP, oldest first. What people do in the town is not in it."""
        return self.store.calls()

    # What can be read

    def find(self, platform: str, item_id: str) -> Item | None:
        return self.store.item(platform, item_id)

    def item(self, platform: str, item_id: str) -> Item:
        """The full truth about one item, hidden and deleted ones included. Raises NoSuchItem."""
        found = self.find(platform, item_id)
        if found is None:
            raise NoSuchItem(f"no item {item_id!r} on {platform}")
        return found

    def versions(self, item: Item) -> list[Item]:
        """Every version of an X post, oldest first."""
        return self.store.items("platform = ? AND origin = ? ORDER BY seq", (item.platform, item.origin))

    def latest(self, platform: str, item_id: str) -> Item | None:
        """The item, or on X its last version."""
        item = self.find(platform, item_id)
        return item if item is None or item.platform != "x" else self.versions(item)[-1]

    def public_view(self, platform: str) -> list[Shown]:
        """What the public sees now: newest posts first, replies nested under what they answer."""
        items = self.store.items("platform = ? AND state != 'superseded' ORDER BY at, seq", (platform,))
        return view.build(platform, items, self.people, self.attachments.all(platform))

    def _present(self, platform: str, item_id: str) -> Item:
        item = self.latest(platform, item_id)
        if item is None or item.state in _GONE:
            raise NoSuchItem(f"no item {item_id!r} on {platform}, or it is gone")
        return item

    def _under(self, item: Item) -> list[Item]:
        column = "post_id" if item.kind != "comment" else "parent_id"
        where = f"platform = ? AND {column} = ? AND id != ? AND state != 'deleted' ORDER BY seq"
        return self.store.items(where, (item.platform, item.id, item.id))
