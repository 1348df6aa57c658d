"""What the institution should answer, with or without a question mark; rhetorical questions are not."""

from __future__ import annotations

import pytest

from tests.engine.conftest import Judge

ASKED = [
    "Est-ce que le formulaire doit être envoyé par la poste?",
    "Quand est-ce que je vais être payé",
    "C'est-tu ouvert demain, le bureau de Matane",
    "Ça prend-tu un certificat de naissance pour la demande",
    "J'aimerais savoir si mon revenu change mon admissibilité.",
    "Comment faire une demande en ligne",
    "Quel est le délai pour une révision",
    "Puis-je travailler à temps partiel en recevant l'aide",
    "quelqu'un sait c koi le numéro du bureau",
    "On a droit à combien pour deux adultes?",
    "Je suis tannée. Mon chèque arrive quand?",
    "C'est une blague? Bon. Et pour le formulaire, est-ce qu'on l'envoie par courriel?",
    "How do I apply?",
]
NOT_ASKED = [
    "Vous trouvez ça normal?",
    "C'est une blague?",
    "Quand allez-vous vous réveiller?",
    "Qui va payer encore?",
    "Vous riez de nous?",
    "Quel gâchis, cette réforme.",
    "Quand on travaille au salaire minimum, on vit dans la pauvreté.",
    "Merci pour l'information!",
    "Mon dossier avance bien.",
    "???",
    "Comme d'habitude, aucun service.",
]


@pytest.mark.parametrize("text", ASKED)
def test_a_question_is_recognised(by_lists: Judge, text: str) -> None:
    assert by_lists(text).is_question


@pytest.mark.parametrize("text", NOT_ASKED)
def test_what_asks_nothing_is_not_a_question(by_lists: Judge, text: str) -> None:
    assert not by_lists(text).is_question
