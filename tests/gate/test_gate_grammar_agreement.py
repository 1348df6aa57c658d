"""Nouns, adjectives, participles and verbs agree, or the draft does not leave."""

from __future__ import annotations

import pytest

from parvis.gate.rules.grammar import grammar
from parvis.policy.load import shipped_policy


def found(draft: str) -> list[tuple[str, str]]:
    """What is stopped, and what is offered in its place."""
    return [(draft[fault.start : fault.end], fault.suggestion) for fault in grammar(draft, shipped_policy())]


@pytest.mark.parametrize(
    ("draft", "wrong", "right"),
    [
        # a determiner and its noun
        ("Il y a plusieurs façon de nous joindre.", "façon", "façons"),
        ("Aucun documents n'est exigé.", "documents", "document"),
        ("Les trois bureau sont ouverts.", "bureau", "bureaux"),
        ("Nous avons reçu des centaines de lettre.", "lettre", "lettres"),
        ("Cet mesure vise les jeunes.", "mesure", ""),
        ("Un suivit sera fait.", "suivit", ""),
        ("Toute les demandes sont étudiées.", "Toute", "Toutes"),
        ("Les bureaux offrent tout les services.", "tout", "tous"),
        ("Nous vous souhaitons une bonne journées.", "journées", "journée"),
        ("Merci, et bonne continuations.", "bonne continuations", ""),
        # a noun and its adjectives
        ("Des ateliers gratuit sont offerts.", "gratuit", "gratuits"),
        ("Les demandes reçu après le 1er attendront.", "reçu", "reçues"),
        ("La liste des documents exigé se trouve en ligne.", "exigé", "exigés"),
        ("C'est la page la plus consulté.", "consulté", "consultée"),
        # a subject and its verb
        ("Il peuvent demander une révision.", "Il peuvent", "Ils peuvent"),
        ("Ils peut demander une révision.", "peut", "peuvent"),
        ("Nos agents vous répondrons dès lundi.", "répondrons", "répondront"),
        ("Notre équipe vous réponds du lundi au vendredi.", "réponds", "répond"),
        ("Les gens qui habite en région peuvent appeler.", "habite", "habitent"),
        ("C'est vous qui a raison.", "a", "avez"),
        ("Le montant que vous recevez dépendent de vos revenus.", "dépendent", "dépend"),
        ("Le délai pour faire une demande sont de 90 jours.", "sont", "est"),
        ("Chacun doivent fournir une preuve.", "doivent", "doit"),
        ("Un rappel : les bureaux ferme à 16 h.", "ferme", "ferment"),
        ("Si vous envoyé la demande lundi, elle sera lue.", "envoyé", "envoyez"),
        # the participle with « être »
        ("Votre demande a été refusé.", "refusé", "refusée"),
        ("Les formulaires doivent être envoyé avant le 15.", "envoyé", "envoyés"),
        ("Nous sommes désolé pour ce délai.", "désolé", "désolés"),
        ("La séance s'est déroulé lundi.", "déroulé", "déroulée"),
        ("Ces services vous sont offert sans frais.", "offert", "offerts"),
        ("Plusieurs échanges sont devenus blessant.", "blessant", "blessants"),
        # the participle with « avoir »
        ("Les renseignements que vous avez fourni sont incomplets.", "fourni", "fournis"),
        ("Vos lettres, nous les avons reçu.", "reçu", "reçus"),
        ("Nous avons reçus votre message.", "reçus", "reçu"),
        ("Les employés ont reçus leur avis.", "reçus", "reçu"),
        ("Nous avons dus fermer le bureau.", "dus", "dû"),
    ],
)
def test_what_does_not_agree_is_stopped(draft: str, wrong: str, right: str) -> None:
    assert (wrong, right) in found(draft)


@pytest.mark.parametrize(
    "draft",
    [
        "La plupart des gens reçoivent leur paiement le 1er.",
        "Une dizaine de personnes ont participé à l'atelier; le tiers des demandes a été traité.",
        "Un accident sur cinq touche une personne en poste depuis peu.",
        "Votre fils ou votre fille est couvert. Votre fille et votre fils sont couverts.",
        "Ni le père ni la mère n'ont à signer.",
        "La formation des travailleuses et des travailleurs est gratuite.",
        "Les secteurs public et privé sont visés; les langues française et anglaise aussi.",
        "Les règles incombant à l'employeur restent les mêmes.",
        "Les outils que nous apporte la nouvelle version sont utiles.",
        "Au bas de la page figurent l'adresse et le logo.",
        "Passé ce délai, la demande est fermée. Étant donné la panne, nous prolongeons la période.",
        "Elles se sont parlé au téléphone, puis se sont rencontrées.",
        "Les personnes que nous avons vues travailler sont satisfaites.",
        "La somme que vous auriez pu recevoir figure dans l'avis.",
        "Les heures que vous avez dû faire comptent.",
        "Les demandes sont toutes étudiées; ils ont tous répondu.",
        "Tout le monde peut participer, et tous le savent.",
        "Vous deux avez droit à l'aide, vous seul connaissez votre code.",
        "Les deux premiers versements ont été faits; les première et deuxième étapes aussi.",
        "Nous vous invitons à la journée portes ouvertes.",
        "La ministre et la notaire sont présentes.",
        "Quelque 350 personnes ont participé.",
        "L'aide versée à titre de prestation spéciale est remboursée.",
        "Le premier dure plus longtemps, le second verse davantage.",
        "Un parent peut travailler; ses revenus doivent toutefois être déclarés.",
        "Ce sont des messages comme le vôtre qui égaient nos lundis.",
    ],
)
def test_what_agrees_passes(draft: str) -> None:
    assert found(draft) == []
