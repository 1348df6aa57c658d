"""What became of the rows of one file, counted as they go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .readers.shapes import NotTaken

Tell = Callable[[NotTaken], None]


@dataclass(slots=True)
class Tally:
    """Each row is in one of these."""

    new: int = 0
    edited: int = 0
    posts: int = 0
    known: int = 0
    not_taken: int = 0

    @property
    def rows(self) -> int:
        return self.new + self.edited + self.posts + self.known + self.not_taken

    def said(self) -> str:
        """One French sentence, without its full stop."""
        parts = [_many(self.new, "commentaire nouveau", "commentaires nouveaux")]
        if self.edited:
            parts.append(_many(self.edited, "texte modifié", "textes modifiés"))
        if self.posts:
            parts.append(_many(self.posts, "publication de notre compte", "publications de notre compte"))
        parts.append(_many(self.known, "déjà connu", "déjà connus"))
        parts.append(_many(self.not_taken, "ligne non prise", "lignes non prises"))
        return ", ".join(parts)


def _many(number: int, one: str, several: str) -> str:
    return f"{number} {one if number < 2 else several}"


Progress = Callable[[Tally], None]


def silent(tally: Tally) -> None:
    """For those who do not watch."""
