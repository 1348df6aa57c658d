"""What is to be read, for which platform, under which names: settled before the first row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from django.conf import settings

from parvis.desk.records.models import OF_FILE
from parvis.desk.records.verbatim import displayable

from .mapping import SAMPLE, Proposal, propose
from .names import FIELDS
from .readers import Recognised, recognise
from .readers.shapes import MOST_COLUMNS, NotTaken, Row, Unusable

_LONGEST_NAME = 100


class NotMapped(Exception):
    """A mapping that does not hold. The message is a French sentence without its full stop."""


@dataclass(frozen=True, slots=True)
class Plan:
    """`mapping`: field to column. `given`: the official account's own id or name, "" when nobody gave one.

    `label` is the file's name as the person knows it, which may not be that of `path`.
    """

    path: Path
    label: str
    found: Recognised
    platform: str
    given: str
    mapping: Mapping[str, str]

    @property
    def name(self) -> str:
        """The name of the account of files: what was given, or the file's own."""
        named = displayable(self.given or Path(self.label).stem)
        return re.sub(r"\s+", " ", named).strip()[:_LONGEST_NAME] or "sans nom"

    @property
    def namespace(self) -> str:
        return f"{OF_FILE}{self.name}"

    def rows(self) -> Iterator[Row | NotTaken]:
        return self.found.rows()


def look_at(path: Path, platform: str) -> Recognised:
    """The file's format, if it can come from that platform. Raises `Unusable`."""
    if platform not in settings.CONNECTORS:
        known = ", ".join(settings.CONNECTORS)
        raise Unusable(f"la plateforme «\u00a0{platform}\u00a0» est inconnue; connues\u00a0: {known}")
    found = recognise(path)
    of = found.reader.PLATFORM
    if of not in {"", platform}:
        raise Unusable(f"c'est un fichier de {of} ({found.reader.LABEL}), et non de {platform}")
    return found


def sample(found: Recognised, size: int = SAMPLE) -> list[Row]:
    """The first rows that can be read, with patience for a few that cannot. Raises `Unusable`."""
    rows = [row for row in islice(found.rows(), size * 2) if isinstance(row, Row)][:size]
    if len({column for row in rows for column in row.cells}) > MOST_COLUMNS:
        raise Unusable(f"d'une ligne à l'autre, il a plus de {MOST_COLUMNS} colonnes")
    return rows


def proposal(found: Recognised, rows: Sequence[Row]) -> Proposal:
    """What the format fixes, or what the sample suggests."""
    if found.mapping:
        return Proposal(found.mapping, frozenset())
    return propose([row.cells for row in rows])


def columns(rows: Sequence[Row]) -> list[str]:
    return list(dict.fromkeys(column for row in rows for column in row.cells))


def shown(column: str) -> str:
    """A name from a file, harmless on a terminal."""
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in column)[:80]


def settled(proposed: Proposal, asked: Mapping[str, str], known: Sequence[str], *, accepted: bool) -> dict[str, str]:
    """What was asked, completed by what is plain, and by what is doubtful once it is accepted. Raises `NotMapped`."""
    for field, column in asked.items():
        if field not in FIELDS:
            raise NotMapped(f"le champ «\u00a0{field}\u00a0» n'existe pas; connus\u00a0: {', '.join(FIELDS)}")
        if column not in known:
            listed = ", ".join(map(shown, known[:40]))
            raise NotMapped(f"la colonne «\u00a0{column}\u00a0» n'existe pas; ce fichier a\u00a0: {listed}")
    rest = {
        field: column
        for field, column in proposed.columns.items()
        if column not in asked.values() and (accepted or field not in proposed.doubtful)
    }
    mapping = rest | dict(asked)
    if "text" not in mapping:
        raise NotMapped("aucune colonne n'est celle du texte des commentaires")
    return mapping
