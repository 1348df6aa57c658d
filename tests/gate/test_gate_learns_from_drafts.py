"""What no list of expressions foresaw: the gate reads a sentence by the classes of its words, and learnt the rest."""

from __future__ import annotations

import pytest

from parvis.gate.check import check
from parvis.gate.learnt import CODES, PLACES, at_fault, learnt, pieces_of
from parvis.policy.load import shipped_policy
from tests.gate.drafts import found


def nothing_excused(_: str) -> bool:
    return False


@pytest.mark.parametrize("code", CODES)
def test_the_weights_are_those_of_every_place_and_one_more(code: str) -> None:
    known = learnt(code)
    assert known.weights.shape == (PLACES + 1,)
    assert known.weights.any()


@pytest.mark.parametrize(
    "draft",
    [
        "Ce gouvernement a sauvé nos régions, et l'opposition n'a fait que critiquer.",
        "Les libéraux ont ruiné la province, ne leur redonnez pas le pouvoir.",
        "Bravo à notre première ministre, la plus compétente que le Québec ait connue!",
        "Sous l'ancienne équipe, on attendait six mois; nous, nous avons réglé le problème.",
        "Ottawa se défile encore, pendant que nous agissons.",
        "Quelle ministre déterminée, bien plus compétente que ses prédécesseurs!",
    ],
)
def test_praise_and_blame_of_who_governs_are_refused(draft: str) -> None:
    assert {fault.code for fault in check(draft, shipped_policy()).blocking} == {"partisan"}


@pytest.mark.parametrize(
    "draft",
    [
        "Écrivez ci-dessous votre salaire et le nom de votre conjoint.",
        "Nous aimerions connaître votre date de naissance et votre adresse, en commentaire.",
        "Combien gagnez-vous, et avez-vous des dettes?",
    ],
)
def test_asking_about_a_life_is_refused(draft: str) -> None:
    assert {fault.code for fault in check(draft, shipped_policy()).blocking} == {"asks_personal_info"}


@pytest.mark.parametrize(
    "draft",
    [
        "Quel navigateur utilisez-vous?",
        "Dans quelle région cherchez-vous un emploi?",
        "La ministre présentera le plan d'action mardi, à Gatineau.",
        "Le gouvernement du Québec verse la prestation le premier jour du mois.",
        "Nous avons retiré votre commentaire, parce qu'on y lisait votre numéro d'assurance sociale.",
        "Apportez votre bail et une pièce d'identité à votre bureau.",
        "D'autres programmes existent peut-être pour vous; consultez la liste.",
        "Les anciens formulaires ne sont plus acceptés depuis avril.",
        "Ceux qui ont déjà présenté une demande n'ont rien à refaire.",
        "Le gouvernement du Canada verse cette pension; appelez Service Canada.",
        "Joignez-vous à notre équipe dès septembre!",
    ],
)
def test_harmless_questions_and_neutral_announcements_pass(draft: str) -> None:
    assert not check(draft, shipped_policy()).blocking


def test_a_fault_covers_the_sentence_that_carries_it_and_no_other() -> None:
    draft = "Bonjour! Les libéraux ont tout ruiné. La prestation sera versée lundi."
    (passage,) = found(draft, "partisan")
    assert "libéraux" in passage
    assert "prestation" not in passage


def test_what_is_known_already_is_not_said_twice() -> None:
    draft = "Les libéraux ont tout ruiné."
    assert [*at_fault("partisan", draft, nothing_excused, [])]
    assert not [*at_fault("partisan", draft, nothing_excused, [(0, 3)])]


@pytest.mark.parametrize("draft", ["", "…", "\0\ud800", "?" * 500, "votez " * 3_000, "a." * 3_000])
def test_any_text_is_read(draft: str) -> None:
    for code in CODES:
        for start, end in at_fault(code, draft, nothing_excused, []):
            assert 0 <= start < end <= len(draft)
        assert all(piece.start < piece.end for piece in pieces_of(code, draft))
