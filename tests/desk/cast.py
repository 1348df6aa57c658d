"""The cast: Alice moderates, Benoît too, Chloé administers, David only reads; and what citizens send them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from django.utils import timezone

from parvis.connectors.port import Act, Audience, Batch, Capability, RemoteComment, RemotePost
from parvis.desk.people.actors import Actor, person, process
from parvis.desk.people.models import User
from parvis.desk.people.permissions import Role
from parvis.desk.records.actions.comments import Received, receive_comments
from parvis.desk.records.models import Account

POLLER = process("poller")
WRITTEN_AT = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
CAN_HIDE = (
    Capability(Act.HIDE, reversible=True, seen_by=Audience.AUTHOR_AND_FRIENDS),
    Capability(Act.DELETE, reversible=False, takes_replies=True, seen_by=Audience.NOBODY),
)


_NAMES = {"alice": "Alice Exemple", "benoit": "Benoît Exemple", "chloe": "Chloé Exemple", "david": "David Exemple"}


def staff(username: str, role: Role) -> Actor:
    known = User.objects.filter(username=username).first()
    return person(
        known
        or User.objects.create_user(username, "phrase de passe inventée", display_name=_NAMES[username], role=role)
    )


def alice() -> Actor:
    return staff("alice", Role.MODERATOR)


def benoit() -> Actor:
    return staff("benoit", Role.MODERATOR)


def david() -> Actor:
    return staff("david", Role.READER)


def facebook_account() -> Account:
    account, _ = Account.objects.get_or_create(
        platform="facebook", platform_id="100200300", defaults={"name": "Ministère de l'Exemple"}
    )
    return account


def remote(number: int, text: str, **changes: Any) -> RemoteComment:
    """A comment on Facebook that may be hidden or deleted, with some fields changed."""
    given: dict[str, Any] = {
        "platform_id": f"100200300_{number}",
        "kind": "comment",
        "thread_id": f"100200300_{number}",
        "post_id": "100200300_1",
        "text": text,
        "created_at": WRITTEN_AT + timedelta(seconds=number),
        "author_id": f"citizen-{number % 3}",
        "author_name": "Citoyenne Inventée",
        "capabilities": CAN_HIDE,
        "raw": {"id": f"100200300_{number}", "message": text},
    }
    return RemoteComment(**(given | changes))


POST = RemotePost("100200300_1", "Le bureau de l'Exemple ouvre lundi.", WRITTEN_AT)


def receive(comments: Sequence[RemoteComment], *, cursor: str = "c1", as_of: datetime | None = None) -> list[Received]:
    return receive_comments(
        actor=POLLER,
        account=facebook_account(),
        batch=Batch(cursor=cursor, posts=(POST,), comments=tuple(comments)),
        as_of=as_of or timezone.now(),
    )
