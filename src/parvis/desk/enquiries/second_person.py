"""When a second person must read an answer before it leaves."""

from __future__ import annotations

from collections.abc import Sequence

from parvis.policy.hours import Approval
from parvis.policy.model import Policy

from .models import Question


def second_person_needed(policy: Policy, questions: Sequence[Question]) -> bool:
    """As the policy asks: always, for answers that settle several people's questions, or never."""
    match policy.reply.approval:
        case Approval.ALWAYS:
            return True
        case Approval.SEVERAL:
            return len({question.comment.author_id or question.pk for question in questions}) > 1
        case Approval.NEVER:
            return False
