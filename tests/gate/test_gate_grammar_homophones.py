"""Words that sound alike are told apart by what stands around them."""

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
        ("Ce service s'adresse a tous les citoyens.", "a", "à"),
        ("N'hésitez pas a nous écrire.", "a", "à"),
        ("Grâce a votre aide, tout est prêt.", "Grâce a", "Grâce à"),
        ("L'équipe à répondu à toutes les questions.", "à", "a"),
        ("L'atelier à lieu le mardi.", "à lieu", "a lieu"),
        ("Indiquez la ville ou vous habitez.", "ou", "où"),
        ("Ou se trouve le bureau le plus proche?", "Ou", "Où"),
        ("Le service est offert en personne où en ligne.", "où", "ou"),
        ("Le formulaire ce trouve sur notre site.", "ce", "se"),
        ("Il ce peut que le délai soit plus long.", "ce", "se"),
        ("Nous lisons se formulaire avec soin.", "se", "ce"),
        ("C'est règles s'appliquent à tous.", "C'est", "Ces"),
        ("Il c'est glissé une erreur dans le texte.", "c'est", "s'est"),
        ("Ces gratuit.", "Ces", "C'est"),
        ("Sa vous convient?", "Sa vous", "Ça vous"),
        ("Ont vous rappellera demain.", "Ont", "On"),
        ("Ils on reçu un avis.", "on", "ont"),
        ("Les dates son affichées en ligne.", "son", "sont"),
        ("Nous leurs avons envoyé une lettre.", "leurs", "leur"),
        ("Les employeurs doivent afficher leur offres.", "leur", "leurs"),
        ("Nos agents sont la pour vous.", "sont la pour", "sont là pour"),
        ("Qu'elle est la date limite?", "Qu'elle", "Quelle"),
        ("Quel est la date limite?", "Quel", "Quelle"),
        ("Quelque soit votre situation, appelez-nous.", "Quelque soit", "Quel que soit"),
        ("Quand à vos questions sur l'impôt, elles relèvent de Revenu Québec.", "Quand", "Quant"),
        ("Quant vous aurez reçu l'avis, signez-le.", "Quant vous", "Quand vous"),
        ("Cela peu prendre dix jours.", "Cela peu", "Cela peut"),
        ("Nous sommes près à vous aider.", "près", "prêts"),
        ("Téléphonez-nous est nous vous aiderons.", "est", "et"),
        ("Le bureau et fermé aujourd'hui.", "et", "est"),
        ("Nous vous répondrons des que possible.", "des que", "dès que"),
        ("Vous auriez du nous appeler.", "du", "dû"),
        ("Cette langue est aussi la notre.", "la notre", "la nôtre"),
        ("Vous devez être inscrits depuis six moi.", "moi", "mois"),
        ("Votre demande peut-être faite en ligne.", "peut-être", "peut être"),
    ],
)
def test_the_wrong_one_is_stopped_and_the_right_one_offered(draft: str, wrong: str, right: str) -> None:
    assert (wrong, right) in found(draft)


@pytest.mark.parametrize(
    "draft",
    [
        "Le bureau a votre lettre; il vous répondra.",
        "Le service des permis de construire a été informé.",
        "Celle dont vous parlez a été produite ailleurs.",
        "Appelez-nous ou écrivez-nous, selon ce que vous préférez.",
        "Le jour où vous recevez l'avis, le délai commence.",
        "Dites-nous où en est votre demande.",
        "Ce que vous avez lu est exact, et ce sont de bonnes nouvelles.",
        "Cela se peut, mais ce n'est pas certain.",
        "C'est elle qui s'est présentée; ces gens s'en souviennent.",
        "Leurs enfants et les nôtres : nous leur avons écrit.",
        "Son appel a été entendu, et ses idées sont retenues.",
        "On n'a pas encore la date, mais on l'aura.",
        "Là où vous habitez, le service est là pour vous.",
        "Quelle que soit la raison, dites-le-nous.",
        "Quelles sont les vôtres?",
        "Qu'elles soient petites ou grandes, les entreprises ont droit à ce service.",
        "Quand aurez-vous la réponse? Quant au délai, il est de dix jours.",
        "Peu de gens le savent, mais on peut payer en ligne.",
        "À peu près à la même date, près de vous.",
        "Une solution gratuite et confidentielle.",
        "Cela fait partie de la mesure, dès réception.",
        "La Solidarité sociale est un programme, et non un parti.",
        "Préférez-vous un atelier le jour ou le soir?",
        "La lettre est à ce jour la seule preuve.",
    ],
)
def test_the_right_one_passes(draft: str) -> None:
    assert found(draft) == []
