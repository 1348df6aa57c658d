"""The Facebook connector: one Page, through the official client."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

from parvis.connectors.facebook import errors, lengths, payload, reading
from parvis.connectors.facebook.cursor import Cursor
from parvis.connectors.facebook.graph import Graph, valid_id
from parvis.connectors.facebook.mapping import (
    COMMENT_FIELDS,
    POST_FIELDS,
    read_comment,
    read_comments,
    read_post,
)
from parvis.connectors.facebook.sweep import COMMENT_PARAMS, Horizon, Sweep
from parvis.connectors.port import (
    AccountAccess,
    Act,
    Batch,
    ItemGone,
    Observation,
    Order,
    Outcome,
    Refused,
    RemoteComment,
    RemotePost,
    UnknownItem,
    Visibility,
)

# Between our clock and Graph's, when a reply of unknown fate is looked for.
_CLOCK_SLACK = timedelta(minutes=10)


def connect(account: AccountAccess, horizon: Horizon | None = None) -> FacebookConnector:
    """A connector for one Page. Credentials: `page_token`, and `app_secret` where proofs are required."""
    return FacebookConnector(account, horizon or Horizon())


class FacebookConnector:
    """Satisfies `Connector`. `account.platform_id` is the Page's id."""

    platform = "facebook"

    def __init__(self, account: AccountAccess, horizon: Horizon) -> None:
        self._page_id = account.platform_id
        self._graph = Graph(account)
        self._horizon = horizon

    def fetch_since(self, cursor: str) -> Iterator[Batch]:
        return Sweep(self._graph, self._page_id, Cursor.load(cursor), self._horizon).batches()

    def fetch_thread(self, thread_id: str, post_id: str = "") -> Iterator[Batch]:
        """The post, the comment that starts the thread, then every answer to it, oldest first."""
        posts: tuple[RemotePost, ...] = ()
        comments: tuple[RemoteComment, ...] = ()
        unknown: tuple[UnknownItem, ...] = ()
        if post_id:
            post = read_post(self._graph.read((post_id,), {"fields": POST_FIELDS}), page_id=self._page_id)
            posts, unknown = ((post,), ()) if isinstance(post, RemotePost) else ((), (post,))
        raw = self._graph.read((thread_id,), {"fields": COMMENT_FIELDS})
        first = read_comment(raw, page_id=self._page_id, post_id=post_id)
        if isinstance(first, RemoteComment):
            comments = (first,)
        else:
            unknown = (*unknown, first)
        yield Batch(cursor="", posts=posts, comments=comments, unknown=unknown)
        for items in self._graph.pages((thread_id, "comments"), COMMENT_PARAMS):
            comments, unknown = read_comments(items, page_id=self._page_id, post_id=post_id)
            if comments or unknown:
                yield Batch(cursor="", comments=comments, unknown=unknown)

    def observe(self, platform_ids: Sequence[str]) -> list[Observation]:
        return reading.observe(self._graph, self._page_id, platform_ids)

    def perform(self, order: Order) -> Outcome:
        match order.act:
            case Act.HIDE:
                answer = self._graph.act((order.platform_id,), {"is_hidden": True})
                return _done(answer, Visibility.HIDDEN)
            case Act.UNHIDE:
                answer = self._graph.act((order.platform_id,), {"is_hidden": False})
                return _done(answer, Visibility.PUBLIC)
            case Act.DELETE:
                return _done(self._graph.remove((order.platform_id,)), Visibility.GONE)
            case Act.REPLY:
                return self._reply(order)
            case Act.PRIVATE_REPLY:
                return self._reply_privately(order)
            case _:
                raise errors.refused("no_such_act")

    def find_reply(self, order: Order) -> str | None:
        """Looked for under the comment, and under the one that starts its thread."""
        since = order.asked_at - _CLOCK_SLACK if order.asked_at else None
        for under in dict.fromkeys(one for one in (order.platform_id, order.thread_id) if one):
            params = {**COMMENT_PARAMS, "since": int(since.timestamp())} if since else COMMENT_PARAMS
            try:
                for items in self._graph.pages((under, "comments"), params):
                    comments, _ = read_comments(items, page_id=self._page_id, post_id=order.post_id)
                    for comment in comments:
                        # Graph may trim a text; it is ours and of that minute, which tells enough.
                        same = comment.ours and comment.text.strip() == order.text.strip()
                        if same and (since is None or comment.created_at >= since):
                            return comment.platform_id
            except ItemGone:
                continue  # gone, and our reply with it
        return None

    def _reply(self, order: Order) -> Outcome:
        _sendable(order.text)
        answer = self._graph.act((order.platform_id, "comments"), {"message": order.text})
        reply_id = payload.string(answer.get("id"))
        if not reply_id:  # published or not, nobody can say without looking
            raise errors.malformed(acting=True, code="no_reply_id")
        return Outcome(Visibility.PUBLIC, reply_id=reply_id, raw=answer)

    def _reply_privately(self, order: Order) -> Outcome:
        """Nothing is told of the comment itself: its visibility stays what it was."""
        _sendable(order.text)
        if not valid_id(order.platform_id):
            raise errors.refused("bad_id")
        if lengths.private_reply(order.text).left < 0:
            raise errors.refused("private_reply_too_long")
        message = {"recipient": {"comment_id": order.platform_id}, "message": {"text": order.text}}
        try:
            answer = self._graph.act((self._page_id, "messages"), message)
        except Refused as refusal:
            if refusal.code == errors.PRIVATE_REPLY_ONCE and order.may_have_been_obeyed:
                return Outcome(Visibility.UNKNOWN, detail="found")
            raise
        message_id = payload.string(answer.get("message_id"))
        if not message_id:  # sent or not, only another sending can tell
            raise errors.malformed(acting=True, code="no_message_id")
        return Outcome(Visibility.UNKNOWN, reply_id=message_id, raw=answer)


def _sendable(text: str) -> None:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise errors.refused("unsendable_text") from None


def _done(answer: Mapping[str, object], visibility: Visibility) -> Outcome:
    if answer.get("success") is not True:
        raise errors.malformed(acting=True, code="no_success")
    return Outcome(visibility, raw=answer)
