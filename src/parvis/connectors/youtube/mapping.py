"""From YouTube's threads, comments and videos to the port's, with nothing lost and nothing guessed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zlib import crc32

from parvis.connectors.attachments import Attachment, AttachmentKind, links_in
from parvis.connectors.port import Observation, RemoteComment, RemotePost, UnknownItem, Visibility
from parvis.connectors.youtube import payload
from parvis.connectors.youtube.capabilities import capabilities

PUBLISHED = "published"
_STATUSES = {
    PUBLISHED: Visibility.PUBLIC,
    "heldForReview": Visibility.HELD,
    "likelySpam": Visibility.HELD,
    "rejected": Visibility.GONE,
}


@dataclass(frozen=True, slots=True)
class Head:
    """What a thread says for all its comments. `inlined` is how many of its `total` replies came with it."""

    id: str
    video_id: str
    visibility: Visibility  # of the comment that starts the thread
    untold: Visibility  # of a reply that does not tell its own status
    can_reply: bool | None
    total: int
    inlined: int
    fingerprint: str  # changes when replies come, go or are edited


def read_head(item: object, *, listed: str) -> Head:
    """`listed` is the moderation status the thread was asked by, "" when it was asked by id."""
    raw = payload.mapping(item)
    snippet = payload.mapping(raw.get("snippet"))
    top = payload.mapping(snippet.get("topLevelComment"))
    inlined = _inlined(raw)
    can_reply = snippet.get("canReply")
    seen = _visibility_of_top(top, snippet.get("isPublic"), listed)
    # Listed as held, a public thread has at least one reply that is not public: which one is not known.
    doubtful = listed not in ("", PUBLISHED) and seen is Visibility.PUBLIC
    return Head(
        id=payload.string(raw.get("id")) or payload.string(top.get("id")),
        video_id=payload.string(snippet.get("videoId")) or payload.string(_snippet(top).get("videoId")),
        visibility=seen,
        untold=Visibility.UNKNOWN if doubtful else seen,
        can_reply=can_reply if isinstance(can_reply, bool) else None,
        total=payload.count(snippet.get("totalReplyCount")),
        inlined=len(inlined),
        fingerprint=_fingerprint(snippet.get("totalReplyCount"), inlined),
    )


def read_thread(item: object, head: Head, *, channel_id: str) -> list[RemoteComment | UnknownItem]:
    """The comment that starts the thread, then the replies that came with it."""
    raw = payload.mapping(item)
    top = payload.mapping(payload.mapping(raw.get("snippet")).get("topLevelComment"))
    replies = [read_reply(one, head, channel_id=channel_id) for one in _inlined(raw)]
    # Each reply is kept with its own raw form: not a second time with the thread's.
    kept = {name: value for name, value in raw.items() if name != "replies"} if replies else item
    return [_read(top, head, seen=head.visibility, channel_id=channel_id, raw=kept), *replies]


def read_reply(item: object, head: Head, *, channel_id: str) -> RemoteComment | UnknownItem:
    """One reply, seen no more than the comment that starts its thread."""
    raw = payload.mapping(item)
    return _read(raw, head, seen=visibility_of_reply(raw, head), channel_id=channel_id, raw=item)


def read_video(item: object, *, channel_id: str) -> RemotePost | UnknownItem:
    """A video: its title, then its description."""
    raw = payload.mapping(item)
    snippet = _snippet(raw)
    video_id, created_at = payload.string(raw.get("id")), payload.moment(snippet.get("publishedAt"))
    if not video_id or created_at is None:
        reason = "no id" if not video_id else "no time with a zone"
        return UnknownItem("video", raw=item, platform_id=video_id, reason=reason)
    texts = (payload.string(snippet.get("title")), payload.string(snippet.get("description")))
    permalink = f"https://www.youtube.com/watch?v={video_id}"
    return RemotePost(
        platform_id=video_id,
        text="\n\n".join(text for text in texts if text),
        created_at=created_at,
        permalink=permalink,
        ours=snippet.get("channelId") in (None, channel_id),
        attachments=(_film(video_id, permalink, snippet), *links_in(texts[1])),
        raw=raw,
    )


def _film(video_id: str, permalink: str, snippet: Mapping[str, object]) -> Attachment:
    """The video itself. Whether it is a Short or was a live stream, nothing here tells for sure."""
    sizes = payload.mapping(snippet.get("thumbnails"))
    still = next((payload.mapping(sizes.get(name)) for name in ("high", "medium", "default") if sizes.get(name)), {})
    return Attachment(
        AttachmentKind.VIDEO,
        url=permalink,
        picture_url=payload.string(still.get("url")),
        title=payload.string(snippet.get("title")),
        media_id=video_id,
        width=payload.count(still.get("width")),
        height=payload.count(still.get("height")),
    )


def observation(platform_id: str, comment: object, head: Head | None, seen: Visibility, channel_id: str) -> Observation:
    """What reading one comment back shows. `head` is given for a comment that starts a thread."""
    raw = payload.mapping(comment)
    snippet = _snippet(raw)
    return Observation(
        platform_id=platform_id,
        visibility=seen,
        text=_text(snippet) if seen is not Visibility.GONE else None,
        edited_at=_edited_at(snippet),
        reply_count=head.total if head else 0,
        capabilities=capabilities(
            seen,
            ours=_author_id(snippet) == channel_id,
            starts_thread=not snippet.get("parentId"),
            can_reply=head.can_reply if head else None,
        ),
        attachments=links_in(_text(snippet) or "") if seen is not Visibility.GONE else None,
        raw=raw,
    )


def told(comment: Mapping[str, object]) -> Visibility | None:
    """What the comment's own moderation status says; YouTube leaves it out of what was asked by id."""
    status = payload.string(_snippet(comment).get("moderationStatus"))
    return _STATUSES.get(status, Visibility.UNKNOWN) if status else None


def visibility_of_reply(reply: Mapping[str, object], head: Head) -> Visibility:
    """A reply that is itself published is hidden with the comment that starts its thread."""
    seen = told(reply)
    if seen in (None, Visibility.PUBLIC) and head.visibility in (Visibility.HELD, Visibility.GONE):
        return head.visibility
    return seen or head.untold


def _visibility_of_top(top: Mapping[str, object], is_public: object, listed: str) -> Visibility:
    seen = told(top)
    if seen is not None:
        return seen
    if listed == PUBLISHED:
        return Visibility.PUBLIC
    # A thread is listed as held for any one of its comments: only a thread that is not public is held whole.
    if isinstance(is_public, bool):
        return Visibility.PUBLIC if is_public else Visibility.HELD
    return _STATUSES.get(listed, Visibility.UNKNOWN)


def _read(
    comment: Mapping[str, object], head: Head, *, seen: Visibility, channel_id: str, raw: object
) -> RemoteComment | UnknownItem:
    snippet = _snippet(comment)
    comment_id = payload.string(comment.get("id"))
    created_at = payload.moment(snippet.get("publishedAt"))
    text = _text(snippet)
    if not comment_id or created_at is None or text is None:
        missing = "id" if not comment_id else "text" if text is None else "time with a zone"
        return UnknownItem("comment", raw=raw, platform_id=comment_id or head.id, reason=f"no {missing}")
    parent_id = payload.string(snippet.get("parentId"))
    if not parent_id and head.id and comment_id != head.id:
        parent_id = head.id
    name = payload.string(snippet.get("authorDisplayName"))
    ours = _author_id(snippet) == channel_id
    video_id = head.video_id or payload.string(snippet.get("videoId"))
    return RemoteComment(
        platform_id=comment_id,
        kind="reply" if parent_id else "comment",
        thread_id=parent_id or comment_id,
        parent_id=parent_id,
        post_id=video_id,
        text=text,
        created_at=created_at,
        edited_at=_edited_at(snippet),
        author_id=_author_id(snippet),
        author_name=name,
        author_handle=name if name.startswith("@") else "",
        visibility=seen,
        reply_count=0 if parent_id else head.total,
        permalink=f"https://www.youtube.com/watch?v={video_id}&lc={comment_id}" if video_id else "",
        ours=ours,
        capabilities=capabilities(seen, ours=ours, starts_thread=not parent_id, can_reply=head.can_reply),
        attachments=links_in(text),
        raw=payload.mapping(raw),
    )


def _text(snippet: Mapping[str, object]) -> str | None:
    """What its author wrote, when YouTube gives it; otherwise what YouTube shows, asked as plain text."""
    for name in ("textOriginal", "textDisplay"):
        text = snippet.get(name)
        if isinstance(text, str):
            return text
    return None


def _edited_at(snippet: Mapping[str, object]) -> datetime | None:
    written, updated = payload.moment(snippet.get("publishedAt")), payload.moment(snippet.get("updatedAt"))
    return updated if written and updated and updated > written else None


def _author_id(snippet: Mapping[str, object]) -> str:
    return payload.string(payload.mapping(snippet.get("authorChannelId")).get("value"))


def _snippet(raw: Mapping[str, object]) -> Mapping[str, object]:
    return payload.mapping(raw.get("snippet"))


def _inlined(thread: Mapping[str, object]) -> list[object]:
    return payload.items(payload.mapping(thread.get("replies")).get("comments"))


def _fingerprint(total: object, inlined: list[object]) -> str:
    shown = sorted(
        f"{payload.string(one.get('id'))} {payload.string(_snippet(one).get('updatedAt'))}"
        for one in map(payload.mapping, inlined)
    )
    return f"{crc32(repr((total, shown)).encode('utf-8', 'surrogatepass')):08x}"
