"""What a webhook's delivery says, and how the deliveries of a platform are asked for, checked and read.

A reader is any object that satisfies `WebhookReader`, named by platform in `settings.WEBHOOK_READERS`; a subscriber,
which does go to the network, satisfies `Subscriber` and is named in `settings.WEBHOOK_SUBSCRIBERS`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from .port import AccountAccess, RemoteComment, RemotePost, UnknownItem, Visibility

# Whether a post, by its platform id, is known to be the account's own; None when nobody here knows.
OwnPost = Callable[[str], bool | None]


@dataclass(frozen=True, slots=True)
class Told:
    """A comment as a delivery gives it.

    `said_at` is when the platform says that this state began. `whole` is False when the delivery tells too
    little to keep it so: it is read from the platform first, and kept as told only if it is no longer there.
    """

    comment: RemoteComment
    said_at: datetime | None
    edited: bool = False
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Change:
    """A comment or a post is said to be hidden, shown again, or gone."""

    platform_id: str
    visibility: Visibility
    said_at: datetime | None
    with_replies: bool = False  # what answers it goes the same way


@dataclass(frozen=True, slots=True)
class Notice:
    """What one delivery says about one account. `look_at` are comments whose standing it does not tell."""

    account_id: str  # the platform's; "" when the delivery does not say
    told: tuple[Told, ...] = ()
    posts: tuple[RemotePost, ...] = ()
    changes: tuple[Change, ...] = ()
    look_at: tuple[str, ...] = ()
    unknown: tuple[UnknownItem, ...] = ()


class Unreadable(ValueError):
    """The body is not what the platform documents, as a whole: only itself can be kept. Says nothing of it."""


class WebhookReader(Protocol):
    """The deliveries of one platform. `secrets` are the account's credentials."""

    platform: str
    signature_header: str
    challenge_type: str  # content type of the answer to a challenge
    window: timedelta  # how long after an event the platform may still deliver it

    def challenge(self, query: Mapping[str, str], secrets: Mapping[str, str]) -> str | None:
        """What to answer when the platform checks that this address is ours; None to refuse."""
        ...

    def authentic(self, headers: Mapping[str, str], raw_body: bytes, secrets: Mapping[str, str]) -> bool:
        """Whether the platform signed exactly these bytes. Takes the same time wherever a signature differs."""
        ...

    def sent_at(self, raw_body: bytes) -> datetime | None:
        """The newest time that a body tells, for the replay window; None when it tells none."""
        ...

    def read(self, raw_body: bytes, secrets: Mapping[str, str], own_post: OwnPost, /) -> list[Notice]:
        """One notice for each account that the delivery speaks of. Raises `Unreadable`."""
        ...


class Subscriber(Protocol):
    """Has a platform deliver what happens on an account. Asking twice changes nothing.

    Both methods go to the network and may raise a `ConnectorError`, whose message is about the subscription.
    """

    platform: str

    def subscribe(self, access: AccountAccess, address: str, verify_token: str) -> None:
        """From now on the platform delivers to `address`, which it challenges first (Facebook with `verify_token`)."""
        ...

    def unsubscribe(self, access: AccountAccess, address: str) -> None:
        """No more of this account is delivered to `address`; one that was not is no error."""
        ...
