"""ce and se, ces and ses and c'est, sa and ça, leur and leurs, notre and nôtre."""

from __future__ import annotations

from parvis.gate.lexicon.listed import listed
from parvis.gate.lexicon.sentences import Sentence
from parvis.gate.rules.grammar.clauses import JOINS, has_verb_before
from parvis.gate.rules.grammar.groups import features
from parvis.gate.rules.grammar.looks import Look
from parvis.gate.rules.grammar.subjects import (
    skip_adverbs,
    subjects,
)


def _ce(sentence: Sentence, rank: int) -> str:
    """ce → se"""
    after = sentence[rank + 1]
    stands_for_verb = any(subject.is_noun and subject.verb == rank for subject in subjects(sentence))
    if stands_for_verb and any(reading.is_finite and reading.person == "3" for reading in after.readings):
        return "se"
    if not after.may_be("V") or after.nouns or after.adjectives or after.hyphen or sentence[rank].hyphen:
        return ""
    if sentence.low(rank - 1) in {"il", "elle", "on", "ils", "elles", "ne"} and after.is_finite:
        return "se"
    if after.lemmas & {"être", "pouvoir", "devoir", "sembler", "aller"}:
        return ""
    return "se"


def _se(sentence: Sentence, rank: int) -> str:
    """se → ce"""
    after = sentence[rank + 1]
    if after.low in {"que", "qu'", "qui", "dont"}:
        return "ce"
    if after.nouns and not after.may_be("V", "ADV", "PREP") and ("m", "s") in features(after, "N", "A"):
        return "ce"
    if after.low in {"n'", "ne"} and sentence[rank + 2].lemmas == {"être"}:
        return "ce"
    return "ce" if after.low == "sont" and sentence[rank + 2].may_be("DET") and rank == 0 else ""


def _c_est(sentence: Sentence, rank: int) -> str:
    """c'est → s'est, ces"""
    etre, after, before = sentence[rank + 1], sentence[rank + 2], sentence[rank - 1]
    if etre.lemmas != {"être"}:
        return ""
    plural = after.nouns and features(after, "N", "A") <= {("m", "p"), ("f", "p")}
    is_verb = any(reading.kind == "V" and reading.person != "2" for reading in after.readings)
    if etre.low == "est" and plural and not is_verb and not after.may_be("ADV", "DET") and after.text.islower():
        return "ces"
    pronoun = before.low in {"il", "elle", "on"} or (before.low == "qui" and not sentence[rank - 2].may_be("PREP"))
    place = skip_adverbs(sentence, rank + 2)
    if pronoun and "K" in sentence[place].moods:
        return f"s'{etre.low}"
    if (before.nouns or before.is_name) and rank and before.low not in {"", ","} and before.text:
        participle = sentence[place]
        if "K" in participle.moods and not has_verb_before(sentence, rank) and sentence.opens:
            whole = not any(word.low in JOINS - {","} for word in sentence.words[:rank])
            return f"s'{etre.low}" if whole else ""
    return ""


def _s_est(sentence: Sentence, rank: int) -> str:
    """s'est → c'est"""
    etre, before = sentence[rank + 1], sentence[rank - 1]
    if etre.lemmas != {"être"} or etre.low not in {"est", "était"}:
        return ""
    place = skip_adverbs(sentence, rank + 2)
    after = sentence[place]
    if after.hyphen or "K" in after.moods or after.low in {"en", "y", "fait", "à"}:
        return ""
    return (
        f"c'{etre.low}"
        if rank == 0 or before.low in {",", "que", "qu'", "et", "mais", "si", "car"} or after.may_be("DET")
        else ""
    )


def _ces(sentence: Sentence, rank: int) -> str:
    """ces, ses → c'est: no noun can follow"""
    after = sentence[rank + 1]
    if after.low in {
        "un",
        "une",
        "le",
        "la",
        "les",
        "votre",
        "notre",
        "pas",
        "pour",
        "à",
        "très",
        "dans",
        "ce",
        "gratuit",
    }:
        return "c'est"
    singular = (
        features(after, "N", "A") <= {("m", "s"), ("f", "s")}
        and after.adjectives
        and not after.nouns
        and not after.is_finite
    )
    return "c'est" if singular and sentence[rank + 2].low in {"", ",", "de", "d'", "que", "pour"} else ""


def _ses(sentence: Sentence, rank: int) -> str:
    """ses → ces, where nobody has been named that they could belong to"""
    found = _ces(sentence, rank)
    if found:
        return found
    if rank or not sentence[1].nouns:
        return ""
    opens_draft = sentence.before == ""
    return "ces" if opens_draft or (sentence.opens and sentence.low(1) in _OURS) else ""


_OURS = listed(
    """
    retards délais mesures programmes règles critères dates heures horaires formulaires changements travaux
    """
)


def _ca(sentence: Sentence, rank: int) -> str:
    """ça → sa"""
    after, before = sentence[rank + 1], sentence[rank - 1]
    if not after.nouns or ("f", "s") not in features(after, "N") or after.may_be("ADV", "PREP", "CLI"):
        return ""
    if not after.may_be("V"):
        return "sa"
    return (
        "sa"
        if (before.is_finite or before.may_be("PREP")) and sentence[rank + 2].low in {"du", "de", "d'", "des"}
        else ""
    )


def _sa(sentence: Sentence, rank: int) -> str:
    """sa → ça"""
    after = sentence[rank + 1]
    return (
        "ça"
        if after.low in {"", ","} or (after.is_finite and not after.may_be("N", "A")) or after.may_be("NEG")
        else ""
    )


def _mes(sentence: Sentence, rank: int) -> str:
    """mes → mais"""
    after = sentence[rank + 1]
    if after.may_be("SUJ", "DET", "NEG", "PREP", "SUB") or after.low in {"pas", "aussi", "n'"}:
        return "mais"
    return ""


def _leurs(sentence: Sentence, rank: int) -> str:
    """leurs → leur"""
    after = sentence[rank + 1]
    return "leur" if after.may_be("V") and not after.may_be("N", "A") else ""


def _leur(sentence: Sentence, rank: int) -> str:
    """leur → leurs"""
    after = sentence[rank + 1]
    plural = after.nouns and features(after, "N", "A") <= {("m", "p"), ("f", "p")}
    if not plural or sentence[rank].hyphen:
        return ""
    return (
        "leurs" if not after.is_finite or "W" in sentence[rank - 1].moods or sentence[rank - 1].may_be("PREP") else ""
    )


def _notre(sentence: Sentence, rank: int) -> str:
    """notre → nôtre after an article, nôtre → notre before a noun"""
    word, after, before = sentence[rank], sentence[rank + 1], sentence[rank - 1]
    if word.low in {"nôtre", "vôtre"}:
        alone = before.may_be("DET")
        return word.low.replace("ô", "o") if not alone and after.nouns else ""
    return (
        word.low.replace("o", "ô")
        if before.low in {"le", "la", "les", "du", "au"} and not after.nouns and not after.adjectives
        else ""
    )


PRONOUNS: dict[str, Look] = {
    "ce": _ce,
    "se": _se,
    "c'": _c_est,
    "s'": _s_est,
    "ces": _ces,
    "ses": _ses,
    "leurs": _leurs,
    "leur": _leur,
    "mes": _mes,
    "ça": _ca,
    "sa": _sa,
    "notre": _notre,
    "votre": _notre,
    "nôtre": _notre,
    "vôtre": _notre,
}
