"""Finds replies that polling no longer looks for: those to threads older than the ones it reads again.

Reading a thread back tells how many public replies it has. Where we hold fewer, the thread is read whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import Count
from django.utils import timezone

from parvis.connectors.port import Connector, Observation, Refused, Visibility
from parvis.desk.people.actors import process

from .actions.comments import receive_comments
from .models import Account, Comment
from .platforms import connector_of

_RECONCILIATION = process("reconciliation")
# Where the count is that of the public replies in one's own thread. Facebook's and X's feeds bring replies of any age.
_COUNTING = frozenset({"youtube"})
_EACH_TIME = 20  # threads; a count that lists never explain must not cost a unit for each of a hundred threads


def fetch_late_replies(account: Account, seen: Sequence[Observation], as_of: datetime) -> None:
    """One of `settings.READ_BACK_RECEIVERS`: reads the threads that lack most replies."""
    del as_of  # each thread is read anew
    connector = connector_of(account) if account.platform in _COUNTING else None
    if connector:
        for thread_id in _lacking(account, seen)[:_EACH_TIME]:
            _read(account, connector, thread_id)


def _lacking(account: Account, seen: Iterable[Observation]) -> list[str]:
    told = {one.platform_id: one.reply_count for one in seen if one.visibility is Visibility.PUBLIC and one.reply_count}
    public = Comment.objects.filter(account=account, parent_id__in=told, standing__visibility=Visibility.PUBLIC.value)
    held = dict(public.values_list("parent_id").annotate(Count("pk")))
    lacking = {one: count - held.get(one, 0) for one, count in told.items()}
    return sorted((one for one, count in lacking.items() if count > 0), key=lambda one: (-lacking[one], one))


def _read(account: Account, connector: Connector, thread_id: str) -> None:
    asked_at = timezone.now()
    try:
        for batch in connector.fetch_thread(thread_id):
            receive_comments(actor=_RECONCILIATION, account=account, batch=batch, as_of=asked_at, advance=False)
    except Refused:
        return  # it went since it was read back
