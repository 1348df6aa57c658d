"""What cannot follow a subject: « les locataires satisfait », « la fondation, doit », « ceux qui travail »."""

from __future__ import annotations

from collections.abc import Iterator

from parvis.gate.faults import Fault
from parvis.gate.lexicon.listed import listed
from parvis.gate.lexicon.sentences import Sentence
from parvis.gate.rules.grammar.forms import inflected, of_mood
from parvis.gate.rules.grammar.groups import after_complements, features, is_determiner, noun_group, number_of
from parvis.gate.rules.grammar.marking import mark
from parvis.gate.rules.grammar.participles import one
from parvis.gate.rules.grammar.subjects import after_clitics, skip_adverbs

_STRANDED = "« {} » ne s'accorde pas avec « {} »."
_COMMA = "Aucune virgule ne sépare le sujet de son verbe."
_NO_VERB = "Après « {} », on attend un verbe conjugué."
_INFINITIVE = "Après « avoir l'air », on attend un adjectif ou un participe."
_FAIRE = "Devant un infinitif, le participe « fait » ne change pas."
_FOCUS = "Après « c'est » et un complément, on écrit « que »."
_ADVERBS = listed("même souvent parfois toujours déjà surtout pourtant jadis encore")


def stranded(sentence: Sentence) -> Iterator[Fault]:
    """« Les locataires satisfait de leur logement »: neither an adjective nor a verb of that number."""
    group = noun_group(sentence, 0)
    if (
        group is None
        or not is_determiner(sentence, 0)
        or number_of(group.features) != "p"
        or group.end >= len(sentence)
    ):
        return
    word, after = sentence[group.head + 1], sentence[group.head + 2]
    plain = word.adjectives and not word.nouns and not word.may_be("ADV", "PREP", "DET", "NUM") and not word.hyphen
    if not plain or not word.text.islower() or after.hyphen or "W" in word.moods or "G" in word.moods:
        return
    singular = {n for _, n in features(word, "A", "K")} == {"s"}
    spoken = {r.number for r in word.readings if r.is_finite and r.person == "3"}
    if singular and spoken == {"s"}:
        head = sentence[group.head].text
        yield mark(word, word, _STRANDED.format(word.text, head), inflected(word.low, *one(group.features)))


def set_apart(sentence: Sentence) -> Iterator[Fault]:
    """« Les fenêtres, même neuve, laissent »: an adjective between commas goes with the subject."""
    group = noun_group(sentence, 0)
    if group is None or not is_determiner(sentence, 0) or sentence.low(group.end) != ",":
        return
    place = group.end + 1
    while sentence.low(place) in _ADVERBS:
        place += 1
    word, after = sentence[place], sentence[place + 1]
    if not word.adjectives or word.nouns or word.is_finite or word.may_be("ADV", "PREP", "DET") or after.low != ",":
        return
    if not features(word, "A", "K") & group.features:
        head = sentence[group.head].text
        yield mark(word, word, _STRANDED.format(word.text, head), inflected(word.low, *one(group.features)))


def parted(sentence: Sentence) -> Iterator[Fault]:
    """« La fondation, doit être asséchée »: one comma, between the subject and its verb."""
    commas = [rank for rank, word in enumerate(sentence.words) if word.low == ","]
    group = noun_group(sentence, 0)
    if len(commas) != 1 or group is None or not is_determiner(sentence, 0) or not sentence.opens:
        return
    verb = sentence[after_clitics(sentence, commas[0] + 1)]
    third = {r.number for r in verb.readings if r.is_finite and r.person == "3"}
    if after_complements(sentence, group) != commas[0] or not third & {n for _, n in group.features}:
        return
    sure = (verb.is_only_finite and "Y" not in verb.moods) or verb.lemmas & {"devoir", "pouvoir", "être", "avoir"}
    if sure and not any(word.hyphen for word in sentence.words[commas[0] :]):
        yield mark(sentence[commas[0] - 1], sentence[commas[0]], _COMMA, sentence[commas[0] - 1].text)


def verbless(sentence: Sentence) -> Iterator[Fault]:
    """« ceux qui travail de nuit »: a noun where « qui » wants its verb."""
    for rank in range(1, len(sentence)):
        if sentence.low(rank) != "qui" or sentence[rank - 1].may_be("PREP") or sentence[rank].hyphen:
            continue
        verb = sentence[after_clitics(sentence, rank + 1)]
        if verb.kinds == {"N"} and verb.text.islower() and not verb.hyphen:
            yield mark(verb, verb, _NO_VERB.format("qui"), "")


def after_avoir(sentence: Sentence) -> Iterator[Fault]:
    """« a l'air fermer », « a faites nettoyer »."""
    for rank, word in enumerate(sentence.words):
        if word.lemmas != {"avoir"} or word.may_be("N"):
            continue
        place = skip_adverbs(sentence, rank + 1)
        first = sentence[place]
        if (first.low, sentence.low(place + 1)) == ("l'", "air"):
            verb = sentence[place + 2]
            if verb.moods == {"W"} and verb.low.endswith("er") and not verb.nouns:
                yield mark(verb, verb, _INFINITIVE, of_mood(verb.low, "K"))
        elif first.low in {"faite", "faites", "faits", "faire"} and sentence[place + 1].moods == {"W"}:
            yield mark(first, first, _FAIRE, "fait")


def focus(sentence: Sentence) -> Iterator[Fault]:
    """« C'est au marché où nous tiendrons notre kiosque »: « où » repeats the preposition."""
    if (sentence.low(0), sentence.low(1)) != ("c'", "est") or sentence.low(2) not in _TO_PLACES:
        return
    group = noun_group(sentence, 2 if sentence[2].may_be("DET") else 3)
    if group and sentence.low(group.end) == "où" and group.end < len(sentence) - 2:
        word = sentence[group.end]
        yield mark(word, word, _FOCUS, "que")


_TO_PLACES = listed("à au aux dans chez sur en")
