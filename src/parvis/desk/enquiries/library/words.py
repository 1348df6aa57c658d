"""The words of an approved answer: as they will read, and with harmless values in the places left to be filled."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..models import Answer, LibraryAnswer
from ..placeholders import Blank, blanks, filled

_AROUND = 24  # characters of a badly written place that a message repeats
_BRACE = re.compile(r"[{}]")
# What stands in for a value while the words are checked, by the beginning of the place's name: what any text can hold
# there. Of the rest, an address: X counts it long, and people mostly fill in addresses.
_STAND_INS = {
    "date": "1er\u00a0décembre",
    "jour": "lundi",
    "heure": "8\u00a0h\u00a030 à 16\u00a0h\u00a030",
    "delai": "dix jours",
    "periode": "au début du mois",
    "numero": "1\u00a0800\u00a0555-0123",
    "telephone": "1\u00a0800\u00a0555-0123",
}
_OTHERWISE = "quebec.ca"


@dataclass(frozen=True, slots=True)
class Part:
    """A run of words, or the label of what is filled in there at each use."""

    text: str
    blank: bool


def places(text: str, short: str, known: Sequence[Mapping[str, str]] = ()) -> list[Blank]:
    """What both texts leave to be filled, in their order, with the label that it is known by."""
    return blanks(Answer(text=text, short=short, library=LibraryAnswer(placeholders=list(known))))


def as_read(text: str, labels: Sequence[Blank]) -> list[Part]:
    """The text in parts: words, and what stands for a value."""
    by_mark = {_mark(one.name): one.label for one in labels}
    if not by_mark:
        return [Part(text, blank=False)]
    found = re.split(f"({'|'.join(map(re.escape, by_mark))})", text)
    return [Part(by_mark.get(part, part), blank=part in by_mark) for part in found if part]


def rehearsed(text: str) -> str:
    """The text as it could leave, with a harmless value in each place."""
    return filled(text, {one.name: _stand_in(one.name) for one in places(text, "")})


def stray_brace(text: str) -> str:
    """The words around the first brace that marks no place as it should; "" when there is none."""
    bare = filled(text, dict.fromkeys((one.name for one in places(text, "")), "…"))
    found = _BRACE.search(bare)
    if found is None:
        return ""
    start = found.start() if found[0] == "{" else max(0, found.start() - _AROUND)
    return bare[start : start + _AROUND].split("\n")[0].strip() or found[0]


def _mark(name: str) -> str:
    return f"{{{name}}}"


def _stand_in(name: str) -> str:
    return next((value for start, value in _STAND_INS.items() if name.startswith(start)), _OTHERWISE)
