"""What moderation shows, as rows for a file: a view of the queue, one comment's whole file, the journal."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.db.models import QuerySet

from parvis.desk.people.permissions import Permission
from parvis.desk.records.authors import author_label
from parvis.desk.records.exports import COMMENT_COLUMNS, Cells, Column, Export, Query, comment_cells, moment, text_cells
from parvis.desk.records.models import Attachment
from parvis.desk.records.wording import ACTS, STATES, VISIBILITIES
from parvis.web.labels import DISPOSITIONS

from .filters import Filters, asked
from .models import Assessment, Decision, Entry
from .queries import journal
from .wording import VERDICTS

_AT_ONCE = 500  # rows held in memory
_PARTS = {
    "comment": "Commentaire",
    "revision": "Version",
    "attachment": "Pièce jointe",
    "assessment": "Analyse",
    "decision": "Décision",
    "effect": "Geste",
}
_VERDICT = Column("verdict", "Décision", words={verdict.value: said for verdict, said in VERDICTS.items()})
_DECISION_COLUMNS = (
    Column("decided_at", "Décidé le"),
    _VERDICT,
    Column("decided_by", "Décidé par"),
    Column("criteria", "Critères"),
    Column("clause", "Clause"),
    Column("policy", "Politique"),
    Column("act", "Geste", words={act.value: said for act, said in ACTS.items()}),
    Column("state", "État du geste", words={state.value: said for state, said in STATES.items()}),
    Column("note", "Note"),
)


def _decision_cells(decision: Decision | None) -> dict[str, object]:
    if decision is None:
        return {}
    return {
        "decided_at": moment(decision.decided_at),
        "verdict": decision.verdict,
        "decided_by": decision.actor_name,
        "criteria": " ".join(decision.criteria),
        "clause": decision.clause,
        "policy": decision.policy.version,
        "act": decision.act,
        "state": decision.effect.state if decision.effect else "",
        "note": decision.note,
    }


def _entries(query: Query) -> QuerySet[Entry]:
    related = ("comment__account", "comment__standing__revision", "assessment", "decision__effect", "decision__policy")
    entries = Entry.objects.select_related(*related).defer("comment__standing__revision__raw")
    return Filters.read(query).apply(entries)


def _queue(query: Query) -> Iterator[Cells]:
    for entry in _entries(query).iterator(chunk_size=_AT_ONCE):
        comment, standing = entry.comment, entry.comment.standing
        yield {
            **comment_cells(comment, standing.revision, author_label(comment)),
            "received_at": moment(comment.received_at),
            "visibility": standing.visibility,
            "disposition": entry.disposition,
            "found": " ".join(finding["criterion"] for finding in entry.assessment.findings)
            if entry.assessment
            else "",
            "language": entry.language,
            "question": entry.is_question,
            "permalink": comment.permalink,
            **_decision_cells(entry.decision),
        }


QUEUE = Export(
    kind="file",
    label="File des commentaires",
    permission=Permission.READ,
    columns=(
        *COMMENT_COLUMNS,
        Column("received_at", "Reçu le"),
        Column("visibility", "Sur la plateforme", words={seen.value: said for seen, said in VISIBILITIES.items()}),
        Column("disposition", "Proposition", words=DISPOSITIONS),
        Column("found", "Critères relevés"),
        Column("language", "Langue"),
        Column("question", "Question", "flag"),
        Column("permalink", "Adresse"),
        *_DECISION_COLUMNS,
    ),
    rows=_queue,
    count=lambda query: _entries(query).count(),
)


def _journal_rows(query: Query) -> QuerySet[Decision]:
    return journal(words=asked(query, "mots", 100), verdict=asked(query, "verdict", 16))


def _journal(query: Query) -> Iterator[Cells]:
    for decision in _journal_rows(query).iterator(chunk_size=_AT_ONCE):
        comment = decision.comment
        yield {"id": comment.platform_id, "platform": comment.platform, **_decision_cells(decision)}


JOURNAL = Export(
    kind="journal",
    label="Journal des décisions",
    permission=Permission.READ,
    columns=(Column("id", "Identifiant"), Column("platform", "Plateforme"), *_DECISION_COLUMNS),
    rows=_journal,
    count=lambda query: _journal_rows(query).count(),
)


def _entry(query: Query) -> Entry:
    """Raises `LookupError` when no comment of the queue has this identifier."""
    try:
        asked_for = UUID(query.get("commentaire", ""))
    except ValueError:
        raise LookupError from None
    entry = Entry.objects.select_related("comment__account", "comment__standing__revision").filter(pk=asked_for).first()
    if entry is None:
        raise LookupError
    return entry


def _case(query: Query) -> Iterator[Cells]:
    comment = _entry(query).comment
    cells = comment_cells(comment, comment.standing.revision, author_label(comment))
    seen = comment.standing.visibility
    yield {**cells, "part": "comment", "at": moment(comment.received_at), "said": VISIBILITIES[seen]}  # type: ignore[index]
    for revision in comment.revisions.order_by("number").defer("raw"):
        yield {**text_cells(revision), "part": "revision", "number": revision.number, "at": moment(revision.seen_at)}
    for attachment in (
        Attachment.objects.filter(revision__comment=comment)
        .select_related("revision")
        .order_by("revision__number", "position")
    ):
        yield _attachment_cells(attachment)
    assessments = Assessment.objects.filter(revision__comment=comment).select_related("policy", "revision")
    for assessment in assessments.order_by("assessed_at"):
        yield _assessment_cells(assessment)
    for decision in comment.decisions.select_related("policy", "effect").order_by("decided_at"):
        yield {"part": "decision", "at": moment(decision.decided_at), **_decision_cells(decision)}
    for effect in comment.effects.order_by("wanted_at"):
        told = {"act": effect.act, "state": effect.state, "said": effect.said, "decided_by": effect.wanted_by}
        yield {"part": "effect", "at": moment(effect.wanted_at), **told}


def _attachment_cells(attachment: Attachment) -> Cells:
    """Its metadata whole, as it was hashed."""
    return {
        "part": "attachment",
        "number": attachment.revision.number,
        "at": moment(attachment.revision.seen_at),
        "said": attachment.metadata,
        "sha256": attachment.sha256,
    }


def _assessment_cells(assessment: Assessment) -> Cells:
    return {
        "part": "assessment",
        "number": assessment.revision.number,
        "at": moment(assessment.assessed_at),
        "disposition": assessment.disposition,
        "criteria": " ".join(finding["criterion"] for finding in assessment.findings),
        "said": " ".join(finding["reason"] for finding in assessment.findings),
        "policy": assessment.policy.version,
    }


COMMENT = Export(
    kind="commentaire",
    label="Dossier d'un commentaire",
    permission=Permission.READ,
    columns=(
        Column("part", "Élément", words=_PARTS),
        Column("number", "Version", "number"),
        Column("at", "Moment"),
        *COMMENT_COLUMNS,
        Column("disposition", "Proposition", words=DISPOSITIONS),
        *_DECISION_COLUMNS,
        Column("said", "Précision"),
    ),
    rows=_case,
    count=lambda query: sum(1 for _ in _case(query)),
)
