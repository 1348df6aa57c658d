"""The disagreement guard: what is judged alike is the same comment without its opinion, or with another party."""

from __future__ import annotations

import pytest

from parvis.engine.findings import Comment
from parvis.engine.neutrality import variants_of
from parvis.engine.reading import read
from parvis.policy.model import Policy
from tests.engine.conftest import Judge


def variants(text: str, policy: Policy) -> tuple[str, ...]:
    return variants_of(read(Comment("1", text), policy))


def test_words_of_opinion_are_hidden_and_turned_round(policy: Policy) -> None:
    hidden, turned = variants("Votre programme est une honte", policy)
    assert hidden == "Votre programme est …"
    assert "honte" not in turned
    assert turned.startswith("Votre programme est")


def test_a_party_is_exchanged_for_another(policy: Policy) -> None:
    found = variants("La CAQ a promis 200 places", policy)
    assert len(found) == 1
    assert "CAQ" not in found[0]
    assert found[0].endswith("a promis 200 places")


def test_an_insult_is_no_opinion(policy: Policy) -> None:
    assert all("crétins" in text for text in variants("Bande de crétins, c'est une honte", policy))


def test_a_comment_without_opinion_nor_party_has_nothing_to_be_read_again_for(policy: Policy) -> None:
    assert variants("Le bureau ouvre à 8 h 30", policy) == ()


@pytest.mark.parametrize("party", ["CAQ", "PQ", "QS", "PLQ", "PCQ"])
def test_naming_a_party_changes_no_verdict(judge: Judge, party: str) -> None:
    calm = judge(f"Le {party} a coupé dans nos services et ma mère attend depuis six mois. C'est inacceptable.")
    insulting = judge(f"Toute la gang du {party}, c'est des ostie de crosseurs pis de trous de cul.")
    assert calm.disposition == "keep"
    assert insulting.disposition == "remove"
