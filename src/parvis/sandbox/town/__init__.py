"""The invented town: citizens who comment, answer each other, correct and regret, at a settable pace."""

from __future__ import annotations

import contextlib
import logging
import random
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from ..attached import Attached, Kind
from ..items import NoSuchItem
from ..world import World
from .memory import Memory
from .script import Line, Thread, script

log = logging.getLogger(__name__)

# Mean time between two events, in seconds. A paused town says nothing.
PACES = {"pause": 0.0, "slow": 60.0, "normal": 20.0, "fast": 3.0}
_AFTERTHOUGHTS = (
    "Édit : j’ai corrigé une faute.",
    "Édit : merci pour vos réponses!",
    "Édit : j’ai finalement trouvé.",
    "Édit : je précise que ça date de cette semaine.",
)
_AT_FIRST = 12  # publications of a new world; the others come later
_LINES_AT_FIRST = 5  # by publication


@dataclass(frozen=True, slots=True)
class Event:
    """What happened in one step. `kind`: publish, comment, mention, edit or delete."""

    kind: str
    platform: str
    id: str
    author: str = ""
    text: str = ""


class Town:
    """The people of a world. The same `seed` in an equal world tells the same story."""

    def __init__(self, world: World, seed: int = 2013) -> None:
        self._world = world
        self._seed = seed
        self._script = script()

    @property
    def pace(self) -> str:
        return str(self._world.settings.get("town_pace", "normal"))

    @pace.setter
    def pace(self, pace: str) -> None:
        if pace not in PACES:
            raise ValueError(f"unknown pace {pace!r}")
        self._world.settings["town_pace"] = pace

    def populate(self, now: datetime | None = None) -> None:
        """Give a new world two days of past; does nothing in a world that has one."""
        memory = Memory.of(self._world.settings)
        if memory.posts:
            return
        now = now or datetime.now(UTC)
        rng = random.Random(f"{self._seed}/populate")  # noqa: S311 - a story, not a secret
        threads = _in_turn(self._script.threads)[:_AT_FIRST]
        for number, thread in enumerate(threads):
            at = now - timedelta(hours=46) * (1 - number / len(threads)) - timedelta(minutes=rng.randrange(50))
            memory.posts[thread.key] = self._world.publish(thread.platform, thread.text, at, _attached(thread))
            chosen = _with_parents(thread, rng.sample(thread.lines, _LINES_AT_FIRST))
            moments = sorted(at + (now - at) * rng.uniform(0.02, 0.98) for _ in chosen)
            for line, moment in zip(chosen, moments, strict=True):
                self._say(line, memory, moment)
        for line in self._script.mentions[:3]:
            self._say(line, memory, now - timedelta(minutes=rng.randrange(20, 1500)))
        memory.keep(self._world.settings)

    def step(self, now: datetime | None = None) -> Event | None:
        """One thing happens; None when what was to change is gone already."""
        memory = Memory.of(self._world.settings)
        memory.step += 1
        rng = random.Random(f"{self._seed}/{memory.step}")  # noqa: S311 - a story, not a secret
        try:
            return self._act(rng, memory, now)
        except NoSuchItem:
            return None
        finally:
            memory.keep(self._world.settings)

    def _act(self, rng: random.Random, memory: Memory, now: datetime | None) -> Event | None:
        luck = rng.random()
        if luck < 0.06 and memory.recent:
            return self._correct(rng, memory, now)
        if luck < 0.10 and memory.recent:
            return self._regret(rng, memory)
        awaited = [thread for thread in self._script.threads if thread.key not in memory.posts]
        sayable = self._sayable(memory)
        if awaited and (luck > 0.97 or not sayable):
            thread = awaited[0]
            memory.posts[thread.key] = self._world.publish(thread.platform, thread.text, now, _attached(thread))
            return Event("publish", thread.platform, memory.posts[thread.key], text=thread.text)
        if not sayable:  # everything was said: people start again
            memory.told.clear()
            sayable = self._sayable(memory)
        return self._say(rng.choice(sayable), memory, now) if sayable else None

    def _sayable(self, memory: Memory) -> list[Line]:
        told = set(memory.told)
        names = {line.key: line for line in self._script.lines()}
        named = {(names[key].thread, names[key].name) for key in memory.where if key in names}
        return [
            line
            for line in self._script.lines()
            if line.key not in told
            and (not line.thread or line.thread in memory.posts)
            and (not line.to or (line.thread, line.to) in named)
        ]

    def _say(self, line: Line, memory: Memory, at: datetime | None) -> Event:
        memory.told.append(line.key)  # even if it cannot be said: its post may be gone for good
        if not line.thread:
            quoting = memory.posts.get(line.quotes, "")
            new_id = self._world.mention(line.by, line.text, at, quoting, _attached(line))
        else:
            post_id = memory.posts[line.thread]
            parent = self._named(line, memory)
            new_id = self._world.comment(line.platform, post_id, line.by, line.text, parent, at, _attached(line))
        memory.told.pop()
        memory.said(line.key, new_id)
        kind = "comment" if line.thread else "mention"
        return Event(kind, line.platform, new_id, line.by, line.text)

    def _named(self, line: Line, memory: Memory) -> str:
        """The id of the comment that `line` answers, empty when it answers the post."""
        if not line.to:
            return ""
        thread = next(thread for thread in self._script.threads if thread.key == line.thread)
        return memory.where[next(one.key for one in thread.lines if one.name == line.to)]

    def _correct(self, rng: random.Random, memory: Memory, now: datetime | None) -> Event:
        line = self._line(rng.choice(memory.recent))
        comment_id = memory.where[line.key]
        text = f"{line.text}\n\n{rng.choice(_AFTERTHOUGHTS)}"
        try:
            new_id = self._world.edit(line.platform, comment_id, text, now)
        except NoSuchItem:
            memory.forget(line.key)
            raise
        memory.where[line.key] = new_id
        return Event("edit", line.platform, new_id, line.by, text)

    def _regret(self, rng: random.Random, memory: Memory) -> Event:
        line = self._line(rng.choice(memory.recent))
        comment_id = memory.where[line.key]
        memory.forget(line.key)
        self._world.delete(line.platform, comment_id)
        return Event("delete", line.platform, comment_id, line.by)

    def _line(self, key: str) -> Line:
        return next(line for line in self._script.lines() if line.key == key)

    @contextlib.contextmanager
    def living(self) -> Iterator[None]:
        """The town lives in a thread until the block ends; its pace may change meanwhile."""
        stop = threading.Event()
        thread = threading.Thread(target=self._live, args=(stop,), name="town", daemon=True)
        thread.start()
        try:
            yield
        finally:
            stop.set()
            thread.join(5)

    def _live(self, stop: threading.Event) -> None:
        rng = random.Random()  # noqa: S311 - only how long people take
        waited, patience = 0.0, rng.uniform(0.5, 1.5)
        while not stop.wait(0.5):
            interval = PACES[self.pace]
            waited = waited + 0.5 if interval else 0.0
            if interval and waited >= interval * patience:
                waited, patience = 0.0, rng.uniform(0.5, 1.5)
                event = self.step()
                log.info("town: %s on %s", event.kind if event else "nothing", event.platform if event else "-")


def _attached(said: Line | Thread) -> Attached | None:
    return Attached(Kind(said.joined), said.alt) if said.joined else None


def _in_turn(threads: tuple[Thread, ...]) -> list[Thread]:
    """One thread of each platform after the other."""
    by_platform: dict[str, list[Thread]] = {}
    for thread in threads:
        by_platform.setdefault(thread.platform, []).append(thread)
    return [one for group in zip(*by_platform.values(), strict=True) for one in group]


def _with_parents(thread: Thread, chosen: list[Line]) -> list[Line]:
    """The chosen lines in the order of the file, with what they answer."""
    wanted = {line.to for line in chosen if line.to}
    return [line for line in thread.lines if line in chosen or (line.name and line.name in wanted)]


__all__ = ["PACES", "Event", "Town"]
