"""Where `settings.READ_BACK` and `settings.READ_BACK_RECEIVERS` lead: what to read back now, within what it costs.

The newest and most visible first: of the last day, then the last week, then the last month, and older ones where
there is room; in each, mostly what starts a thread; what was never read back before what was longest ago, then what
has most replies.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import F, QuerySet
from django.utils import timezone

from parvis.connectors.port import Observation, Visibility
from parvis.desk.people.actors import process
from parvis.desk.records.models import Account, Comment

from .actions import note_read_back
from .budgets import allowances
from .models import Measure

_RECONCILIATION = process("reconciliation")
_EACH_TIME = 100
# How much of it goes to the comments received since; what one age leaves goes to the next.
_SHARES = {timedelta(days=1): 0.6, timedelta(days=7): 0.25, timedelta(days=30): 0.15}
# On YouTube 50 threads are read for one unit, but a reply may take one by itself.
_YOUTUBE_REPLIES = 12
X_MONTHLY = 15_000_000  # micro-dollars: what reading X back may cost a month, unless its budget says less
_X_EACH = 3 * 5_000  # a post read back brings its author, and often the post that it answers
_MONTH = timedelta(days=31)


def comments_to_read_back(account: Account) -> list[str]:
    """Platform ids, most pressing first; none when the budget no longer pays for it."""
    now = timezone.now()
    amount = _amount(account, now)
    replies = _YOUTUBE_REPLIES if account.platform == "youtube" else amount
    return _chosen(account, now, amount, replies)


def record_read_back(account: Account, seen: Sequence[Observation], as_of: datetime) -> None:
    """Those of which the platform told something."""
    told = [item.platform_id for item in seen if item.text is not None or item.visibility != Visibility.UNKNOWN]
    note_read_back(actor=_RECONCILIATION, account=account, platform_ids=told, at=as_of)


def _amount(account: Account, now: datetime) -> int:
    allowed = allowances(account, now)
    if not all(allowance.pays_for_reading for allowance in allowed):
        return 0
    lefts = {allowance.measure: allowance.left_for_reading for allowance in allowed}
    amounts = [_EACH_TIME]
    if account.platform == "x":
        amounts.append(x_amount(now, timedelta(seconds=settings.RECONCILE_SECONDS)))
        amounts += [left // _X_EACH for left in [lefts[Measure.COST]] if left is not None]
    amounts += [left for left in [lefts[Measure.UNITS]] if left is not None]
    return min(amounts)


def x_amount(now: datetime, every: timedelta) -> int:
    """How many posts of X may be read back now, when it is done so often, for `X_MONTHLY` never to be passed.

    The rate is rarely a whole number of posts: what one run is owed beyond it comes with a later run.
    """
    each_second = X_MONTHLY / _X_EACH / _MONTH.total_seconds()
    owed_until = [int(each_second * moment.timestamp()) for moment in (now - every, now)]
    return owed_until[1] - owed_until[0]


def _chosen(account: Account, now: datetime, amount: int, replies: int) -> list[str]:
    """Each age in turn has its share; what is left over goes to whatever is most pressing."""
    chosen: list[str] = []
    newer_than, owed = None, 0.0
    for age, share in _SHARES.items():
        owed += amount * share
        found = _of_age(account, now, newer_than, age)
        more, answering = _most_pressing(found, round(owed), replies)
        chosen, newer_than = chosen + more, age
        owed, replies = owed - len(more), replies - answering
    whatever = Comment.objects.filter(account=account, standing__isnull=False).exclude(platform_id__in=chosen)
    return chosen + _most_pressing(whatever, amount - len(chosen), replies)[0]


def _most_pressing(found: QuerySet[Comment], wanted: int, replies: int) -> tuple[list[str], int]:
    """A quarter of replies, and more where too few comments start a thread; how many are replies."""
    never_first = F("read_back__at").asc(nulls_first=True)
    ordered = found.order_by(never_first, "-standing__reply_count", "-received_at", "pk")
    heads = list(ordered.filter(parent_id="").values_list("platform_id", flat=True)[:wanted])
    others = ordered.exclude(parent_id="").values_list("platform_id", flat=True)
    answering = list(others[: min(max(wanted // 4, wanted - len(heads)), replies)])
    return [*heads[: wanted - len(answering)], *answering], len(answering)


def _of_age(account: Account, now: datetime, newer_than: timedelta | None, age: timedelta) -> QuerySet[Comment]:
    """Comments received at most `age` ago and more than `newer_than` ago."""
    found = Comment.objects.filter(account=account, standing__isnull=False, received_at__gt=now - age)
    return found if newer_than is None else found.filter(received_at__lte=now - newer_than)
