"""Nothing that leaves asks people to write in public what identifies them."""

from __future__ import annotations

import pytest

from parvis.gate.check import check
from parvis.policy.load import shipped_policy


def requests(draft: str) -> list[str]:
    """The passages of a draft that ask for personal information."""
    faults = check(draft, shipped_policy()).faults
    return [draft[fault.start : fault.end] for fault in faults if fault.code == "asks_personal_info"]


@pytest.mark.parametrize(
    ("draft", "asked"),
    [
        ("Bonjour, donnez-nous votre NAS.", "donnez-nous votre NAS"),
        ("Envoyez votre N.A.S. svp", "Envoyez votre N.A.S"),
        ("Inscrivez votre numero d’assurance sociale ci-dessous", "Inscrivez votre numero d’assurance sociale"),
        ("Indiquez votre date de naissance en commentaire.", "Indiquez votre date de naissance"),
        ("Il nous faut votre carte d'assurance maladie.", "Il nous faut votre carte d'assurance maladie"),
        ("Dites-nous votre numéro de carte de crédit.", "Dites-nous votre numéro de carte de crédit"),
        ("Pour vérifier, transmettez-nous votre CP-12.", "transmettez-nous votre CP-12"),
        ("Merci de nous fournir vos coordonnées bancaires.", "Merci de nous fournir vos coordonnées bancaires"),
        ("Envoyez une photo de votre permis de conduire.", "Envoyez une photo de votre permis de conduire"),
        ("Publiez le NAS de votre conjoint.", "Publiez le NAS"),
        ("Confirmez votre e\u0301tat de sante\u0301.", "Confirmez votre e\u0301tat de sante\u0301"),
        ("Pouvez-vous nous donner votre numéro de dossier?", "Pouvez-vous nous donner votre numéro de dossier"),
        ("Nous aurions besoin de votre adresse.", "aurions besoin de votre adresse"),
        ("Vous devez nous donner votre NAS.", "Vous devez nous donner votre NAS"),
        ("Laissez-nous un numéro de téléphone.", "Laissez-nous un numéro de téléphone"),
        ("Répondez avec vos nom, adresse et date de naissance.", "Répondez avec vos nom, adresse et date de naissance"),
        ("N'oubliez pas d'inscrire votre NAS ici.", "N'oubliez pas d'inscrire votre NAS"),
        ("Donne-moi ton numéro de téléphone.", "Donne-moi ton numéro de téléphone"),
    ],
)  # fmt: skip
def test_a_request_is_refused_from_its_verb_to_what_it_asks(draft: str, asked: str) -> None:
    assert requests(draft) == [asked]


@pytest.mark.parametrize(
    "draft",
    [
        "Quel est votre numéro d'assurance sociale?",
        "Votre numéro de téléphone?",
        "Et votre NAS, s'il vous plaît?",
        "À quel numéro pouvons-nous vous joindre?",
        "Quand êtes-vous né?",
    ],
)
def test_a_question_is_a_request(draft: str) -> None:
    assert len(requests(draft)) == 1


@pytest.mark.parametrize(
    "draft",
    [
        "Ne publiez jamais votre numéro d'assurance sociale ici.",
        "N'indiquez pas votre date de naissance.",
        "Évitez d'inscrire votre date de naissance en commentaire.",
        "Merci de ne pas partager vos renseignements personnels dans les commentaires.",
        "Nous ne vous demanderons jamais votre NAS sur Facebook.",
        "Nous n'avons pas besoin de votre NAS.",
        "Inutile de préciser votre adresse.",
    ],
)
def test_telling_people_not_to_is_the_opposite_of_asking(draft: str) -> None:
    assert requests(draft) == []


@pytest.mark.parametrize(
    "draft",
    [
        "Appelez-nous au 1 877 644-4545 en ayant votre numéro de dossier en main.",
        "Rendez-vous à votre bureau de Services Québec avec votre carte d'assurance maladie.",
        "Indiquez votre NAS dans le formulaire en ligne.",
        "N'oubliez pas d'indiquer votre numéro de dossier sur l'enveloppe.",
        "Joignez votre spécimen de chèque à votre demande.",
        "Transmettez-nous votre date de naissance par téléphone.",
    ],
)
def test_a_telephone_a_counter_or_a_form_is_where_to_say_it(draft: str) -> None:
    assert requests(draft) == []


def test_private_messages_will_do_for_a_file_number_and_not_for_a_social_insurance_number() -> None:
    assert requests("Envoyez-nous votre numéro de dossier en message privé.") == []
    assert requests("Envoyez-nous votre NAS en message privé.") == ["Envoyez-nous votre NAS"]


@pytest.mark.parametrize(
    "draft",
    [
        "Donnez-nous ici votre numéro de dossier, puis appelez-nous.",
        "Laissez-nous vos coordonnées, un agent vous rappellera par téléphone.",
    ],
)
def test_naming_the_telephone_does_not_excuse_a_public_request(draft: str) -> None:
    assert len(requests(draft)) == 1


@pytest.mark.parametrize(
    "draft",
    [
        "Nous avons bien reçu votre numéro de dossier, merci.",
        "Vous pouvez modifier votre adresse dans Mon dossier.",
        "Votre adresse a changé? Faites la mise à jour en ligne.",
        "Écrivez-nous à l'adresse indiquée sur notre site.",
        "Communiquez avec nous au numéro de téléphone affiché sur Québec.ca.",
        "Notez le numéro : 811.",
        "Pour être admissible, vous devez fournir une preuve d'identité et votre numéro d'assurance sociale.",
        "La carte d'assurance maladie relève de la RAMQ.",
        "Sans votre NAS, la demande ne peut pas être traitée.",
        "Précisez votre question et votre région.",
        "Quelle est la date limite? Le 30 juin.",
        "Pourriez-vous nous donner plus de détails sur votre situation?",
    ],
)
def test_speaking_of_such_things_is_not_asking_for_them(draft: str) -> None:
    assert requests(draft) == []


def test_each_sentence_that_asks_is_a_fault_of_its_own() -> None:
    draft = "Indiquez votre NAS. Merci! Donnez-nous aussi votre adresse."
    assert requests(draft) == ["Indiquez votre NAS", "Donnez-nous aussi votre adresse"]


def test_the_fault_says_where_to_send_people_instead() -> None:
    (fault,) = check("Donnez-nous votre NAS.", shipped_policy()).faults
    assert "téléphoner" in fault.message
    assert fault.suggestion == ""
