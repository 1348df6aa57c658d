"""A determiner and its noun agree: « plusieurs personnes », « tous les services », « votre demande »."""

from __future__ import annotations

from collections.abc import Iterator

from parvis.gate.faults import Fault
from parvis.gate.lexicon.listed import listed
from parvis.gate.lexicon.sentences import Sentence, Word
from parvis.gate.rules.grammar.agreement_words import INVARIABLE, NOUN
from parvis.gate.rules.grammar.forms import inflected
from parvis.gate.rules.grammar.groups import BEFORE, Feature, features, is_determiner, number_of
from parvis.gate.rules.grammar.marking import mark
from parvis.gate.rules.grammar.whole import WHOLE, whole

_VERB = "Après « {} », on attend un nom : « {} » est une forme de verbe."

_COUNTED = listed(
    """
    milliers centaines dizaines millions vingtaine dizaine centaine quinzaine trentaine douzaine
    """
)

_UNCOUNTED = frozenset({"#", "un", "une", "mille", "neuf"})


def determiner_and_noun(sentence: Sentence) -> Iterator[Fault]:
    """Yield the words that do not agree with the determiner before them."""
    for rank in range(len(sentence) - 1):
        word, after = sentence[rank], sentence[rank + 1]
        if word.hyphen or after.hyphen or after.text[:1].isupper() or after.low in INVARIABLE:
            continue
        if word.may_be("DET") and is_determiner(sentence, rank):
            yield from _after_determiner(sentence, rank)
        elif word.may_be("NUM") and word.low not in _UNCOUNTED and sentence.low(rank - 1) not in {"#", "sur"}:
            allowed: frozenset[Feature] = frozenset({("m", "p"), ("f", "p")})
            if (
                after.nouns
                and not after.may_be("ADV", "PREP")
                and not {"W", "G", "K"} & after.moods
                and not features(after, "N", "A") & allowed
            ):
                yield mark(after, after, NOUN.format(word.text, after.text), inflected(after.low, "", "p"))
        elif word.low in _COUNTED and after.low in {"de", "d'"}:
            noun = sentence[rank + 2]
            if noun.nouns and "W" not in noun.moods and {n for _, n in features(noun, "N", "A")} == {"s"}:
                yield mark(noun, noun, NOUN.format(word.text, noun.text), inflected(noun.low, "", "p"))


def _after_determiner(sentence: Sentence, rank: int) -> Iterator[Fault]:
    word, after, third = sentence[rank], sentence[rank + 1], sentence[rank + 2]
    listed_too = third.low in {",", "et"} and after.may_be("A") and sentence[rank + 3].may_be("A")
    if word.low == "quelque" and third.low in {"que", "qu'"}:
        return  # « quelque âgés qu'ils soient »
    if word.low in {"un", "une"} and sentence.low(rank - 1) == "et" and sentence[rank - 2].may_be("NUM"):
        return  # « mille et un sentiers »
    if third.hyphen or listed_too:
        return  # « les plates-formes », « les première et deuxième années »
    if word.low in WHOLE and (after.may_be("DET", "CLI") or _is_pronoun(sentence, rank)):
        yield from whole(sentence, rank)
        return
    allowed, possible = features(word, "DET"), _possible(after, third)
    if not possible or after.low in {"", ",", "#", "@"}:
        if after.is_only_finite and word.low in _ONLY_DETERMINERS:
            yield mark(after, after, _VERB.format(word.text, after.text))
    elif after.may_be("ADV") and not after.nouns:
        return
    elif not possible & allowed:
        yield from _disagreement(word, after, third)
    elif third.nouns and third.text.islower():
        yield from _adjective_before(after, third, possible & allowed)


def _possible(word: Word, third: Word) -> frozenset[Feature]:
    """What a word may be after a determiner: a noun that no other follows is not an adjective."""
    lemmas = {reading.lemma for reading in word.adjectives}
    alone = word.nouns and "K" not in word.moods and not third.may_be("N", "A") and not lemmas & BEFORE
    return features(word, "N") if alone and word.low in _NOT_ADJECTIVES else features(word, "N", "A", "K")


_NOT_ADJECTIVES = listed("formulaire formulaires horaire horaires questionnaire répertoire inventaire abonnement")


def _is_pronoun(sentence: Sentence, rank: int) -> bool:
    """« ils ont tous répondu »: « tous » stands for somebody."""
    before, after = sentence[rank - 1], sentence[rank + 1]
    spoken = "K" in after.moods and (not after.nouns or after.low == "été")
    return bool(before.lemmas & {"être", "avoir"}) or before.hyphen or spoken


def _disagreement(word: Word, after: Word, third: Word) -> Iterator[Fault]:
    """« un commission », « les nouvelle mesures », « les document »."""
    allowed, possible = features(word, "DET"), _possible(after, third)
    if not after.nouns:
        if word.low in {"l'", "tout", "toute", "ce"} or (after.is_finite and word.low == "le" and not third.readings):
            return  # « la lettre le précise »
        if features(third, "N", "A") & possible:
            right = _matching_determiner(word, features(third, "N") & possible)
            yield mark(word, word, NOUN.format(word.text, third.text), right)
            return
    genders = {gender for gender, _ in possible} & {gender for gender, _ in allowed} or {g for g, _ in allowed}
    gender = genders.pop() if len(genders) == 1 else "m"
    yield mark(after, after, NOUN.format(word.text, after.text), inflected(after.low, gender, number_of(allowed)))


def _adjective_before(adjective: Word, noun: Word, allowed: frozenset[Feature]) -> Iterator[Fault]:
    """« les nouveaux montant », « une bonne journées »."""
    if noun.low in INVARIABLE or noun.may_be("ADV", "PREP", "NUM"):
        return
    if {reading.lemma for reading in adjective.readings} & BEFORE:
        numbers = {number for _, number in allowed}
        is_verb = any(r.is_finite and r.person == "3" and r.number in numbers for r in noun.readings)
        if not features(noun, "N", "A", "K") & allowed and not is_verb and not noun.is_only_finite:
            right = inflected(noun.low, "", number_of(allowed)) if number_of(allowed) else ""
            yield mark(noun, noun, NOUN.format(adjective.text, noun.text), right)
        return
    only_adjective = adjective.may_be("A") and not adjective.nouns and "K" not in adjective.moods
    if only_adjective and not noun.may_be("V", "A") and not features(noun, "N") & allowed:
        yield mark(adjective, noun, NOUN.format(adjective.text, noun.text))


_ONLY_DETERMINERS = listed("un une votre notre vos nos cet cette ces ses mon ma mes du des")


def _matching_determiner(word: Word, wanted: frozenset[Feature]) -> str:
    if not wanted:
        return ""
    gender, number = sorted(wanted)[-1] if len(wanted) > 1 else next(iter(wanted))
    tables = {
        "le": {("m", "s"): "le", ("f", "s"): "la", ("m", "p"): "les", ("f", "p"): "les"},
        "un": {("m", "s"): "un", ("f", "s"): "une", ("m", "p"): "des", ("f", "p"): "des"},
        "ce": {("m", "s"): "ce", ("f", "s"): "cette", ("m", "p"): "ces", ("f", "p"): "ces"},
        "votre": {("m", "s"): "votre", ("f", "s"): "votre", ("m", "p"): "vos", ("f", "p"): "vos"},
        "notre": {("m", "s"): "notre", ("f", "s"): "notre", ("m", "p"): "nos", ("f", "p"): "nos"},
    }
    lemma = next(reading.lemma for reading in word.readings if reading.kind == "DET")
    return tables.get(lemma, {}).get((gender, number), "")
