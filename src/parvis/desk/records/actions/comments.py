"""Intake: what a connector fetched becomes records, once, with the cursor in the same transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string

from parvis.connectors.port import Batch, RemoteComment, RemotePost, UnknownItem, Visibility
from parvis.desk.people.actors import Actor
from parvis.desk.people.permissions import Permission, require

from .. import attached, capabilities, verbatim
from ..audit import append_event, chained
from ..models import Account, Attachment, Comment, Post, Revision, Standing
from ..models import UnknownItem as KeptUnknown
from ..sightings import note_change, seen_as, touched_since


@dataclass(frozen=True, slots=True)
class Received:
    """What the receivers of `settings.COMMENT_RECEIVERS` are told: a comment, and its newest revision."""

    comment: Comment
    revision: Revision
    first: bool  # False when an edit brought this revision


def receive_comments(
    *, actor: Actor, account: Account, batch: Batch, as_of: datetime, advance: bool = True
) -> list[Received]:
    """Keep one batch. Idempotent on platform and id: what is known and unchanged is left alone.

    `as_of` is when the platform was asked: what we did to a comment since then is not undone by an older
    answer. `advance` is False for batches that did not come from the account's own cursor (a thread read back).
    """
    require(actor, Permission.OPERATE)
    for prepare in settings.INTAKE_PREPARERS:  # what takes long, while others may still write
        import_string(prepare)(account, batch)
    with chained():
        now = timezone.now()
        posts = _keep_posts(account, batch.posts)
        received, attachments = _keep_comments(account, _once(batch.comments), posts, now, as_of)
        unknown = _keep_unknown(account, batch.unknown)
        if advance:
            Account.objects.filter(pk=account.pk).update(cursor=batch.cursor, polled_at=now)
        if received or unknown or attachments:
            append_event(
                actor=actor,
                verb="comments.received",
                subject=f"account:{account.pk}",
                body={
                    "revisions": [[str(r.comment.pk), r.revision.number, r.revision.sha256] for r in received],
                    "unknown": unknown,
                    "attachments": [
                        [str(one.revision.comment_id), one.revision.number, one.position, one.sha256]
                        for one in attachments
                    ],
                },
            )
        for receiver in settings.COMMENT_RECEIVERS:
            import_string(receiver)(received)
    return received


def _once(comments: Iterable[RemoteComment]) -> list[RemoteComment]:
    """A page may repeat an item; the last mention is the freshest."""
    return list({comment.platform_id: comment for comment in comments}.values())


def _keep_posts(account: Account, remote: Sequence[RemotePost]) -> dict[str, Post]:
    known = {
        post.platform_id: post
        for post in Post.objects.filter(
            platform=account.platform, platform_id__in=[post.platform_id for post in remote]
        )
    }
    for item in remote:
        text = verbatim.displayable(item.text)
        post = known.get(item.platform_id)
        if post is None:
            known[item.platform_id] = Post.objects.create(
                account=account,
                platform=account.platform,
                platform_id=item.platform_id,
                text=text,
                ours=item.ours,
                published_at=item.created_at,
                permalink=item.permalink,
                attachments=_metadata(item),
                raw=verbatim.pack(item.raw),
            )
        elif post.text != text or not attached.same(post.attachments, _metadata(item)):
            post.text, post.attachments, post.raw = text, _metadata(item), verbatim.pack(item.raw)
            post.save(update_fields=["text", "attachments", "raw"])
    return known


def _metadata(post: RemotePost) -> list[dict[str, object]]:
    return [attached.as_shown(one) for one in post.attachments]


def _keep_comments(
    account: Account, remote: Sequence[RemoteComment], posts: dict[str, Post], now: datetime, as_of: datetime
) -> tuple[list[Received], list[Attachment]]:
    known = _standings(account, remote)
    wanted = {item.post_id for item in remote if item.post_id and item.post_id not in posts}
    posts = posts | {
        post.platform_id: post for post in Post.objects.filter(platform=account.platform, platform_id__in=wanted)
    }
    new = [item for item in remote if item.platform_id not in known]
    received = _add(account, new, posts, now)
    attachments = [row for r, item in zip(received, new, strict=True) for row in _told(r.revision, item)]
    ours = touched_since([standing.pk for standing in known.values()], as_of)
    for item in remote:
        standing = known.get(item.platform_id)
        if standing:
            edited, arrived = _refresh(standing, item, now, trust_visibility=standing.pk not in ours)
            if edited:
                received.append(edited)
            attachments += arrived
    return received, Attachment.objects.bulk_create(attachments)


def _told(revision: Revision, item: RemoteComment) -> list[Attachment]:
    return attached.rows(revision, item.attachments or ())


def _standings(account: Account, remote: Sequence[RemoteComment]) -> dict[str, Standing]:
    found = (
        Standing.objects.select_related("comment", "revision")
        .defer("revision__verbatim", "revision__raw", "revision__text", "revision__search")
        .filter(comment__platform=account.platform)
        .filter(comment__platform_id__in=[item.platform_id for item in remote])
    )
    return {standing.comment.platform_id: standing for standing in found}


def _add(account: Account, remote: Sequence[RemoteComment], posts: dict[str, Post], now: datetime) -> list[Received]:
    received = []
    for item in remote:
        comment = Comment(
            account=account,
            post=posts.get(item.post_id),
            platform=account.platform,
            platform_id=item.platform_id,
            kind=item.kind,
            thread_id=item.thread_id,
            parent_id=item.parent_id,
            post_platform_id=item.post_id,
            author_id=verbatim.displayable(item.author_id),
            author_name=verbatim.displayable(item.author_name),
            author_handle=verbatim.displayable(item.author_handle),
            ours=item.ours,
            written_at=item.created_at,
            received_at=now,
            permalink=verbatim.displayable(item.permalink),
        )
        received.append(Received(comment, _revision(comment, item, 1, now), first=True))
    Comment.objects.bulk_create([r.comment for r in received])
    Revision.objects.bulk_create([r.revision for r in received])
    Standing.objects.bulk_create(
        [_standing(r.comment, r.revision, item, now) for r, item in zip(received, remote, strict=True)]
    )
    return received


def _revision(comment: Comment, item: RemoteComment, number: int, now: datetime) -> Revision:
    kept = verbatim.to_bytes(item.text)
    return Revision(
        comment=comment,
        number=number,
        verbatim=kept,
        sha256=verbatim.sha256(kept),
        text=verbatim.displayable(item.text),
        search=verbatim.folded(item.text),
        seen_at=now,
        edited_at=item.edited_at,
        raw=verbatim.pack(item.raw),
    )


def _standing(comment: Comment, revision: Revision, item: RemoteComment, now: datetime) -> Standing:
    return Standing(
        comment=comment,
        revision=revision,
        visibility=seen_as(item.visibility, before=Visibility.PUBLIC).value,
        capabilities=capabilities.to_json(item.capabilities),
        reply_count=item.reply_count,
        attached=_fingerprint(item),
        seen_at=now,
    )


def _refresh(
    standing: Standing, item: RemoteComment, now: datetime, *, trust_visibility: bool
) -> tuple[Received | None, list[Attachment]]:
    """A comment seen again: its standing follows the platform; another text or attachment is a new revision."""
    edited = _is_edited(standing, item)
    if edited:
        standing.revision = _revision(standing.comment, item, standing.revision.number + 1, now)
        standing.revision.save(force_insert=True)
        standing.attached = ""
    arrived = [] if standing.attached else _told(standing.revision, item)
    standing.attached = standing.attached or _fingerprint(item)
    if trust_visibility and standing.taken_with_id is None:
        before = Visibility(standing.visibility)
        after = seen_as(item.visibility, before=before)
        if after != before:
            note_change(standing.comment, before=before, after=after)
        standing.visibility = after.value
        standing.capabilities = capabilities.to_json(item.capabilities)
    standing.reply_count = item.reply_count
    standing.seen_at = now
    standing.save(update_fields=["revision", "visibility", "capabilities", "reply_count", "attached", "seen_at"])
    return Received(standing.comment, standing.revision, first=False) if edited else None, arrived


def _is_edited(standing: Standing, item: RemoteComment) -> bool:
    """An attachment told for the first time is no edit: an earlier answer may not have told any."""
    told = _fingerprint(item)
    replaced = bool(told and standing.attached) and told != standing.attached
    return replaced or verbatim.sha256(verbatim.to_bytes(item.text)) != standing.revision.sha256


def _fingerprint(item: RemoteComment) -> str:
    return "" if item.attachments is None else attached.fingerprint(item.attachments)


def _keep_unknown(account: Account, items: Iterable[UnknownItem]) -> int:
    kept = 0
    for item in items:
        raw = verbatim.pack(item.raw)
        _, created = KeptUnknown.objects.get_or_create(
            account=account,
            digest=verbatim.sha256(raw),
            defaults={
                "kind": verbatim.displayable(item.kind)[:120],
                "platform_id": verbatim.displayable(item.platform_id)[:255],
                "reason": verbatim.displayable(item.reason),
                "raw": raw,
            },
        )
        kept += created
    return kept
