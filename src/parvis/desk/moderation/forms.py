"""What the decision forms send, as typed values."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.core import signing

from parvis.connectors.port import Act

from .actions import Seen
from .grounds import quotes_of

_SALT = "parvis.moderation.seen"
_VALID = timedelta(hours=24)
_LONGEST = 3_600_000  # milliseconds; a page left open all day was not read all day


class Codes(forms.MultipleChoiceField):
    """Codes of criteria: which exist is the policy's to say, when the decision is taken."""

    def valid_value(self, value: str) -> bool:
        return len(value) <= 32


class DecisionForm(forms.Form):
    """A verdict. `seen` is signed by the page, so that what was read, and when, is not the browser's word."""

    verdict = forms.ChoiceField(
        choices=[("keep", "keep"), ("remove", "remove"), ("restore", "restore")],
        error_messages={"required": "Choisissez de conserver ou de retirer le commentaire."},
    )
    seen = forms.CharField()
    criteria = Codes(required=False)
    quotes = forms.CharField(required=False, strip=False, max_length=20_000)
    act = forms.ChoiceField(choices=[("", "")] + [(act.value, act.value) for act in Act], required=False)
    note = forms.CharField(required=False, max_length=2_000)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        cleaned["quotes"] = quotes_of(cleaned.get("quotes", ""))
        cleaned["act"] = Act(cleaned["act"]) if cleaned.get("act") else None
        return cleaned

    def clean_seen(self) -> Seen:
        try:
            return read_seen(self.cleaned_data["seen"])
        except (signing.BadSignature, KeyError, ValueError) as error:
            raise forms.ValidationError("Cette page n'est plus valable. Rechargez-la, puis décidez.") from error


def sign_seen(revision: object, decision: object | None) -> str:
    """What the page shows, signed with the moment at which it shows it."""
    shown = {"r": str(revision), "d": str(decision) if decision else None, "at": time.time()}
    return signing.dumps(shown, salt=_SALT)


def read_seen(signed: str) -> Seen:
    """Raises `BadSignature` for anything this desk did not sign within the day."""
    shown = signing.loads(signed, salt=_SALT, max_age=_VALID)
    elapsed = int((time.time() - shown["at"]) * 1000)
    return Seen(
        revision=UUID(shown["r"]),
        decision=UUID(shown["d"]) if shown["d"] else None,
        milliseconds=min(max(elapsed, 0), _LONGEST),
    )
