"""A long day on the three platforms, repeatable from its seed: people write, edit and delete; deliveries go astray."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from parvis.sandbox.deliveries import Outbox, Parcel
from parvis.sandbox.items import State
from parvis.sandbox.world import World

SHARES = {"facebook": 0.5, "youtube": 0.3, "x": 0.2}
EDITED, DELETED, HIDDEN_ELSEWHERE = 0.05, 0.03, 0.01  # of the comments
REPEATED, LOST, LATE = 0.10, 0.05, 0.10  # of the deliveries
# On YouTube polling looks at the 500 newest threads again (see its README): of some 300, one may surely expect it.
RECENT = 1000  # comments of the three platforms ago
READING_FAULTS = ("rate_limit", "server_error", "cut", "latency", "duplicate")

Key = tuple[str, str]  # platform, and the identifier under which the desk knows the comment

_WORDS = (
    *("Merci!", "À quelle heure ouvre le bureau de l’Exemple?", "C'est fermé depuis mardi…", "é", "e\u0301", "ﬁn"),
    *("\u202eà l'envers", "\x00", "seul: \ud83d", "👩‍👩‍👧‍👦🏽", '<b>gras</b> &amp; "cité"'),
    *("une\r\nautre\u2028ligne", "=1+1", "مرحبا بالجميع", "\u200b", "\ufeff", "Zeichen " * 60, "\t", "𝒶𝓃𝒸ℴ𝓇ℯ"),
)


@dataclass(slots=True)
class Written:
    """A comment, under its newest identifier, with all it ever said."""

    platform: str
    post: str
    id: str
    texts: list[str]
    thread_began: int  # how many comments there were when its thread began


@dataclass(slots=True)
class Mail:
    """One delivery, and the comment that it is about (without identifier for a publication)."""

    about: Key
    parcel: Parcel


@dataclass(slots=True)
class LongDay:
    """Lives hour by hour. `known` is everything ever written, whatever became of it."""

    world: World
    outbox: Outbox
    chance: random.Random
    clock: Any  # of time_machine
    known: dict[Key, Written] = field(default_factory=dict)
    astray: set[Key] = field(default_factory=set)  # a delivery about them was lost, or came late
    lost: set[Key] = field(default_factory=set)
    _alive: dict[str, list[Written]] = field(default_factory=lambda: {platform: [] for platform in SHARES})
    _posts: dict[str, list[str]] = field(default_factory=lambda: {platform: [] for platform in SHARES})
    _mail: list[Mail] = field(default_factory=list)
    _late: list[Mail] = field(default_factory=list)

    def publish(self) -> None:
        for platform, posts in self._posts.items():
            posts.append(self.world.publish(platform, f"Avis {len(posts)}"))
            self._mind(platform, "")

    def live(self, comments: int, lasting: timedelta) -> None:
        """So many comments, and what happens meanwhile to those already there."""
        for _ in range(comments):
            # People come in bursts: half of the comments share their second with the one before.
            self.clock.shift(lasting / comments * self.chance.choice([0, 0, 1, 3]))
            [platform] = self.chance.choices(list(SHARES), list(SHARES.values()))
            self._write(platform)
            for rate, happens in ((EDITED, self._edit), (DELETED, self._delete), (HIDDEN_ELSEWHERE, self._hide)):
                one = self._somebody_s(platform) if self.chance.random() < rate else None
                if one:
                    happens(one)

    def deliveries(self, *, certain: bool = False) -> Iterator[Parcel]:
        """What the network brings now: shuffled, some twice, some never, some at the next call only."""
        going, late = self._late, []
        for mail in self._mail:
            fate = 1.0 if certain else self.chance.random()
            if fate < LOST + LATE:
                self.astray.add(mail.about)
            if fate >= LOST + LATE:
                going.append(mail)
            elif fate >= LOST:
                late.append(mail)
            else:
                self.lost.add(mail.about)
        self._mail, self._late = [], late
        crowd = going + [mail for mail in going if self.chance.random() < REPEATED]
        self.chance.shuffle(crowd)
        return (mail.parcel for mail in crowd)

    def trouble(self) -> None:
        """What the platforms will get wrong next."""
        for platform in SHARES:
            for kind in self.chance.sample(READING_FAULTS, self.chance.randrange(3)):
                # YouTube's limit is that of a day: often, nothing would be read of the day at all.
                if (platform, kind) != ("youtube", "rate_limit") or self.chance.random() < 0.1:
                    self.world.faults.add(platform, kind, seconds=0.002, retry_after=20)

    def _write(self, platform: str) -> None:
        chance, alive = self.chance, self._alive[platform]
        post = chance.choice(self._posts[platform])
        beside = self._somebody_s(platform) if chance.random() < 0.25 else None
        author, text = f"Personne {chance.randrange(60)}", self._text(platform)
        parent = beside.id if beside else ""
        new = self.world.comment(platform, beside.post if beside else post, author, text, parent)
        began = beside.thread_began if beside else len(self.known)
        written = Written(platform, beside.post if beside else post, new, [text], began)
        alive.append(written)
        self.known[platform, new] = written
        self._mind(platform, new)

    def in_sight(self) -> set[Key]:
        """What is still there and polling looks at: reading back finds the replies in old threads of YouTube."""
        old = {key for key, one in self.known.items() if len(self.known) - one.thread_began > RECENT}
        return {key for key in self.still_there() if key not in old or key[0] != "youtube" or "." not in key[1]}

    def still_there(self) -> set[Key]:
        """What the platforms would list now. YouTube's sandbox lists neither held replies nor what is under them."""
        items = {key: self.world.item(one.platform, one.id) for key, one in self.known.items()}
        held = {item.id for item in items.values() if item.state is State.HELD}
        gone = {item.id for item in items.values() if item.state is State.DELETED}
        unlisted = {item.id for item in items.values() if item.parent_id and held & {item.id, item.parent_id}}
        return {key for key, item in items.items() if item.id not in gone | unlisted}

    def _text(self, platform: str) -> str:
        named = ["@MinExempleQC"] if platform == "x" and self.chance.random() < 0.6 else []
        words = self.chance.choices(_WORDS, k=self.chance.randrange(1, 5))
        return " ".join([*named, *words, str(len(self.known))])

    def _somebody_s(self, platform: str) -> Written | None:
        """A comment that is still there."""
        alive = self._alive[platform]
        while alive:
            at = self.chance.randrange(len(alive))
            if self.world.item(platform, alive[at].id).state is not State.DELETED:
                return alive[at]
            alive[at] = alive[-1]  # it went with what it answered
            alive.pop()
        return None

    def _edit(self, one: Written) -> None:
        one.texts.append(self._text(one.platform))
        one.id = self.world.edit(one.platform, one.id, one.texts[-1])
        self._mind(one.platform, self._origin(one))

    def _delete(self, one: Written) -> None:
        self.world.delete(one.platform, one.id)
        self._mind(one.platform, self._origin(one))

    def _hide(self, one: Written) -> None:
        """Somebody of the institution, in the platform's own application. X shows nobody that it was done."""
        item = self.world.item(one.platform, one.id)
        to = {"facebook": State.HIDDEN, "youtube": State.HELD}.get(one.platform)
        if to:
            self.world.set_state(item, to if item.state is State.SHOWN else State.SHOWN)
            self._mind(one.platform, one.id)

    def _origin(self, one: Written) -> str:
        return self.world.item(one.platform, one.id).origin

    def _mind(self, platform: str, about: str) -> None:
        self._mail += [Mail((platform, about), parcel) for parcel in self.outbox.take()]
