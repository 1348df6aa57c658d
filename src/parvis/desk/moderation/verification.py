"""What `parvis verify` proves of decisions: grounds, text in force, and an event in the chain for each."""

from __future__ import annotations

from collections.abc import Iterator

from parvis.desk.records.models import AuditEvent, Comment
from parvis.desk.records.policies import policy_of
from parvis.desk.records.verification import Proof, seals, told
from parvis.policy.errors import PolicyErrors

from .actions import audited
from .models import Decision, Entry, Verdict

SEALED = ("moderation_assessment", "moderation_decision")


def verify_decisions() -> Iterator[Proof]:
    yield _grounds()
    yield _audited()
    yield _entries()
    yield seals(SEALED)


def _grounds() -> Proof:
    """Each removal names a criterion of the version it cites, its clause, and words that are in the text."""
    faults = []
    decisions = Decision.objects.select_related("policy", "revision")
    for decision in decisions.iterator(1000):
        faults += [f"Décision {decision.pk} : {fault}." for fault in _faults(decision)]
    return Proof("Décisions", decisions.count(), tuple(faults))


def _faults(decision: Decision) -> Iterator[str]:
    if decision.revision.sha256 != decision.revision_sha256:
        yield "ne porte plus sur le texte qui avait été lu"
    if decision.revision.comment_id != decision.comment_id:
        yield "porte sur le texte d'un autre commentaire"
    if decision.verdict == Verdict.REMOVE:
        yield from _ungrounded(decision)
    if decision.effect and decision.effect.comment_id != decision.comment_id:
        yield "son geste visait un autre commentaire"


def _ungrounded(decision: Decision) -> Iterator[str]:
    clauses = _clauses(decision)
    if decision.criteria[:1] != [decision.criterion] or not set(decision.criteria) <= set(clauses):
        yield "retrait sans critère de la politique citée"
    elif decision.clause != clauses[decision.criterion]:
        yield "la clause citée n'est pas celle du critère"
    length = len(decision.revision.text)
    if not decision.evidence or not all(0 <= start < end <= length for start, end in decision.evidence):
        yield "retrait sans extrait du commentaire"


def _clauses(decision: Decision) -> dict[str, str]:
    """The clause of each criterion of the policy cited; none when that policy does not read any more."""
    try:
        return {criterion.code.value: criterion.clause for criterion in policy_of(decision.policy).criteria}
    except PolicyErrors:
        return {}


def _audited() -> Proof:
    """The chain and the decisions say the same, both ways."""
    announced = {}
    events = AuditEvent.objects.filter(verb__startswith="decision.").values_list("verb", "subject", "body", "actor")
    for verb, subject, body, actor in events.iterator(1000):
        announced[str(told(body).get("decision", subject))] = (verb, subject, body, actor)
    faults = []
    decisions = Decision.objects.select_related("policy")
    for decision in decisions.iterator(1000):
        verb, subject, body, actor = announced.pop(str(decision.pk), ("", "", "{}", ""))
        expected = (f"decision.{decision.verdict}", f"comment:{decision.comment_id}", decision.actor)
        if (verb, subject, actor) != expected or told(body) != audited(decision):
            faults.append(f"Décision {decision.pk} : le journal ne dit pas la même chose.")
    faults += [f"Décision {pk} : inscrite au journal, mais absente." for pk in announced]
    return Proof("Décisions au journal", decisions.count(), tuple(faults))


def _entries() -> Proof:
    """Every comment of the public has its place in the queue."""
    missing = Comment.objects.filter(ours=False, entry=None).values_list("pk", flat=True)
    faults = tuple(f"Commentaire {pk} : absent de la file." for pk in missing)
    return Proof("File", Entry.objects.count(), faults)
