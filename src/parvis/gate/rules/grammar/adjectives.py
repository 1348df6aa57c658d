"""A noun and its adjectives agree: « les délais affichés », « des travaux majeurs », « la plus regardée »."""

from __future__ import annotations

from collections.abc import Iterator

from parvis.gate.faults import Fault
from parvis.gate.lexicon.listed import listed
from parvis.gate.lexicon.sentences import Sentence, Word
from parvis.gate.rules.grammar.agreement_words import INVARIABLE, NOUN
from parvis.gate.rules.grammar.forms import inflected
from parvis.gate.rules.grammar.groups import Feature, after_complements, features, is_determiner, noun_group
from parvis.gate.rules.grammar.marking import mark
from parvis.gate.rules.grammar.whole import WHOLE


def noun_and_adjective(sentence: Sentence) -> Iterator[Fault]:
    """Yield the adjectives and participles that follow a noun and agree with none that they could qualify."""
    for rank in range(1, len(sentence)):
        noun, word = sentence[rank - 1], sentence[rank]
        if not _may_qualify(sentence, rank):
            continue
        group = _group_of(sentence, rank - 1)
        known = group or (features(noun, "N") if _is_bare_noun(sentence, rank - 1) else frozenset())
        possible = features(word, "A", "K")
        if not known or possible & known:
            continue
        others = _earlier_nouns(sentence, rank - 1)
        if possible & others or (
            sentence.low(rank + 1) in {"et", "ou", ","} and {n for _, n in known} == {"p"} and word.may_be("A")
        ):
            continue
        numbers, genders = {n for _, n in known}, {g for g, _ in known}
        gender = genders.pop() if len(genders) == 1 else ""
        right = inflected(word.low, gender or "m", numbers.pop() if len(numbers) == 1 else "")
        yield mark(word, word, NOUN.format(noun.text, word.text), right)


def _may_qualify(sentence: Sentence, rank: int) -> bool:
    noun, word, after = sentence[rank - 1], sentence[rank], sentence[rank + 1]
    if not word.adjectives or word.hyphen or word.low in INVARIABLE or word.text[:1].isupper() or noun.hyphen:
        return False
    if _third_person(word) or word.may_be("ADV", "PREP", "CLI", "DET", "NUM", "SUB") or not noun.nouns or after.hyphen:
        return False
    if word.nouns and not word.may_be("A"):
        return "K" in word.moods
    if "G" in word.moods and after.low not in {"", ","}:
        return False  # « les règles incombant à l'employeur »: a present participle does not agree
    # « un projet grande ville », « la semaine prochaine édition »: it goes with the noun that follows.
    return not (
        after.nouns and not after.may_be("V", "PREP", "ADV", "A") and features(after, "N") & features(word, "A", "K")
    )


def _third_person(word: Word) -> bool:
    return any(reading.is_finite and reading.person == "3" for reading in word.readings)


def superlative(sentence: Sentence) -> Iterator[Fault]:
    """« la vidéo la plus regardé », « les plus élevé »."""
    for rank in range(len(sentence) - 2):
        article, word = sentence[rank], sentence[rank + 2]
        if article.low not in {"la", "les"} or sentence.low(rank + 1) not in {"plus", "moins", "mieux"}:
            continue
        if not word.adjectives or word.is_finite or word.may_be("ADV"):
            continue
        if not features(word, "A", "K", "N") & features(article, "DET"):
            number = "s" if article.low == "la" else "p"
            right = inflected(word.low, "f" if number == "s" else "", number)
            yield mark(word, word, NOUN.format(article.text, word.text), right)


def _group_of(sentence: Sentence, head: int) -> frozenset[Feature]:
    """The gender and number of the group whose head has this rank, when a determiner opens it."""
    for start in range(head - 1, max(-1, head - 5), -1):
        word = sentence[start]
        counted = word.low != "#" or (
            word.text not in {"0", "1"} and {n for _, n in features(sentence[head], "N")} == {"p"}
        )
        if word.may_be("DET", "NUM") and counted:
            if word.low in WHOLE and "être" in sentence[start - 1].lemmas:
                return frozenset()  # « sont tout entiers voués »
            group = noun_group(sentence, start)
            certain = word.may_be("NUM") or is_determiner(sentence, start)
            return group.features if group and group.head == head and certain else frozenset()
        if not word.may_be("A", "NUM"):
            return frozenset()
    return frozenset()


def _is_bare_noun(sentence: Sentence, rank: int) -> bool:
    noun, before = sentence[rank], sentence[rank - 1]
    if before.low == "en" and noun.is_finite:
        return False  # « nous en sommes désolés »
    bare = before.low in {"de", "d'", "en", "par", "sans", "à", "avec", "pour"} and not noun.may_be("ADV", "A")
    return bare and not {"W", "G", "K"} & noun.moods and noun.text.islower()


def _earlier_nouns(sentence: Sentence, head: int) -> frozenset[Feature]:
    """What the adjective could qualify besides the noun just before: the nouns that this one completes."""
    found: set[Feature] = set()
    joined = False
    for rank in range(head - 1, -1, -1):
        word = sentence[rank]
        if word.low in _LOOSE and not joined:
            break  # « durant la journée pédagogique »: what it opens completes no noun
        if word.low in {"et", "ou", ","}:
            joined = True
        if word.is_finite and _opens_complement(sentence, rank) and noun_group(sentence, rank + 1):
            break  # « l'érosion menace les maisons »
        if word.nouns and not word.may_be("PREP", "ADV"):
            found |= features(word, "N")
            if joined:
                found |= {("m", "p")} | {(g, "p") for g, _ in features(word, "N")}
        if word.is_finite and (sentence[rank - 1].may_be("N", "NEG", "SUJ") or sentence[rank - 1].kinds == {"CLI"}):
            break
        if word.is_only_finite or word.low in {"qui", "que", "qu'", "dont", "où"}:
            break
        if word.low in {"eux", "celles", "ceux", "celui", "celle"} or word.low == "@" or word.is_name:
            found |= {("m", "p"), ("f", "p"), ("m", "s"), ("f", "s")}
    return frozenset(found)


_LOOSE = listed("durant pendant dès depuis selon lors malgré parmi jusque jusqu' chez")


def _opens_complement(sentence: Sentence, rank: int) -> bool:
    """Tell whether a verb's subject, noun or pronoun, ends right before this word."""
    for start in range(max(0, rank - 6), rank):
        group = noun_group(sentence, start)
        if group and start == 0 and is_determiner(sentence, start) and after_complements(sentence, group) == rank:
            third = [r for r in sentence[rank].readings if r.is_finite and r.person == "3"]
            return any(reading.number in {n for _, n in group.features} for reading in third)
    return False


def wishes(sentence: Sentence) -> Iterator[Fault]:
    """« bonne continuations », « meilleurs voeu »: an adjective and a noun without a determiner."""
    for rank in range(len(sentence) - 1):
        word, noun = sentence[rank], sentence[rank + 1]
        if word.low not in _WISHES or sentence[rank - 1].may_be("DET", "NUM", "PREP") or noun.may_be("ADV", "PREP"):
            continue
        agrees = features(noun, "N", "A", "K") & features(word, "A")
        if noun.nouns and noun.text.islower() and not noun.hyphen and not agrees:
            yield mark(word, noun, NOUN.format(word.text, noun.text))


_WISHES = listed(
    """
    cher chers chère chères
    bonne bonnes bons meilleur meilleurs meilleure meilleures joyeux joyeuse joyeuses heureuse belle belles
    """
)
