"""« à partir du 1er mai », « grâce à », « avant de partir »: prepositions in several words, and what ends them."""

from __future__ import annotations

from collections.abc import Iterator

from parvis.gate.faults import Fault
from parvis.gate.lexicon.listed import listed
from parvis.gate.lexicon.sentences import Sentence, Word
from parvis.gate.rules.grammar.marking import mark

_WANTS = "Il manque un mot : on écrit « {} {} »."
_INFINITIVE = "Devant un infinitif, on écrit « {} de »."
_GERUND = "Après « en », le verbe se met au participe présent."
_DETERMINERS = listed("le la les l' un une votre vos notre nos mon ma son sa ses leur leurs ce cet cette ces")
_OF = (
    ("à", "partir"), ("à", "compter"), ("en", "raison"), ("en", "fonction"), ("au", "sujet"), ("à", "cause"),
    ("à", "propos"), ("au", "lieu"), ("au", "moyen"), ("au", "sein"), ("en", "vertu"), ("en", "dehors"),
    ("à", "côté"), ("au", "cours"), ("à", "proximité"), ("en", "vue"), ("afin", ""), ("lors", ""), ("auprès", ""),
)  # fmt: skip
_TO = (("grâce", ""), ("quant", ""), ("par", "rapport"), ("conformément", ""), ("contrairement", ""))
_CONTRACTED = {("de", "le"): "du", ("de", "les"): "des", ("à", "le"): "au", ("à", "les"): "aux"}


def complex_preposition(sentence: Sentence) -> Iterator[Fault]:
    """Yield the prepositions that miss their last word, and the infinitives that « en » cannot govern."""
    for rank, word in enumerate(sentence.words):
        second = sentence.low(rank + 1)
        for ending, pairs in (("de", _OF), ("à", _TO)):
            for first, last in pairs:
                if word.low == first and last in {"", second} and not word.hyphen:
                    yield from _missing(sentence, rank, rank + (2 if last else 1), ending)
        yield from _before_infinitive(sentence, rank)


def _missing(sentence: Sentence, start: int, place: int, ending: str) -> Iterator[Fault]:
    said, determiner = sentence[place - 1], sentence[place]
    if determiner.low not in _DETERMINERS or determiner.hyphen or sentence[place + 1].may_be("CLI", "NEG"):
        return
    if sentence.low(start) == "à" and said.low == "côté" and sentence[place + 1].is_only_finite:
        return
    whole = " ".join(word.low for word in sentence.words[start:place])
    right = _CONTRACTED.get((ending, determiner.low)) or (
        f"d'{determiner.low}" if ending == "de" and determiner.low in {"un", "une"} else f"{ending} {determiner.low}"
    )
    yield mark(determiner, determiner, _WANTS.format(whole, ending), right)


def _before_infinitive(sentence: Sentence, rank: int) -> Iterator[Fault]:
    word, verb, before = sentence[rank], sentence[rank + 1], sentence[rank - 1]
    if not _is_infinitive(verb):
        return
    if word.low in {"avant", "afin"} and not word.hyphen:
        yield mark(word, word, _INFINITIVE.format(word.low), f"{word.low} de")
    elif word.low == "en" and not word.hyphen and before.nouns and not before.may_be("V", "A", "ADV", "PRO", "CLI"):
        yield mark(verb, verb, _GERUND, "")


def _is_infinitive(verb: Word) -> bool:
    return verb.moods == {"W"} and not verb.may_be("N", "A", "ADV") and not verb.hyphen
