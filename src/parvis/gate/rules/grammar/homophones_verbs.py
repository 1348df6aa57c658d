"""a and à, ou and où, on and ont, son and sont, est and et: words that are verbs, or sound like one."""

from __future__ import annotations

from parvis.gate.lexicon.listed import listed
from parvis.gate.lexicon.sentences import Sentence
from parvis.gate.rules.grammar.clauses import has_verb_before
from parvis.gate.rules.grammar.groups import features, is_determiner, noun_group, number_of
from parvis.gate.rules.grammar.looks import Look
from parvis.gate.rules.grammar.subjects import (
    after_clitics,
    skip_adverbs,
)

_SUBJECTS = listed("il elle on qui ça cela ceci y l' m' t'")


def _a(sentence: Sentence, rank: int) -> str:
    """a → à"""
    before, after = sentence[rank - 1], sentence[rank + 1]
    if after.low in {"minima", "maxima", "priori", "posteriori", "fortiori", "contrario"}:
        return ""
    if (
        sentence[rank].hyphen
        or after.hyphen
        or sentence[rank].text == "A"
        or before.low in _SUBJECTS | {"n'", "en", "ne"}
    ):
        return ""
    if "K" in sentence[skip_adverbs(sentence, rank + 1)].moods and not before.low.endswith("ez"):
        return ""  # « le permis de construire a été délivré »
    governs = ("W" in before.moods and not before.nouns) or (before.low.endswith("ez") and before.is_only_finite)
    if rank and governs and not any(sentence[i].may_be("REL") for i in range(rank)):
        return "à"
    verb = sentence[after_clitics(sentence, rank + 1)]
    if verb.moods == {"W"} and not verb.nouns and rank:
        return "à"
    opens_group = after.may_be("DET", "NUM") or after.nouns
    return "à" if opens_group and not after.may_be("NEG") and rank and has_verb_before(sentence, rank) else ""


def _a_grave(sentence: Sentence, rank: int) -> str:
    """à → a"""
    before, after = sentence[rank - 1], sentence[rank + 1]
    if before.low in {"il", "elle", "on", "n'", "l'"} and not before.hyphen and after.low not in {"", ","}:
        return "a" if before.low in {"il", "on", "n'", "l'"} or rank == 1 else ""
    only_participle = "K" in after.moods and not after.may_be("N", "A") and "W" not in after.moods
    if only_participle and before.nouns and ("m", "s") in features(after, "K") and not sentence[rank + 2].may_be("REL"):
        return "a" if noun_group(sentence, 0) and not has_verb_before(sentence, rank) else ""
    return ""


def _ou(sentence: Sentence, rank: int) -> str:
    """ou → où: a place or a time, then a subject and its verb"""
    before, after = sentence[rank - 1], sentence[rank + 1]
    comma = before.low == ","
    noun = sentence[rank - 2] if comma else before
    if rank == 0 and sentence.end == "?" and (after.low in {"est", "sont", "se", "trouver", "puis", "peut"}):
        return "où"
    if not (noun.nouns or noun.is_name or noun.low == "@") or noun.low in {"courriel", "téléphone"}:
        return ""
    if after.may_be("SUJ") and not after.hyphen and not comma:
        said = sentence[after_clitics(sentence, rank + 2)]
        return "où" if said.is_finite and not said.low.endswith("er") and noun.low in _PLACES else ""
    group = noun_group(sentence, rank + 1)
    if not group or not is_determiner(sentence, rank + 1):
        return ""
    verb = after_clitics(sentence, group.end)
    finite = sentence[verb].is_finite and (sentence[verb].is_only_finite or sentence[verb].lemmas & {"être", "avoir"})
    sure = noun.low in _PLACES or (comma and _completes_place(sentence, rank - 2))
    return "où" if finite and sure and (comma or has_verb_before(sentence, rank)) else ""


def _completes_place(sentence: Sentence, rank: int) -> bool:
    """Tell whether the words up to this one are a place and its complements: « sur le site du Directeur »."""
    while rank > 0 and (sentence[rank].may_be("N", "A", "DET") or sentence.low(rank) in {"de", "d'"}):
        if sentence.low(rank) in _PLACES:
            return True
        rank -= 1
    return False


_PLACES = listed(
    """
    date moment jour endroit lieu ville bureau cas page site région quartier semaine mois année date immeuble
    municipalité municipalités section salle village heure guichet adresse pays province onglet case document
    endroits lieux bureaux jours moments
    """
)


def _ou_grave(sentence: Sentence, rank: int) -> str:
    """où → ou: no verb follows, or the same determiner on both sides"""
    before, after = sentence[rank - 1], sentence[rank + 1]
    if rank == 0 or before.may_be("PREP") or before.low in {"là", ","}:
        return ""
    if after.low == "en" and sentence[rank + 2].is_only_finite:
        return ""
    if after.may_be("PREP") and sentence[rank - 2].may_be("PREP"):
        return "ou"
    if after.low in {"", ","}:
        return ""
    if not any(word.is_finite or "W" in word.moods for word in sentence.words[rank + 1 :]):
        return "ou"
    return "ou" if after.low in {"votre", "un", "une"} and sentence.low(rank - 2) == after.low else ""


def _on(sentence: Sentence, rank: int) -> str:
    """on → ont"""
    before, after = sentence[rank - 1], sentence[rank + 1]
    if sentence[rank].hyphen or before.low in {"l'", "que", "qu'", "si", ","}:
        return ""
    if before.low in {"ils", "elles", "n'"}:
        return "ont"
    if before.nouns and is_determiner(sentence, rank + 1) and not sentence[rank + 2].is_finite:
        return "ont"  # « les gens on le droit de… »
    only_participle = "K" in after.moods and not after.is_finite
    return "ont" if only_participle and (before.nouns or before.low == "qui") and not before.may_be("PREP") else ""


def _ont(sentence: Sentence, rank: int) -> str:
    """ont → on"""
    before = sentence[rank - 1]
    verb = after_clitics(sentence, rank + 1)
    tied = verb > rank + 1
    if before.low in {"ils", "elles", "qui", "n'", "y", "l'", "les", "en", "nous", "vous", "leur", "lui"}:
        return ""
    opens = before.low in {"", ",", "et", "que", "qu'", "si", "quand", "lorsqu'", "puisqu'", "où", "dont"}
    finite = sentence[verb].is_finite and "K" not in sentence[verb].moods and (opens or not sentence[verb].nouns)
    if finite:
        return "on"
    return (
        "on"
        if opens and (tied or sentence.low(rank + 1) in {"ne", "n'", "vous", "nous"}) and sentence[verb].is_finite
        else ""
    )


def _son(sentence: Sentence, rank: int) -> str:
    """son → sont"""
    after, before = sentence[rank + 1], sentence[rank - 1]
    if before.may_be("PREP") or sentence[rank].hyphen:
        return ""
    plural = features(after, "N", "A", "K")
    if before.low in {"ils", "elles", "qui", "ce"}:
        return "sont"
    is_plural = plural and not {("m", "s"), ("f", "s")} & plural
    adverb = after.low in {
        "pas",
        "déjà",
        "toujours",
        "souvent",
        "aussi",
        "également",
        "donc",
        "en",
        "à",
        "au",
        "aux",
        "dans",
    }
    subject = before.nouns or before.adjectives
    return "sont" if subject and ((is_plural and after.adjectives) or adverb) else ""


def _sont(sentence: Sentence, rank: int) -> str:
    """sont → son"""
    before, after = sentence[rank - 1], sentence[rank + 1]
    singular = (
        after.nouns and features(after, "N") <= {("m", "s"), ("f", "s")} and not after.may_be("V", "ADV", "PREP", "A")
    )
    return "son" if singular and (before.may_be("PREP") or before.is_only_finite or "W" in before.moods) else ""


def _est(sentence: Sentence, rank: int) -> str:
    """est → et"""
    after, before = sentence[rank + 1], sentence[rank - 1]
    if (
        after.hyphen
        or rank == 0
        or before.low in {"c'", "n'", "ne", "qui", "il", "elle", "on", "s'", "l'", "y", "en", "que", "qu'"}
    ):
        return ""
    if after.is_only_finite and not after.lemmas & {"être"} and "K" not in after.moods:
        return "et"
    both = before.adjectives and not before.nouns and after.adjectives and not after.is_finite
    if both and has_verb_before(sentence, rank):
        return "et"  # « le service est gratuit est confidentiel »
    if after.low in {"vous", "nous", "il", "ils", "je"} and sentence[after_clitics(sentence, rank + 2)].is_only_finite:
        return "et"
    return ""


def _et(sentence: Sentence, rank: int) -> str:
    """et → est: a sentence that has no other verb"""
    before = sentence[rank - 1]
    if before.low in {"il", "elle", "on", "qui", "c'", "ce", "n'"} and not before.hyphen:
        return "est" if before.low in {"il", "on", "c'", "n'", "ce"} or rank == 1 else ""
    place = skip_adverbs(sentence, rank + 1)
    after = sentence[place]
    if not sentence.opens or len(sentence) < 4 or any(word.is_finite or word.may_be("X") for word in sentence.words):
        return ""
    group = noun_group(sentence, 0)
    if group is None or number_of(group.features) != "s" or "W" in sentence[0].moods:
        return ""
    if before.adjectives and not before.nouns:
        return ""  # « une solution gratuite et confidentielle »
    said = "K" in after.moods or (after.may_be("A") and not after.nouns)
    return "est" if said and group.features & features(after, "A", "K") else ""


VERBS: dict[str, Look] = {
    "a": _a,
    "à": _a_grave,
    "ou": _ou,
    "où": _ou_grave,
    "on": _on,
    "ont": _ont,
    "son": _son,
    "sont": _sont,
    "est": _est,
    "et": _et,
}
