"""What the gate and X's own count say of an approved answer, before anybody sends it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from parvis.connectors.lengths import Length

from ..composer import Remark, composition
from ..lengths import length_on
from ..models import Answer
from ..wording import FAULTS
from .words import rehearsed

_TIGHT = "x"  # the one platform where a whole answer seldom fits


@dataclass(frozen=True, slots=True)
class Doubt:
    """One remark that a person may keep. `tag` names it in a form, by its words."""

    remark: Remark
    tag: str


@dataclass(frozen=True, slots=True)
class Review:
    """What is said of the words, once what is left to be filled holds harmless values."""

    blocking: Sequence[Remark]
    doubts: Sequence[Doubt]
    unchecked: Sequence[str]
    whole: Length  # on X
    short: Length | None

    @property
    def reaches_x(self) -> bool:
        """Whether anything of it fits there."""
        return self.whole.fits or bool(self.short and self.short.fits)

    def left(self, kept: Collection[str]) -> list[Doubt]:
        """The warnings that nobody has kept yet."""
        return [one for one in self.doubts if one.tag not in kept]

    def codes(self) -> list[str]:
        """The codes of the warnings, for the journal: never the words."""
        kinds = {one.remark.kind for one in self.doubts}
        return sorted(code for code, said in FAULTS.items() if said in kinds)


def review(text: str, short: str) -> Review:
    """Reads both texts as they could leave."""
    draft = Answer(text=rehearsed(text), short=rehearsed(short))
    found = composition(draft, [])
    return Review(
        blocking=[one for one in found.remarks if one.blocking],
        doubts=[Doubt(one, f"{one.kind}:{one.passage}") for one in found.remarks if not one.blocking],
        unchecked=found.unchecked,
        whole=length_on(_TIGHT, draft.text),
        short=length_on(_TIGHT, draft.short) if draft.short.strip() else None,
    )
