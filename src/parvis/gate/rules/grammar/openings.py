"""What the beginning of a sentence calls for: « Merci de », « Ravie de…, la directrice », « Jamais nous n'avons »."""

from __future__ import annotations

from collections.abc import Iterator

from parvis.gate.faults import Fault
from parvis.gate.lexicon.listed import listed
from parvis.gate.lexicon.sentences import Sentence
from parvis.gate.rules.grammar.forms import conjugated, inflected
from parvis.gate.rules.grammar.groups import features, is_determiner, noun_group
from parvis.gate.rules.grammar.marking import mark
from parvis.gate.rules.grammar.participles import one
from parvis.gate.rules.grammar.subjects import is_subject_pronoun

_THANKS = "On remercie « de » faire quelque chose."
_AGREES = "« {} » doit s'accorder avec le sujet, « {} »."
_NEGATION = "Il manque « ne » : à l'écrit, la négation a deux mots."
_FUTURE = "Rien ne pose de condition : on attend le futur, « {} »."
_MODEST = listed("vouloir aimer pouvoir devoir souhaiter désirer être avoir préférer dire apprécier conseiller")
_SOON = listed("demain lundi mardi mercredi jeudi vendredi prochain prochaine bientôt sous")


def opening(sentence: Sentence) -> Iterator[Fault]:
    """Yield the faults that the first words of a sentence give away."""
    if sentence.opens:
        yield from _thanks(sentence)
        yield from _quality(sentence)
        yield from _never(sentence)
        yield from _promise(sentence)


def _thanks(sentence: Sentence) -> Iterator[Fault]:
    """« Merci remplir le formulaire »"""
    verb = sentence[1]
    if sentence.low(0) == "merci" and verb.moods == {"W"} and not verb.nouns:
        short = "d'" if verb.low[0] in "aeéiouyhêâ" else "de "
        yield mark(verb, verb, _THANKS, short + verb.low)


def _quality(sentence: Sentence) -> Iterator[Fault]:
    """« Ravi de son prix, la directrice… »: what opens the sentence is said of the subject."""
    word = sentence[0]
    comma = next((i for i, other in enumerate(sentence.words) if other.low == ","), 0)
    plain = word.adjectives and not word.nouns and not word.is_finite and not word.may_be("ADV", "PREP", "DET", "PRO")
    if not plain or sentence.low(1) not in {"de", "d'", "par"} or not is_determiner(sentence, comma + 1):
        return
    group = noun_group(sentence, comma + 1)
    if not comma or group is None or any(other.is_only_finite for other in sentence.words[:comma]):
        return
    spoken = any(other.is_only_finite or other.lemmas & {"avoir", "être"} for other in sentence.words[group.end :])
    if spoken and sentence.low(comma + 1) not in {"au", "aux"} and not features(word, "A", "K") & group.features:
        right = inflected(word.low, *one(group.features))
        yield mark(word, word, _AGREES.format(word.text, sentence[group.head].text), right)


def _never(sentence: Sentence) -> Iterator[Fault]:
    """« Jamais nous avons reçu »"""
    verb = sentence[2]
    if sentence.low(0) != "jamais" or not sentence[1].may_be("SUJ") or not verb.is_finite or verb.hyphen:
        return
    if is_subject_pronoun(sentence, 1) or sentence.low(1) in {"nous", "vous"}:
        yield mark(verb, verb, _NEGATION, ("n'" if verb.low[0] in "aeéiouyhêâ" else "ne ") + verb.low)


def _promise(sentence: Sentence) -> Iterator[Fault]:
    """« Je transmettrais votre message dès demain »"""
    verb = sentence[2 if sentence[1].may_be("CLI") else 1]
    if sentence.low(0) not in {"je", "j'"} or verb.moods != {"C"} or verb.lemmas & _MODEST:
        return
    lows = {word.low for word in sentence.words}
    if lows & _SOON and not lows & {"si", "s'", "bien", "mais", "volontiers", "plutôt", "sinon", "que", "qu'"}:
        right = conjugated(verb.low, "1", "s", "F")
        yield mark(verb, verb, _FUTURE.format(right), right)
