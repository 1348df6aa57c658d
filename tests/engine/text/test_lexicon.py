"""Word lists: optional parts, word boundaries, stretched letters, accents that change the word."""

from __future__ import annotations

import pytest

from parvis.engine.text.lexicon import FOLDER, Group, Lexicon, forms, read_groups
from parvis.engine.text.normalise import normalise

LISTS = Lexicon(
    [
        Group("insult", ("crétin(e)(s)", "trou de cul", "connard")),
        Group("crude", ("cul",)),
        Group("accented", ("raté(e)(s)",), accents=True),
    ]
)


def _found(text: str) -> list[tuple[str, str]]:
    return [(hit.category, hit.term) for hit in LISTS.find(normalise(text))]


def test_parentheses_hold_what_may_be_left_out() -> None:
    assert sorted(forms("crétin(e)(s)")) == ["cretin", "cretine", "cretines", "cretins"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Des CRÉTINES!", [("insult", "cretines")]),
        ("un trou de cul", [("insult", "trou de cul")]),  # the phrase hides the word inside it
        ("le cul", [("crude", "cul")]),
        ("calcul, culture", []),
        ("connnnnard", [("insult", "connard")]),
        ("cretttin", [("insult", "crettin")]),
        ("crettin", []),  # a doubled letter may be another word: only a stretched one counts
        ("raté", [("accented", "rate")]),
        ("la rate", []),
    ],
)
def test_words_are_found_whole(text: str, found: list[tuple[str, str]]) -> None:
    assert _found(text) == found


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.toml")), ids=lambda path: path.name)
def test_every_list_of_the_package_reads(path: object) -> None:
    groups = read_groups(getattr(path, "name"))  # noqa: B009
    assert groups
    assert all(group.terms and all(forms(term) for term in group.terms) for group in groups)
