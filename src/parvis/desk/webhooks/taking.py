"""From sayings to records: what is told whole is received; what is not is read from the platform first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import zip_longest

from django.utils import timezone

from parvis.connectors.notices import Change, Told
from parvis.connectors.port import Batch, Connector, Obstacle, Refused, RemoteComment, RemotePost, Visibility
from parvis.desk.people.actors import Actor
from parvis.desk.records import verbatim
from parvis.desk.records.actions.comments import receive_comments
from parvis.desk.records.audit import chained
from parvis.desk.records.capabilities import from_json
from parvis.desk.records.models import Account, Post, Revision, Standing

from .sorting import Sayings


def standings(account: Account, platform_ids: Iterable[str]) -> dict[str, Standing]:
    """What we hold of these comments, by platform id."""
    found = Standing.objects.select_related("comment", "revision").filter(
        comment__platform=account.platform, comment__platform_id__in=list(platform_ids)
    )
    return {standing.comment.platform_id: standing for standing in found}


def as_held(standing: Standing) -> RemoteComment:
    """A comment as we hold it: what a look at the platform changes is set on top of this."""
    comment, revision = standing.comment, standing.revision
    return RemoteComment(
        platform_id=comment.platform_id,
        kind=comment.kind,
        thread_id=comment.thread_id,
        text=revision.exact_text,
        created_at=comment.written_at,
        author_id=comment.author_id,
        author_name=comment.author_name,
        author_handle=comment.author_handle,
        post_id=comment.post_platform_id,
        parent_id=comment.parent_id,
        edited_at=revision.edited_at,
        visibility=Visibility(standing.visibility),
        reply_count=standing.reply_count,
        permalink=comment.permalink,
        ours=comment.ours,
        capabilities=tuple(from_json(standing.capabilities)),
    )


def receive(actor: Actor, account: Account, comments: Sequence[RemoteComment], as_of: datetime) -> None:
    if comments:
        batch = Batch(cursor="", comments=tuple(comments))
        receive_comments(actor=actor, account=account, batch=batch, as_of=as_of, advance=False)


def take(actor: Actor, said: Sayings, *, believe: bool) -> list[Told]:
    """Receive what can be kept as told, in one transaction; gives what must be read from the platform first.

    `believe` takes everything as told: the platform has been asked in vain long enough.
    """
    account = said.account
    with chained():
        batch = Batch(cursor="", posts=tuple(_news(said)), unknown=tuple(said.unknown))
        if batch.posts or batch.unknown:
            receive_comments(actor=actor, account=account, batch=batch, as_of=said.since, advance=False)
        histories = list(said.histories())
        held = standings(account, (states[0].comment.platform_id for states in histories))
        posts = known_posts(account, (one.comment.post_id for states in histories for one in states))
        kept: list[list[RemoteComment]] = []
        unread: list[Told] = []
        for states in histories:
            standing = held.get(states[0].comment.platform_id)
            if standing is None and not believe and not _whole(states[0], posts):
                unread.append(states[0])
                continue
            kept.append(_edits(states, standing, said) if standing else [one.comment for one in states])
        for states_at_once in zip_longest(*kept):  # the first state of each, then the second, each a revision
            receive(actor, account, [one for one in states_at_once if one], said.since)
        _remove(actor, said)
    return unread


def _news(said: Sayings) -> Iterable[RemotePost]:
    """Posts that we do not hold. Those we do follow the feed: a late announcement must not undo an edit."""
    held = known_posts(said.account, (post.platform_id for post in said.posts))
    newest = {post.platform_id: post for post in said.posts}
    return [post for post in newest.values() if post.platform_id not in held]


def known_posts(account: Account, platform_ids: Iterable[str]) -> set[str]:
    wanted = {one for one in platform_ids if one}
    found = Post.objects.filter(platform=account.platform, platform_id__in=wanted)
    return set(found.values_list("platform_id", flat=True))


def _whole(first: Told, posts: set[str]) -> bool:
    """A comment is kept for ever as it first was: with its post, its thread and its time, or not yet."""
    return first.whole and (not first.comment.post_id or first.comment.post_id in posts)


def _edits(states: Iterable[Told], standing: Standing, said: Sayings) -> list[RemoteComment]:
    """The states that are newer than what we hold. The others are not edits of it but its past."""
    held = as_held(standing)
    last = held.edited_at or held.created_at
    if held.platform_id in said.look_at:
        last = max(last, standing.seen_at)  # we have looked since; and shall again
    newer = [one for one in states if one.edited and one.said_at and one.said_at > last]
    return [replace(held, text=one.comment.text, edited_at=one.comment.edited_at, raw=one.comment.raw) for one in newer]


def _remove(actor: Actor, said: Sayings) -> None:
    """What is deleted is so for good, on every platform that says it: order does not matter."""
    held = standings(said.account, said.gone())
    gone = [gone_from(standing) for standing in held.values() if standing.visibility != Visibility.GONE]
    receive(actor, said.account, gone, said.since)


def gone_from(standing: Standing) -> RemoteComment:
    """The comment as held, and gone: nothing can be done to it any more."""
    held = as_held(standing)
    over = tuple(
        one if one.obstacle == Obstacle.NO_SUCH_ACT else replace(one, obstacle=Obstacle.FINAL)
        for one in held.capabilities
    )
    return replace(held, visibility=Visibility.GONE, capabilities=over)


def believe_changes(actor: Actor, said: Sayings) -> None:
    """When the platform cannot be asked: what was hidden or shown since we last looked."""
    newest: dict[str, Change] = {}
    for one in sorted((one for one in said.changes if one.said_at), key=lambda one: one.said_at or said.since):
        newest[one.platform_id] = one
    for platform_id, standing in standings(said.account, newest).items():
        change = newest[platform_id]
        if change.said_at and change.said_at > standing.seen_at and standing.visibility != Visibility.GONE:
            held = replace(as_held(standing), visibility=change.visibility)
            receive(actor, said.account, [held], change.said_at)


def _not_behind(account: Account, comments: Sequence[RemoteComment]) -> Iterator[RemoteComment]:
    """All but earlier versions of what we hold: X still shows each version of a post under its own id."""
    held = standings(account, (one.platform_id for one in comments))
    return (one for one in comments if one.platform_id not in held or not _behind(one, held[one.platform_id].revision))


def _behind(one: RemoteComment, held: Revision) -> bool:
    if held.edited_at is None:
        return False
    if one.edited_at == held.edited_at:  # two edits in a millisecond: X's identifiers grow, the times do not
        return _version(one.raw) < _version(verbatim.unpack(held.raw))
    return one.edited_at is None or one.edited_at < held.edited_at


def _version(raw: object) -> int:
    given = str(raw.get("id", "")) if isinstance(raw, Mapping) else ""
    return int(given) if given.isascii() and given.isdigit() and len(given) < 25 else 0


def read_posts(actor: Actor, said: Sayings, unread: Sequence[Told], connector: Connector) -> None:
    """Read the posts under which comments were told whole: these can then be kept, state by state, as told."""
    wanted = {one.comment.post_id: one.comment.platform_id for one in unread if one.whole}
    for post_id, comment_id in wanted.items():
        try:
            first = next(iter(connector.fetch_thread(comment_id, post_id)), None)
        except Refused:
            continue
        if first and first.posts:
            batch = Batch(cursor="", posts=first.posts)
            receive_comments(actor=actor, account=said.account, batch=batch, as_of=said.since, advance=False)


def read_whole(actor: Actor, said: Sayings, unread: Sequence[Told], connector: Connector) -> None:
    """Read from the platform what was not told whole; keep as told what is no longer there."""
    for one in unread:
        comment, found = one.comment, False
        try:
            asked_at = timezone.now()
            for batch in connector.fetch_thread(comment.platform_id, comment.post_id):
                found = found or bool(batch.comments or batch.posts)
                batch = replace(batch, comments=tuple(_not_behind(said.account, batch.comments)))
                receive_comments(actor=actor, account=said.account, batch=batch, as_of=asked_at, advance=False)
        except Refused:
            pass  # gone, or not for us to read: what was told is all there will be
        if not found:
            receive(actor, said.account, [comment], said.since)
            said.look_at[comment.platform_id] = None
