"""Where a sweep of X stands: an opaque text from which it goes on exactly, missing nothing.

X pages from the newest to the oldest. `since` may therefore advance only once the last page of the last
step is done; until then the cursor also says which page comes next, and what the newest id seen was.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime, timedelta

from parvis.connectors.x import shapes, snowflakes
from parvis.connectors.x.generations import Generation

STEPS = ("posts", "mentions", "search")
CONVERSATIONS = 130  # the newest of ours that are searched for replies: ten queries of thirteen
_PER_QUERY = 13  # 13 × "conversation_id:" and 19 digits, joined by " OR ", make 503 of the 512 characters
# A post can appear in a listing a little after a younger one: the last minute is always read again.
_SETTLING = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Position:
    """An unfinished sweep. `newest`: largest id seen, by step. `whole`: X refused our since_id
    for this step, which is read without."""

    started: str  # ISO 8601
    step: str = STEPS[0]
    group: int = 0
    token: str = ""
    newest: dict[str, str] = field(default_factory=dict)
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Cursor:
    """`since`: by step, the id up to which everything was seen. `conversations`: ours, newest first."""

    since: dict[str, str] = field(default_factory=dict)
    conversations: tuple[str, ...] = ()
    generation: str = ""
    sweep: Position | None = None

    def begun(self, now: datetime) -> Cursor:
        """The same, in a sweep: the one under way, or a new one."""
        return self if self.sweep else self.restarted(now)

    def restarted(self, now: datetime) -> Cursor:
        return replace(self, sweep=Position(now.astimezone(UTC).isoformat()))

    def dated(self, now: datetime) -> Cursor:
        """The same, its sweep begun at `now` by X's clock, when no page of it was handed over yet."""
        if self.sweep is None or self.sweep.token or self.sweep.newest or self.sweep.step != STEPS[0]:
            return self
        return replace(self, sweep=replace(self.sweep, started=now.astimezone(UTC).isoformat()))

    def groups(self) -> list[str]:
        """The search queries that cover every conversation, each within 512 characters."""
        clauses = [f"conversation_id:{one}" for one in self.conversations]
        return [" OR ".join(clauses[start : start + _PER_QUERY]) for start in range(0, len(clauses), _PER_QUERY)]

    def joined_by(self, roots: Iterable[str]) -> Cursor:
        """The same, with more conversations of ours; only the newest are kept."""
        known = sorted({*self.conversations, *roots}, key=int, reverse=True)
        return replace(self, conversations=tuple(known[:CONVERSATIONS]))

    def after_page(self, ids: Iterable[int], next_token: str) -> Cursor:
        """Where to go on once a page was handed over; without a sweep when that page was the last one."""
        if self.sweep is None:
            return self
        largest = max([*ids, int(self.sweep.newest.get(self.sweep.step, "0"))])
        newest = self.sweep.newest | ({self.sweep.step: str(largest)} if largest else {})
        here = replace(self.sweep, newest=newest, token=next_token)
        if next_token:
            return replace(self, sweep=here)
        onward = self._next_step(here)
        return replace(self, sweep=onward) if onward else self._finished(here)

    def _next_step(self, here: Position) -> Position | None:
        if here.step == "posts":
            return replace(here, step="mentions", whole=False)
        searching = here.step == "search"
        group = here.group + 1 if searching else 0
        if group >= len(self.groups()):
            return None
        return replace(here, step="search", group=group, whole=searching and here.whole)

    def _finished(self, here: Position) -> Cursor:
        started = snowflakes.iso_time(here.started) or datetime.now(UTC)
        settled = snowflakes.first_id_of(started - _SETTLING)
        # Steps are read one after the other: none may claim more than what had settled before the first.
        reached = {step: str(min(int(found), settled)) for step, found in here.newest.items()}
        since = self.since | {step: one for step, one in reached.items() if int(one) > self.seen(step)}
        return replace(self, since=since, sweep=None)

    def seen(self, step: str) -> int:
        return int(self.since.get(step, "0"))

    def text(self) -> str:
        """The cursor as the desk stores it."""
        return json.dumps({"v": 1, **asdict(self)}, separators=(",", ":"))


def parse(text: str) -> Cursor:
    """The cursor that `text` holds. A text that is none starts from the beginning: dear, but nothing is lost."""
    try:
        found = shapes.mapping(json.loads(text)) if text else {}
    except (ValueError, RecursionError):
        found = {}
    if found.get("v") != 1:
        return Cursor()
    conversations = (shapes.identifier(one) for one in shapes.listing(found.get("conversations")))
    generation = shapes.string(found.get("generation"))
    return Cursor(
        _ids_by_step(found.get("since")),
        tuple(one for one in conversations if one),
        generation if generation in set(Generation) else "",
        _position(shapes.mapping(found.get("sweep"))),
    )


def _position(found: object) -> Position | None:
    sweep = shapes.mapping(found)
    step = shapes.string(sweep.get("step"))
    if step not in STEPS or not snowflakes.iso_time(shapes.string(sweep.get("started"))):
        return None
    return Position(
        shapes.string(sweep.get("started")),
        step,
        shapes.count(sweep.get("group")),
        shapes.string(sweep.get("token")),
        _ids_by_step(sweep.get("newest")),
        sweep.get("whole") is True,
    )


def _ids_by_step(found: object) -> dict[str, str]:
    ids = shapes.mapping(found)
    return {step: shapes.identifier(ids.get(step)) for step in STEPS if shapes.identifier(ids.get(step))}
