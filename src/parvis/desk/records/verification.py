"""What `parvis verify` proves of the records, offline: the chain, the texts' hashes, the seals, the counts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Count, F, Max
from django.utils.module_loading import import_string

from parvis.policy.errors import PolicyErrors
from parvis.policy.load import loads_policy

from . import attached, verbatim
from .audit import check_chain
from .immutable import sealed_tables
from .models import Attachment, AuditEvent, Comment, PolicyVersion, Revision, Standing
from .queries import counts_by_day

SEALED = (
    "records_comment",
    "records_revision",
    "records_attachment",
    "records_policyversion",
    "records_enforcement",
    "records_auditevent",
    "records_unknownitem",
)
_OF_ATTACHMENT = ("kind", "url", "metadata", "sha256", "position", "revision__comment_id", "revision__number")


@dataclass(frozen=True, slots=True)
class Proof:
    """One thing checked: over how many, and each fault as a French sentence."""

    name: str
    checked: int
    faults: tuple[str, ...] = ()


def verify() -> list[Proof]:
    """Every proof of `settings.VERIFIERS`, in order."""
    return [proof for verifier in settings.VERIFIERS for proof in import_string(verifier)()]


def verify_records() -> Iterator[Proof]:
    yield _chain()
    yield _texts()
    yield _received()
    yield _attachments()
    yield _standings()
    yield seals(SEALED)
    yield _policies()
    yield _counts()


def _chain() -> Proof:
    events = AuditEvent.objects.order_by("number")
    faults = tuple(f"Événement {b.number} : {b.problem}." for b in check_chain(events.iterator(2000)))
    return Proof("Chaîne du journal", events.count(), faults)


def _texts() -> Proof:
    """Every text against its hash, and its displayable copy against the text."""
    faults, checked = [], 0
    for revision in Revision.objects.only("verbatim", "sha256", "text", "number", "comment_id").iterator(1000):
        checked += 1
        if verbatim.sha256(revision.verbatim) != revision.sha256:
            faults.append(f"Commentaire {revision.comment_id}, révision {revision.number} : texte altéré.")
        elif not _shows(revision):
            faults.append(f"Commentaire {revision.comment_id}, révision {revision.number} : copie affichée altérée.")
    return Proof("Textes reçus", checked, tuple(faults))


def _shows(revision: Revision) -> bool:
    try:
        return verbatim.displayable(revision.exact_text) == revision.text
    except UnicodeDecodeError:  # the bytes and their hash were replaced together, by what is no text
        return False


def _received() -> Proof:
    """Every revision was announced in the chain with its hash, and every announced one is still here."""
    announced: set[tuple[str, int, str]] = set()
    for body in AuditEvent.objects.filter(verb="comments.received").values_list("body", flat=True).iterator(1000):
        announced |= {(comment, number, digest) for comment, number, digest in told(body).get("revisions", [])}
    kept = {
        (str(comment), number, digest)
        for comment, number, digest in Revision.objects.values_list("comment_id", "number", "sha256").iterator(5000)
    }
    faults = [f"Commentaire {c}, révision {n} : reçu, mais absent des textes." for c, n, _ in announced - kept]
    faults += [f"Commentaire {c}, révision {n} : présent, mais jamais reçu." for c, n, _ in kept - announced]
    return Proof("Réceptions", len(announced), tuple(sorted(faults)))


def _attachments() -> Proof:
    """Every attachment against its hash, and against what the chain says was attached when it was received."""
    announced: set[tuple[str, int, int, str]] = set()
    for body in AuditEvent.objects.filter(verb="comments.received").values_list("body", flat=True).iterator(1000):
        announced |= {(comment, *rest) for comment, *rest in told(body).get("attachments", [])}
    faults, kept = [], set()
    for one in Attachment.objects.select_related("revision").only(*_OF_ATTACHMENT).iterator(1000):
        revision = one.revision
        kept.add((str(revision.comment_id), revision.number, one.position, one.sha256))
        if not attached.holds(one):
            faults.append(f"Commentaire {revision.comment_id}, révision {revision.number} : pièce jointe altérée.")
    faults += [f"Commentaire {c}, révision {n} : pièce jointe reçue, mais absente." for c, n, *_ in announced - kept]
    faults += [f"Commentaire {c}, révision {n} : pièce jointe jamais reçue." for c, n, *_ in kept - announced]
    return Proof("Pièces jointes", len(kept), tuple(sorted(faults)))


def told(body: str) -> dict[str, Any]:
    """What an event says; nothing, when it was altered into something else: the chain's own proof tells that."""
    try:
        said = json.loads(body)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def _standings() -> Proof:
    """Each comment has one standing, on its newest revision, and its revisions follow without a gap."""
    faults = [f"Commentaire {pk} : sans état." for pk in _pks(Comment.objects.filter(standing=None))]
    gaps = Comment.objects.annotate(n=Count("revisions"), last=Max("revisions__number")).exclude(n=F("last"))
    faults += [f"Commentaire {pk} : il manque une révision." for pk in _pks(gaps)]
    newest = Standing.objects.annotate(last=Max("comment__revisions__number")).exclude(revision__number=F("last"))
    faults += [f"Commentaire {pk} : son état ne suit pas sa dernière révision." for pk in _pks(newest)]
    return Proof("États des commentaires", Comment.objects.count(), tuple(faults))


def _pks(found: object) -> list[str]:
    return [str(pk) for pk in found.values_list("pk", flat=True)]  # type: ignore[attr-defined]


def seals(tables: tuple[str, ...]) -> Proof:
    """The triggers that refuse changes are in place."""
    missing = sorted(set(tables) - sealed_tables(connection))
    return Proof("Sceaux des tables", len(tables), tuple(f"La table {table} n'est plus scellée." for table in missing))


def _policies() -> Proof:
    """Each version's text is the one of its hash, and it was put in force by an event of the chain."""
    announced = {
        (subject.removeprefix("policy:"), str(told(body).get("content_hash")))
        for subject, body in AuditEvent.objects.filter(verb="policy.in_force").values_list("subject", "body")
    }
    versions = list(PolicyVersion.objects.order_by("kept_at"))
    faults = [
        f"Politique {version.version}\u00a0: le texte ne correspond pas à son empreinte."
        for version in versions
        if not _hashes_as_told(version)
    ]
    kept = {(version.version, version.content_hash) for version in versions}
    faults += [f"Politique {name}\u00a0: jamais mise en vigueur au journal." for name, _ in sorted(kept - announced)]
    faults += [f"Politique {name}\u00a0: mise en vigueur, mais absente." for name, _ in sorted(announced - kept)]
    return Proof("Versions de la politique", len(versions), tuple(faults))


def _hashes_as_told(version: PolicyVersion) -> bool:
    try:
        policy = loads_policy(version.source, version.version)
    except PolicyErrors:
        return False
    return (policy.version, policy.content_hash) == (version.version, version.content_hash)


def _counts() -> Proof:
    days = list(counts_by_day())
    faults = tuple(
        f"{day.day:%Y-%m-%d}, {day.platform} : {day.received} reçus, "
        f"mais {day.public} publics, {day.removed} retirés et {day.pending} en suspens."
        for day in days
        if not day.adds_up
    )
    return Proof("Reçus = publics + retirés + en suspens", len(days), faults)
