"""Questions that one answer settles come together, whatever the register; those that only share words do not."""

from __future__ import annotations

import random
from itertools import combinations

import numpy as np
import pytest
from corpus.questions_grouped import read_library
from hypothesis import given, settings
from hypothesis import strategies as st

from parvis.engine.similarity import embed, group, nearest, place
from parvis.engine.similarity.encoder import Floats
from parvis.engine.similarity.linkage import linked

ALIKE = [
    ("Quand le prochain chèque d'aide sociale sera-t-il versé?", "c quand le chèque du mois prochain svp"),
    ("Quand le prochain chèque d'aide sociale sera-t-il versé?", "When is the next welfare payment?"),
    ("Bonjour! Les lunettes sont-elles remboursées? Merci d'avance.", "l'aide sociale paye-tu des lunettes"),
    ("Comment s'inscrire au dépôt direct?", "@ministere How do I set up direct deposit? https://example.com/a"),
    ("Comment demander la révision d'une décision?", "jai eu un refus, comment je conteste ca"),
    ("Mon bébé est né, comment faire la demande de RQAP?", "HOW DO I APPLY FOR QPIP"),
]
NEIGHBOURS = [
    ("Quand vais-je recevoir mon certificat de naissance?", "Quand vais-je recevoir ma prestation d'aide sociale?"),
    ("Quand sera prêt mon certificat de naissance?", "Quand sera versé mon chèque?"),
    ("Comment changer mon nom de famille?", "Comment changer mon adresse?"),
    ("Mon dentiste est-il remboursé?", "Mon loyer est-il remboursé?"),
    ("Où demander mon certificat de naissance?", "Où demander mon relevé 5?"),
]
LIBRARY = {
    "date": ["Quand est versée la prestation?", "c quand le dépôt", "When do payments come out?"],
    "lunettes": ["Les lunettes sont-elles payées?", "vous payez tu les barniques", "Are glasses covered?"],
    "adresse": ["Comment changer mon adresse?", "j'ai déménagé, je fais quoi", "How do I change my address?"],
}


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_the_same_question_is_known_in_joual_in_english_and_under_courtesies(one: str, other: str) -> None:
    assert len(set(group(embed([one, other])))) == 1


@pytest.mark.parametrize(("one", "other"), NEIGHBOURS)
def test_questions_that_only_share_their_turn_of_phrase_stay_apart_beside_the_library(one: str, other: str) -> None:
    answers = [embed(ways) for _, ways in read_library()]
    assert len(set(group(embed([one, other]), answers))) == 2


def test_a_long_story_is_grouped_by_what_it_asks() -> None:
    story = (
        "Bonjour, je vis à Matane depuis douze ans avec mes deux chats. Ma sœur m'a parlé de votre page. L'hiver a été "
        "long et le toit coule encore. À quelle date le chèque d'aide sociale est-il versé? Bonne journée à tous!"
    )
    short, other = "Quelle est la date du chèque?", "Comment changer de nom?"
    labels = group(embed([story, other, short]))
    assert labels[0] == labels[2] != labels[1]


def test_the_library_brings_together_what_the_same_answer_settles() -> None:
    answers = [embed(ways) for ways in LIBRARY.values()]
    asked = embed(["On est-tu payés avant la fin du mois?", "When will my money be there?", "J'ai changé de logement"])
    found = group(asked, answers)
    assert found[2] not in found[:2]


def test_groups_are_numbered_as_they_appear_and_a_lone_question_has_its_own() -> None:
    asked = ["Les lunettes sont-elles payées?", "Comment changer de nom?", "payez-vous les lunettes"]
    assert group(embed(asked)) == [0, 1, 0]
    assert group(embed([])) == []


def test_the_order_of_questions_changes_nothing_but_the_numbers() -> None:
    asked = [text for pair in ALIKE + NEIGHBOURS for text in pair]
    before = partition(asked, group(embed(asked)))
    for seed in range(5):
        mixed = random.Random(seed).sample(asked, len(asked))
        assert partition(mixed, group(embed(mixed))) == before


def test_one_more_question_joins_its_group_or_opens_a_new_one() -> None:
    labels, vectors = ["lunettes", "lunettes", "nom"], embed(
        ["Les lunettes sont-elles payées?", "vous payez tu des barniques", "Comment changer de nom?"]
    )  # fmt: skip
    assert place(embed(["Are glasses covered by welfare?"])[0], vectors, labels) == "lunettes"
    assert place(embed(["Comment changer mon nom de famille"])[0], list(vectors), labels) == "nom"
    assert place(embed(["Le bureau de Rimouski est-il ouvert?"])[0], vectors, labels) is None
    assert place(vectors[0], vectors[:0], []) is None


def test_placing_beside_the_library_gives_what_grouping_does() -> None:
    answers = [embed(ways) for ways in LIBRARY.values()]
    vectors = embed(["Les lunettes sont-elles payées?", "Comment changer mon adresse?"])
    assert place(embed(["payez-vous les lunettes"])[0], vectors, [7, 8], answers) == 7


def test_the_nearest_come_first_with_their_scores() -> None:
    vectors = embed(["Comment changer de nom?", "Les lunettes sont-elles payées?", "Comment changer mon adresse?"])
    found = nearest(embed(["payez-vous les lunettes?"])[0], vectors, 2)
    assert found[0][0] == 1
    assert found[0][1] > found[1][1]
    assert nearest(vectors[0], vectors[:0], 3) == []
    assert nearest(vectors[0], vectors, 0) == []
    index, score = nearest(vectors[1], vectors, 9)[0]
    assert (index, round(score, 4)) == (1, 1.0)


@settings(max_examples=60, deadline=None)
@given(st.integers(2, 14), st.integers(0, 10_000), st.floats(-0.2, 0.9))
def test_chains_find_what_joining_the_nearest_pair_again_and_again_does(count: int, seed: int, least: float) -> None:
    rows = np.random.default_rng(seed).normal(size=(count, 4)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    items = [str(number) for number in range(count)]
    assert partition(items, linked(rows @ rows.T, least)) == plainly(rows, least)


def plainly(rows: Floats, least: float) -> set[frozenset[str]]:
    """Average linkage as its definition says."""
    groups = [[number] for number in range(len(rows))]
    while len(groups) > 1:
        mean = {
            (i, j): float(np.mean([[rows[a] @ rows[b] for b in groups[j]] for a in groups[i]]))
            for i, j in combinations(range(len(groups)), 2)
        }
        (i, j), best = max(mean.items(), key=lambda item: item[1])
        if best < least:
            break
        groups[i] += groups.pop(j)
    return {frozenset(map(str, one)) for one in groups}


def partition(items: list[str], labels: list[int]) -> set[frozenset[str]]:
    return {
        frozenset(item for item, label in zip(items, labels, strict=True) if label == one) for one in set(labels)
    }  # fmt: skip
