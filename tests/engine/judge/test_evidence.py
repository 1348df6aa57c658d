"""Evidence as explanations are tested: without it the criterion falls, and it suffices alone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from parvis.engine.criteria import WHOLE
from parvis.engine.evidence import GAP
from parvis.engine.findings import Comment, Span
from parvis.engine.judge.cascade import judge_deeply
from parvis.engine.judge.evidence import Claim, marked_words, only, prove, read_texts, trimmed, without
from parvis.engine.judge.heads import INDEX, JUDGED
from parvis.engine.judge.settings import settings
from tests.engine.banks import flagged
from tests.engine.conftest import Judge

SAID = [code for code in JUDGED if code not in WHOLE]
PROVEN = 0.85  # of what the network claims; the rest keeps its most marked words


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


def test_without_its_evidence_a_criterion_falls_and_alone_it_holds() -> None:
    texts = [text for _, _, text in flagged()]
    claims = [
        Claim(text, INDEX[code], settings().review[code], judged.words)
        for text, judged in zip(texts, judge_deeply([Comment("", text) for text in texts]), strict=True)
        for code in SAID
        if judged.scores[INDEX[code]] >= settings().review[code]
    ]
    prove(claims)
    for claim in claims:
        left, alone = read_texts([without(claim.text, claim.spans), only(claim.text, claim.spans)], [(), ()])
        assert claim.proven == bool(left[claim.head] < claim.threshold <= alone[claim.head])
    assert sum(claim.proven for claim in claims) >= PROVEN * len(claims) > 30


def test_evidence_is_a_part_of_a_long_comment(judge: Judge) -> None:
    found = judge("J'ai appelé trois fois cette semaine sans réponse; l'agente est une grosse vache stupide, point.")
    assert 0 < sum(span.end - span.start for span in found.findings[0].spans) < 60
