"""Keeps the library of approved answers: seeded once, then written, validated and retired by people."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from typing import Any

from django.utils import timezone

from parvis.desk.people.actors import Actor
from parvis.desk.people.permissions import Permission, allowed, require
from parvis.desk.records.audit import append_event, chained

from ..library.refusals import ChangedElsewhere
from ..library.slugs import slug_of
from ..models import LibraryAnswer

_TAKEN = ("subject", "theme", "questions", "text", "short", "placeholders", "sources", "owner", "review_by", "redirect")
_VALIDATED = {"text", "short", "redirect"}  # what the institution stands by: once changed, it is asked again


def seed_library(*, actor: Actor) -> int:
    """Add the shipped answers that this desk never had. One that people changed or retired is left as it is."""
    if not allowed(actor.role, Permission.OPERATE):
        require(actor, Permission.ANSWER)
    if not _missing():
        return 0
    with chained():
        missing = _missing()  # another process may have been first
        for entry in missing:
            _create(actor, entry["id"], entry)
        if missing:
            slugs = sorted(entry["id"] for entry in missing)
            append_event(actor=actor, verb="library.seeded", subject="library", body={"answers": slugs})
    return len(missing)


def _missing() -> list[dict[str, Any]]:
    known = set(LibraryAnswer.objects.values_list("slug", flat=True))
    return [entry for entry in _shipped() if entry["id"] not in known]


def add_answer(*, actor: Actor, fields: Mapping[str, Any], slug: str = "", kept: Sequence[str] = ()) -> LibraryAnswer:
    """A person writes a new approved answer, named after its subject. `kept`: codes of the gate's warnings that they
    read and kept."""
    require(actor, Permission.ANSWER)
    with chained():
        slug = slug or slug_of(fields["subject"], set(LibraryAnswer.objects.values_list("slug", flat=True)))
        answer = _create(actor, slug, fields)
        _tell(actor, "added", answer, {"kept": sorted(kept)} if kept else {})
        return answer


def change_answer(
    *, actor: Actor, answer: LibraryAnswer, fields: Mapping[str, Any], kept: Sequence[str] = ()
) -> LibraryAnswer:
    """A person changes it. Answers already sent keep the words that were sent.

    Raises `ChangedElsewhere` when it is no longer what they read, which is `answer`. Other words have to be validated
    again. `kept`: as for a new one.
    """
    require(actor, Permission.ANSWER)
    with chained():
        stored = _as_read(answer)
        changed = sorted(name for name, value in fields.items() if getattr(stored, name) != value)
        if changed:
            again = stored.validated and bool(_VALIDATED & set(changed))
            validated = {"validated": False} if again else {}
            _update(actor, stored, **fields, **validated)
            body = {"fields": changed} | ({"validate_again": True} if again else {})
            _tell(actor, "changed", stored, body | ({"kept": sorted(kept)} if kept else {}))
        return LibraryAnswer.objects.get(pk=answer.pk)


def validate_answer(*, actor: Actor, answer: LibraryAnswer) -> LibraryAnswer:
    """The institution stands by the words of `answer`, and by no others: raises `ChangedElsewhere` as for a change."""
    require(actor, Permission.ADMINISTER)
    with chained():
        stored = _as_read(answer)
        if not stored.validated:
            LibraryAnswer.objects.filter(pk=stored.pk).update(validated=True)
            _tell(actor, "validated", stored)
        return LibraryAnswer.objects.get(pk=answer.pk)


def retire_answer(*, actor: Actor, answer: LibraryAnswer) -> None:
    """It is no longer suggested. What was answered with it stays."""
    _put_aside(actor, answer, retired=True)


def restore_answer(*, actor: Actor, answer: LibraryAnswer) -> None:
    """A retired answer is suggested again, as it was."""
    _put_aside(actor, answer, retired=False)


def _put_aside(actor: Actor, answer: LibraryAnswer, *, retired: bool) -> None:
    require(actor, Permission.ADMINISTER)
    with chained():
        stored = LibraryAnswer.objects.get(pk=answer.pk)
        if (stored.retired_at is not None) != retired:
            _update(actor, stored, retired_at=timezone.now() if retired else None)
            _tell(actor, "retired" if retired else "restored", stored)


def _as_read(answer: LibraryAnswer) -> LibraryAnswer:
    """As it is stored, if that is what was read: the chain's lock keeps it so."""
    stored = LibraryAnswer.objects.get(pk=answer.pk)
    if stored.changed_at != answer.changed_at:
        raise ChangedElsewhere
    return stored


def _update(actor: Actor, answer: LibraryAnswer, **fields: Any) -> None:
    """`changed_at` is also what the index of suggestions is read again by."""
    LibraryAnswer.objects.filter(pk=answer.pk).update(changed_at=timezone.now(), changed_by=actor.reference, **fields)


def _tell(actor: Actor, what: str, answer: LibraryAnswer, body: Mapping[str, object] | None = None) -> None:
    append_event(actor=actor, verb=f"library.{what}", subject=f"library:{answer.slug}", body=body or {})


def _create(actor: Actor, slug: str, fields: Mapping[str, Any]) -> LibraryAnswer:
    return LibraryAnswer.objects.create(
        slug=slug,
        changed_at=timezone.now(),
        changed_by=actor.reference,
        validated=bool(fields.get("validated", False)),
        **{name: fields[name] for name in _TAKEN if name in fields},
    )


def _shipped() -> Iterator[dict[str, Any]]:
    for file in sorted(files("parvis.desk.enquiries").joinpath("library").iterdir(), key=lambda one: one.name):
        if file.name.endswith(".toml"):
            yield from tomllib.loads(file.read_text(encoding="utf-8")).get("answers", [])
