"""What the undo bar offers: the decision that the page's own messages, or the page itself, allow to take back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.utils import timezone

from .models import Decision
from .queries import CommentPage, undoable_decision
from .screens import outcome

_TAG = "undo:"


@dataclass(frozen=True, slots=True)
class UndoOffer:
    """`decision` is None when it was just taken but can no longer be undone: the bar only says so."""

    said: str
    decision: UUID | None = None
    until: datetime | None = None
    now: datetime | None = None


def undo_offer(request: HttpRequest, page: CommentPage | None = None) -> UndoOffer | None:
    """From the message of the decision just taken, wherever that led; else from the comment on the page."""
    for message in get_messages(request):
        for tag in (message.extra_tags or "").split():
            if tag.startswith(_TAG):
                return _just_taken(tag.removeprefix(_TAG)) or UndoOffer(str(message))
    return _offer(page.undoable, page.undo_until) if page else None


def _just_taken(number: str) -> UndoOffer | None:
    decision = Decision.objects.select_related("comment__entry__decision__effect").filter(pk=number).first()
    standing, until = undoable_decision(decision.comment.entry) if decision else (None, None)
    return _offer(standing, until) if standing == decision else None


def _offer(decision: Decision | None, until: datetime | None) -> UndoOffer | None:
    if decision is None or until is None:
        return None
    return UndoOffer(outcome(decision), decision.pk, until, timezone.now())
