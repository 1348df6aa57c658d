"""A row under a mapping becomes a comment, or a publication of ours, or is not taken and told why.

A comment's identifier is the file's own, under the account of files (`fichier:NAME#ID`): files number their rows
from 1, and two files must not be taken for one. Without one it is the hash of the author, date, text, parent and
post, and which of the identical rows it is: rows added around it change nothing.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from parvis.connectors.port import Act, Capability, Obstacle, RemoteComment, RemotePost, Visibility
from parvis.desk.records.verbatim import displayable

from .dates import read_date
from .fingerprints import Met
from .names import PLATFORMS, folded
from .plans import Plan
from .readers import x_archive
from .readers.shapes import NotTaken, Row

_LONGEST_ID = 255
_DEEPEST = 60  # lists within lists: what is kept raw has to be written again
_ABSENT = {
    "x": {Act.HOLD, Act.PUBLISH, Act.REJECT, Act.DELETE, Act.PRIVATE_REPLY},
    "facebook": {Act.HOLD, Act.PUBLISH, Act.REJECT},
    "youtube": {Act.HIDE, Act.UNHIDE, Act.PRIVATE_REPLY},
}


_HOLDERS = (Mapping, list, tuple)


class Refused(Exception):
    """This row is not taken; the message says why, in French."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """`own_id` and `parent` are as the file writes them; `length` is the row's, in characters."""

    number: int
    item: RemoteComment | RemotePost
    own_id: str = ""
    parent: str = ""
    length: int = 0


def arrivals(plan: Plan) -> Iterator[Arrival | NotTaken]:
    """Each row of the file, in order. Raises `Unusable`."""
    now = timezone.now()
    with Met() as met:
        for row in plan.rows():
            if isinstance(row, NotTaken):
                yield row
                continue
            try:
                yield _arrival(row, plan, met, now)
            except Refused as refused:
                yield NotTaken(row.number, str(refused))


def _arrival(row: Row, plan: Plan, met: Met, now: datetime) -> Arrival:
    if _depth(row.raw or row.cells) > _DEEPEST:
        raise Refused("ses listes sont emboîtées démesurément")
    cells = {field: row.cells.get(column) for field, column in plan.mapping.items()}
    _refuse_other_platform(cells.get("platform"), plan.platform)
    text, own_id, parent = _text(cells.get("text")), _word(cells, "id"), _word(cells, "parent")
    written_at = _date(cells.get("date"), now)
    if plan.found.reader.FORMAT == x_archive.FORMAT and not parent and own_id:
        return Arrival(row.number, RemotePost(_cut(own_id), text, written_at, raw=row.raw), own_id, length=_length(row))
    author, author_id, post = _word(cells, "author"), _word(cells, "author_id"), _word(cells, "post")
    identifier = scoped(plan.namespace, own_id) if own_id else _fingerprint(plan, met, row, text, parent, post)
    comment = RemoteComment(
        platform_id=identifier,
        kind="reply" if parent else "comment",
        thread_id=identifier,
        text=text,
        created_at=written_at,
        author_id=_cut(author_id),
        author_name=author,
        post_id=_cut(post or (parent if cells.get("ours") else "")),
        visibility=Visibility.UNKNOWN,
        ours=bool(cells.get("ours")) or (plan.given != "" and plan.given in {author, author_id}),
        capabilities=_capabilities(plan.platform),
        raw={"file_row": row.number, "row": dict(row.raw or row.cells)},
    )
    return Arrival(row.number, comment, own_id, parent, _length(row))


def _length(row: Row) -> int:
    return sum(len(value) for value in row.cells.values() if isinstance(value, str | bytes))


def _depth(value: object) -> int:
    """How deep lists and objects are nested, without recursion: the row may have been made to exhaust it."""
    level, depth = [value], 0
    while level and depth <= _DEEPEST:
        inner = [held.values() if isinstance(held, Mapping) else held for held in level if isinstance(held, _HOLDERS)]
        level, depth = [item for items in inner for item in items], depth + 1
    return depth


def scoped(namespace: str, own_id: str) -> str:
    """The identifier of the file's own under its account; its hash when a database could not hold it."""
    whole = f"{namespace}#{own_id}"
    if len(whole) <= _LONGEST_ID and displayable(own_id) == own_id:
        return whole
    return f"{namespace}#l:{hashlib.sha256(own_id.encode('utf-8', 'surrogatepass')).hexdigest()}"


def _fingerprint(plan: Plan, met: Met, row: Row, text: str, parent: str, post: str) -> str:
    told = [str(row.cells.get(plan.mapping.get(field, ""), "")) for field in ("author", "date")]
    written = json.dumps([*told, text, parent, post], ensure_ascii=False).encode("utf-8", "surrogatepass")
    digest = hashlib.sha256(written).digest()
    return f"{plan.namespace}#h:{digest.hex()[:40]}-{met.times(digest)}"


def _refuse_other_platform(told: object, platform: str) -> None:
    if told in (None, ""):
        return
    named = PLATFORMS.get(folded(str(told)), "")
    if named != platform:
        raise Refused(f"elle vient de {named}, et non de {platform}" if named else "sa plateforme est inconnue")


def _text(value: object) -> str:
    if isinstance(value, bytes):
        try:
            return value.decode("utf-8")
        except UnicodeDecodeError:
            raise Refused("son texte n'est pas en UTF-8") from None
    if not isinstance(value, str):
        raise Refused("il manque le texte" if value is None else "ce qui tient lieu de texte n'en est pas un")
    return value


_WORDS = {"id": "son identifiant", "author": "le nom de l'auteur", "author_id": "l'identifiant de l'auteur"}


def _word(cells: dict[str, object], field: str) -> str:
    """A name or an identifier: a text, or a whole number that a table holds as a number."""
    value = cells.get(field)
    if value is None or (isinstance(value, float) and math.isnan(value)):  # an empty cell of a numeric column
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return str(int(value))
    if isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool)):
        return str(value).strip()
    raise Refused(f"{_WORDS.get(field, 'un de ses identifiants')} n'est ni un texte ni un nombre")


def _date(value: object, now: datetime) -> datetime:
    """When it was written; when it was imported, for a file that does not say."""
    if value is None or value == "":
        return now
    moment = read_date(value, timezone.get_default_timezone())
    if moment is None:
        raise Refused("sa date ne se lit pas; écrivez-la comme 2026-11-20 14:05")
    return moment


def _cut(word: str) -> str:
    """As it is, or its hash when a database could not hold it."""
    if len(word) <= _LONGEST_ID and displayable(word) == word:
        return word
    return f"l:{hashlib.sha256(word.encode('utf-8', 'surrogatepass')).hexdigest()}"


def _capabilities(platform: str) -> tuple[Capability, ...]:
    absent = _ABSENT.get(platform, set())
    return tuple(Capability(act, obstacle=Obstacle.NO_SUCH_ACT if act in absent else Obstacle.FROM_FILE) for act in Act)
