"""What is wrong between the parts of a policy although each, alone, is well formed.

Works on raw content, so that these contradictions are reported together with malformed values.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from parvis.policy.rules import CriterionCode
from parvis.policy.suggest import did_you_mean

Place = tuple[str | int, ...]


class Contradiction(NamedTuple):
    """One thing wrong: where in the content, what in French, and how to put it right."""

    place: Place
    message: str
    hint: str
    on_key: bool = False  # the key is at fault, not its value


def contradictions(content: Mapping[str, object]) -> Iterator[Contradiction]:
    """Yield every contradiction of a policy's content, in no particular order. Never raises on odd content."""
    for table, key, what in _UNIQUE:
        yield from _repeated(content, table, key, what)
    yield from _missing_criteria(content)
    yield from _unknown_clauses(content)
    yield from _orphans(content)


_UNIQUE = (
    (("clauses",), "id", "la clause"),
    (("criteria",), "code", "le critère"),
    (("roles",), "code", "le rôle"),
    (("retention",), "record", "la conservation de"),
    (("calendar", "holidays"), "day", "le jour férié du"),
    (("lists", "phones"), "number", "le numéro"),
    (("lists", "domains"), "domain", "le domaine"),
)


def _repeated(content: Mapping[str, object], table: Place, key: str, what: str) -> Iterator[Contradiction]:
    seen: set[str] = set()
    for place, value in _values(content, table, key):
        if value in seen:
            yield Contradiction(
                (*place, key),
                f"{what} « {value[:80]} » figure déjà plus haut",
                "gardez une seule des deux entrées",
            )
        seen.add(value)


def _missing_criteria(content: Mapping[str, object]) -> Iterator[Contradiction]:
    if not isinstance(content.get("criteria"), list | tuple):
        return  # the whole table is missing or malformed, which is reported as such
    written = {value for _, value in _values(content, ("criteria",), "code")}
    for code in CriterionCode:
        if code not in written:
            yield Contradiction(
                ("criteria",),
                f"il manque le critère « {code} »",
                f'ajoutez une section [[criteria]] avec code = "{code}"',
            )


def _unknown_clauses(content: Mapping[str, object]) -> Iterator[Contradiction]:
    known = {value for _, value in _values(content, ("clauses",), "id")}
    for place, value in _values(content, ("criteria",), "clause"):
        if value not in known:
            yield Contradiction(
                (*place, "clause"),
                f"aucune clause ne porte le numéro « {value[:80]} »",
                did_you_mean(value, known, "écrivez le numéro d'une des sections [[clauses]]"),
            )


def _orphans(content: Mapping[str, object]) -> Iterator[Contradiction]:
    known = {value for _, value in _values(content, ("clauses",), "id")}
    for place, value in _values(content, ("clauses",), "id"):
        if value[-1:].islower() and value[:-1] not in known:
            yield Contradiction(
                (*place, "id"),
                f"la clause « {value[:80]} » précise la clause « {value[:-1][:80]} », qui n'existe pas",
                f'ajoutez une section [[clauses]] avec id = "{value[:-1][:80]}"',
            )


def _values(content: Mapping[str, object], table: Place, key: str) -> Iterator[tuple[Place, str]]:
    """Yield the place of each entry of a table that has a usable key, and that key's value as text."""
    entries = _at(content, table)
    if not isinstance(entries, list | tuple):
        return
    for index, entry in enumerate(entries):
        value = entry.get(key) if isinstance(entry, Mapping) else None
        if value is not None and not isinstance(value, Mapping | list | tuple):
            yield (*table, index), str(value)


def _at(content: Mapping[str, object], place: Place) -> object:
    found: object = content
    for step in place:
        found = found.get(str(step)) if isinstance(found, Mapping) else None
    return found
