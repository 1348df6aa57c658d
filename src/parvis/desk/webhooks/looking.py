"""Looks at comments that a delivery spoke of: whatever order things were said in, the platform's own state decides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from django.utils import timezone

from parvis.connectors.port import Connector, Observation, RemoteComment, Visibility
from parvis.desk.people.actors import Actor
from parvis.desk.records.models import Account, Comment, Standing

from .sorting import Sayings
from .taking import as_held, gone_from, receive, standings

# Platforms show for some seconds what was before: an edit or an act of ours this young is not contradicted.
SETTLING = timedelta(seconds=10)
_AT_ONCE = 50
_UNDER_A_POST = 500


def look(actor: Actor, said: Sayings, connector: Connector) -> bool:
    """Set what we hold to what the platform shows. False when some of it is too young to be sure: look again."""
    settled = True
    for ids in _chunks(wanted(said)):
        held = standings(said.account, ids)
        if not held:
            continue
        asked_at = timezone.now()
        seen = [one for one in connector.observe(list(held)) if one.platform_id in held]
        found = [_now(held[one.platform_id], one, asked_at, said) for one in seen]
        receive(actor, said.account, [one for one in found if one], asked_at - SETTLING)
        settled = settled and all(found)
    return settled


def wanted(said: Sayings) -> list[str]:
    """The comments to look at, each once."""
    return list(dict.fromkeys([*said.look_at, *_under(said)]))


def _now(standing: Standing, seen: Observation, asked_at: datetime, said: Sayings) -> RemoteComment | None:
    """The comment as it is seen to be; None when it contradicts an edit that has just been told."""
    if seen.visibility is Visibility.GONE:
        return gone_from(standing)
    held = as_held(standing)
    if seen.text is None:
        return held
    young = held.edited_at is not None and asked_at - standing.revision.seen_at < SETTLING
    if young and held.edited_at and seen.text not in {held.text, *said.rivals(held.platform_id, held.edited_at)}:
        return None
    return replace(
        held,
        text=seen.text,
        edited_at=seen.edited_at if seen.text != held.text else held.edited_at,
        visibility=seen.visibility,
        reply_count=seen.reply_count,
        capabilities=seen.capabilities or held.capabilities,
        attachments=seen.attachments,
        raw=seen.raw,
    )


def _under(said: Sayings) -> Iterator[str]:
    """What may have gone with what is gone: the replies of a comment, the comments of a post."""
    gone = {one.platform_id for one in said.changes if one.visibility is Visibility.GONE and one.with_replies}
    if gone:
        yield from _still_there(said.account, parent_id__in=gone)
        yield from _still_there(said.account, post_platform_id__in=gone)


def _still_there(account: Account, **where: object) -> Iterable[str]:
    found = Comment.objects.filter(platform=account.platform, **where).exclude(standing__visibility=Visibility.GONE)
    return found.order_by("-received_at").values_list("platform_id", flat=True)[:_UNDER_A_POST]


def _chunks(listed: list[str]) -> Iterator[list[str]]:
    return (listed[start : start + _AT_ONCE] for start in range(0, len(listed), _AT_ONCE))
