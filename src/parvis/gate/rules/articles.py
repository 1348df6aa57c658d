"""What changes before a word put for another: « le deadline », « la date limite »; « de canceller », « d'annuler ».

Reads small letters with straight apostrophes.
"""

from __future__ import annotations

import re

_VOWEL = re.compile(r"[aàâeéèêiîoôuûhœyæ]")
_ASPIRATED = re.compile(r"h(?:a[nlruciîs]|éro|ors|uit|ausse|eur|ibou|om[ae]rd|onte|ub)")
# Each determiner by what it is, and how it is written: masculine, feminine, before a vowel (either gender).
_FAMILIES = (
    ("un", "une", None), ("le", "la", "l'"), ("du", "de la", "de l'"), ("au", "à la", "à l'"),
    ("ce", "cette", None), ("mon", "ma", "mon"), ("ton", "ta", "ton"), ("son", "sa", "son"),
    ("aucun", "aucune", None), ("chaque", "chaque", None), ("quel", "quelle", None), ("tout", "toute", None),
)  # fmt: skip
_WRITTEN_AS = {
    "un": 0, "une": 0, "le": 1, "la": 1, "l'": 1, "du": 2, "de la": 2, "de l'": 2, "au": 3, "à la": 3, "à l'": 3,
    "ce": 4, "cet": 4, "cette": 4, "mon": 5, "ma": 5, "ton": 6, "ta": 6, "son": 7, "sa": 7, "aucun": 8, "aucune": 8,
    "quel": 10, "quelle": 10,
}  # fmt: skip
_DETERMINER = re.compile(
    r"(?<!\w)(?:de la |de l'|à la |à l'|une |un |le |la |l'|du |au |cette |cet |ce |mon |ma |ton |ta |son |sa "
    r"|aucune |aucun |quelle |quel )$"
)
# Nothing of a noun's gender shows in these.
_NEUTRAL = re.compile(
    r"(?:^|[.!?:;,(«\n] ?|(?<!\w)(?:les|des|vos|nos|votre|notre|leur|leurs|ces|mes|ses|par|sans|pour|en|avec|sur"
    r"|chaque|plusieurs|deux"
    r"|trois|quelques|aux|et|ou|à|ni|comme) )$"
)
_ELIDED = re.compile(r"(?<!\w)(?:d|n|s|j|m|t|c|qu|lorsqu|puisqu|jusqu)'$")
_TO_ELIDE = re.compile(r"(?<!\w)(?:de|ne|se|je|me|te|que|lorsque|puisque|jusque) $")


def opens_with_a_vowel(word: str) -> bool:
    return _VOWEL.match(word) is not None and _ASPIRATED.match(word) is None


def follows_a_determiner(before: str) -> bool:
    return (
        _DETERMINER.search(before) is not None
        or re.search(r"(?<!\w)(?:les|des|vos|nos|votre|notre|ces) $", before) is not None
    )


def elides(word: str, after: str) -> bool:
    """Tell whether the last word of a replacement loses its e before what follows: « en raison d'une panne »."""
    return word.endswith((" de", " que")) and after.startswith(" ") and opens_with_a_vowel(after[1:])


def put_after(before: str, word: str) -> tuple[int, str]:
    """Return how many characters to replace before a verb or phrase, and all that should stand there."""
    elided, to_elide = _ELIDED.search(before), _TO_ELIDE.search(before)
    if elided and not opens_with_a_vowel(word):
        return len(elided.group()), f"{elided.group()[:-1]}e {word}"
    if to_elide and opens_with_a_vowel(word):
        return len(to_elide.group()), f"{to_elide.group()[:-2]}'{word}"
    return 0, word


def put_after_article(before: str, noun: str, gender: str, *, plural: bool, was: str) -> tuple[int, str]:
    """The same for a noun of this gender, in place of one whose gender was `was`; "" when an adjective may disagree."""
    found = _DETERMINER.search(before)
    if found and not plural:
        return len(found.group()), _with_determiner(found.group().strip(), noun, gender)
    reach, written = put_after(before, noun)
    if reach or gender == was or _NEUTRAL.search(before) or before.endswith(("de ", "d'")):
        return reach, written
    return 0, ""


def _with_determiner(determiner: str, noun: str, gender: str) -> str:
    masculine, feminine, elided = _FAMILIES[_WRITTEN_AS[determiner]]
    vowel = opens_with_a_vowel(noun)
    if masculine == "ce" and gender == "m" and vowel:
        return f"cet {noun}"
    chosen = elided if vowel and elided else feminine if gender == "f" else masculine
    return f"{chosen}{noun}" if chosen.endswith("'") else f"{chosen} {noun}"
