"""« l'aide » and not « le aide », « s'il » and not « si il », « cet emploi »; and words written twice."""

from __future__ import annotations

from collections.abc import Iterator

from parvis.gate.faults import Fault
from parvis.gate.lexicon.dela import fold
from parvis.gate.lexicon.listed import listed
from parvis.gate.lexicon.sentences import Sentence, Word
from parvis.gate.rules.grammar.groups import features
from parvis.gate.rules.grammar.marking import mark

_ELIDED = "Devant une voyelle, on écrit « {} »."
_ARTICLE = "Devant ce nom, qui commence par une voyelle, on écrit « {} »."
_ASPIRATED = "Le h de « {} » est aspiré : il n'y a pas d'élision devant lui."
_TWICE = "Le mot « {} » est écrit deux fois."
_CONTRACTED = "« {} » se contracte en « {} »."

_LOSES_VOWEL = listed("le la de que je ne se me te jusque lorsque puisque quoique")
# Words that begin with a vowel and want no elision; the h that is heard, and the commonest of those that are not.
_NO_ELISION = listed(
    """
    oui onze onzième huit ouistiti yaourt yoga yogourt yacht un une a à e i o u y ou où et hier hors haut hauts hausse
    """
)
_MUTE = listed(
    """
    habitude habitudes habitation habitations habitant habitants habitante heure heures histoire histoires historique
    homme hommes hôpital hôpitaux horaire horaires hébergement hésitation hiver honoraires humain humaine humeur
    hypothèque héritage harmonie hectare herbe heureux hommage honnête honneur horizon hôte hôtel hôtels huile hypothèse
    habile habileté habilitation hésiter habiter honorer héberger humanité hygiène hélicoptère héritier
    """
)
_HEARD = listed(
    """
    handicap handicaps handicapé handicapée handicapés hausse hausses haut haute hauteur harcèlement hasard haine halte
    huit hockey héros hiérarchie honte hublot hangar housse haie hameau hall hanche hâte hors huitième
    """
)
_DEMONSTRATIVES = {"ce": "cet", "nouveau": "nouvel", "beau": "bel", "vieux": "vieil"}
_POSSESSIVES = {"ma": "mon", "ta": "ton", "sa": "son"}
_CONTRACTIONS = {("à", "le"): "au", ("à", "les"): "aux", ("de", "le"): "du", ("de", "les"): "des"}
_MAY_REPEAT = listed("nous vous faire très bien bla non oui si ah oh ha toc tout trop")


def elision(sentence: Sentence) -> Iterator[Fault]:
    """Yield the articles and small words that keep a vowel they should lose, or lose one they should keep."""
    for rank in range(len(sentence) - 1):
        word, after = sentence[rank], sentence[rank + 1]
        if word.hyphen or after.hyphen:
            continue
        if word.low in _LOSES_VOWEL and _wants_elision(after) and not _is_after_verb(sentence, rank):
            short = f"{word.low[:-1]}'{after.low}"
            yield mark(word, after, _ELIDED.format(short), short)
        elif word.low in {"l'", "d'", "qu'", "n'", "s'", "j'"} and after.low in _HEARD:
            yield mark(word, after, _ASPIRATED.format(after.text))
        elif word.low in _DEMONSTRATIVES and _is_masculine_noun(after) and _vowel(after):
            right = _DEMONSTRATIVES[word.low]
            yield mark(word, word, _ARTICLE.format(f"{right} {after.text}"), right)
        elif word.low in _POSSESSIVES and after.nouns and _vowel(after):
            right = _POSSESSIVES[word.low]
            yield mark(word, word, _ARTICLE.format(f"{right} {after.text}"), right)


def contraction(sentence: Sentence) -> Iterator[Fault]:
    """« à le bureau », « de les formulaires »: before a noun that cannot be a verb."""
    for rank in range(len(sentence) - 2):
        pair = (sentence.low(rank), sentence.low(rank + 1))
        noun, after = sentence[rank + 2], sentence[rank + 3]
        right = _CONTRACTIONS.get(pair)
        if right and noun.nouns and not noun.may_be("V", "A") and noun.text.islower() and not after.hyphen:
            said = f"{pair[0]} {pair[1]}"
            yield mark(sentence[rank], sentence[rank + 1], _CONTRACTED.format(said, right), right)


def repeated(sentence: Sentence) -> Iterator[Fault]:
    """« dans dans », « de de »"""
    for rank in range(len(sentence) - 1):
        word, after = sentence[rank], sentence[rank + 1]
        same = word.low == after.low and word.low[0].isalpha() and after.text.islower()
        if same and word.readings and word.low not in _MAY_REPEAT and not (word.hyphen or after.hyphen):
            yield mark(word, after, _TWICE.format(word.text), word.low)


def _wants_elision(word: Word) -> bool:
    return word.text.islower() and word.low not in _NO_ELISION and _vowel(word) and bool(word.readings)


def _vowel(word: Word) -> bool:
    if word.low in _NO_ELISION or len(word.low) == 1:
        return False
    return fold(word.low)[:1] in tuple("aeiou") or word.low in _MUTE


def _is_after_verb(sentence: Sentence, rank: int) -> bool:
    """« envoyez-le à », « celle-là »: not an article."""
    return sentence[rank].hyphen or (rank > 0 and sentence[rank - 1].hyphen and sentence.low(rank) in {"le", "la"})


def _is_masculine_noun(word: Word) -> bool:
    return bool(word.nouns) and ("m", "s") in features(word, "N") and not word.may_be("V", "PREP", "ADV")
