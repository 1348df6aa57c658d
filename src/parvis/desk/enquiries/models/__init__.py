"""What is kept of questions and answers, one file a family."""

from .alerts import Alert, AlertState, Channel
from .answers import UNDER_WAY, Answer, AnswerState, Dispatch
from .library import LibraryAnswer
from .questions import CLOSED, Group, NoAnswerReason, Question, QuestionState

__all__ = [
    "CLOSED",
    "UNDER_WAY",
    "Alert",
    "AlertState",
    "Answer",
    "AnswerState",
    "Channel",
    "Dispatch",
    "Group",
    "LibraryAnswer",
    "NoAnswerReason",
    "Question",
    "QuestionState",
]
