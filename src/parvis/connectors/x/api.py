"""The calls of X's API v2 that the desk needs, in whichever generation of names the platform accepts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime

from parvis.connectors.port import Malformed
from parvis.connectors.x import page, refusals
from parvis.connectors.x.generations import Generation
from parvis.connectors.x.page import Page
from parvis.connectors.x.transport import AnsweredError, Transport

AT_ONCE = 100  # posts in one look-up, and in one page


class PageLostError(Exception):
    """X no longer knows this pagination token."""


class SinceRefusedError(Exception):
    """X refuses the given since_id: recent search reaches back seven days only."""


class Api:
    """Reads pages. Remembers the generation that X accepted last."""

    def __init__(self, transport: Transport, account_id: str, generation: Generation) -> None:
        self._transport = transport
        self._account_id = account_id
        self.generation = generation

    def now(self) -> datetime:
        """The time on X's clock, as far as its latest answer told."""
        return self._transport.now()

    def posts(self, token: str = "", since_id: str = "", start_time: datetime | None = None) -> Page:
        """Our own timeline, replies included; what we merely shared is nobody's comment."""
        moment = start_time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if start_time else ""
        params = {"exclude": "retweets", "pagination_token": token, "since_id": since_id, "start_time": moment}
        return self._listing(f"/2/users/{self._account_id}/tweets", params)

    def mentions(self, token: str, since_id: str) -> Page:
        params = {"pagination_token": token, "since_id": since_id}
        return self._listing(f"/2/users/{self._account_id}/mentions", params)

    def search(self, query: str, token: str = "", since_id: str = "") -> Page:
        """Posts of the last seven days."""
        return self._listing("/2/tweets/search/recent", {"query": query, "next_token": token, "since_id": since_id})

    def look_up(self, ids: list[str]) -> Page:
        """Up to 100 posts by id; those that cannot be shown are in `problems`."""
        return self._read("/2/tweets", {"ids": ",".join(ids)})

    def look_up_all(self, ids: list[str]) -> Iterator[Page]:
        for start in range(0, len(ids), AT_ONCE):
            yield self.look_up(ids[start : start + AT_ONCE])

    def _listing(self, route: str, params: dict[str, str]) -> Page:
        """One page of a listing, which X documents to hold `data` or `meta` whenever it succeeds."""
        found = self._read(route, params | {"max_results": str(AT_ONCE)})
        if found.problems and not found.items and not found.listed:
            raise refusals.from_problems(list(found.problems), item=False)
        if found.next_token and found.next_token in params.values():
            raise refusals.error(Malformed, "unreadable")  # the same page, for ever
        return found

    def _read(self, route: str, params: Mapping[str, str]) -> Page:
        given = {name: value for name, value in params.items() if value}
        try:
            return page.read(self._transport.read(route, given | self.generation.fields))
        except AnsweredError as refused:
            if not self.generation.refused_by(refused.problem):
                raise _explained(refused, given) from None
        try:
            found = page.read(self._transport.read(route, given | self.generation.other.fields))
        except AnsweredError as refused:
            raise _explained(refused, given) from None
        self.generation = self.generation.other
        return found

    def set_hidden(self, post_id: str, hidden: bool) -> Mapping[str, object]:
        return self._transport.act("PUT", f"/2/tweets/{post_id}/hidden", {"hidden": hidden})

    def reply(self, post_id: str, text: str) -> Mapping[str, object]:
        return self._transport.act("POST", "/2/tweets", {"text": text, "reply": {"in_reply_to_tweet_id": post_id}})

    def delete(self, post_id: str) -> Mapping[str, object]:
        return self._transport.act("DELETE", f"/2/tweets/{post_id}", None)


def every_page(fetch: Callable[[str], Page]) -> Iterator[Page]:
    """All pages of a listing, from `fetch(token)`."""
    token = ""
    while True:
        try:
            found = fetch(token)
        except PageLostError:
            raise refusals.error(Malformed, "unreadable") from None
        yield found
        if not found.next_token:
            return
        token = found.next_token


def _explained(refused: AnsweredError, given: Mapping[str, str]) -> Exception:
    """What a refused parameter means to a sweep."""
    tokens = ("pagination_token", "next_token")
    if any(name in given for name in tokens) and any(name in refused.problem for name in tokens):
        return PageLostError()
    if "since_id" in given and "since_id" in refused.problem:
        return SinceRefusedError()
    return refused.meaning
