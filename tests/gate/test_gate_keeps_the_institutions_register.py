"""The institution says « vous », speaks plainly, promises nothing beyond its policy and mocks nobody."""

from __future__ import annotations

import pytest

from tests.gate.drafts import corrections, found


@pytest.mark.parametrize(
    "draft",
    [
        "Tu peux t'inscrire en ligne.",
        "T'as reçu la lettre?",
        "Ton dossier est complet.",
        "Appelle-nous demain.",
        "Vas-y, c'est facile.",
        "Envoie le formulaire par la poste.",
        "Cliquez ici, et n'oublie pas ta carte.",
        "As-tu reçu la lettre?",
        "Et toi, qu'en penses-tu?",
    ],
)
def test_nobody_is_called_tu(draft: str) -> None:
    assert found(draft, "register")


@pytest.mark.parametrize(
    "draft",
    [
        "Le ton de la lettre est courtois; baissons le ton.",
        "Votre ton nous blesse, et ce ton ne convient pas.",
        "La personne s'est tue, puis il s'est tu.",
        "Le projet « Prends ta place » commence lundi.",
        "Vous nous demandez pourquoi nous ne disons pas « tu ».",
        "Écrivez-nous, présentez-vous, parlez-en à votre agente.",
        "Où sommes-nous? Que pouvons-nous faire? Dites-le-nous.",
        "Peut-être viendra-t-elle, puis-je vous aider?",
        "Envoyez-le à l'adresse notée sur la lettre.",
        "Une agente étudie la demande, appelle la personne et envoie la lettre.",
        "Notre-Dame-de-la-Garde et Saint-Jean-sur-Richelieu.",
    ],
)
def test_what_only_looks_like_tu_passes(draft: str) -> None:
    assert found(draft, "register") == []


@pytest.mark.parametrize(
    "draft",
    [
        "Oubliez pas votre carte.",
        "Faites-vous-en pas.",
        "C'est pas possible en ligne.",
        "On peut pas vous répondre ici.",
        "Vous pouvez pas le faire.",
        "Ça marche pas aujourd'hui.",
        "Y'a pas de place.",
        "Faut appeler avant midi.",
    ],
)
def test_a_negation_keeps_its_ne_and_a_verb_its_subject(draft: str) -> None:
    assert found(draft, "register") or found(draft, "grammar")


@pytest.mark.parametrize(
    "draft",
    [
        "N'oubliez pas votre carte.",
        "Ce n'est pas possible en ligne.",
        "On ne peut pas vous répondre ici, et nous n'y pouvons rien.",
        "Il n'y a pas d'âge pour apprendre. Il y a une rampe.",
        "Pourquoi pas? Appelez-nous sans attendre, et pas plus tard que vendredi.",
        "Il faut appeler avant midi. Faut-il un rendez-vous?",
        "Vous, et pas votre conjoint, devez signer.",
    ],
)
def test_a_whole_negation_passes(draft: str) -> None:
    assert found(draft, "register") == []


@pytest.mark.parametrize(
    "draft",
    [
        "Nous vous répondrons dans l'heure.",
        "Un agent vous rappellera d'ici 15 minutes.",
        "On vous garantit une réponse favorable.",
        "Votre demande sera acceptée, c'est certain.",
        "Vous recevrez votre chèque demain, sans faute.",
        "On répond jour et nuit.",
        "Notre équipe est là pour vous 24/7.",
        "On va régler ça.",
        "Nous annulerons votre dette, promis!",
        "Vous allez recevoir votre argent demain.",
    ],
)
def test_nothing_is_promised_beyond_the_policy(draft: str) -> None:
    assert found(draft, "register")


@pytest.mark.parametrize(
    "draft",
    [
        "Nous répondons dans les 24 heures ouvrables.",
        "SOS violence conjugale répond jour et nuit au 1 800 363-9010.",
        "Le service en ligne est accessible 7 jours sur 7.",
        "Les versements sont faits le 1er du mois.",
        "L'employeur dispose de 30 jours pour répondre, et la lettre le dit.",
        "Le Supplément de revenu garanti est un programme fédéral.",
        "Nous ne pouvons pas garantir que la demande sera acceptée.",
        "Le formulaire se remplit en 10 minutes.",
        "L'atelier commence dans une heure.",
        "La dictée est sans faute.",
        "Rappelez-nous d'ici demain midi.",
    ],
)
def test_hours_deadlines_and_helplines_are_facts(draft: str) -> None:
    assert found(draft, "register") == []


@pytest.mark.parametrize(
    "draft",
    [
        "Les étudiant.e.s sont invités.",
        "Les étudiant·e·s sont invités.",
        "Chaque candidat(e) signe.",
        "Les utilisateur(trice)s du service.",
        "Les administrateur/trice·s signent.",
        "Un ou une technicien·ne.",
        "Les agent-e-s répondent.",
        "Iel doit signer.",
        "Merci à toustes et à celleux qui aident.",
        "Il/elle doit signer.",
    ],
)
def test_forms_that_the_state_gave_up_do_not_leave(draft: str) -> None:
    assert found(draft, "register")


@pytest.mark.parametrize(
    "draft",
    [
        "Les étudiantes et les étudiants sont invités.",
        "Une agente ou un agent vous répondra.",
        "Votre enfant (ou vos enfants) et leur(s) parent(s).",
        "Écrivez à l'adresse www.exemple.test/e, p. ex. le lundi.",
        "Le rendez-vous est là-bas, et celle-ci est prête.",
        "Le taux (2,5) et l'annexe (e) du guide.",
    ],
)
def test_whole_doublets_and_ordinary_signs_pass(draft: str) -> None:
    assert found(draft, "register") == []


@pytest.mark.parametrize(
    "draft",
    ["Franchement, lisez la page.", "Ce n'est pas notre problème.", "Arrêtez de vous plaindre.", "Pauvre vous!",
     "C'est écrit noir sur blanc.", "Calmez-vous."],
)  # fmt: skip
def test_nobody_is_mocked_or_scolded(draft: str) -> None:
    assert found(draft, "register")


def test_a_familiar_word_has_its_correction() -> None:
    assert corrections("Vous êtes ben prêts, pis nous aussi.", "register") == [("ben", "bien"), ("pis", "puis")]
    assert found("C'est une question de place, et le parc est plat.", "register") == []


@pytest.mark.parametrize(
    "draft",
    [
        "Perds pas l'original.",
        "Fais attention aux marches.",
        "Merci, Luc! Ouvre la lettre et signe.",
        "Bonjour Marie-Ève, clique sur le lien.",
        "Votre voisin est-tu content?",
        "Capote pas, tout va bien.",
    ],
)
def test_orders_to_one_person_are_known_by_their_verb(draft: str) -> None:
    assert found(draft, "register")


@pytest.mark.parametrize(
    "draft",
    [
        "Demande reçue le 3 mai. Note de service. Visite guidée à 14\u00a0h.",
        "Insulte une personne ou un groupe : motif 3.",
        "Le texte « Bien vivre » explique nos choix.",
        "Ne vous inquiétez pas : tout de même, relisez la lettre.",
        "Nous ne vous demanderons jamais votre mot de passe.",
    ],
)
def test_what_is_not_said_to_one_person_passes(draft: str) -> None:
    assert found(draft, "register") == []


@pytest.mark.parametrize(
    "draft",
    [
        "Bof, c'est une idée.",
        "Pour la dixième fois, la réponse est non.",
        "Faites vos devoirs avant d'écrire.",
        "Il vous répondra en trois jours, garanti.",
        "On va vous régler ça vite vite.",
    ],
)
def test_tones_are_known_word_by_word(draft: str) -> None:
    assert found(draft, "register")
