"""The YouTube connector: one channel, through the official client."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

from parvis.connectors.port import (
    AccountAccess,
    Act,
    Batch,
    ConnectorError,
    ItemGone,
    Observation,
    Order,
    Outcome,
    RemoteComment,
    Visibility,
)
from parvis.connectors.youtube import api, errors, payload, reading
from parvis.connectors.youtube.cursor import Cursor
from parvis.connectors.youtube.mapping import read_head, read_reply
from parvis.connectors.youtube.sweep import HORIZON, Sweep
from parvis.connectors.youtube.threads import ThreadReader

# Between our clock and YouTube's, when a reply of unknown fate is looked for.
_CLOCK_SLACK = timedelta(minutes=10)
_STATUSES = {
    Act.HOLD: ("heldForReview", Visibility.HELD),
    Act.PUBLISH: ("published", Visibility.PUBLIC),
    Act.REJECT: ("rejected", Visibility.GONE),
}


def connect(account: AccountAccess, horizon: int = HORIZON) -> YouTubeConnector:
    """A connector for one channel. Credentials: `access_token`. `horizon` is in threads."""
    return YouTubeConnector(account, horizon)


class YouTubeConnector:
    """Satisfies `Connector` and `ActsOnMany`. `account.platform_id` is the channel's id."""

    platform = "youtube"
    together: Mapping[Act, int] = dict.fromkeys(_STATUSES, api.MOST_IDS)

    def __init__(self, account: AccountAccess, horizon: int) -> None:
        self._api = api.Api(account)
        self._horizon = horizon

    def fetch_since(self, cursor: str) -> Iterator[Batch]:
        return Sweep(self._api, Cursor.load(cursor), self._horizon).batches()

    def fetch_thread(self, thread_id: str, post_id: str = "") -> Iterator[Batch]:  # noqa: ARG002
        """The video and the comment that starts the thread, then every reply. The thread names its video."""
        reader = ThreadReader(self._api)
        page = reader.page(list(self._api.threads_by_id([thread_id])), listed="")
        if not page.heads:
            raise errors.gone()
        yield page.batch("")
        for head in page.heads:
            for comments, unknown in reader.replies(head):
                yield Batch("", comments=tuple(comments), unknown=tuple(unknown))

    def observe(self, platform_ids: Sequence[str]) -> list[Observation]:
        return reading.observe(self._api, platform_ids)

    def perform(self, order: Order) -> Outcome:
        if order.act in _STATUSES:
            status, visibility = _STATUSES[order.act]
            self._api.set_status([order.platform_id], status)
            return Outcome(visibility)
        if order.act is Act.DELETE:
            self._api.delete(order.platform_id)
            return Outcome(Visibility.GONE)
        if order.act is Act.REPLY:
            return self._reply(order)
        raise errors.refused("no_such_act")

    def perform_many(self, orders: Sequence[Order]) -> list[Outcome | ConnectorError]:
        """Fifty ids a call, which YouTube obeys or refuses as a whole."""
        [act] = {order.act for order in orders}
        status, visibility = _STATUSES[act]
        answers: dict[str, Outcome | ConnectorError] = {}
        for ids in api.for_acts([order.platform_id for order in orders]):
            try:
                self._api.set_status(ids, status)
            except ConnectorError as error:
                answers |= dict.fromkeys(ids, error)
            else:
                answers |= dict.fromkeys(ids, Outcome(visibility))
        return [answers.get(order.platform_id) or errors.refused("bad_id") for order in orders]

    def find_reply(self, order: Order) -> str | None:
        since = order.asked_at - _CLOCK_SLACK if order.asked_at else None
        thread = read_head({"id": _thread_of(order)}, listed="")
        try:
            for items in self._api.replies(thread.id):
                for item in items:
                    reply = read_reply(item, thread, channel_id=self._api.channel_id)
                    if not isinstance(reply, RemoteComment) or not reply.ours:
                        continue
                    # YouTube may trim a text; it is ours and of that minute, which tells enough.
                    same = reply.text.strip() == order.text.strip()
                    if same and (since is None or reply.created_at >= since):
                        return reply.platform_id
        except ItemGone:
            return None  # gone, and our reply with it
        return None

    def _reply(self, order: Order) -> Outcome:
        try:
            order.text.encode("utf-8")
        except UnicodeEncodeError:
            raise errors.refused("unsendable_text") from None
        answer = self._api.reply(_thread_of(order), order.text)
        reply_id = payload.string(answer.get("id"))
        if not reply_id:  # published or not, nobody can say without looking
            raise errors.malformed(acting=True, code="no_reply_id")
        return Outcome(Visibility.PUBLIC, reply_id=reply_id, raw=answer)


def _thread_of(order: Order) -> str:
    """Replies hang from the comment that starts the thread, never from another reply."""
    return order.thread_id or order.platform_id.partition(".")[0]
