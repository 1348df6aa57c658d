"""The records, one file a family."""

from .accounts import OF_FILE, Account, Enforcement, Health, PolicyVersion
from .attachments import Attachment
from .audit import AuditEvent
from .comments import Comment, Post, Revision, Standing, UnknownItem
from .discrepancies import Discrepancy
from .effects import SETTLED, UNSETTLED, Effect, EffectState

__all__ = [
    "OF_FILE",
    "SETTLED",
    "UNSETTLED",
    "Account",
    "Attachment",
    "AuditEvent",
    "Comment",
    "Discrepancy",
    "Effect",
    "EffectState",
    "Enforcement",
    "Health",
    "PolicyVersion",
    "Post",
    "Revision",
    "Standing",
    "UnknownItem",
]
