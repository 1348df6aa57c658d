"""The shapes a judgement is made of. Offsets are Python code points of the verbatim text, end exclusive."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

Stance = Literal["critical", "supportive", "neutral"]


class Disposition(StrEnum):
    """What is proposed to a person. Never a decision."""

    KEEP = "keep"
    REVIEW = "review"
    REMOVE = "remove"


@dataclass(frozen=True, slots=True)
class Comment:
    """What the engine is given: a text, and what it answers."""

    id: str
    text: str
    post: str = ""
    platform: str = ""
    thread: tuple[str, ...] = ()  # earlier texts of the thread, oldest first


@dataclass(frozen=True, slots=True)
class Span:
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PersonalInfo:
    """A value that identifies somebody. `type` is one of the annotation rules' types."""

    start: int
    end: int
    type: str
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Finding:
    """One criterion met, with the words that carry it. `reason` is a French sentence."""

    criterion: str
    score: float  # 0 to 1
    spans: tuple[Span, ...]
    reason: str
    disposition: Disposition  # what this finding alone would propose


@dataclass(frozen=True, slots=True)
class Assessment:
    """The judgement of one text under one policy version by one engine version."""

    id: str
    disposition: Disposition
    findings: tuple[Finding, ...]  # main one first
    language: str  # ISO 639-1 or -3 code, "mixed", or "und" when there is not enough to tell
    is_question: bool
    stance: Stance
    pii: tuple[PersonalInfo, ...]
    policy: str
    engine: str

    def as_json(self) -> Mapping[str, object]:
        """The line `parvis assess` writes."""
        return {
            "id": self.id,
            "disposition": self.disposition.value,
            "findings": [
                {
                    "criterion": finding.criterion,
                    "score": round(finding.score, 4),
                    "spans": [[span.start, span.end] for span in finding.spans],
                    "reason": finding.reason,
                }
                for finding in self.findings
            ],
            "language": self.language,
            "is_question": self.is_question,
            "stance": self.stance,
            "pii": [{"start": item.start, "end": item.end, "type": item.type} for item in self.pii],
            "policy": self.policy,
            "engine": self.engine,
        }
