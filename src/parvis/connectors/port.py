"""What the desk knows of a platform: items that arrive, acts it may ask for, and how they fail.

A connector is any object that satisfies `Connector`. It is built by a callable
`connect(account: AccountAccess) -> Connector`, named in `settings.CONNECTORS`.
Nothing here knows Django, a database, or a particular platform.

Longer than other modules on purpose: it is the whole contract, which whoever writes a connector reads from end to end,
and it holds shapes and errors, hardly any code.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol, runtime_checkable

from parvis.connectors.attachments import Attachment, AttachmentKind


class Act(StrEnum):
    """What may be asked of a platform about one comment."""

    HIDE = "hide"
    UNHIDE = "unhide"
    HOLD = "hold"
    PUBLISH = "publish"  # make a held comment public again
    DELETE = "delete"
    REJECT = "reject"
    REPLY = "reply"
    PRIVATE_REPLY = "private_reply"  # to the author alone: once, within seven days of the comment


WITH_TEXT = frozenset({Act.REPLY, Act.PRIVATE_REPLY})  # they say something, and leave the comment as it is
PRIVATE_REPLY_WITHIN = timedelta(days=7)


class Visibility(StrEnum):
    """What others than the author see of a comment on the platform."""

    PUBLIC = "public"
    HIDDEN = "hidden"
    HELD = "held"
    GONE = "gone"  # deleted, rejected, or no longer shown to us
    UNKNOWN = "unknown"


class Audience(StrEnum):
    """Who can still read a comment once the act is done."""

    NOBODY = "nobody"
    AUTHOR_AND_FRIENDS = "author_and_friends"
    BEHIND_A_CLICK = "behind_a_click"
    EVERYONE = "everyone"


class Obstacle(StrEnum):
    """Why the platform will not do an act on this item."""

    NOT_OUR_CONVERSATION = "not_our_conversation"
    NOT_SUMMONED = "not_summoned"  # X: the author neither mentioned nor quoted us
    PLATFORM_FORBIDS = "platform_forbids"  # Facebook: can_hide or can_remove is false
    FINAL = "final"  # the comment was rejected or deleted, nothing brings it back
    ALREADY_SO = "already_so"
    EXPIRED = "expired"  # the platform allowed it for a time, which is over
    OURS = "ours"  # our own comment or post
    NO_SUCH_ACT = "no_such_act"  # this platform has no such act at all
    FROM_FILE = "from_file"  # it was read from a file, and no connected account reaches it


@dataclass(frozen=True, slots=True)
class Capability:
    """What one act would do to one item, or why it cannot be done (`obstacle`)."""

    act: Act
    reversible: bool = True
    takes_replies: bool = False
    seen_by: Audience = Audience.EVERYONE
    author_told: bool = False
    obstacle: Obstacle | None = None

    @property
    def possible(self) -> bool:
        return self.obstacle is None


@dataclass(frozen=True, slots=True)
class RemotePost:
    """A publication of the institution (or the post that starts a thread), as the platform gives it."""

    platform_id: str
    text: str
    created_at: datetime
    permalink: str = ""
    ours: bool = True
    attachments: tuple[Attachment, ...] = ()
    raw: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RemoteComment:
    """One comment, reply or mention, as the platform gives it; `text` is verbatim.

    `thread_id` is the platform's id of what starts the thread (conversation, top-level comment);
    `parent_id` is what it answers directly, empty when it answers the post itself.
    `post_id` is empty for a mention outside our conversations. `attachments` is None when this answer does not tell
    what is attached: a delivery, a file.
    """

    platform_id: str
    kind: str  # "comment", "reply" or "mention"
    thread_id: str
    text: str
    created_at: datetime
    author_id: str = ""
    author_name: str = ""
    author_handle: str = ""
    post_id: str = ""
    parent_id: str = ""
    edited_at: datetime | None = None
    visibility: Visibility = Visibility.PUBLIC
    reply_count: int = 0
    permalink: str = ""
    ours: bool = False  # written by the institution's own account
    capabilities: tuple[Capability, ...] = ()
    attachments: tuple[Attachment, ...] | None = None
    raw: Mapping[str, object] = field(default_factory=dict)

    @property
    def quoted_id(self) -> str:
        """The post that this one quotes, "" for none."""
        quotes = (one.media_id for one in self.attachments or () if one.kind is AttachmentKind.QUOTE)
        return next(quotes, "")


@dataclass(frozen=True, slots=True)
class UnknownItem:
    """Something the platform sent that no mapping knows; kept raw, never dropped."""

    kind: str
    raw: object
    platform_id: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Batch:
    """One page of arrivals, and the cursor to store with it.

    Restarting from `cursor` after a crash misses nothing; it may repeat, which intake tolerates.
    """

    cursor: str
    posts: tuple[RemotePost, ...] = ()
    comments: tuple[RemoteComment, ...] = ()
    unknown: tuple[UnknownItem, ...] = ()


@dataclass(frozen=True, slots=True)
class Order:
    """One act to carry out. `key` is the desk's idempotency key, for logs and look-ups only."""

    act: Act
    platform_id: str  # the comment acted upon
    key: str
    thread_id: str = ""
    post_id: str = ""
    text: str = ""  # for a reply, public or private, already checked by the gate
    asked_at: datetime | None = None  # when the desk first wanted it
    may_have_been_obeyed: bool = False  # it was sent before, and what became of it cannot be seen


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the platform says it really did."""

    visibility: Visibility
    reply_id: str = ""  # platform id of the reply that was created, when it was told
    detail: str = ""  # a code, for example "already_so"
    replies_taken: int = 0
    raw: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Observation:
    """What reading one comment back shows. `text` is None when it is gone or cannot be read."""

    platform_id: str
    visibility: Visibility
    text: str | None = None
    edited_at: datetime | None = None
    reply_count: int = 0
    capabilities: tuple[Capability, ...] = ()
    attachments: tuple[Attachment, ...] | None = None
    raw: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RateLimit:
    """What the platform said of its own limit with one answer."""

    limit: int
    remaining: int
    resets_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Call:
    """One request that left, as the quota and cost ledger counts it.

    `operation` names the platform's endpoint ("commentThreads.list", "tweets.search"), never an address.
    `units` is in the platform's own quota; `items` is what the answer held, where items are priced.
    """

    operation: str
    acting: bool  # an act or a reply, as opposed to reading
    units: int = 0
    items: int = 0
    status: int | None = None  # of HTTP; None when no answer came
    limit: RateLimit | None = None


@dataclass(frozen=True, slots=True)
class AccountAccess:
    """Everything a connector needs to speak for one official account. `repr` shows no secret."""

    platform: str
    platform_id: str
    name: str = ""
    credentials: Mapping[str, str] = field(default_factory=dict, repr=False)
    base_url: str = ""  # empty: the real platform
    timeout: float = 20.0  # seconds, per request
    meter: Callable[[Call], None] | None = field(default=None, repr=False, compare=False)  # told of each request


class Connector(Protocol):
    """One official account on one platform."""

    platform: str

    def fetch_since(self, cursor: str) -> Iterator[Batch]:
        """Yield what arrived after `cursor` ("" at first), page by page, all pages."""
        ...

    def fetch_thread(self, thread_id: str, post_id: str = "") -> Iterator[Batch]:
        """Yield one whole thread, page by page; the batches' cursors are empty."""
        ...

    def observe(self, platform_ids: Sequence[str]) -> list[Observation]:
        """Read comments back, in the order asked; one that is gone is said to be GONE."""
        ...

    def perform(self, order: Order) -> Outcome:
        """Carry out one act, or raise a `ConnectorError`. Never retries by itself.

        A private reply is in no list. The platform refuses a second one: of an order that `may_have_been_obeyed`, that
        refusal tells that it was, and is answered with an `Outcome` whose detail is "found".
        """
        ...

    def find_reply(self, order: Order) -> str | None:
        """Platform id of our own reply with this text under that comment since `asked_at`, if it exists."""
        ...


@runtime_checkable
class ActsOnMany(Protocol):
    """What a connector may have besides: one call does one act to several comments."""

    together: Mapping[Act, int]  # how many; what is not named is done one by one

    def perform_many(self, orders: Sequence[Order]) -> list[Outcome | ConnectorError]:
        """`perform` for orders of one act, each answered. A refusal given to several may be due to one alone."""
        ...


class ConnectorError(Exception):
    """A platform did not do what was asked.

    ConnectorError             code, permanent, wait (seconds before trying again, or None)
    +-- TokenRefused           the account must be reconnected; other accounts go on
    +-- RateLimited            try again after `wait`
    +-- Refused                the platform will not do this, now or ever (permanent)
    |   +-- ItemGone           the comment no longer exists there
    +-- Unavailable            nothing was done; trying again may help
    +-- FateUnknown            the request left and no answer came: look before repeating
    +-- Malformed              the answer is not what the platform documents

    `str(error)` is a French sentence for people: what happened, and what to do next. It never holds a
    comment's text, a name or a token.
    """

    permanent = False

    def __init__(self, message: str, *, code: str, wait: float | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.wait = wait


class TokenRefused(ConnectorError):
    """The platform no longer accepts this account's token."""


class RateLimited(ConnectorError):
    """Too many calls, or the day's quota is used up."""


class Refused(ConnectorError):
    """The platform refuses this act on this item."""

    permanent = True


class ItemGone(Refused):
    """The comment was deleted, or is no longer visible to us."""


class Unavailable(ConnectorError):
    """The platform could not be reached, or failed before doing anything."""


class FateUnknown(ConnectorError):
    """The request may have been obeyed: the connection was lost before the answer."""


class Malformed(ConnectorError):
    """The platform answered something it does not document."""

    permanent = True
