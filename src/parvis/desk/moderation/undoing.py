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
    decision: UUID
    said: str
    until: datetime
    now: datetime


def undo_offer(request: HttpRequest, page: CommentPage | None = None) -> UndoOffer | None:
    """From the message of the decision just taken, wherever that led; else from the comment on the page."""
    for message in get_messages(request):
        for tag in (message.extra_tags or "").split():
            decision = _decision(tag.removeprefix(_TAG)) if tag.startswith(_TAG) else None
            offer = _offer(*undoable_decision(decision.comment.entry)) if decision else None
            if offer and decision and offer.decision == decision.pk:
                return offer
    return _offer(page.undoable, page.undo_until) if page else None


def _decision(number: str) -> Decision | None:
    found = Decision.objects.select_related("comment__entry__decision__effect")
    return found.filter(pk=number).first()


def _offer(decision: Decision | None, until: datetime | None) -> UndoOffer | None:
    if decision is None or until is None:
        return None
    return UndoOffer(decision.pk, outcome(decision), until, timezone.now())
