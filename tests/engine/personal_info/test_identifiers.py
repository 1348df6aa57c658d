"""Numbers and codes that identify people, however they are written; the near misses identify nobody."""

from __future__ import annotations

import pytest

from tests.engine.personal_info.finding import found

FOUND = [
    ("sin", "je l'ai eu le 6 042.339.192 merci", "042.339.192"),
    ("sin", "nas : 046 454 2 86", "046 454 2 86"),
    ("sin", "N.A.S. = 046/454/286", "046/454/286"),
    ("nam", "E X E M 9 0 0 1 0 1 1 2", "E X E M 9 0 0 1 0 1 1 2"),
    ("cp12", "objet EXEM 6801 3345, je veux savoir", "EXEM 6801 3345"),
    ("phone", "819 / 555-0144", "819 / 555-0144"),
    ("phone", "819-555-01-44 le soir", "819-555-01-44"),
    ("phone", "texte moi au 5550144", "5550144"),
    ("phone", "mon # c'est 555 0144", "555 0144"),
    ("phone", "appelez-moi au 06 12 34 56 78", "06 12 34 56 78"),
    ("email", "luc point fictif arobas exemple point ca", "luc point fictif arobas exemple point ca"),
    ("email", "luc.fictif(a)exemple(point)ca", "luc.fictif(a)exemple(point)ca"),
    ("email", "lfictif @ poste . example", "lfictif @ poste . example"),
    ("email", "lfictif[point]x[arobase]courriel.example", "lfictif[point]x[arobase]courriel.example"),
    ("email", "lfictif at exemple dot com", "lfictif at exemple dot com"),
    ("email", "lfictif@gmail com", "lfictif@gmail com"),
    ("bank", "815-20123-1234567", "815-20123-1234567"),
    ("bank", "mets ça: transit 20123, folio 1234567", "transit 20123, folio 1234567"),
    ("bank", "transit 20123, institution 815, compte 1234567", "transit 20123, institution 815, compte 1234567"),
    ("card", "4111 1111 1111 1111", "4111 1111 1111 1111"),
    ("card", "ma visa c'est 4539 1488 0343 6468", "4539 1488 0343 6468"),
    ("file_number", "dossier R-88215-K", "R-88215-K"),
    ("file_number", "dossier 2018-AF-3307", "2018-AF-3307"),
    ("file_number", "pour la réclamation RC 30-4472", "RC 30-4472"),
    ("file_number", "le mien, no AS 20 118 7746", "AS 20 118 7746"),
    ("file_number", "mon avis RV-88-41209", "RV-88-41209"),
    ("file_number", "dossier 614 221", "614 221"),
    ("file_number", "dossier RQAP 4071826", "4071826"),
    ("plate", "le truck MXW 881 me suit", "MXW 881"),
    ("plate", "il roule en Mazda grise, NZX 806", "NZX 806"),
    ("plate", "Honda CRV A12BCD", "A12BCD"),
    ("plate", "sa plaque, au fou de la rue d'hier : W17 KTX", "W17 KTX"),
    ("other", "mon mot de passe cest Minou1988!", "Minou1988!"),
    ("other", "mon mdp c Soleil2024", "Soleil2024"),
    ("other", "mot de passe temporaire Xy77zz", "Xy77zz"),
    ("other", "le code que j'ai reçu c'est 774 207", "774 207"),
    ("other", "code de la porte 4472#", "4472#"),
    ("other", "mon IUC 1122334455", "1122334455"),
    ("other", "passeport AB123456", "AB123456"),
    ("other", "permis de travail U123456789", "U123456789"),
    ("other", "mon identifiant est gfictive22", "gfictive22"),
    ("other", "mon snapchat cest ti_gus_99", "ti_gus_99"),
]

NONE = [
    "appelez au 418 643-4721",
    "appelle la CNESST au 1 844 838-0808",
    "faites le 511, le 811 ou le 211",
    "carte de bibliothèque 4539 1488 0343 6468",
    "67 67 67 67 67 67 67 67 67",
    "la réponse est @ la maison. merci",
    "il vit at home dot dot",
    "la norme ISO 3297:2007",
    "une demande en MARS 2023",
    "ma demande du 12 mars 2024",
    "mon dossier dure depuis 2019",
    "10 000 dossiers et 20 000 demandes",
    "le CERFA 12156*5",
    "la référence de mon colis Purolator est 302-118",
    "le formulaire SR-2100, page 12",
    "LES 300 VOITURES",
    "un char à 500 $ par MOIS",
    "ma Honda Civic 2012 est morte",
    "le programme ABC 123",
    "mon mot de passe marche pas depuis 2019",
    "mon code est bon mais le site plante",
    "le transit de la 117 à 20 h",
    "compte 10 000 personnes",
]


@pytest.mark.parametrize(("kind", "text", "value"), FOUND)
def test_an_identifier_is_found_with_its_type_and_its_exact_span(kind: str, text: str, value: str) -> None:
    assert (kind, value) in found(text)


@pytest.mark.parametrize("text", NONE)
def test_a_number_of_nobody_is_left_alone(text: str) -> None:
    assert found(text) == []


def test_values_that_overlap_are_one_and_no_end_of_them_stays_legible() -> None:
    text = "transit 20123, institution 815, compte 20123-815-1234567 merci"
    assert found(text) == [("bank", text.removesuffix(" merci"))]


def test_a_traits_description_never_hides_a_sure_value() -> None:
    text = "la dame de la maison bleue à côté de l'église, 418 555-0134"
    assert found(text) == [("phone", "418 555-0134")]
