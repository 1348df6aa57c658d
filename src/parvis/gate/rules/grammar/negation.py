"""The two words of a negation: « on ne peut pas », « n'hésitez pas »."""

from __future__ import annotations

from collections.abc import Iterator

from parvis.gate.faults import Fault
from parvis.gate.lexicon.listed import listed
from parvis.gate.lexicon.sentences import Sentence
from parvis.gate.rules.grammar.clause_subjects import clause_subject
from parvis.gate.rules.grammar.marking import mark
from parvis.gate.rules.grammar.subjects import (
    after_clitics,
    is_subject_pronoun,
)

_NEGATION = "Il manque « ne » : à l'écrit, la négation a deux mots."

_SECOND_HALVES = listed("pas jamais rien aucun aucune")


def missing_ne(sentence: Sentence) -> Iterator[Fault]:
    """« on peut pas », « c'est pas », « hésitez pas »."""
    for rank in range(1, len(sentence)):
        if sentence.low(rank) not in _SECOND_HALVES or sentence[rank - 1].low in {",", "est-ce"}:
            continue
        verb = rank - 1
        while sentence[verb].hyphen or sentence.low(verb) in {
            "même",
            "vraiment",
            "encore",
            "toujours",
            "donc",
            "surtout",
            "plus",
        }:
            verb -= 1
        if (
            sentence.low(rank) in {"aucun", "aucune"}
            and sentence[verb].moods == {"K"}
            and "avoir" in sentence[verb - 1].lemmas
        ):
            verb -= 1  # « le juge a rendu aucune décision »
        sure = sentence[verb].is_only_finite or sentence[verb].lemmas & {"être", "avoir"}
        if not sentence[verb].is_finite or not (sure or is_subject_pronoun(sentence, verb - 1)):
            continue
        start = verb
        while start > 0 and sentence[start - 1].may_be("CLI") and not is_subject_pronoun(sentence, start - 1):
            start -= 1
        if sentence.low(start - 1) in {"ne", "n'"} or any(
            sentence.low(i) in {"ne", "n'", "sans"} for i in range(start, verb)
        ):
            continue
        if sentence.low(rank) == "jamais" and any(sentence.low(i) in {"si", "que", "qu'"} for i in range(rank)):
            continue
        if _lacks_ne(sentence, start, verb):
            place = sentence[start] if start != verb or sentence[start - 1].low else sentence[verb]
            yield mark(place, sentence[rank], _NEGATION, _with_ne(sentence, start, rank))


def missing_pas(sentence: Sentence) -> Iterator[Fault]:
    """« l'action de grâce ne retardera le versement »: nothing completes « ne »."""
    lows = {word.low for word in sentence.words}
    if lows & _COMPLETE_NE or not sentence.opens or sentence.end in {"«", "(", '"', ":"}:
        return
    for rank, word in enumerate(sentence.words):
        verb = sentence[after_clitics(sentence, rank)]
        if (
            not word.may_be("NEG")
            or not verb.is_only_finite
            or verb.lemmas & _WITHOUT_PAS
            or not verb.moods & set("PFIC")
        ):
            continue
        yield mark(word, verb, _NEGATION)


_COMPLETE_NE = listed(
    """
    pas point jamais plus guère rien personne aucun aucune nul nulle nullement ni que qu' non aucunement si s'
    avant moins peur crainte qui quoi combien pourquoi goutte mot davantage depuis mieux pis autre autrement
    """
)

_WITHOUT_PAS = listed("pouvoir cesser oser savoir déplaire importer daigner tenir avoir être")


def _lacks_ne(sentence: Sentence, start: int, verb: int) -> bool:
    subject = sentence[start - 1]
    if start >= 1 and (is_subject_pronoun(sentence, start - 1) or subject.low in {"c'", "ça", "ce", "qui"}):
        return subject.low != "on" or sentence[verb].text[0].lower() not in "aeiouhéêè" or True
    if sentence.low(verb + 1) in {"pas", "aucun", "aucune"} or "K" in sentence[verb + 1].moods:
        group = clause_subject(sentence, start)
        if group and group.start == 0 and sentence[verb].is_finite:
            return True
    imperative = {"Y"} & sentence[verb].moods and sentence[verb].low.endswith("ez")
    return bool(imperative) and (start == 0 or sentence.low(start - 1) in {",", "et", "mais", "donc"})


def _with_ne(sentence: Sentence, start: int, rank: int) -> str:
    """The words with « ne » put in, when nothing else has to move."""
    words = sentence.words[start : rank + 1]
    if any(word.hyphen for word in words) or sentence.low(start - 1) in {"c'", "j'"}:
        return ""
    negation = "n'" if words[0].low[0] in "aeiouyhéèêà" else "ne "
    text = "".join(word.low + ("" if word.low.endswith("'") else " ") for word in words)
    return negation + text.rstrip()
