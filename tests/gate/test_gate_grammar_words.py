"""Elision, contraction, hyphens, words written twice, and what every fault of grammar says."""

from __future__ import annotations

from itertools import pairwise

import pytest

from parvis.gate.rules.grammar import grammar
from parvis.policy.load import shipped_policy


def found(draft: str) -> list[tuple[str, str]]:
    """What is stopped, and what is offered in its place."""
    return [(draft[fault.start : fault.end], fault.suggestion) for fault in grammar(draft, shipped_policy())]


@pytest.mark.parametrize(
    ("draft", "wrong", "right"),
    [
        ("Le aide est versée le 1er.", "Le aide", "L'aide"),
        ("Nous avons besoin de une preuve de adresse.", "de adresse", "d'adresse"),
        ("Si il est fermé, appelez-nous.", "Si il", "S'il"),
        ("Lorsque il est fermé, appelez-nous.", "Lorsque il", "Lorsqu'il"),
        ("Ce emploi est permanent.", "Ce", "Cet"),
        ("Sa adresse a changé.", "Sa", "Son"),
        ("L'handicap doit être reconnu.", "L'handicap", ""),
        ("Remettez-le à le bureau.", "à le", "au"),
        ("Vous êtes dans dans la bonne file.", "dans dans", "dans"),
        ("Appelez nous au 211.", "Appelez nous", "Appelez-nous"),
        ("Est ce que le bureau est ouvert?", "Est ce que", "Est-ce que"),
        ("Ses explications, sa suffit.", "sa", "ça"),
        ("Malgré que le bureau soit fermé, écrivez-nous.", "Malgré que", "Bien que"),
        ("Quelques uns de nos bureaux sont fermés.", "Quelques uns", "Quelques-uns"),
    ],
)
def test_it_is_stopped(draft: str, wrong: str, right: str) -> None:
    assert (wrong, right) in found(draft)


@pytest.mark.parametrize(
    "draft",
    [
        "Le onze mai, le huit et le oui : rien ne s'élide.",
        "La hausse, le handicap, le haut de la page.",
        "L'hameçonnage et l'hébergement, l'heure et l'horaire.",
        "Nous nous excusons, et vous vous en doutiez.",
        "Invitez-le à écrire; dites-la au comptoir.",
        "Avez-vous reçu l'avis que vous attendiez?",
        "Ce que montrent les chiffres est ce que vous disiez.",
        "Pensez à le remplir et à les joindre.",
    ],
)
def test_it_passes(draft: str) -> None:
    assert found(draft) == []


def test_a_fault_is_one_french_sentence_and_its_suggestion_replaces_what_it_marks() -> None:
    draft = "Bonjour! Votre demande a été refusé."
    (fault,) = grammar(draft, shipped_policy())
    assert fault.code == "grammar"
    assert fault.message == "«\u00a0refusé\u00a0» doit s'accorder avec le sujet, «\u00a0demande\u00a0»."
    assert draft[: fault.start] + fault.suggestion + draft[fault.end :] == "Bonjour! Votre demande a été refusée."


def test_one_place_has_one_fault() -> None:
    spans = [(fault.start, fault.end) for fault in grammar("Ils on reçus plusieurs avi a signé.", shipped_policy())]
    assert all(first[1] <= second[0] for first, second in pairwise(spans))


@pytest.mark.parametrize(
    "draft", ["", " \n", "…", "👍🏽", "\0\ud800", "''''", "-", "a" * 5000, "le " * 3000, "l'" * 2000]
)
def test_no_draft_makes_it_fail(draft: str) -> None:
    list(grammar(draft, shipped_policy()))


def test_a_long_and_careful_text_has_no_fault() -> None:
    policy = shipped_policy()
    for clause in policy.clauses:
        assert list(grammar(clause.text, policy)) == []
