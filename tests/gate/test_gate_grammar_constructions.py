"""The gate knows what each verb, preposition and pronoun wants after it, whatever the words of the sentence."""

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
        ("Cette aide palliait au manque de places.", "au", "le"),
        ("Rappelez-vous de votre mot de passe.", "de votre", "votre"),
        ("Vous pouvez accéder votre dossier en tout temps.", "votre", "à votre"),
        ("Vous pouvez bénéficier une réduction.", "une", "d'une"),
        ("Nous vous invitons de remplir le formulaire.", "de", "à"),
        ("Essayez redémarrer votre appareil.", "redémarrer", "de redémarrer"),
        ("Le service ouvre à partir le 3 mai.", "le", "du"),
        ("Grâce votre signalement, la panne est réparée.", "votre", "à votre"),
        ("Relisez-vous avant envoyer le message.", "avant", "avant de"),
        ("Voici le programme que nous parlions hier.", "que", "dont"),
        ("Voici les critères auquel la demande répond.", "auquel", "auxquels"),
        ("Chacune des équipes doivent répondre.", "doivent", "doit"),
        ("Aucun employé vous demandera ce code.", "vous", "ne vous"),
        ("Quatre cent logements seront construits.", "cent", "cents"),
        ("La salle et la cour seront fermés lundi.", "fermés", "fermées"),
        ("Les équipes se sont déplacé rapidement.", "déplacé", "déplacées"),
        ("Les photos que le ministère a publié sont libres.", "publié", "publiées"),
        ("Après que le dépôt soit fait, un avis vous parvient.", "soit", "est"),
        ("Il suffit que vous répondez par écrit.", "répondez", "répondiez"),
        ("Les bureaux ont gardé les même heures.", "même", "mêmes"),
        ("Les numéros sont-il exacts?", "il", "ils"),
        ("La passerelle, doit être réparée.", "passerelle,", "passerelle"),
        ("Le guichet a l'air fermer.", "fermer", "fermé"),
    ],
)
def test_it_is_stopped(draft: str, wrong: str, right: str) -> None:
    assert (wrong, right) in found(draft)


@pytest.mark.parametrize(
    ("draft", "wrong", "right"),
    [
        ("Le service est offert de 8 h a 16 h.", "a", "à"),
        ("La demande et refusée.", "et", "est"),
        ("Le bureau reçoit les formulaires est les transmet.", "est", "et"),
        ("Nous avons présenté sont rapport.", "sont", "son"),
        ("Les routes son très glissantes.", "son", "sont"),
        ("Écrivez-nous par courriel où par la poste.", "où", "ou"),
        ("Dites-nous ou vous habitez.", "ou", "où"),
        ("Nous publierons se rapport demain.", "se", "ce"),
        ("Le délai dû traitement varie.", "dû", "du"),
        ("Consultez là page du programme.", "là", "la"),
        ("Un rendez-vous s'en frais vous est offert.", "s'en", "sans"),
        ("Merci a toutes nos bénévoles.", "a", "à"),
        ("Veillez remplir la section 2.", "Veillez", "Veuillez"),
    ],
)
def test_a_homophone_is_told_by_its_clause(draft: str, wrong: str, right: str) -> None:
    assert (wrong, right) in found(draft)


@pytest.mark.parametrize(
    "draft",
    [
        "La somme versée en trop doit en principe être remboursée.",
        "Le gym et la piscine sont ouverts le samedi.",
        "C'est de ce programme que nous parlions.",
        "La différence entre un avis et une décision est expliquée ici.",
        "Votre nom et celui de vos enfants sont exacts.",
        "Venez nous voir, et passez nous saluer au kiosque.",
        "Les équipes se sont rendu compte de l'erreur et se sont succédé au comptoir.",
        "Non, aucuns frais ne s'appliquent; rien n'est exigé sans que personne vous avise.",
        "Ils ont tous souligné la journée; nous en sommes touchés.",
        "Nous ne pouvons pas en accélérer le traitement.",
        "Quelque âgés qu'ils soient, ils sont les bienvenus.",
        "La personne qui déménage a droit à une aide.",
        "Choisissez Recevoir les avis, puis suivez les étapes.",
        "Deux cent trois logements et quatre-vingt-dix places ont été créés.",
    ],
)
def test_what_is_right_passes(draft: str) -> None:
    assert found(draft) == []


def test_a_form_that_no_word_has_is_put_right() -> None:
    assert found("Nous pouvont vous aider.") == [("pouvont", "pouvons")]
    assert found("Les journals sont en ligne.") == [("journals", "journaux")]
