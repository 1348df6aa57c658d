"""From Graph's comments and posts to the port's, with nothing lost and nothing guessed."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qs, urlsplit

from parvis.connectors.facebook import attachments, payload
from parvis.connectors.facebook.capabilities import capabilities
from parvis.connectors.port import Observation, RemoteComment, RemotePost, UnknownItem, Visibility

# Names from the official Comment and PagePost specifications.
COMMENT_FIELDS = (
    "id,message,created_time,from{id,name},parent{id},can_hide,can_remove,can_comment,can_reply_privately,"
    "is_hidden,is_private,comment_count,like_count,permalink_url,attachment,message_tags"
)
POST_FIELDS = (
    "id,message,story,created_time,updated_time,from{id,name},permalink_url,status_type,"
    "attachments{type,media_type,url,title,description,media,target,subattachments}"
)


def read_comment(item: object, *, page_id: str, post_id: str) -> RemoteComment | UnknownItem:
    """One comment. `post_id` is the post it was read under, "" when nobody said.

    It is not built from the comment's own id: under a photo, that id starts with the photo's, not the post's.
    """
    raw = payload.mapping(item)
    permalink = payload.string(raw.get("permalink_url"))
    from_link = _ids_of_permalink(permalink)
    comment_id = payload.string(raw.get("id")) or from_link[0]
    created_at = payload.moment(raw.get("created_time"))
    if not comment_id or created_at is None:
        reason = "no id" if not comment_id else "no time with a zone"
        return UnknownItem("comment", raw=item, platform_id=comment_id, reason=reason)
    parent_id = payload.string(payload.mapping(raw.get("parent")).get("id")) or from_link[1]
    author = payload.mapping(raw.get("from"))
    author_id = payload.string(author.get("id"))
    ours = bool(author_id) and author_id == page_id
    seen = visibility(raw)
    return RemoteComment(
        platform_id=comment_id,
        kind="reply" if parent_id else "comment",
        thread_id=parent_id or comment_id,
        parent_id=parent_id,
        post_id=post_id,
        text=_text(raw),
        created_at=created_at,
        author_id=author_id,
        author_name=payload.string(author.get("name")),
        visibility=seen,
        reply_count=payload.count(raw.get("comment_count")),
        permalink=permalink,
        ours=ours,
        capabilities=capabilities(raw, ours=ours, visibility=seen, written_at=created_at),
        attachments=attachments.of_comment(raw, _text(raw)),
        raw=raw,
    )


def read_comments(
    items: list[object], *, page_id: str, post_id: str
) -> tuple[tuple[RemoteComment, ...], tuple[UnknownItem, ...]]:
    """A page of comments, and apart from them what is not one."""
    read = [read_comment(item, page_id=page_id, post_id=post_id) for item in items]
    return (
        tuple(one for one in read if isinstance(one, RemoteComment)),
        tuple(one for one in read if isinstance(one, UnknownItem)),
    )


def read_post(item: object, *, page_id: str) -> RemotePost | UnknownItem:
    """One publication on the page, ours or a visitor's."""
    raw = payload.mapping(item)
    post_id = payload.string(raw.get("id"))
    created_at = payload.moment(raw.get("created_time"))
    if not post_id or created_at is None:
        reason = "no id" if not post_id else "no time with a zone"
        return UnknownItem("post", raw=item, platform_id=post_id, reason=reason)
    author_id = payload.string(payload.mapping(raw.get("from")).get("id"))
    return RemotePost(
        platform_id=post_id,
        text=_text(raw) or payload.string(raw.get("story")),
        created_at=created_at,
        permalink=payload.string(raw.get("permalink_url")),
        ours=not author_id or author_id == page_id,
        attachments=attachments.of_post(raw, _text(raw)),
        raw=raw,
    )


def read_observation(item: object, *, page_id: str, platform_id: str) -> Observation:
    """What reading one comment back shows."""
    raw = payload.mapping(item)
    seen = visibility(raw)
    ours = payload.string(payload.mapping(raw.get("from")).get("id")) == page_id
    return Observation(
        platform_id=platform_id,
        visibility=seen,
        text=_text(raw) if raw else None,
        reply_count=payload.count(raw.get("comment_count")),
        capabilities=capabilities(raw, ours=ours, visibility=seen, written_at=payload.moment(raw.get("created_time"))),
        attachments=attachments.of_comment(raw, _text(raw)) if raw else None,
        raw=raw,
    )


def visibility(raw: Mapping[str, object]) -> Visibility:
    """Hidden or public as Graph says; a comment whose `is_hidden` was not given is not presumed public."""
    hidden = raw.get("is_hidden")
    if isinstance(hidden, bool):
        return Visibility.HIDDEN if hidden else Visibility.PUBLIC
    return Visibility.UNKNOWN


def _text(raw: Mapping[str, object]) -> str:
    """Verbatim; a comment that is only a photo or a sticker has no message at all."""
    message = raw.get("message")
    return message if isinstance(message, str) else ""


def _ids_of_permalink(permalink: str) -> tuple[str, str]:
    """(comment id, parent id) as a permalink tells them, for answers that leave `id` or `parent` out."""
    try:
        address = urlsplit(permalink)
        query = parse_qs(address.query)
    except ValueError:
        return "", ""
    parts = [part for part in address.path.split("/") if part]
    post = parts[parts.index("posts") + 1] if "posts" in parts[:-1] else ""
    top, reply = query.get("comment_id", [""])[0], query.get("reply_comment_id", [""])[0]
    if not post or not top:
        return "", ""
    return (f"{post}_{reply}", f"{post}_{top}") if reply else (f"{post}_{top}", "")
