"""Calques, familiar turns, spellings and signs that no draft of ours held, and the right sentences beside them."""

from __future__ import annotations

import pytest

from tests.gate.drafts import found, put_right


@pytest.mark.parametrize(
    "draft",
    [
        "Soyez avisés que le comptoir ferme à midi.",
        "La salle est sous rénovation.",
        "Le projet est en avant de son échéancier.",
        "Les critères que vous devez rencontrer sont affichés.",
        "Le directeur a résigné en mars.",
        "La décision du comité sera finale.",
        "Elle veut aller en appel de la décision.",
        "Les meilleures pratiques sont dans le guide.",
        "Prenez une entente avec le bureau.",
        "Le rapport de progrès est en ligne.",
        "Une session d'information aura lieu jeudi.",
        "La balle est dans votre cour.",
        "Nous vous garderons informés de la suite.",
        "Votre plainte sera escalatée.",
        "Le blueprint et le mock-up sont prêts.",
        "Il reste du red tape à éliminer.",
        "La loi stipule que la demande est écrite.",
        "Envoyez-nous un recap de la rencontre.",
    ],
)
def test_more_calques_and_english_words_are_stopped(draft: str) -> None:
    assert found(draft, "anglicism")


@pytest.mark.parametrize(
    "draft",
    [
        "Les personnes éligibles au poste de secrétaire du conseil sont connues.",
        "Elle les supporte mieux depuis le printemps.",
        "Les colonnes supportent le plafond.",
        "La séance est diffusée sur Facebook Live.",
        "Remplissez le coupon, puis vous le postez au bureau.",
        "Vous pouvez compléter la formation par un stage.",
        "L'aide peut être demandée pour des raisons de santé.",
        "La retraite anticipée est possible dès 60 ans.",
        "Les parties en sont venues à une entente.",
        "Le document prend effet lundi.",
    ],
)
def test_right_sentences_that_look_like_them_pass(draft: str) -> None:
    assert found(draft, "anglicism") == []


@pytest.mark.parametrize(
    "draft",
    [
        "L'équipe a mis le paquet pour vous.",
        "Un gars de chez nous a gagné.",
        "Encore un pépin avec le site.",
        "Inutile de nous relancer.",
        "Comment osez-vous écrire cela?",
        "Un peu de patience!",
        "Vous ne serez pas déçus.",
        "Toutes les demandes seront acceptées.",
        "Comptez sur nous!",
        "Votre emploi est garanti.",
        "Les client[e]s et les employé_es sont là.",
        "Amène toute ta famille.",
    ],
)
def test_more_tones_that_are_not_the_institutions(draft: str) -> None:
    assert found(draft, "register")


@pytest.mark.parametrize(
    "draft",
    [
        "L'Armée du Salut recueille des manteaux.",
        "Prenez donc le temps de lire la lettre.",
        "Nous ne vous écrirons jamais pour vous demander un code.",
        "Il n'en fallait pas davantage.",
        "Sachez qu'il fallait lire 205 personnes.",
        "Si cela ne vous convient pas, appelez-nous.",
    ],
)
def test_right_tones_pass(draft: str) -> None:
    assert found(draft, "register") == []


@pytest.mark.parametrize(
    ("draft", "right"),
    [
        ("Nos meilleurs voeux.", "Nos meilleurs vœux."),
        ("La rénumération est annuelle.", "La rémunération est annuelle."),
        ("Le co-voiturage est offert.", "Le covoiturage est offert."),
        ("Le télé-travail continue.", "Le télétravail continue."),
        ("Cherchez par-tout.", "Cherchez partout."),
    ],
)
def test_more_spellings_are_put_right(draft: str, right: str) -> None:
    assert put_right(draft, "spelling") == right


def test_a_first_name_before_a_family_name_is_not_a_slip() -> None:
    assert found("Un hommage à Leonard Cohen aura lieu.", "spelling") == []


@pytest.mark.parametrize(
    ("draft", "right"),
    [
        ("Nous avons reçu 25,000 visiteurs.", "Nous avons reçu 25\u00a0000 visiteurs."),
        ("Pour les 70ans et plus.", "Pour les 70\u00a0ans et plus."),
        ("Il reste quinze(15) jours.", "Il reste quinze (15) jours."),
        ("Le 05 mai, à midi.", "Le 5 mai, à midi."),
        ("Venez le lundi, 5 mai.", "Venez le lundi 5 mai."),
        ("Les OBNLs et les CPEs participent.", "Les OBNL et les CPE participent."),
        ("Écrivez à MM Roy et Lavoie.", "Écrivez à MM. Roy et Lavoie."),
        ("Au bureau de la rue St-Denis.", "Au bureau de la rue Saint-Denis."),
        ("Le gouvernement du Quebec agit.", "Le gouvernement du Québec agit."),
        ("Prenez rendez -vous demain.", "Prenez rendez-vous demain."),
        ("Au 2e. étage de la tour.", "Au 2e étage de la tour."),
        ("La langue Française est belle.", "La langue française est belle."),
        ("Il fait 20° C dehors.", "Il fait 20\u00a0°C dehors."),
    ],
)
def test_more_signs_are_set_right(draft: str, right: str) -> None:
    assert put_right(draft, "typography") == right


@pytest.mark.parametrize(
    "draft",
    [
        "Le taux passe de 2,000 à 2,125 points.",
        "M. St-Pierre et Mme Ste-Marie seront là.",
        "Nous réservons la salle M pour vous.",
        "La rive sud du fleuve est belle.",
    ],
)
def test_signs_that_are_right_pass(draft: str) -> None:
    assert found(draft, "typography") == []
