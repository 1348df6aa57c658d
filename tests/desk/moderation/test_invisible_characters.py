"""Characters that do not show are named in French, so that a moderator knows what the eye cannot see."""

from __future__ import annotations

import pytest

from parvis.desk.moderation.segments import invisible_characters


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("rien de caché\n\tni ici\r\n", []),
        ("ca\u200bché", ["espace sans chasse"]),
        ("\u202eà rebours\u202c", ["direction forcée droite à gauche", "fin de direction forcée"]),
        ("deux\u200b fois\u200b", ["espace sans chasse"]),
        ("une cloche \a", ["U+0007"]),
        ("👩\u200d🔬 et ❤\ufe0f\u200d🔥", []),
        ("a\u200db", ["liant sans chasse"]),
    ],
)
def test_each_is_named_once(text: str, named: list[str]) -> None:
    assert invisible_characters(text) == named
