"""Personal information: removal is proposed, whoever published it; a tenuous identification goes to a person."""

from __future__ import annotations

from parvis.engine.evidence import finding
from parvis.engine.findings import Disposition, Finding, Span
from parvis.engine.personal_info.candidate import LIKELY
from parvis.engine.reading import Reading

CODE = "personal_info"
_NAMES = {
    "sin": "numéro d'assurance sociale", "nam": "numéro d'assurance maladie", "cp12": "identifiant CP-12",
    "phone": "numéro de téléphone", "email": "adresse courriel", "address": "adresse",
    "name_with_case": "nom d'une personne et sa situation", "dob": "date de naissance", "bank": "compte bancaire",
    "card": "carte de paiement", "file_number": "numéro de dossier", "plate": "plaque d'immatriculation",
    "other": "autre identifiant",
}  # fmt: skip


def find(reading: Reading) -> list[Finding]:
    if not reading.pii:
        return []
    score = max(item.score for item in reading.pii)
    kinds = ", ".join(dict.fromkeys(_NAMES[item.type] for item in reading.pii))
    sure = score >= LIKELY
    reason = f"Renseignement personnel{'' if sure else ' possible'}\u00a0: {kinds}."
    spans = [Span(item.start, item.end) for item in reading.pii]
    return finding(CODE, score, spans, reason, Disposition.REMOVE if sure else Disposition.REVIEW)
