"""What the receivers of `settings.ASSESSMENT_RECEIVERS` are told of a comment, once it was judged.

Slices do not know each other: moderation judges, and tells whoever is named there, in intake's transaction.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from .models import Comment, Revision


@dataclass(frozen=True, slots=True)
class Assessed:
    """One revision, and what its judge says that others than moderation need."""

    comment: Comment
    revision: Revision
    first: bool  # False when an edit brought this revision
    is_question: bool
    pii: Sequence[Mapping[str, Any]]  # [{"start", "end", "type"}] in the revision's code points


def tell_assessed(assessed: Sequence[Assessed]) -> None:
    for receiver in settings.ASSESSMENT_RECEIVERS:
        import_string(receiver)(assessed)
