"""What the stories of escalation share: a week in November, the ways to tell, and what was told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import time_machine
from django.test import override_settings

from parvis.desk.enquiries.actions.opening import open_question
from parvis.desk.enquiries.escalation.raising import raise_alerts
from parvis.desk.enquiries.escalation.telling import tell_alerts
from parvis.desk.enquiries.models import Alert, Question
from parvis.desk.people.actors import process
from tests.desk.cast import receive, remote
from tests.desk.enquiries.questions import MAY_REPLY, WHEN, asked

_TORONTO = ZoneInfo("America/Toronto")
_DAYS = {"fri": 20, "sat": 21, "sun": 22, "mon": 23, "tue": 24, "wed": 25}  # of November 2026: open 8:30 to 16:30


def moment(text: str) -> datetime:
    """« mon 10:00 »."""
    day, clock = text.split()
    hour, minute = map(int, clock.split(":"))
    return datetime(2026, 11, _DAYS[day], hour, minute, tzinfo=_TORONTO)


def at(text: str) -> time_machine.travel:
    """The clock stands still at that moment."""
    return time_machine.travel(moment(text), tick=False)


def asked_at(when: str, number: int = 1) -> Question:
    """A question that arrives then. Asked on Monday at 10:00, half of its time is gone at 14:00, 3/4 at 16:00."""
    with at(when):
        return asked(number=number)


def many_asked_at(when: str, count: int) -> list[Question]:
    """The same question from so many people. The judge is left out: it is not this story's, and would take its time."""
    with at(when), override_settings(COMMENT_RECEIVERS=[]):
        crowd = [
            remote(number, WHEN, author_id=f"citizen-{number}", capabilities=MAY_REPLY)
            for number in range(1, count + 1)
        ]
        return [open_question(actor=process("judge"), comment=one.comment) for one in receive(crowd)]


def sweep(when: str) -> tuple[int, int]:
    """One round of the worker: how many questions crossed a threshold, how many messages left."""
    with at(when):
        return raise_alerts(), tell_alerts()


def alerts(channel: str = "page") -> Sequence[tuple[int, str]]:
    found = Alert.objects.filter(channel=channel).order_by("share", "raised_at")
    return list(found.values_list("share", "state"))


def no_way_to_tell(settings: Any) -> None:
    """Nothing is set up: the page alone tells."""
    settings.SMTP_HOST, settings.SMTP_PORT, settings.SMTP_TLS = "", 587, "starttls"
    settings.SMTP_USER = settings.SMTP_PASSWORD = ""
    settings.ALERT_FROM, settings.ALERT_TO = "", []
    settings.ALERT_WEBHOOK = settings.ALERT_SECRET = settings.DESK_URL = ""


def by_mail(settings: Any, port: int) -> None:
    no_way_to_tell(settings)
    settings.SMTP_HOST, settings.SMTP_PORT, settings.SMTP_TLS = "localhost", port, "none"
    settings.ALERT_FROM = "Parvis <parvis@ministere.exemple>"
    settings.ALERT_TO = ["moderation@ministere.exemple", "garde@ministere.exemple"]
    settings.DESK_URL = "https://parvis.ministere.exemple"


def by_webhook(settings: Any, url: str) -> None:
    no_way_to_tell(settings)
    settings.ALERT_WEBHOOK, settings.ALERT_SECRET = url, "secret inventé"
