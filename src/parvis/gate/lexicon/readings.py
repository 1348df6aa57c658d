"""What a form may be: every reading of a word, from the function words, our own list and the dictionary."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from parvis.gate.lexicon.dela import entries
from parvis.gate.lexicon.words import own_entries


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing that a form may be. `gender` and `number` are "" where the form serves both."""

    kind: str  # N noun, A adjective, V verb, DET, CLI, SUJ, PRO, REL, SUB, CO, PREP, ADV, NEG, NUM, X
    lemma: str
    gender: str = ""
    number: str = ""
    mood: str = (
        ""  # of a verb, as DELA writes it: W infinitive, K past participle, G present one, P I F C S T J Y finite
    )
    person: str = ""
    common: bool = True

    @property
    def is_finite(self) -> bool:
        return self.mood in _FINITE

    @property
    def is_noun_like(self) -> bool:
        return self.kind in {"N", "A"}


_FINITE = frozenset("PIFCSTJY")
_KINDS = {"PREPDET": "DET", "CONJS": "SUB", "CONJC": "CO", "PRON": "PRO", "PREPPRO": "PRO", "INTJ": "X", "PFX": "X"}


@lru_cache(maxsize=20_000)
def readings(form: str) -> tuple[Reading, ...]:
    """Return every reading of a form in small letters; none when nobody knows it."""
    known = _closed().get(form)
    if known is not None:
        return known
    found = [*own_entries(form), *entries(form)]
    if not found and ("œ" in form or "æ" in form):
        found = [*entries(form.replace("œ", "oe").replace("æ", "ae"))]
    if not found and form.endswith("'") and len(form) > 2:
        found = [*entries(form[:-1] + "e")]
    parsed = dict.fromkeys(reading for _, lemma, codes in found for reading in _parsed(lemma, codes))
    if any(reading.kind == "V" and reading.common for reading in parsed):  # « fit » is of faire, not of a rare verb
        return tuple(reading for reading in parsed if reading.common or reading.kind != "V")
    return tuple(parsed)


@cache
def _closed() -> dict[str, tuple[Reading, ...]]:
    known: dict[str, tuple[Reading, ...]] = {}
    for line in files("parvis.gate.lexicon").joinpath("closed.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            form, *written = line.split()
            parts = (entry.rpartition(".") for entry in written)
            known[form] = tuple(reading for lemma, _, codes in parts for reading in _parsed(lemma, codes))
    return known


def _parsed(lemma: str, codes: str) -> list[Reading]:
    """DELA writes "V+z1:P1s:P3s" for two readings of a common verb, "N:ms:fs" for a noun of either gender."""
    category, *forms = codes.split(":")
    kind, *marks = category.split("+")
    kind = _KINDS.get(kind, kind)
    common = not marks or "z1" in marks or "z2" in marks or kind not in {"N", "A", "V"}
    if kind == "V":
        return [_verb(lemma, form, common=common) for form in forms]
    numbers = {form[-1] for form in forms if form}
    if kind in {"N", "A", "DET"} and forms:
        return [Reading(kind, lemma, form[-2:-1], form[-1:], common=common) for form in forms]
    if kind == "SUJ" and forms:
        return [Reading(kind, lemma, "", forms[0][1], "", forms[0][0])]
    return [Reading(kind, lemma, "", numbers.pop() if len(numbers) == 1 else "", common=common)]


def _verb(lemma: str, form: str, *, common: bool) -> Reading:
    mood, rest = form[:1], form[1:]
    if mood == "K":
        return Reading("V", lemma, rest[:1], rest[1:2], "K", "", common)
    return Reading("V", lemma, "", rest[1:2], mood, rest[:1], common)
