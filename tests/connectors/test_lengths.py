"""How long a text is, as each platform counts: what the composer shows is what the platform will accept."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.connectors.facebook import lengths as facebook
from parvis.connectors.lengths import Length
from parvis.connectors.x import lengths as x
from parvis.connectors.youtube import lengths as youtube

FAMILY = "👩\u200d👩\u200d👧\u200d👦"
TEXTS = st.text(alphabet=st.characters(codec=None, exclude_categories=()))  # lone surrogates and NUL too
WORDS = st.text(alphabet="abcdefghijklmnopqrstuvwxyzàâçéèêëîïôùûœ ", max_size=300)


def test_a_text_fits_when_it_says_something_and_is_not_too_long() -> None:
    assert [Length(used, 280).fits for used in (0, 1, 280, 281)] == [False, True, True, False]
    assert (Length(270, 280).left, Length(290, 280).left) == (10, -10)


@pytest.mark.parametrize(
    ("text", "used"),
    [
        ("", 0),
        ("Bonjour", 7),
        ("été", 3),
        ("e\u0301te\u0301", 3),  # the same, decomposed
        ("«\u00a0cœur\u00a0»", 8),
        ("l’aide – ou “l’appui”", 21),
        ("…", 2),
        ("5\u202f000", 6),  # the narrow space weighs two
        ("日本", 4),
        ("ł Ω Ж ა", 7),
    ],
)
def test_on_x_what_europe_writes_weighs_one_and_the_rest_two(text: str, used: int) -> None:
    assert x.length(text) == Length(used, 280)


@pytest.mark.parametrize(
    ("emoji", "used"),
    [
        ("👍", 2),
        ("👍🏽", 2),  # with a skin tone
        (FAMILY, 2),  # four people, joined
        ("❤️", 2),
        ("🇨🇦", 2),
        ("1️⃣", 2),
        ("🏴󠁧󠁢󠁥󠁮󠁧󠁿", 2),  # a flag told by tags
        ("👍👍", 4),
        ("🇨🇦🇨🇦", 4),
        ("©", 1),  # letters until they are asked to be pictures
        ("©\ufe0f", 2),
        ("👍\u0301", 3),  # what is stacked upon it counts too
        ("🙂🏽", 4),  # a face takes no skin tone: these are two
        ("\u200d", 1),
        ("\u200d".join("👩👩👩👩👩"), 5),  # nobody draws five as one
    ],
)
def test_on_x_an_emoji_weighs_two_however_it_is_made(emoji: str, used: int) -> None:
    assert x.length(emoji).used == used
    assert x.length(f"ah {emoji}!").used == used + 4


@pytest.mark.parametrize(
    "address",
    [
        "https://exemple.quebec",
        "http://exemple.ca/un/chemin/tres/long/qui/depasse/de/beaucoup",
        "https://www.exemple.gouv.qc.ca/page?sujet=aide&page=2",
        "https://exemple.ca/été/page_(1)",
        "HTTPS://EXEMPLE.CA",
        "https://例.ca",
        "exemple.ca",
        "www.exemple.gouv.qc.ca/aide-financiere",
        "météo-exemple.ca",
        "exemple.online",
    ],
)
def test_on_x_an_address_weighs_twenty_three_with_its_protocol_or_without(address: str) -> None:
    assert x.length(address).used == 23
    assert x.length(f"Voyez {address} demain").used == 23 + len("Voyez  demain")


@pytest.mark.parametrize("after", [".", ",", "!", "?", ";", ":", ")", "'", "…", "»", ").", "👍"])
@pytest.mark.parametrize("address", ["https://exemple.ca/page", "exemple.ca/page", "https://exemple.ca"])
def test_on_x_what_ends_the_sentence_is_not_of_the_address(address: str, after: str) -> None:
    assert x.length(f"({address}{after}").used == 1 + 23 + x.length(after).used


@pytest.mark.parametrize(
    "text",
    [
        "renseignements@exemple.gouv.qc.ca",
        "prenom.nom@exemple.ca",
        "#exemple.ca",
        "http://localhost/une/page",
        "12,50 $ ou 12.50 $",
        "de 8 h 30 à 16 h 30",
        "M. Exemple",
    ],
)
def test_on_x_what_is_no_address_is_counted_letter_by_letter(text: str) -> None:
    assert x.length(text).used == len(text)


def test_on_x_what_only_looks_like_an_address_never_weighs_less_than_its_letters() -> None:
    assert x.length("fin.Merci").used == 23
    assert x.length("formulaire-de-renouvellement-2026.docx").used == 38
    assert x.length("exemple.ca.Merci").used == 23 + len(".Merci")


def test_half_a_character_weighs_two_on_x_and_one_elsewhere() -> None:
    assert x.length("\ud83d").used == 2
    assert facebook.length("\ud83d").used == youtube.length("\ud83d").used == 1


@given(TEXTS)
def test_on_x_a_text_weighs_the_same_composed_or_not(text: str) -> None:
    assert x.length(unicodedata.normalize("NFD", text)) == x.length(text)


@given(TEXTS, TEXTS)
def test_on_x_texts_set_apart_by_a_line_weigh_what_they_weigh_alone(one: str, other: str) -> None:
    assert x.length(f"{one}\n{other}").used == x.length(one).used + 1 + x.length(other).used


@given(WORDS)
def test_on_x_plain_french_is_counted_letter_by_letter(text: str) -> None:
    assert x.length(text).used == len(text)


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz0123456789/-_", max_size=500))
def test_on_x_no_path_makes_an_address_longer(path: str) -> None:
    assert x.length(f"Voyez https://exemple.ca/{path} demain").used == 23 + len("Voyez  demain")


@pytest.mark.parametrize("hostile", ["a.", "a-", "https://", "exemple.ca/(", "exemple.ca/!", "👩\u200d", "www."])
def test_on_x_a_draft_made_to_be_slow_to_read_is_counted_all_the_same(hostile: str) -> None:
    assert x.length(hostile * 20_000).left < 0


@pytest.mark.parametrize(
    ("measure", "most"), [(facebook.length, 8_000), (facebook.private_reply, 2_000), (youtube.length, 10_000)]
)
def test_elsewhere_utf_16_is_counted(measure: Callable[[str], Length], most: int) -> None:
    assert measure("été") == Length(3, most)
    assert measure("e\u0301") == Length(2, most)
    assert measure("👍") == Length(2, most)
    assert measure(FAMILY) == Length(11, most)
    assert measure("https://exemple.ca/page") == Length(23, most)
    assert measure("é" * most).fits
    assert not measure("é" * (most + 1)).fits


@given(TEXTS, TEXTS)
def test_elsewhere_a_text_weighs_what_its_parts_weigh(one: str, other: str) -> None:
    for measure in (facebook.length, facebook.private_reply, youtube.length):
        assert measure(one + other).used == measure(one).used + measure(other).used
