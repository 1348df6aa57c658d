"""Critical, supportive or neutral; never a ground for anything."""

from __future__ import annotations

import pytest

from tests.engine.conftest import Judge


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("C'est une honte, encore un délai inacceptable.", "critical"),
        ("J'attends depuis trois mois, aucune réponse.", "critical"),
        ("Ce n'est pas efficace.", "critical"),
        ("Merci pour rien!", "critical"),
        ("Bravo, service rapide et courtois!", "supportive"),
        ("Merci beaucoup pour votre aide.", "supportive"),
        ("Excellente nouvelle pour les familles.", "supportive"),
        ("Le bureau ouvre à 8 h 30.", "neutral"),
        ("Quel est le numéro du formulaire?", "neutral"),
        ("", "neutral"),
    ],
)
def test_the_stance_of_a_comment(by_lists: Judge, text: str, stance: str) -> None:
    assert by_lists(text).stance == stance
