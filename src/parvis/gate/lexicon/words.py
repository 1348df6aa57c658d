"""Our own words: what the dictionary does not have, and the forms that they take."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from parvis.gate.lexicon.dela import Entry

# The regular verbs in -er: what replaces -er, and what the form then is (DELA's codes).
_ENDINGS = {
    "er": "W", "ant": "G", "é": "Kms", "ée": "Kfs", "és": "Kmp", "ées": "Kfp",
    "e": "P1s:P3s:S1s:S3s:Y2s", "es": "P2s:S2s", "ons": "P1p:Y1p", "ez": "P2p:Y2p", "ent": "P3p:S3p",
    "ais": "I1s:I2s", "ait": "I3s", "ions": "I1p:S1p", "iez": "I2p:S2p", "aient": "I3p",
    "erai": "F1s", "eras": "F2s", "era": "F3s", "erons": "F1p", "erez": "F2p", "eront": "F3p",
    "erais": "C1s:C2s", "erait": "C3s", "erions": "C1p", "eriez": "C2p", "eraient": "C3p",
    "ai": "J1s", "as": "J2s", "a": "J3s", "èrent": "J3p",
}  # fmt: skip
_SINGULAR = {"m": "ms", "f": "fs", "b": "ms:fs", "ai": "ms:fs", "a": "ms"}
_PLURAL = {"m": "mp", "f": "fp", "b": "mp:fp", "ai": "mp:fp", "a": "mp"}


def own_entries(form: str) -> tuple[Entry, ...]:
    """Return what our own list says of a form in small letters."""
    return tuple(_own().get(form, ()))


def is_name(form: str) -> bool:
    """Tell whether our list has this as the name of a person, a place or a service. Capitals do not count."""
    return form.lower() in _names()


@cache
def _lines() -> list[tuple[str, list[str]]]:
    text = files("parvis.gate.lexicon").joinpath("words.txt").read_text("utf-8")
    parts = (line.split() for line in text.splitlines() if line and not line.startswith("#"))
    return [(kind, words) for kind, *words in parts]


@cache
def _names() -> frozenset[str]:
    return frozenset(word.lower() for kind, words in _lines() if kind == "name" for word in words)


@cache
def _own() -> dict[str, list[Entry]]:
    known: dict[str, list[Entry]] = {}
    for kind, words in _lines():
        for word in words:
            for form, codes in _forms(kind, word.lower()):
                known.setdefault(form, []).append((form, word, codes))
    return known


def _forms(kind: str, word: str) -> list[tuple[str, str]]:
    """Every form of one word of our list, with its codes."""
    if kind == "v":
        stem = word[:-2]
        soft = {"g": stem + "e", "c": stem[:-1] + "ç"}.get(stem[-1], stem)
        return [((soft if ending[0] in "aoâ" else stem) + ending, f"V:{codes}") for ending, codes in _ENDINGS.items()]
    if kind in {"mi", "fi"}:
        return [(word, f"N:{kind[0]}s:{kind[0]}p")]
    if kind in {"adv", "name"}:
        return [(word, "ADV")] if kind == "adv" else []
    category = "A" if kind in {"a", "ai"} else "N"
    forms = [(word, f"{category}:{_SINGULAR[kind]}"), (word + "s", f"{category}:{_PLURAL[kind]}")]
    if kind == "a" and not word.endswith("e"):
        forms += [(word + "e", "A:fs"), (word + "es", "A:fp")]
    return forms
