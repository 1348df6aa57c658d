"""Disguises undone, and the way back to the verbatim code points."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.engine.text.normalise import fold_text, normalise


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("ÉTÉ à l'Île", "ete a l'ile"),
        ("c0n", "con"),
        ("cr!sse de t@b@rn@k", "crisse de tabarnak"),
        ("i d i o t", "idiot"),
        ("c.a.l.i.s.s.e", "calisse"),
        ("coooon connnnard tabarnakkkk", "con connard tabarnak"),
        ("𝓬𝓻𝓮𝓽𝓲𝓷 ｃｏｎ 🅲🅾🅽", "cretin con con"),
        ("с\u200bоn", "con"),  # Cyrillic letters and a zero-width space
        ("\u202ebonjour\u202c", "bonjour"),
        ("œuf", "oeuf"),
        ("l’été « ici »", 'l\'ete " ici "'),
        ("\ud800", "\ufffd"),
        ("deux  espaces\tet plus", "deux espaces et plus"),
        # Near misses: these are not disguises.
        ("bravo!merci", "bravo!merci"),
        ("8 h 30 à 16 h 30", "8 h 30 a 16 h 30"),
        ("COVID-19", "covid-19"),
        ("la 3e fois", "la 3e fois"),
    ],
)
def test_a_text_reads_plainly(written: str, plain: str) -> None:
    assert normalise(written).text == plain


def test_a_span_leads_back_to_the_disguised_word() -> None:
    text = "Hé 😀 toi, \u200bi d i o t!"
    normalised = normalise(text)
    start = normalised.text.index("idiot")
    span = normalised.span(start, start + len("idiot"))
    assert text[span.start : span.end] == "i d i o t"


@given(st.text(alphabet=st.characters(categories=None)))
def test_every_character_leads_back_inside_the_text(text: str) -> None:
    for normalised in (fold_text(text), normalise(text)):
        size = len(normalised.text)
        starts = [normalised.span(index, index + 1).start for index in range(size)]
        assert starts == sorted(starts)
        assert all(0 <= start < len(text) for start in starts)
        normalised.text.encode("utf-8")  # whatever came in, what is matched can be carried


@given(st.text())
def test_plain_text_is_already_plain(text: str) -> None:
    once = fold_text(text).text
    assert len(fold_text(once).text) <= len(once)
