"""What `parvis verify` proves of previews: each was told in the chain, and what is still kept is what was seen."""

from __future__ import annotations

from collections.abc import Iterator

from parvis.desk.records.models import AuditEvent
from parvis.desk.records.verbatim import sha256
from parvis.desk.records.verification import Proof, seals, told

from .models import Content, Preview

SEALED = ("previews_preview",)


def verify_previews() -> Iterator[Proof]:
    yield _looks()
    yield seals(SEALED)


def _looks() -> Proof:
    bodies = AuditEvent.objects.filter(verb="attachment.previewed").values_list("subject", "body")
    announced = {(subject, *_said(body)) for subject, body in bodies.iterator(1000)}
    columns = ("pk", "attachment_id", "outcome", "content_sha256")
    kept = {
        (f"attachment:{attachment}", str(pk), outcome, digest)
        for pk, attachment, outcome, digest in Preview.objects.values_list(*columns).iterator(1000)
    }
    faults = [f"Aperçu {pk} : annoncé au journal, mais absent ou altéré." for _, pk, *_ in announced - kept]
    faults += [f"Aperçu {pk} : présent, mais pas tel qu'au journal." for _, pk, *_ in kept - announced]
    altered = (one.pk for one in Content.objects.only("pk", "body").iterator(20) if sha256(one.body) != one.pk)
    faults += [f"Aperçu d'empreinte {digest[:16]} : contenu altéré." for digest in altered]
    return Proof("Aperçus", len(kept), tuple(sorted(faults)))


def _said(body: str) -> tuple[str, str, str]:
    said = told(body)
    return str(said.get("preview")), str(said.get("outcome")), str(said.get("content_sha256"))
