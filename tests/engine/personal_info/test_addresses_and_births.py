"""Where people live and when they were born, with what belongs to the address and nothing more."""

from __future__ import annotations

import pytest

from tests.engine.personal_info.finding import found

FOUND = [
    ("address", "au 404, rang 3 Ouest, Saint-Fictif, ça marche", "404, rang 3 Ouest, Saint-Fictif"),
    ("address", "au 14 bis, rue des Fictifs, il dort", "14 bis, rue des Fictifs"),
    ("address", "15 rue des Pins app B, G8V 4K6, merci", "15 rue des Pins app B, G8V 4K6"),
    ("address", "18 rue bellevue app 3 matane G4H 9Y1", "18 rue bellevue app 3 matane G4H 9Y1"),
    ("address", "56, 8e Avenue, app. 3, La Fictive, G3G 3M0", "56, 8e Avenue, app. 3, La Fictive, G3G 3M0"),
    ("address", "412 RUE DES FRÊNES, G1Y 8C4, ALLEZ LÀ", "412 RUE DES FRÊNES, G1Y 8C4"),
    ("address", "1502 rue des Ormes, logement 9, J3E 1W3, 92 ans", "1502 rue des Ormes, logement 9, J3E 1W3"),
    ("address", "31, rue du Pré-Feint, bâtiment D, 72100 Fictif", "31, rue du Pré-Feint, bâtiment D, 72100 Fictif"),
    ("address", "jreste au 455 talbot app 12", "455 talbot app 12"),
    ("address", "au 1200 Fictif, Hull, J8X 1A1", "1200 Fictif, Hull, J8X 1A1"),
    ("address", "mon adresse c'est 77 des Bouleaux, Alma", "77 des Bouleaux, Alma"),
    ("address", "ma case postale 88, G0Z 9H2", "case postale 88, G0Z 9H2"),
    ("address", "chemin du Lac-Feint, maison verte, numéro 415", "chemin du Lac-Feint, maison verte, numéro 415"),
    ("dob", "ma date de fête 8 novembre 1944", "8 novembre 1944"),
    ("dob", "my date of birth 4 July 1991", "4 July 1991"),
    ("dob", "né à l'hôpital de Fictif le 19 janvier 2026", "19 janvier 2026"),
    ("dob", "née le 3 mars 66", "3 mars 66"),
    ("dob", "DDN 010462", "010462"),
    ("dob", "6 juin 1974, nas 046 454 286", None),
    ("dob", "EXEM 9001 0112, 1er janvier 1990", "1er janvier 1990"),
]

NONE = [
    "au 1200 boulevard Fictif, bureau 12",
    "c'est à des heures, par un chemin de gravier",
    "95 Ch. Auteur, Le concept de bien",
    "CP 200, 3,58 %",
    "je reste 12 mois de plus",
    "j'habite depuis 1998 à Laval",
    "il vit 30 jours avec 400 piastres",
    "les routes 117 et 148",
    "H2X 1Y7, c'est quel territoire?",
    "la loi du 4 mai 1971",
    "la réunion du 12-03-1999",
    "né en 1962",
    "votre lettre du 22 mai 1979",
]


@pytest.mark.parametrize(("kind", "text", "value"), FOUND)
def test_a_place_or_a_birth_is_found_with_its_exact_span(kind: str, text: str, value: str | None) -> None:
    if value is None:  # words between the date and the number: nothing says whose
        assert kind not in {one for one, _ in found(text)}
    else:
        assert (kind, value) in found(text)


@pytest.mark.parametrize("text", NONE)
def test_a_place_or_a_date_of_nobody_is_left_alone(text: str) -> None:
    assert found(text) == []
