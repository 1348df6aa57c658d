"""Numbers in words or digit by digit; counting aloud is none."""

from __future__ import annotations

import pytest

from parvis.engine.personal_info.number_words import value_of
from tests.engine.personal_info.finding import found

FOUND = [
    ("phone", "à cinq un quatre, cinq cinq cinq, zéro un huit six", "cinq un quatre, cinq cinq cinq, zéro un huit six"),
    ("phone", "au huit un neuf 555 zero un sept neuf", "huit un neuf 555 zero un sept neuf"),
    ("phone", "composez four-one-eight 5five5 01nine2", "four-one-eight 5five5 01nine2"),
    ("phone", "texte-moi au 5-1-4 • 5-5-5 • 0-1-0-7", "5-1-4 • 5-5-5 • 0-1-0-7"),
    (
        "phone",
        "huit cent dix-neuf cinq cent cinquante-cinq zéro un quarante-quatre",
        "huit cent dix-neuf cinq cent cinquante-cinq zéro un quarante-quatre",
    ),
    (
        "phone",
        "mon gsm: zéro quatre sept zéro, douze, trente-quatre, cinquante-six",
        "zéro quatre sept zéro, douze, trente-quatre, cinquante-six",
    ),
    (
        "sin",
        "mon nas zero quatre six, quatre cinq quatre, deux huit six",
        "zero quatre six, quatre cinq quatre, deux huit six",
    ),
    ("sin", "046 quatre cinq quatre 286 c'est ça", "046 quatre cinq quatre 286"),
    ("bank", "le folio trois sept zéro neuf neuf, tiret, un deux", "trois sept zéro neuf neuf, tiret, un deux"),
    ("dob", "née le trois mars mille neuf cent quarante-neuf", "trois mars mille neuf cent quarante-neuf"),
    ("dob", "ma date de naissance: premier avril deux mille quatre", "premier avril deux mille quatre"),
    ("address", "j'habite au treize cent quatre, rue du Muguet", "treize cent quatre, rue du Muguet"),
]  # fmt: skip

NONE = [
    "un deux trois quatre cinq six sept huit neuf dix",
    "1 2 3 4 5 6 7 8 9",
    "cinq ou six fois, sept ou huit mois, neuf à dix semaines",
    "quatre cinq jours",
    "par un chemin de gravier, deux rues plus loin",
    "en mille neuf cent quatre-vingt-quatre, le trois mars",
    "la loi du trois mars mille neuf cent quarante-neuf",
    "un huit cent, huit un un, neuf un un",
]


@pytest.mark.parametrize(("kind", "text", "value"), FOUND)
def test_a_number_in_words_is_found(kind: str, text: str, value: str) -> None:
    assert found(text) == [(kind, value)]


@pytest.mark.parametrize("text", NONE)
def test_numbers_in_words_that_identify_nobody_are_left_alone(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("zero", 0), ("seize", 16), ("vingt et un", 21), ("soixante et onze", 71), ("soixante-dix-neuf", 79),
        ("quatre-vingts", 80), ("quatre vingt dix neuf", 99), ("nonante-neuf", 99), ("cent", 100), ("deux cents", 200),
        ("treize cent quatre", 1304), ("mille neuf cent soixante-deux", 1962), ("deux mille quatre", 2004),
        ("deux mille", 2000), ("nine", 9), ("douzaine", None),
    ],
)  # fmt: skip
def test_the_value_of_words(words: str, value: int | None) -> None:
    assert value_of(words) == value
