"""What leaves the desk as a file: the shape of an export, the columns of a comment, and the days' counts.

Each slice that shows something names its exports in `settings.EXPORTS`; `files` writes them.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Literal

from django.utils import timezone

from parvis.desk.people.permissions import Permission

from .models import Comment, Revision
from .queries import counts_by_day
from .verbatim import displayable

Query = Mapping[str, str]  # the parameters of an address
Cells = Mapping[str, object]  # by the columns' keys: texts, whole numbers, flags, None


@dataclass(frozen=True, slots=True)
class Column:
    """`key` is for programs, `label` for people. `words`: French for the codes that stand in it."""

    key: str
    label: str
    kind: Literal["text", "number", "flag"] = "text"
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Export:
    """`kind` names it in addresses and in the audit chain. `rows` and `count` raise `LookupError` for nothing such."""

    kind: str
    label: str  # of the file, in French
    permission: Permission
    columns: tuple[Column, ...]
    rows: Callable[[Query], Iterable[Cells]]
    count: Callable[[Query], int]


# `parvis import` knows an export of ours by these ten, and reads the exact text back from the last three.
COMMENT_COLUMNS = (
    Column("id", "Identifiant"),
    Column("platform", "Plateforme"),
    Column("author", "Auteur"),
    Column("ours", "De notre compte", "flag"),
    Column("written_at", "Écrit le"),
    Column("post", "Publication"),
    Column("parent", "En réponse à"),
    Column("text", "Texte"),
    Column("exact", "Octets exacts"),
    Column("sha256", "Empreinte"),
)


def comment_cells(comment: Comment, revision: Revision, author: str) -> dict[str, object]:
    """What stands in `COMMENT_COLUMNS`. `author` is how screens name the person: a pseudonym."""
    return {
        "id": comment.platform_id,
        "platform": comment.platform,
        "author": author,
        "ours": comment.ours,
        "written_at": moment(comment.written_at),
        "post": comment.post_platform_id,
        "parent": comment.parent_id,
        **text_cells(revision),
    }


def text_cells(revision: Revision) -> dict[str, object]:
    """The text as it can be shown; its exact bytes in base64 where files cannot hold it; its hash."""
    exact = revision.exact_text
    held = displayable(exact) == exact
    return {
        "text": revision.text,
        "exact": "" if held else base64.b64encode(bytes(revision.verbatim)).decode("ascii"),
        "sha256": revision.sha256,
    }


def moment(when: datetime | None) -> str:
    """ISO 8601 at the desk's own hour, "" for none."""
    return timezone.localtime(when).isoformat() if when else ""


def _days(query: Query) -> Iterator[Cells]:
    del query  # every day is shown
    for day in counts_by_day():
        yield {**asdict(day), "day": day.day.isoformat(), "removed": day.removed, "adds_up": day.adds_up}


DAYS = Export(
    kind="jours",
    label="Comptes par jour",
    permission=Permission.READ,
    columns=(
        Column("day", "Jour"),
        Column("platform", "Plateforme"),
        Column("received", "Reçus", "number"),
        Column("public", "Publics", "number"),
        Column("removed", "Retirés", "number"),
        Column("removed_by_us", "Retirés par nous", "number"),
        Column("gone_elsewhere", "Disparus autrement", "number"),
        Column("pending", "En suspens", "number"),
        Column("adds_up", "Le compte est juste", "flag"),
    ),
    rows=_days,
    count=lambda query: sum(1 for _ in _days(query)),
)
