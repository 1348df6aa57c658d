"""X's webhooks: the challenge, the signature, and both kinds of deliveries.

The Activity API is in OpenAPI 2.167 (`ActivityStreamResponse`): an event type and a post of API v2, which is read
as any page of API v2. The Account Activity API is in neither document: its deliveries (`for_user_id`,
`tweet_create_events`, in the words of version 1.1) tell no conversation, so each post is read again from X.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from parvis.connectors.notices import Change, Notice, OwnPost, Told, Unreadable
from parvis.connectors.port import RemoteComment, RemotePost, UnknownItem, Visibility
from parvis.connectors.x import mapping, page, shapes, snowflakes
from parvis.connectors.x.mapping import Reading, Surroundings
from parvis.connectors.x.texts import as_written

_CREATED = frozenset({"post.create", "post.mention.create"})
_IGNORED = frozenset({"like.create", "favorite_events"})  # nobody's words
_PRIVATE = ("dm.", "chat.", "direct_message")
_BESIDE = frozenset({"for_user_id", "user_has_blocked", "users", "apps"})  # what goes with the events
_SINCE = datetime(2020, 1, 1, tzinfo=UTC)  # no event is older: a smaller number is not a time

_Part = Told | Change | RemotePost | UnknownItem


class XWebhooks:
    """Satisfies `WebhookReader`. Secrets: `consumer_secret`; `tier`, as for the connector."""

    platform = "x"
    signature_header = "X-Twitter-Webhooks-Signature"
    challenge_type = "application/json"
    window = timedelta(hours=25)  # X replays up to a day on demand

    def challenge(self, query: Mapping[str, str], secrets: Mapping[str, str]) -> str | None:
        token, secret = query.get("crc_token", ""), secrets.get("consumer_secret", "")
        return json.dumps({"response_token": _signature(secret, _bytes(token))}) if token and secret else None

    def authentic(self, headers: Mapping[str, str], raw_body: bytes, secrets: Mapping[str, str]) -> bool:
        secret = secrets.get("consumer_secret", "")
        given = _bytes(headers.get(self.signature_header, ""))
        return bool(secret) and hmac.compare_digest(_signature(secret, raw_body).encode(), given)

    def sent_at(self, raw_body: bytes) -> datetime | None:
        try:
            return max(filter(None, _times(_decoded(raw_body))), default=None)
        except Unreadable:
            return None

    def read(self, raw_body: bytes, secrets: Mapping[str, str], own_post: OwnPost, /) -> list[Notice]:
        body = _decoded(raw_body)
        if "for_user_id" in body:
            account_id = shapes.string(body.get("for_user_id"))
            return [_notice(account_id, _of_account_activity(body, account_id))]
        events = _events(body)
        if not events:
            return [Notice("", unknown=(UnknownItem("webhook", body, reason="aucun événement reconnu"),))]
        summons = secrets.get("tier", "") != "enterprise"
        return [_of_event(event, body, own_post, summons) for event in events]


reader = XWebhooks()


def _of_event(event: Mapping[str, object], body: Mapping[str, object], own_post: OwnPost, summons: bool) -> Notice:
    """One event of the Activity API."""
    account_id = shapes.string(shapes.mapping(event.get("filter")).get("user_id"))
    kind, post = shapes.string(event.get("event_type")), shapes.mapping(event.get("payload"))
    post_id = shapes.identifier(post.get("id"))
    if kind == "post.delete" and post_id:
        return _notice(account_id, [Change(post_id, Visibility.GONE, _event_time(event))])
    if kind in _CREATED and post_id:
        includes = event.get("includes") or body.get("includes")
        shown = page.read({"data": [post], "includes": includes})
        around = Surroundings(
            account_id,
            lambda conversation: bool(own_post(conversation)),
            all_mention_us=kind == "post.mention.create",
            summons_rule=summons,
        )
        return _notice(account_id, [_of_post(Reading(post, shown, around), own_post)])
    if kind in _IGNORED:
        return Notice(account_id)
    if kind.startswith(_PRIVATE):
        return _notice(account_id, [_private(kind, 1)])
    return _notice(account_id, [UnknownItem(f"webhook.{kind}"[:120], event, reason="événement inconnu")])


def _of_post(reading: Reading, own_post: OwnPost) -> _Part:
    item = mapping.item(reading)
    if not isinstance(item, RemoteComment):
        return item
    if "attachments" not in reading.post:  # left out by X for a post without any, or by whoever chose the fields
        item = replace(item, attachments=None)
    known = reading.is_root or own_post(reading.conversation_id) is not None
    told_whole = bool(reading.author_id) and ("conversation_id" in reading.post or not reading.parent_id)
    said_at = item.edited_at or item.created_at
    return Told(item, said_at, edited=item.edited_at is not None, whole=known and told_whole)


def _of_account_activity(body: Mapping[str, object], account_id: str) -> Iterator[_Part]:
    for kind, listed in body.items():
        events = [shapes.mapping(one) for one in shapes.listing(listed)]
        if kind in _BESIDE or kind in _IGNORED:
            continue
        if kind == "tweet_create_events":
            yield from (_told_in_old_words(event, account_id) for event in events)
        elif kind == "tweet_delete_events":
            yield from (_deleted(event) for event in events)
        elif kind.startswith(_PRIVATE):
            yield _private(kind, len(events))
        else:
            yield UnknownItem(f"webhook.{kind}"[:120], {kind: listed}, reason="événement inconnu")


def _told_in_old_words(post: Mapping[str, object], account_id: str) -> _Part:
    post_id = shapes.identifier(post.get("id_str"))
    if not post_id or "retweeted_status" in post:
        reason = "partage sans commentaire" if post_id else "publication sans identifiant"
        return UnknownItem("share" if post_id else "webhook.post", post, platform_id=post_id, reason=reason)
    user = shapes.mapping(post.get("user"))
    author_id = shapes.identifier(user.get("id_str"))
    text = shapes.mapping(post.get("extended_tweet")).get("full_text") or post.get("text")
    parent_id = shapes.identifier(post.get("in_reply_to_status_id_str"))
    written = snowflakes.time_of(post_id)
    comment = RemoteComment(
        platform_id=post_id,
        kind="mention",
        thread_id=parent_id or post_id,
        parent_id=parent_id,
        text=as_written(shapes.string(text)),
        created_at=written,
        author_id=author_id,
        author_name=shapes.string(user.get("name")),
        author_handle=shapes.string(user.get("screen_name")),
        visibility=Visibility.UNKNOWN,
        ours=author_id == account_id,
        raw=post,
    )
    return Told(comment, written, whole=False)


def _deleted(event: Mapping[str, object]) -> _Part:
    post_id = shapes.identifier(shapes.mapping(event.get("status")).get("id"))
    if not post_id:
        return UnknownItem("webhook.tweet_delete_events", event, reason="suppression sans identifiant")
    return Change(post_id, Visibility.GONE, _milliseconds(event.get("timestamp_ms")))


def _private(kind: str, events: int) -> UnknownItem:
    """A private conversation is none of the desk's business: that it was sent is kept, what it says is not."""
    return UnknownItem(f"webhook.{kind}"[:120], {"events": events}, reason="message privé, non gardé")


def _notice(account_id: str, found: Iterable[_Part]) -> Notice:
    parts = list(found)
    return Notice(
        account_id,
        told=tuple(part for part in parts if isinstance(part, Told)),
        posts=tuple(part for part in parts if isinstance(part, RemotePost)),
        changes=tuple(part for part in parts if isinstance(part, Change)),
        unknown=tuple(part for part in parts if isinstance(part, UnknownItem)),
    )


def _times(body: Mapping[str, object]) -> Iterator[datetime | None]:
    for event in _events(body):
        yield _event_time(event)
        post = shapes.mapping(event.get("payload"))
        if event.get("event_type") in _CREATED:
            yield _snowflake_time(post.get("id"))
    for event in map(shapes.mapping, shapes.listing(body.get("tweet_create_events"))):
        yield _milliseconds(event.get("timestamp_ms")) or _snowflake_time(event.get("id_str"))
    for event in map(shapes.mapping, shapes.listing(body.get("tweet_delete_events"))):
        yield _milliseconds(event.get("timestamp_ms"))


def _event_time(event: Mapping[str, object]) -> datetime | None:
    """The event's own identifier is a snowflake, as the document's example is; another number tells no time."""
    return _snowflake_time(event.get("event_uuid"))


def _snowflake_time(value: object) -> datetime | None:
    found = shapes.identifier(value)
    moment = snowflakes.time_of(found) if found else None
    return moment if moment and moment > _SINCE else None


def _milliseconds(value: object) -> datetime | None:
    text = shapes.identifier(value)[:15]
    return datetime.fromtimestamp(int(text) / 1000, UTC) if text and int(text) < 10**14 else None


def _events(body: Mapping[str, object]) -> list[Mapping[str, object]]:
    data = body.get("data")
    listed = data if isinstance(data, list) else [data]
    return [event for event in map(shapes.mapping, listed) if isinstance(event.get("event_type"), str)]


def _decoded(raw_body: bytes) -> Mapping[str, object]:
    try:
        body = json.loads(raw_body)
    except (ValueError, RecursionError):
        raise Unreadable("not JSON") from None
    if not isinstance(body, dict):
        raise Unreadable("not a JSON object")
    return body


def _signature(secret: str, signed: bytes) -> str:
    return "sha256=" + base64.b64encode(hmac.digest(_bytes(secret), signed, hashlib.sha256)).decode("ascii")


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
