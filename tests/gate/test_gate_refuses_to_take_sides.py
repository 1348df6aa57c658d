"""The institution favours and attacks no party; the facts of public life pass."""

from __future__ import annotations

import pytest

from parvis.gate.check import check
from parvis.policy.load import shipped_policy
from tests.gate.drafts import found


@pytest.mark.parametrize(
    "draft",
    [
        "Merci à la CAQ pour cette mesure!",
        "Le PLQ a coupé partout.",
        "Les péquistes n'y comprennent rien.",
        "Un gouvernement libéral aurait fait mieux.",
        "Les conservateurs veulent couper l'aide.",
        "Québec solidaire promet la lune.",
        "Le gouvernement Legault a bien agi.",
        "Paul St-Pierre Plamondon se trompe.",
        "Votez pour le vrai changement.",
        "Souvenez-vous-en le 5 octobre!",
        "Notre gouvernement, lui, pense à vous.",
        "Ce gouvernement mérite un autre mandat.",
        "L'opposition bloque cette bonne mesure.",
        "C'est la faute de l'ancien gouvernement.",
        "Grâce à notre premier ministre, tout va mieux.",
        "Devenez membre de notre parti.",
        "Ne votez pas pour eux.",
    ],
)
def test_taking_sides_is_refused(draft: str) -> None:
    faults = check(draft, shipped_policy())
    assert [fault.code for fault in faults.blocking] == ["partisan"]


@pytest.mark.parametrize(
    "draft",
    [
        "Les élections générales ont lieu le 5 octobre 2026; adressez-vous à Élections Québec.",
        "La ministre annonce un investissement de deux millions de dollars.",
        "Le projet de loi 71 a été adopté par l'Assemblée nationale.",
        "La ministre répondra aux questions de l'opposition en commission parlementaire.",
        "Le député de la circonscription coupera le ruban.",
        "L'aide sociale et la solidarité sociale sont deux programmes.",
        "Le conservateur du musée et les employés solidaires de leurs collègues.",
        "L'espace vert est ouvert; soyez libéral de votre temps.",
        "Le certificat d'acceptation du Québec (CAQ) est délivré aux étudiants.",
        "On se voit demain, on vous attend.",
        "Votre commentaire invitait à voter pour un parti; notre page est neutre.",
        "Nous ne commentons pas les positions des partis politiques.",
        "Votez pour votre photo préférée!",
        "L'assurance-emploi relève du gouvernement fédéral.",
        "Le Bloc sanitaire est fermé; la participation est gratuite.",
        "La ministre a dit : « Notre gouvernement investit dans la formation. »",
    ],
)
def test_facts_of_public_life_pass(draft: str) -> None:
    assert found(draft, "partisan") == []


def test_one_fault_covers_a_sentence_from_its_first_sign_to_its_last() -> None:
    assert found("Bonjour! Avec la CAQ ou le PQ, rien ne change.", "partisan") == ["la CAQ ou le PQ"]
