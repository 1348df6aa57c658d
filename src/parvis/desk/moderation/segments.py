"""Cuts a text into plain and highlighted pieces, so that a template never builds HTML from a comment."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

_EMOJI_JOINER = re.compile(
    r"(?<=[\u2600-\u27bf\ufe0f\U0001f000-\U0001faff])\u200d(?=[\u2600-\u27bf\U0001f000-\U0001faff])"
)


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of the displayed text; `criteria` is empty where nothing was found."""

    text: str
    criteria: tuple[str, ...] = ()


def segments(text: str, findings: Iterable[dict[str, Any]]) -> list[Segment]:
    """The whole text, in order. Spans may overlap; those outside the text are cut to it."""
    marks = list(_spans(findings, len(text)))
    opened: dict[int, list[int]] = {0: [], len(text): []}
    closed: dict[int, list[int]] = {}
    for number, (_, start, end) in enumerate(marks):
        opened.setdefault(start, []).append(number)
        closed.setdefault(end, []).append(number)
    pieces, here = [], set[int]()
    for start, end in pairwise(sorted({*opened, *closed})):
        here = (here | set(opened.get(start, ()))) - set(closed.get(start, ()))
        pieces.append(Segment(text[start:end], tuple(dict.fromkeys(marks[number][0] for number in sorted(here)))))
    return pieces


def _spans(findings: Iterable[dict[str, Any]], length: int) -> Iterable[tuple[str, int, int]]:
    for finding in findings:
        for start, end in finding["spans"]:
            start, end = max(0, start), min(end, length)
            if start < end:
                yield finding["criterion"], start, end


_INVISIBLE = {
    "\u00ad": "trait d'union conditionnel",
    "\u200b": "espace sans chasse",
    "\u200c": "antiliant sans chasse",
    "\u200d": "liant sans chasse",
    "\u200e": "marque gauche à droite",
    "\u200f": "marque droite à gauche",
    "\u202a": "enchâssement gauche à droite",
    "\u202b": "enchâssement droite à gauche",
    "\u202c": "fin de direction forcée",
    "\u202d": "direction forcée gauche à droite",
    "\u202e": "direction forcée droite à gauche",
    "\u2060": "gluon de mots",
    "\u2066": "isolat gauche à droite",
    "\u2067": "isolat droite à gauche",
    "\u2068": "isolat premier fort",
    "\u2069": "fin d'isolat",
    "\ufeff": "indicateur d'ordre des octets",
}  # the French names of the Unicode standard, shortened


def invisible_characters(text: str) -> list[str]:
    """Names of the characters that do not show: zero-width, direction marks, controls; each once.

    The joiner that holds an emoji together is left out: it does show, as the emoji.
    """
    shown = _EMOJI_JOINER.sub("", text)
    found = dict.fromkeys(c for c in shown if unicodedata.category(c) in {"Cf", "Cc"} and c not in "\n\r\t")
    return [_INVISIBLE.get(c, f"U+{ord(c):04X}") for c in found]
