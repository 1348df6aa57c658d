"""-ez where -é or -er was written: « Notez-les », « Avisez votre bureau »."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from parvis.gate.faults import Fault
from parvis.gate.lexicon.listed import listed
from parvis.gate.lexicon.sentences import Sentence
from parvis.gate.rules.grammar.clauses import is_surely_finite
from parvis.gate.rules.grammar.forms import conjugated, of_mood
from parvis.gate.rules.grammar.marking import mark
from parvis.gate.rules.grammar.subjects import after_clitics

_IMPERATIVE = "Pour demander quelque chose, le verbe se met à l'impératif."

_REQUESTS = listed(
    """
    noter appeler consulter vérifier envoyer remplir signer apporter présenter prévoir indiquer inscrire
    conserver garder aviser communiquer téléphoner joindre lire cliquer composer écrire transmettre prendre
    """
)


def imperative(sentence: Sentence) -> Iterator[Fault]:
    """Yield what should be an imperative: « Noté-les », « Demander-le », « Aviser votre bureau »."""
    for rank in range(len(sentence)):
        word, after = sentence[rank], sentence[rank + 1]
        tied = after.hyphen and after.low in {"le", "la", "les", "nous", "moi", "lui", "leur", "en", "y", "vous"}
        if tied and word.moods and not word.is_finite and {"K", "W"} & word.moods:
            yield mark(word, word, _IMPERATIVE, conjugated(of_mood(word.low, "W"), "2", "p", "PY"))
    yield from _negative(sentence)
    yield from _after_purpose(sentence)
    yield from _participle(sentence)
    first, second = sentence[0], sentence[1]
    if not sentence.opens or len(sentence) < 4 or sentence.end not in {".", "!", ";"} or not {"W", "K"} & first.moods:
        return
    if first.is_finite or first.may_be("N", "PREP") or ("K" in first.moods and second.low not in {"votre", "vos"}):
        return
    if first.low in {"voir", "être", "avoir"} or _has_main_verb(sentence):
        return
    to_reader = any(sentence.low(i) in {"votre", "vos"} for i in range(1, len(sentence)))
    asks = first.low in _REQUESTS and second.low in {"bien", "que", "qu'"}
    lows = [word.low for word in sentence.words]
    to_reader = second.low in {"votre", "vos", "nous"} or any(pair in _TO_READER for pair in pairwise(lows))
    if asks or to_reader:
        yield mark(first, first, _IMPERATIVE, conjugated(of_mood(first.low, "W"), "2", "p", "PY"))


_TO_READER = frozenset({("si", "vous"), ("de", "nous"), ("que", "vous"), ("avec", "votre"), ("chez", "vous")})


def _negative(sentence: Sentence) -> Iterator[Fault]:
    """« N'hésiter pas »"""
    for rank in range(len(sentence)):
        before = sentence[rank - 1]
        if not sentence[rank].may_be("NEG") or before.may_be("SUJ", "REL", "N", "PREP") or before.low in {"et", "ou"}:
            continue
        place = after_clitics(sentence, rank)
        verb = sentence[place]
        asked = verb.moods == {"W"} or (verb.moods and not verb.is_finite and verb.low.endswith(("é", "és")))
        if asked and sentence.low(place + 1) in {"pas", "jamais", "plus"}:
            yield mark(verb, verb, _IMPERATIVE, conjugated(of_mood(verb.low, "W"), "2", "p", "PY"))


def _after_purpose(sentence: Sentence) -> Iterator[Fault]:
    """« Pour plus d'information, consulter notre site. »"""
    commas = [rank for rank, word in enumerate(sentence.words) if word.low == ","]
    if len(commas) != 1 or sentence.low(0) not in {"pour", "en", "afin", "si", "avant", "dès"} or sentence.end == "?":
        return
    verb, after = sentence[commas[0] + 1], sentence[commas[0] + 2]
    asked = verb.moods == {"W"} or (sentence.low(0) != "dès" and "K" in verb.moods and verb.low.endswith("é"))
    if (
        asked
        and not verb.nouns
        and not verb.is_finite
        and after.low in _OBJECTS
        and not _has_main_verb(sentence, commas[0] + 2)
    ):
        yield mark(verb, verb, _IMPERATIVE, conjugated(verb.low, "2", "p", "PY"))


def _participle(sentence: Sentence) -> Iterator[Fault]:
    """« Noté la distance parcourue. », « Restés loin des berges. »"""
    verb, after, noun = sentence[0], sentence[1], sentence[2]
    if not sentence.opens or len(sentence) < 4 or verb.is_finite or verb.nouns or not verb.low.endswith(("é", "és")):
        return
    if (
        "K" not in verb.moods
        or sentence.end not in {".", "!"}
        or any(is_surely_finite(sentence, i) for i in _all(sentence))
    ):
        return
    if after.low in _OBJECTS - {"au", "à", "avec", "sur"} and noun.nouns and noun.low not in _TIMES:
        yield mark(verb, verb, _IMPERATIVE, conjugated(of_mood(verb.low, "W"), "2", "p", "PY"))


def _all(sentence: Sentence) -> range:
    return range(len(sentence))


_TIMES = listed("jour semaine mois année lundi mardi mercredi jeudi vendredi samedi dimanche matin soir veille plus")
_OBJECTS = listed("notre votre nos vos le la les un une ce cette au à avec sur")


def _has_main_verb(sentence: Sentence, start: int = 1) -> bool:
    """Tell whether a conjugated verb may be the sentence's own, and not that of a subordinate clause."""
    subordinate = False
    for rank, word in enumerate(sentence.words[start:], start=start):
        if word.may_be("REL", "SUB"):
            subordinate = True
        elif word.low in {"c'", ","}:
            subordinate = False
            if word.low == "c'":
                return True
        elif word.is_finite and not subordinate and not _is_noun_here(sentence, rank):
            return True
    return False


def _is_noun_here(sentence: Sentence, rank: int) -> bool:
    word, before = sentence[rank], sentence[rank - 1]
    return word.may_be("N", "A", "PREP") and (before.may_be("DET", "PREP", "A", "N", "NUM") or word.may_be("PREP"))
