"""Evidence as explanations are tested: without it the criterion falls, and it suffices alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.engine.findings import Span
from parvis.engine.judge.evidence import GAP, marked_words, only, read_texts, trimmed, without
from parvis.engine.judge.heads import INDEX
from parvis.engine.judge.settings import settings
from tests.engine.conftest import Judge

pytestmark = pytest.mark.weights

INSULTS = [
    "Le formulaire est long, mais vous êtes surtout une gang de crétins finis.",
    "Bonjour, j'attends mon dossier depuis juin. Bande d'incapables et de sans-dessein, allez donc chier.",
    "Retournez donc dans votre pays, on veut pas de vous autres ici.",
    "J'ai appelé trois fois cette semaine sans réponse; l'agente est une grosse vache stupide pis c'est toute.",
]


def test_what_is_taken_away_leaves_a_gap_and_what_is_left_alone_is_joined() -> None:
    text, spans = "Bande de caves, vous êtes nuls", [Span(0, 14), Span(26, 30)]
    assert without(text, spans) == f"{GAP}, vous êtes {GAP}"
    assert only(text, spans) == f"Bande de caves {GAP} nuls"


@given(st.text(max_size=40), st.data())
def test_trimming_never_leaves_the_span_nor_empties_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, max(0, len(text) - 1)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    kept = trimmed(text, span)
    assert span.start <= kept.start <= kept.end <= span.end
    assert (kept.start < kept.end) == (span.start < span.end)


def test_a_word_is_marked_as_its_highest_piece() -> None:
    words = marked_words("un idiot fini", [(0, 2), (2, 6), (6, 8), (8, 13)], [0.1, 0.2, 0.9, 0.3])
    assert words == [(0, 2, 0.1), (3, 8, 0.9), (9, 13, 0.3)]


@pytest.mark.parametrize("text", INSULTS)
def test_without_its_evidence_the_criterion_falls_and_alone_it_holds(judge: Judge, text: str) -> None:
    main = judge(text).findings[0]
    spans = list(main.spans)
    assert spans
    assert sum(span.end - span.start for span in spans) < len(text), "the whole comment is no evidence"
    left, alone = read_texts([without(text, spans), only(text, spans)], [(), ()])
    head = INDEX[main.criterion]
    assert left[head] < settings().review[main.criterion] <= alone[head]
