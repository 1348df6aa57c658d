"""Questions put straight in the tables, at the moments that a story of figures needs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from parvis.desk.enquiries.figures.scope import Scope
from parvis.desk.enquiries.models import Question, QuestionState
from parvis.desk.records.ids import new_id
from parvis.desk.records.models import Account, Comment

ZONE = ZoneInfo("America/Toronto")
DAY = timedelta(days=1)


def local(text: str) -> datetime:
    """A moment as the institution's clock shows it: « 2026-11-18 09:00 »."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


NOW = local("2026-11-20 12:00")  # a Friday
TODAY = NOW.date()


def scope(**query: str) -> Scope:
    return Scope.read(query, TODAY)


def put(arrived: str | datetime = "2026-11-18 09:00", **changes: Any) -> Question:
    """A question, open unless told otherwise: one day on the business clock, twenty-four hours on the other."""
    arrived = local(arrived) if isinstance(arrived, str) else arrived
    moments = {name: local(value) if isinstance(value, str) else value for name, value in changes.items()
               if name.endswith("_at")}  # fmt: skip
    platform = changes.get("platform", "facebook")
    given: Mapping[str, Any] = {
        "platform": platform,
        "arrived_at": arrived,
        "counted_from": arrived,
        "due_at": arrived + DAY,
        "wall_due_at": arrived + DAY,
        "calendar_version": "essai",
        "opened_at": arrived,
        "opened_by": "process:judge",
        **changes,
        **moments,
    }
    return Question.objects.create(comment=_comment(platform, arrived), **given)


def answered(arrived: str | datetime, answered_at: str | datetime, **changes: Any) -> Question:
    """The same, with its answer public."""
    state = changes.pop("state", QuestionState.ANSWERED.value)
    return put(arrived, state=state, answered_at=answered_at, closed_at=answered_at, **changes)


def _comment(platform: str, arrived: datetime) -> Comment:
    account, _ = Account.objects.get_or_create(platform=platform, platform_id=f"{platform}-chiffres")
    number = str(new_id())
    return Comment.objects.create(
        account=account,
        platform=platform,
        platform_id=number,
        kind="comment",
        thread_id=number,
        written_at=arrived,
        received_at=arrived,
    )
