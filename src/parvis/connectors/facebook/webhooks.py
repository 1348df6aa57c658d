"""Facebook's webhooks for Pages: the challenge, the signature, and both generations of payloads.

Older deliveries carry `sender_id` and `sender_name`, newer ones `from{}`; both name the same things.
Repeats go on for a day and a half, by Facebook's own account of its retries.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta

from parvis.connectors.facebook import payload
from parvis.connectors.facebook.capabilities import capabilities
from parvis.connectors.notices import Change, Notice, OwnPost, Told, Unreadable
from parvis.connectors.port import RemoteComment, RemotePost, UnknownItem, Visibility

_POSTS = frozenset({"post", "status", "photo", "video", "share", "link", "album", "note", "event"})
_IGNORED = frozenset({"like", "reaction"})  # nobody's words
_EDITS = frozenset({"edit", "edited"})
_CHANGES = {"hide": Visibility.HIDDEN, "unhide": Visibility.PUBLIC, "remove": Visibility.GONE}
_MILLISECONDS = 10**11  # Unix seconds reach this in the year 5138


class FacebookWebhooks:
    """Satisfies `WebhookReader`. Secrets: `app_secret` and `verify_token`."""

    platform = "facebook"
    signature_header = "X-Hub-Signature-256"
    challenge_type = "text/plain; charset=utf-8"
    window = timedelta(hours=37)

    def challenge(self, query: Mapping[str, str], secrets: Mapping[str, str]) -> str | None:
        expected, given = secrets.get("verify_token", ""), query.get("hub.verify_token", "")
        known = bool(expected) and hmac.compare_digest(_bytes(expected), _bytes(given))
        asked = query.get("hub.mode") == "subscribe" and query.get("hub.challenge")
        return query["hub.challenge"] if known and asked else None

    def authentic(self, headers: Mapping[str, str], raw_body: bytes, secrets: Mapping[str, str]) -> bool:
        secret = secrets.get("app_secret", "")
        if not secret:
            return False
        expected = "sha256=" + hmac.digest(_bytes(secret), raw_body, hashlib.sha256).hex()
        return hmac.compare_digest(expected.encode(), _bytes(headers.get(self.signature_header, "")))

    def sent_at(self, raw_body: bytes) -> datetime | None:
        try:
            entries = _entries(_decoded(raw_body))
        except Unreadable:
            return None
        return max(filter(None, (_moment(entry.get("time")) for entry in entries)), default=None)

    def read(self, raw_body: bytes, _secrets: Mapping[str, str], _own_post: OwnPost, /) -> list[Notice]:
        body = _decoded(raw_body)
        entries = _entries(body)
        if not entries:
            return [Notice("", unknown=(UnknownItem("webhook", body, reason="aucune entrée"),))]
        return [_of_entry(entry, body.get("object")) for entry in entries]


reader = FacebookWebhooks()


def _of_entry(entry: Mapping[str, object], kind: object) -> Notice:
    page_id = payload.string(entry.get("id"))
    changes = _listing(entry.get("changes"))
    if kind != "page" or not changes:
        return Notice(page_id, unknown=(_unknown_entry(entry),))
    parts = [part for change in changes for part in _of_change(payload.mapping(change), entry, page_id)]
    told = tuple(part for part in parts if isinstance(part, Told))
    changed = tuple(part for part in parts if isinstance(part, Change))
    # A delivery tells neither rights nor, for a comment, whether it is hidden. What is gone stays gone.
    look_at = [one.comment.platform_id for one in told] + [
        one.platform_id for one in changed if one.visibility is not Visibility.GONE
    ]
    return Notice(
        page_id,
        told=told,
        posts=tuple(part for part in parts if isinstance(part, RemotePost)),
        changes=changed,
        look_at=tuple(dict.fromkeys(look_at)),
        unknown=tuple(part for part in parts if isinstance(part, UnknownItem)),
    )


def _unknown_entry(entry: Mapping[str, object]) -> UnknownItem:
    if "messaging" in entry or "standby" in entry:  # private conversations: none of the desk's business
        return UnknownItem("webhook.messaging", {"time": entry.get("time")}, reason="message privé, non gardé")
    return UnknownItem("webhook", entry, reason="entrée sans changement reconnu")


def _of_change(
    change: Mapping[str, object], entry: Mapping[str, object], page_id: str
) -> Iterator[Told | Change | RemotePost | UnknownItem]:
    value = payload.mapping(change.get("value"))
    field, item, verb = (payload.string(one) for one in (change.get("field"), value.get("item"), value.get("verb")))
    said_at = _moment(entry.get("time"))
    comment_id, post_id = payload.string(value.get("comment_id")), payload.string(value.get("post_id"))
    if field not in ("feed", "mention"):
        yield _unknown(field, change, entry, "champ inconnu")
    elif item == "comment" and comment_id and (verb == "add" or verb in _EDITS):
        yield _told(value, said_at, page_id, mention=field == "mention", edited=verb in _EDITS)
    elif item == "comment" and comment_id and verb in _CHANGES:
        yield Change(comment_id, _CHANGES[verb], said_at, with_replies=verb == "remove")
    elif item in _POSTS and post_id and verb == "remove":
        yield Change(post_id, Visibility.GONE, said_at, with_replies=True)
    elif item in _POSTS and post_id and (verb == "add" or verb in _EDITS) and (written := _written(value, said_at)):
        yield _post(value, written, page_id) if field == "feed" else _mention(value, written, said_at)
    elif item not in _IGNORED:
        yield _unknown(field, change, entry, f"« {item or 'sans élément'} », « {verb or 'sans verbe'} »")


def _unknown(field: str, change: Mapping[str, object], entry: Mapping[str, object], reason: str) -> UnknownItem:
    raw = {"id": entry.get("id"), "time": entry.get("time"), **change}
    return UnknownItem(f"webhook.{field}"[:120], raw, reason=reason[:200])


def _told(value: Mapping[str, object], said_at: datetime | None, page_id: str, *, mention: bool, edited: bool) -> Told:
    comment_id, post_id = payload.string(value.get("comment_id")), payload.string(value.get("post_id"))
    parent = payload.string(value.get("parent_id"))
    parent_id = "" if parent == post_id else parent
    written = _written(value, said_at)
    elsewhere = mention and not post_id.startswith(f"{page_id}_")
    author_id, author_name = _author(value)
    ours = bool(author_id) and author_id == page_id
    comment = RemoteComment(
        platform_id=comment_id,
        kind="mention" if elsewhere else "reply" if parent_id else "comment",
        thread_id=parent_id or comment_id,
        parent_id=parent_id,
        post_id="" if elsewhere else post_id,
        text=_text(value),
        created_at=written or _LONG_AGO,
        author_id=author_id,
        author_name=author_name,
        edited_at=said_at if edited else None,
        visibility=Visibility.UNKNOWN,
        permalink=payload.string(payload.mapping(value.get("post")).get("permalink_url")),
        ours=ours,
        capabilities=capabilities(
            {}, ours=ours, visibility=Visibility.PUBLIC, written_at=written, on_our_page=not elsewhere
        ),
        raw=value,
    )
    # The older generation gives the time of the event, not of the comment; a mention names no parent.
    its_own_time = "created_time" in value and (not edited or bool(value.get("from")))
    return Told(comment, said_at, edited, whole=its_own_time and written is not None and (not mention or elsewhere))


def _mention(value: Mapping[str, object], written: datetime, said_at: datetime | None) -> Told:
    """Somebody else's publication that names the page."""
    post_id = payload.string(value.get("post_id"))
    author_id, author_name = _author(value)
    comment = RemoteComment(
        platform_id=post_id,
        kind="mention",
        thread_id=post_id,
        text=_text(value),
        created_at=written,
        author_id=author_id,
        author_name=author_name,
        visibility=Visibility.UNKNOWN,
        capabilities=capabilities({}, ours=False, visibility=Visibility.PUBLIC, written_at=written, on_our_page=False),
        raw=value,
    )
    return Told(comment, said_at)


def _post(value: Mapping[str, object], written: datetime, page_id: str) -> RemotePost:
    author_id, _ = _author(value)
    return RemotePost(
        platform_id=payload.string(value.get("post_id")),
        text=_text(value),
        created_at=written,
        permalink=payload.string(payload.mapping(value.get("post")).get("permalink_url")),
        ours=not author_id or author_id == page_id,
        raw=value,
    )


def _author(value: Mapping[str, object]) -> tuple[str, str]:
    """(id, name) in either generation's words; empty when Facebook does not say."""
    author = payload.mapping(value.get("from"))
    return (
        payload.string(author.get("id")) or payload.string(value.get("sender_id")),
        payload.string(author.get("name")) or payload.string(value.get("sender_name")),
    )


def _written(value: Mapping[str, object], said_at: datetime | None) -> datetime | None:
    return _moment(value.get("created_time")) or said_at


def _text(value: Mapping[str, object]) -> str:
    message = value.get("message")
    return message if isinstance(message, str) else ""


def _moment(value: object) -> datetime | None:
    """Unix seconds, or milliseconds as some of Facebook's deliveries have them; or ISO 8601 with its zone."""
    if isinstance(value, int) and not isinstance(value, bool) and value > _MILLISECONDS:
        return payload.moment(value // 1000)
    return payload.moment(value)


_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)  # when nothing tells: replaced once the comment is read


def _entries(body: Mapping[str, object]) -> list[Mapping[str, object]]:
    return [payload.mapping(one) for one in _listing(body.get("entry"))]


def _decoded(raw_body: bytes) -> Mapping[str, object]:
    try:
        body = json.loads(raw_body)
    except (ValueError, RecursionError):
        raise Unreadable("not JSON") from None
    if not isinstance(body, dict):
        raise Unreadable("not a JSON object")
    return body


def _listing(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
