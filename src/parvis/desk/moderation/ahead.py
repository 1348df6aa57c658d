"""Judges what is about to be kept, before the chain's lock is taken.

Judging takes milliseconds a comment, and while the lock is held nobody else can write. Nothing is stored here: intake
finds a judgement by exactly what it would have given the engine, and judges by itself what it does not find.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable, Sequence

from parvis.connectors.port import Batch, RemoteComment
from parvis.desk.records.models import Account, Comment, Post, Standing
from parvis.desk.records.policies import NoPolicyInForce, policy_of, version_in_force
from parvis.desk.records.verbatim import displayable, sha256, to_bytes
from parvis.engine.findings import Assessment
from parvis.engine.findings import Comment as Subject
from parvis.policy.model import Policy

from .judging import judgements

_MOST = 2_000  # judgements that wait to be taken; the oldest go first
_Key = tuple[str, str, str, str, tuple[str, ...]]
_waiting: OrderedDict[_Key, Assessment] = OrderedDict()
_lock = threading.Lock()


def judge_ahead(account: Account, batch: Batch) -> None:
    """Judge the comments of a page that are new, or whose text is."""
    try:
        policy = policy_of(version_in_force())
    except NoPolicyInForce:
        return  # intake will say so
    subjects = _subjects(account, batch)
    judged = judgements(subjects, policy)
    with _lock:
        _waiting.update((_key(subject, policy), one) for subject, one in zip(subjects, judged, strict=True) if one)
        while len(_waiting) > _MOST:
            _waiting.popitem(last=False)


def take_judged(subject: Subject, policy: Policy) -> Assessment | None:
    """The judgement of exactly this, if it was made ahead."""
    with _lock:
        return _waiting.pop(_key(subject, policy), None)


def _key(subject: Subject, policy: Policy) -> _Key:
    return (policy.content_hash, subject.text, subject.post, subject.platform, tuple(subject.thread))


def _subjects(account: Account, batch: Batch) -> list[Subject]:
    new = _new_texts(account, batch.comments)
    posts = _texts_of_posts(account, batch, new)
    parents = _texts_of_parents(account, batch, new)
    return [
        Subject(
            id="ahead",  # it has no identifier of ours yet, and the platform's stays out of logs
            text=item.text,
            post=posts.get(item.post_id, ""),
            platform=account.platform,
            thread=(parents[item.parent_id],) if parents.get(item.parent_id) else (),
        )
        for item in new
    ]


def _new_texts(account: Account, items: Iterable[RemoteComment]) -> list[RemoteComment]:
    """What others wrote and that we do not hold in these words; of two mentions of one comment, the last."""
    theirs = {item.platform_id: item for item in items if not item.ours}
    held = Standing.objects.filter(comment__platform=account.platform, comment__platform_id__in=theirs)
    known = dict(held.values_list("comment__platform_id", "revision__sha256"))
    return [item for item in theirs.values() if known.get(item.platform_id) != sha256(to_bytes(item.text))]


def _texts_of_posts(account: Account, batch: Batch, items: Sequence[RemoteComment]) -> dict[str, str]:
    told = {post.platform_id: displayable(post.text) for post in batch.posts}
    wanted = {item.post_id for item in items if item.post_id} - set(told)
    held = Post.objects.filter(platform=account.platform, platform_id__in=wanted) if wanted else Post.objects.none()
    return {**dict(held.values_list("platform_id", "text")), **told}


def _texts_of_parents(account: Account, batch: Batch, items: Sequence[RemoteComment]) -> dict[str, str]:
    told = {item.platform_id: displayable(item.text) for item in batch.comments}
    wanted = {item.parent_id for item in items if item.parent_id} - set(told)
    if not wanted:
        return told
    held = Comment.objects.filter(platform=account.platform, platform_id__in=wanted, standing__isnull=False)
    return {**dict(held.values_list("platform_id", "standing__revision__text")), **told}
