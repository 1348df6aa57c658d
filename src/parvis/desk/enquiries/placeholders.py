"""What an approved answer leaves to be filled at each use: « {date} »."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from .models import Answer

_NAME = re.compile(r"\{([a-z][a-z0-9_]{0,39})\}")


@dataclass(frozen=True, slots=True)
class Blank:
    """One thing still to be filled."""

    name: str
    label: str


def blanks(answer: Answer) -> list[Blank]:
    """What the texts of an answer still leave open, in the order in which they do."""
    labels = {one["name"]: one["label"] for one in answer.library.placeholders} if answer.library else {}
    names = dict.fromkeys(_NAME.findall(f"{answer.text}\n{answer.short}"))
    return [Blank(name, labels.get(name, name.replace("_", " "))) for name in names]


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with each placeholder that has a value replaced by it."""
    return _NAME.sub(lambda found: values.get(found[1], "").strip() or found[0], text)
