"""The X connector: one official account, read, acted for, and read back through X's API v2."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

from parvis.connectors.port import (
    AccountAccess,
    Act,
    Batch,
    FateUnknown,
    ItemGone,
    Malformed,
    Observation,
    Order,
    Outcome,
    Refused,
    Visibility,
)
from parvis.connectors.x import api, generations, mapping, refusals, replies, shapes
from parvis.connectors.x.generations import Generation
from parvis.connectors.x.mapping import Reading, Surroundings
from parvis.connectors.x.page import Page
from parvis.connectors.x.sweep import Conversations, Sweep, batch
from parvis.connectors.x.transport import Transport

_CLOCKS_APART = timedelta(minutes=5)


def connect(account: AccountAccess) -> XConnector:
    """The connector of one X account. Credentials: see this folder's README."""
    return XConnector(account)


class XConnector:
    """One official account on X. Not for use from several threads at once."""

    platform = "x"

    def __init__(self, account: AccountAccess) -> None:
        asked = account.credentials.get("generation", "")
        generation = Generation(asked) if asked in set(Generation) else Generation.TWEET
        self._account_id = shapes.identifier(account.platform_id)
        if not self._account_id:
            raise refusals.error(Refused, "account_not_found")
        self._summons_rule = account.credentials.get("tier", "") != "enterprise"
        self._transport = Transport(account)
        self._api = api.Api(self._transport, self._account_id, generation)

    def fetch_since(self, cursor: str) -> Iterator[Batch]:
        return Sweep(self._api, self._account_id, self._summons_rule).batches(cursor)

    def fetch_thread(self, thread_id: str, post_id: str = "") -> Iterator[Batch]:
        """The post that starts the conversation, then its replies of the last seven days (all X searches)."""
        root = shapes.identifier(thread_id) or shapes.identifier(post_id)
        if not root:
            raise refusals.error(ItemGone, "item_gone")
        conversations = Conversations(self._api, self._account_id)
        yield self._thread_page(self._api.look_up([root]), conversations)
        query = f"conversation_id:{root}"
        for page in api.every_page(lambda token: self._api.search(query, token)):
            yield self._thread_page(page, conversations)

    def _thread_page(self, page: Page, conversations: Conversations) -> Batch:
        around = self._around(conversations)
        brought = [post for one in conversations.learn(page) for post in mapping.started(one, around)]
        return batch([*brought, *mapping.items(page, around)], "")

    def _around(self, conversations: Conversations) -> Surroundings:
        return Surroundings(self._account_id, conversations.ours, summons_rule=self._summons_rule)

    def observe(self, platform_ids: Sequence[str]) -> list[Observation]:
        """X tells text and existence. Never whether a reply is hidden: that visibility stays UNKNOWN."""
        conversations = Conversations(self._api, self._account_id)
        wanted = list(dict.fromkeys(one for one in platform_ids if shapes.identifier(one)))
        seen: dict[str, Observation] = {}
        edited: dict[str, str] = {}  # id of the newest version -> id the desk knows
        for page in self._api.look_up_all(wanted):
            conversations.learn(page)
            seen |= _gone(page)
            for reading in self._readings(page, conversations):
                seen[reading.own_id] = _observation(reading, reading.own_id)
                if reading.latest_id != reading.own_id:
                    edited[reading.latest_id] = reading.own_id
        for page in self._api.look_up_all(list(edited)):
            for reading in self._readings(page, conversations):
                known_as = edited.get(reading.own_id, reading.own_id)
                seen[known_as] = _observation(reading, known_as)
        return [seen.get(one) or Observation(one, Visibility.UNKNOWN) for one in platform_ids]

    def _readings(self, page: Page, conversations: Conversations) -> list[Reading]:
        return [Reading(post, page, self._around(conversations)) for post in page.well_formed()]

    def perform(self, order: Order) -> Outcome:
        target = shapes.identifier(order.platform_id)
        if order.act not in (Act.HIDE, Act.UNHIDE, Act.DELETE, Act.REPLY):
            raise refusals.error(Refused, "no_such_act")
        if not target:
            raise refusals.error(ItemGone, "item_gone")
        self._transport.actor()  # before any call is spent
        if order.act == Act.DELETE:
            return self._delete(target)  # X deletes every version with the one named
        versions = self._versions(target)
        if not versions:
            raise refusals.error(ItemGone, "item_gone")
        if order.act == Act.REPLY:
            return self._reply(versions[-1], order.text)
        return self._set_hidden(versions[-1], order.act == Act.HIDE)

    def _versions(self, target: str) -> list[str]:
        """Ids of the versions of a post, newest last; none when it is gone.

        The newest is the one that the public sees and that X lets be answered, so acts name it.
        """
        page = self._api.look_up([target])
        if target in _gone(page):
            return []
        shown = next((post for post in page.well_formed() if post.get("id") == target), {})
        history = generations.edit_history(shown)
        return history if target in history else [target]

    def _set_hidden(self, target: str, hidden: bool) -> Outcome:
        try:
            answer = self._api.set_hidden(target, hidden)
            said = self._obeyed(answer).get("hidden")
        except Refused as refused:
            if refused.code == "forbidden":  # X gives no reason, but documents only one
                raise refusals.error(Refused, "hide_refused") from None
            raise
        if said is not hidden:
            raise refusals.error(Malformed, "contradiction")
        return Outcome(Visibility.HIDDEN if hidden else Visibility.PUBLIC, raw=answer)

    def _delete(self, target: str) -> Outcome:
        answer = self._api.delete(target)
        if self._obeyed(answer).get("deleted") is not True:
            raise refusals.error(Malformed, "contradiction")
        return Outcome(Visibility.GONE, raw=answer)

    def _reply(self, target: str, text: str) -> Outcome:
        answer = self._api.reply(target, text)
        reply_id = shapes.identifier(self._obeyed(answer).get("id"))
        if not reply_id:
            raise refusals.error(FateUnknown, "fate_unknown")
        return Outcome(Visibility.PUBLIC, reply_id=reply_id, raw=answer)

    @staticmethod
    def _obeyed(answer: Mapping[str, object]) -> Mapping[str, object]:
        """The `data` of a success; an answer of 200 may still hold nothing but problems."""
        data = shapes.mapping(answer.get("data"))
        problems = shapes.listing(answer.get("errors"))
        if not data and problems:
            raise refusals.from_problems(problems, item=True)
        if not data:
            raise refusals.error(FateUnknown, "fate_unknown")
        return data

    def find_reply(self, order: Order) -> str | None:
        """Looks in our own timeline, which shows a reply some seconds after it exists."""
        target = shapes.identifier(order.platform_id)
        parents = {target, *(self._versions(target) if target else [])}
        since = order.asked_at - _CLOCKS_APART if order.asked_at else None
        for page in api.every_page(lambda token: self._api.posts(token, start_time=since)):
            for post in page.well_formed():
                if replies.is_our_reply(post, parents, order.text):
                    return shapes.identifier(post.get("id"))
        return None


def _gone(page: Page) -> dict[str, Observation]:
    """The posts asked for that X says are deleted, or no longer shown to us."""
    gone: dict[str, Observation] = {}
    for problem in map(shapes.mapping, page.problems):
        # Problems about what a post refers to (`parameter` referenced_tweets.id) are not about the post.
        about_us = problem.get("parameter") in (None, "", "ids", "id")
        asked = shapes.identifier(problem.get("resource_id")) or shapes.identifier(problem.get("value"))
        if about_us and asked and refusals.hides_a_post(problem):
            gone[asked] = Observation(asked, Visibility.GONE, raw=problem)
    return gone


def _observation(reading: Reading, known_as: str) -> Observation:
    return Observation(
        known_as,
        reading.visibility,
        text=reading.text,
        edited_at=reading.edited_at,
        reply_count=reading.reply_count,
        capabilities=reading.capabilities,
        attachments=reading.attachments,
        raw=reading.post,
    )
