"""Each kind of personal information, as a table: text, and the values with their types. Near misses have none."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.engine.personal_info.candidate import luhn
from tests.engine.conftest import Judge

FOUND = [
    ("sin", "Mon NAS est 046 454 286", "046 454 286"),
    ("sin", "nas:130692544", "130692544"),
    ("sin", "NAS 130-692-544.", "130-692-544"),
    ("sin", "n.a.s. 130.692.544", "130.692.544"),
    ("sin", "voici mon NAS 123 456 789", "123 456 789"),
    ("nam", "NAM TREM 8553 0565", "TREM 8553 0565"),
    ("nam", "ma carte soleil: trem85530565", "trem85530565"),
    ("cp12", "mon CP-12 est BOUC12057834", "BOUC12057834"),
    ("cp12", "CP12 BOUC 1205 7834 merci", "BOUC 1205 7834"),
    ("phone", "appelez au 418 555-0134", "418 555-0134"),
    ("phone", "cell (514) 555-0188 le soir", "(514) 555-0188"),
    ("phone", "4185550134 svp", "4185550134"),
    ("phone", "mon numéro: +33 6 12 34 56 78", "+33 6 12 34 56 78"),
    ("phone", "mon tél 555-0134", "555-0134"),
    ("email", "ginette.exemple@courriel-invente.com", "ginette.exemple@courriel-invente.com"),
    ("email", "paul arobase courriel-invente point com", "paul arobase courriel-invente point com"),
    (
        "address",
        "J'habite au 1432, rue des Lilas, app. 6, Trois-Rivières",
        "1432, rue des Lilas, app. 6, Trois-Rivières",
    ),
    ("address", "je reste au 123 rue des érables app 4", "123 rue des érables app 4"),
    ("address", "45, 8e avenue, Lac-Bleu (Québec) G1L 3B4 merci", "45, 8e avenue, Lac-Bleu (Québec) G1L 3B4"),
    ("address", "viens au 88 chemin du Petit-Ruisseau", "88 chemin du Petit-Ruisseau"),
    ("name_with_case", "Le dossier de Josée Exemplaire traîne", "Josée Exemplaire"),
    ("name_with_case", "Réjean Fictif est sur le BS et travaille au noir", "Réjean Fictif"),
    ("dob", "née le 4 juillet 1979", "4 juillet 1979"),
    ("dob", "ddn: 1979-07-04", "1979-07-04"),
    ("dob", "date de naissance 04/07/1979", "04/07/1979"),
    ("bank", "compte 12345-815-1234567", "12345-815-1234567"),
    ("bank", "numéro de compte: 9876543", "9876543"),
    ("card", "4539 1488 0343 6467", "4539 1488 0343 6467"),
    ("file_number", "dossier no 7781234", "7781234"),
    ("file_number", "ma demande RQ-445566", "RQ-445566"),
    ("plate", "sa plaque est A12 BCD", "A12 BCD"),
    ("other", "mon mot de passe est Chat2021", "Chat2021"),
]

NONE = [
    "Le budget est de 046 454 286 $",
    "10 000 demandes en 2023-2024",
    "le NEQ 1144556677 de l'entreprise",
    "Appelez le 1 877 644-4545",
    "Faites le 811 ou le 911",
    "le bureau, 418 555-0134, ne répond pas",
    "écrivez à info@organisme-invente.org",
    "renseignements@mess.gouv.qc.ca et aide@quebec.ca",
    "Merci à Julie du bureau de Lévis!",
    "Le ministre Jean Fictif reçoit un salaire",
    "Service Canada est sur le point de fermer",
    "12 places disponibles, 3 routes fermées",
    "2 rue fermée",
    "né le 31 février 1980",
    "mon fils est né en 1985",
    "ma demande faite le 12-03-2024",
    "ma demande dure depuis 12 semaines",
    "carte 4539 1488 0343 6468",
    "programme A12 BCD",
    "mon mot de passe est refusé",
    "Au plaisir, Ginette Exemplaire",
    "18 ans ou plus, 770 $ par mois, 24 heures",
    "https://exemple.com/article-123456789012345",
]


@pytest.mark.parametrize(("kind", "text", "value"), FOUND)
def test_a_value_is_found_with_its_type_and_its_exact_span(judge: Judge, kind: str, text: str, value: str) -> None:
    assessment = judge(text)
    assert [(item.type, text[item.start : item.end]) for item in assessment.pii] == [(kind, value)]
    assert assessment.disposition != "keep"


@pytest.mark.parametrize("text", NONE)
def test_what_identifies_nobody_is_left_alone(judge: Judge, text: str) -> None:
    assert [(item.type, text[item.start : item.end]) for item in judge(text).pii] == []


def test_spans_are_those_of_the_verbatim_text_whatever_precedes(judge: Judge) -> None:
    text = "😀\u200bœ É\u0301 Mon NAS: 046\u00a0454\u00a0286"
    (item,) = judge(text).pii
    assert text[item.start : item.end] == "046\u00a0454\u00a0286"


@given(st.lists(st.sampled_from([text for _, text, _ in FOUND]), min_size=1, max_size=5))
def test_values_never_overlap_and_come_in_order(texts: list[str]) -> None:
    from parvis.engine.assess import assess
    from parvis.engine.findings import Comment
    from parvis.policy.load import shipped_policy

    items = assess(Comment("1", ". ".join(texts)), shipped_policy()).pii
    assert all(first.end <= second.start for first, second in itertools.pairwise(items))
    assert len(items) >= 1


@given(st.from_regex(r"[0-9]{8}", fullmatch=True))
def test_one_check_digit_and_only_one_completes_a_number(number: str) -> None:
    assert sum(luhn(number + digit) for digit in "0123456789") == 1
