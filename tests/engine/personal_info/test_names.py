"""Names that their surroundings make private, and people described too closely."""

from __future__ import annotations

import pytest

from tests.engine.personal_info.finding import found

NAMED = [
    ("Ma voisine Thérèse Fictif a été fraudée, elle est gênée", "Thérèse Fictif"),
    ("Mon employé, c'est Gontran Fictif-Abel, schizophrénie, en arrêt", "Gontran Fictif-Abel"),
    ("Je m'appelle Lorraine Fictif et mon dossier dort", "Lorraine Fictif"),
    ("moi c Joëlle Fictif-Diaz, mon cheque arrive pas", "Joëlle Fictif-Diaz"),
    ("C'est celui de Patrice Fictif-Huot, dette de 1 260 $", "Patrice Fictif-Huot"),
    ("Vicky Fictif, sortie de thérapie", "Vicky Fictif"),
    ("Luc Fictif travaille au noir", "Luc Fictif"),
    ("luc fictif est su'l bs", "luc fictif"),
    ("LE PÈRE, STÉPHANE FICTIF-ROY, RIEN, IL TRAVAILLE AU NOIR. LE PÈRE STÉPHANE", "STÉPHANE FICTIF-ROY"),
    ("Inscrivez ma mère, Bernadette Fictif, 418 555-0134", "Bernadette Fictif"),
    ("Bonjour, Évariste Fictif, NAS 046 454 286", "Évariste Fictif"),
    ("mon nom est jeanguy fictif, 046 454 286", "jeanguy fictif"),
    ("jai rdv jeudi melanie fictif rejoigner moi au 418 555-0134", "melanie fictif"),
    ("APPELEZ ARSÈNE FICTIF AU 418 555-0134", "ARSÈNE FICTIF"),
    ("M. Fictif, 14 rue des Lilas", "Fictif"),
    ("Nathalie Fictif, 12 mai 1980", "Nathalie Fictif"),
    ("ma voisine Lise est sur l'aide sociale", "Lise"),
]
DESCRIBED = [
    "Dites-le à la dame de la maison bleue à côté de l'église",
    "c'est le grand roux du guichet 2",
    "la voisine de palier, dans le bloc rose en face de la caisse",
]
NONE = [
    "Merci à Mme Fictive du bureau de Chicoutimi pour mon dossier",
    "Bravo à Sylvie Fictive pour son travail sur l'aide sociale",
    "Merci Julie pour ma demande",
    "La ministre Jeanne Fictive coupe l'aide sociale",
    "Jean Fictif, député, a fait une fausse déclaration",
    "mon propriétaire, Normand Fictif, met le feu à ses blocs",
    "Le directeur, Hector Fictif, touche des pots-de-vin",
    "La Garderie Souris Verte est une fraude",
    "et je signe de mon nom : Diane Fictive",
    "Mon frère est schizophrène",
    "Mont Tremblant, Saint Jérôme et Baie Comeau",
    "Voyons Huguette, tout le monde attend son chèque",
    "Martin cherche de l'aide",
    "Dans Mon dossier, rien ne bouge",
    "Service Québec, dossier fermé",
    "une belle maison bleue",
    "un chalet rouge au bord du lac",
    "le grand roux est drôle",
]


@pytest.mark.parametrize(("text", "name"), NAMED)
def test_a_name_with_a_case_is_found_without_its_title(text: str, name: str) -> None:
    assert ("name_with_case", name) in found(text)


@pytest.mark.parametrize("text", DESCRIBED)
def test_two_sorts_of_traits_describe_somebody(text: str) -> None:
    assert [kind for kind, _ in found(text)] == ["other"]


@pytest.mark.parametrize("text", NONE)
def test_a_name_alone_or_one_trait_is_left_alone(text: str) -> None:
    assert found(text) == []
