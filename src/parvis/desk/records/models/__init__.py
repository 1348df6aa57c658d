"""The records, one file a family."""

from .accounts import Account, Enforcement, Health, PolicyVersion
from .audit import AuditEvent
from .comments import Comment, Post, Revision, Standing, UnknownItem
from .discrepancies import Discrepancy
from .effects import SETTLED, UNSETTLED, Effect, EffectState

__all__ = [
    "SETTLED",
    "UNSETTLED",
    "Account",
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
