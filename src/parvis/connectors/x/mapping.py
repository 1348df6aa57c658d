"""From a post as X gives it to what the desk knows; text, author, time and thread exactly as given."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from parvis.connectors.attachments import Attachment
from parvis.connectors.port import Capability, RemoteComment, RemotePost, UnknownItem, Visibility
from parvis.connectors.x import generations, shapes, snowflakes
from parvis.connectors.x.attachments import attached
from parvis.connectors.x.capabilities import capabilities
from parvis.connectors.x.page import Page
from parvis.connectors.x.texts import as_written

Item = RemotePost | RemoteComment | UnknownItem
_HANDLE = re.compile(r"[A-Za-z0-9_]{1,15}")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What must be known to read a page: whose account, and where the page was found."""

    account_id: str
    we_started: Callable[[str], bool]  # whether a conversation (its id) is the account's
    all_ours: bool = False  # the page is the account's own timeline
    all_mention_us: bool = False  # the page is the account's mentions
    summons_rule: bool = True  # self-serve tiers since 2026-02-23


class Reading:
    """One well-formed post of a page, with its relations worked out."""

    def __init__(self, post: Mapping[str, object], page: Page, around: Surroundings) -> None:
        self.post, self.page, self.around = post, page, around
        self.own_id = shapes.identifier(post.get("id"))
        history = generations.edit_history(post)
        # Each edit on X is a new post; its first id is what stays, so that an edit is a revision here.
        self.first_id = history[0] if self.own_id in history else self.own_id
        self.latest_id = history[-1] if self.own_id in history else self.own_id
        self.author_id = shapes.identifier(post.get("author_id")) or (around.account_id if around.all_ours else "")
        self.ours = self.author_id == around.account_id
        self.parent_id = self._first_version(self._referred_to("replied_to"))
        self.quoted_id = self._first_version(self._referred_to("quoted"))
        self.conversation_id = shapes.identifier(post.get("conversation_id")) or self.parent_id or self.first_id

    def _first_version(self, post_id: str) -> str:
        """The id under which an answered post is known, when the page includes it."""
        history = generations.edit_history(self.page.posts.get(post_id, {}))
        return history[0] if post_id in history else post_id

    def _referred_to(self, kind: str) -> str:
        for reference in map(shapes.mapping, generations.references(self.post)):
            if reference.get("type") == kind and shapes.identifier(reference.get("id")):
                return shapes.identifier(reference.get("id"))
        return ""

    @property
    def is_share(self) -> bool:
        return bool(self._referred_to("retweeted"))

    @property
    def is_root(self) -> bool:
        return not self.parent_id and self.conversation_id in (self.first_id, self.own_id)

    @property
    def in_our_conversation(self) -> bool:
        if self.is_root:
            return self.ours
        answers_our_root = (
            self.parent_id == self.conversation_id and self.post.get("in_reply_to_user_id") == self.around.account_id
        )
        return answers_our_root or self.around.we_started(self.conversation_id)

    @property
    def text(self) -> str | None:
        """Verbatim and whole: the long form when there is one."""
        for value in (generations.note(self.post).get("text"), self.post.get("text")):
            if isinstance(value, str):
                return as_written(value)
        return None

    @property
    def created_at(self) -> datetime:
        """When the first version was written: as X says, otherwise from the id itself."""
        said = snowflakes.iso_time(shapes.string(self.post.get("created_at")))
        return said if said and self.first_id == self.own_id else snowflakes.time_of(self.first_id)

    @property
    def edited_at(self) -> datetime | None:
        if self.first_id == self.own_id:
            return None
        said = snowflakes.iso_time(shapes.string(self.post.get("created_at")))
        return said or snowflakes.time_of(self.own_id)

    @property
    def attachments(self) -> tuple[Attachment, ...]:
        return attached(self.post, self.page, quoted_id=self.quoted_id)

    @property
    def reply_count(self) -> int:
        return shapes.count(shapes.mapping(self.post.get("public_metrics")).get("reply_count"))

    @property
    def visibility(self) -> Visibility:
        """X hides replies only, and no field of either generation says which ones are hidden."""
        return Visibility.PUBLIC if self.is_root else Visibility.UNKNOWN

    @property
    def author(self) -> Mapping[str, object]:
        return self.page.users.get(self.author_id, {})

    @property
    def permalink(self) -> str:
        handle = shapes.string(self.author.get("username"))
        place = handle if _HANDLE.fullmatch(handle) else "i/web"
        return f"https://x.com/{place}/status/{self.own_id}"

    @property
    def capabilities(self) -> tuple[Capability, ...]:
        return capabilities(
            ours=self.ours,
            in_our_conversation=not self.is_root and self.in_our_conversation,
            may_reply=self._summons_us() or not self.around.summons_rule,
        )

    def _summons_us(self) -> bool:
        """Whether the author mentioned or quoted the account, which alone lets us reply.

        A direct answer to the account mentions it, even where X leaves the mention out of the text.
        """
        quoted = self._referred_to("quoted")
        quotes_us = bool(quoted) and (
            self.page.author_of(quoted) == self.around.account_id or self.around.we_started(quoted)
        )
        answers_us = self.post.get("in_reply_to_user_id") == self.around.account_id
        mentioned = self.around.all_mention_us or any(self._mentions(self.around.account_id))
        return quotes_us or answers_us or mentioned

    def _mentions(self, user_id: str) -> Iterator[bool]:
        handle = shapes.string(self.page.users.get(user_id, {}).get("username")).lower()
        for holder in (self.post, generations.note(self.post)):
            entities = shapes.mapping(holder.get("entities"))
            for mention in map(shapes.mapping, shapes.listing(entities.get("mentions"))):
                name = shapes.string(mention.get("username")).lower()
                yield mention.get("id") == user_id or (bool(handle) and name == handle)


def items(page: Page, around: Surroundings) -> Iterator[Item]:
    """Everything of a page, oldest first; what cannot be read comes as UnknownItem."""
    readings = [Reading(post, page, around) for post in page.well_formed()]
    for one in page.items:
        if not shapes.identifier(shapes.mapping(one).get("id")):
            yield UnknownItem("malformed", one, reason="élément sans identifiant valide")
    for reading in sorted(readings, key=lambda reading: int(reading.own_id)):
        yield item(reading)


def started(page: Page, around: Surroundings) -> Iterator[RemotePost]:
    """Our posts that come along with what answers them: no comment is to be kept without its post.

    In their newest version only: an answer may bring along the one that it answered.
    """
    for post_id, post in page.posts.items():
        reading = Reading(post, page, around)
        newest = reading.own_id == reading.latest_id and page.author_of(post_id) == around.account_id
        if newest and reading.is_root and not reading.is_share and reading.text is not None:
            yield _post(reading, reading.text)


def item(reading: Reading) -> Item:
    """A post of ours that starts a conversation, a comment, or something that is neither."""
    text = reading.text
    if reading.is_share:
        return _unknown(reading, "share", "partage sans commentaire")
    if text is None:
        return _unknown(reading, "post", "publication sans texte")
    if reading.ours and reading.is_root:
        return _post(reading, text)
    return _comment(reading, text)


def _post(reading: Reading, text: str) -> RemotePost:
    return RemotePost(
        reading.first_id,
        text,
        reading.created_at,
        permalink=reading.permalink,
        attachments=reading.attachments,
        raw=reading.post,
    )


def _comment(reading: Reading, text: str) -> RemoteComment:
    ours_to_moderate = reading.in_our_conversation
    answers_the_post = ours_to_moderate and reading.parent_id in ("", reading.conversation_id)
    return RemoteComment(
        platform_id=reading.first_id,
        kind=_kind(reading, answers_the_post),
        thread_id=reading.conversation_id,
        text=text,
        created_at=reading.created_at,
        author_id=reading.author_id,
        author_name=shapes.string(reading.author.get("name")),
        author_handle=shapes.string(reading.author.get("username")),
        post_id=reading.conversation_id if ours_to_moderate else "",
        parent_id="" if answers_the_post else reading.parent_id,
        edited_at=reading.edited_at,
        visibility=reading.visibility,
        reply_count=reading.reply_count,
        permalink=reading.permalink,
        ours=reading.ours,
        capabilities=reading.capabilities,
        attachments=reading.attachments,
        raw=reading.post,
    )


def _kind(reading: Reading, answers_the_post: bool) -> str:
    if answers_the_post:
        return "comment"
    return "reply" if reading.in_our_conversation or reading.ours else "mention"


def _unknown(reading: Reading, kind: str, reason: str) -> UnknownItem:
    return UnknownItem(kind, reading.post, platform_id=reading.own_id, reason=reason)
