"""One sweep of an account: its own posts, its mentions, then the replies in its conversations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from parvis.connectors.port import Batch, Malformed, RemoteComment, RemotePost, UnknownItem
from parvis.connectors.x import cursor, mapping, refusals, shapes, snowflakes
from parvis.connectors.x.api import Api, PageLostError, SinceRefusedError
from parvis.connectors.x.cursor import Cursor, Position
from parvis.connectors.x.generations import Generation
from parvis.connectors.x.mapping import Surroundings
from parvis.connectors.x.page import Page

# Recent search refuses a since_id older than seven days; a little less leaves room for both clocks.
_SEARCH_REACH = timedelta(days=7) - timedelta(minutes=5)


class Conversations:
    """Which conversations the account started: those known, those a page tells, those we look up once."""

    def __init__(self, api: Api, account_id: str) -> None:
        self._api = api
        self._account_id = account_id
        self._ours: set[str] = set()
        self._others: set[str] = set()

    def know(self, conversation_ids: tuple[str, ...]) -> None:
        self._ours.update(conversation_ids)

    def ours(self, conversation_id: str) -> bool:
        return conversation_id in self._ours

    def learn(self, page: Page) -> list[Page]:
        """Settle every conversation that the page's replies belong to; what nobody tells is asked of X.

        Gives every page that was needed for it: they hold the posts that started the conversations.
        """
        wanted = {conversation for post in page.well_formed() if (conversation := _thread_of(post))}
        asked = sorted(wanted - self._ours - self._others - self._tell(page), key=int)
        answers = list(self._api.look_up_all(asked))
        for answer in answers:
            self._tell(answer)
        self._others.update(one for one in asked if one not in self._ours)
        return [page, *answers]

    def _tell(self, page: Page) -> set[str]:
        told = {post_id for post_id in page.posts if page.author_of(post_id)}
        ours = {post_id for post_id in told if page.author_of(post_id) == self._account_id}
        self._ours |= ours
        self._others |= told - ours
        return told


def _thread_of(post: Mapping[str, object]) -> str:
    """The conversation of a post that did not start it; empty for what starts its own."""
    conversation = shapes.identifier(post.get("conversation_id"))
    return conversation if conversation != post.get("id") else ""


class Sweep:
    """Reads an account from a cursor, page by page, to the end."""

    def __init__(self, api: Api, account_id: str, summons_rule: bool) -> None:
        self._api = api
        self._account_id = account_id
        self._summons_rule = summons_rule
        self._conversations = Conversations(api, account_id)
        self._handed_over: dict[str, int] = {}  # newest version, by the id under which it is known

    def batches(self, text: str) -> Iterator[Batch]:
        at = cursor.parse(text).begun(datetime.now(UTC))
        if at.generation:
            self._api.generation = Generation(at.generation)
        may_restart = True
        while at.sweep is not None:
            self._conversations.know(at.conversations)
            here = at.sweep
            try:
                page = self._page(at, here)
            except SinceRefusedError:
                at = replace(at, sweep=replace(here, whole=True, token=""))
                continue
            except PageLostError:
                # The page we were to read next is forgotten: the sweep starts again, from the same `since`.
                if not may_restart:
                    raise refusals.error(Malformed, "unreadable") from None
                at, may_restart = at.restarted(datetime.now(UTC)), False
                continue
            at, batch = self._handed(at.dated(self._api.now()), here, page)
            yield batch

    def _page(self, at: Cursor, here: Position) -> Page:
        since = "" if here.whole else at.since.get(here.step, "")
        if here.step == "posts":
            return self._api.posts(here.token, since)
        if here.step == "mentions":
            return self._api.mentions(here.token, since)
        groups = at.groups()
        if here.group >= len(groups):  # a cursor that was tampered with
            return Page((), "")
        reachable = bool(since) and _within_reach(since, here.started)
        return self._api.search(groups[here.group], here.token, since if reachable else "")

    def _handed(self, at: Cursor, here: Position, page: Page) -> tuple[Cursor, Batch]:
        pages = self._conversations.learn(page)
        around = Surroundings(
            self._account_id,
            self._conversations.ours,
            all_ours=here.step == "posts",
            all_mention_us=here.step == "mentions",
            summons_rule=self._summons_rule,
        )
        brought = (post for one in pages for post in mapping.started(one, around))
        items = [item for item in (*brought, *mapping.items(page, around)) if self._is_new(item)]
        if here.step == "posts":
            at = at.joined_by(item.platform_id for item in items if isinstance(item, RemotePost))
        onward = replace(at.after_page(page.ids(), page.next_token), generation=self._api.generation.value)
        return onward, batch(items, onward.text())

    def _is_new(self, item: mapping.Item) -> bool:
        """A post that is both a mention and a reply is handed over once, unless a newer version comes.

        Unknown items always are handed over.
        """
        if isinstance(item, UnknownItem):
            return True
        version = int(shapes.identifier(item.raw.get("id")) or "0")
        newer = version > self._handed_over.get(item.platform_id, -1)
        if newer:
            self._handed_over[item.platform_id] = version
        return newer


def batch(items: list[mapping.Item], text: str) -> Batch:
    return Batch(
        text,
        tuple(item for item in items if isinstance(item, RemotePost)),
        tuple(item for item in items if isinstance(item, RemoteComment)),
        tuple(item for item in items if isinstance(item, UnknownItem)),
    )


def _within_reach(since: str, started: str) -> bool:
    """Whether recent search will take this since_id; otherwise all of its seven days are read again."""
    moment = snowflakes.iso_time(started)
    return moment is not None and snowflakes.time_of(since) > moment - _SEARCH_REACH
