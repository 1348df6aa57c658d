"""peu and peut, s'y and si, ou and où, sans and s'en, or and hors: told by what stands on either side."""

from __future__ import annotations

from parvis.gate.lexicon.listed import listed
from parvis.gate.lexicon.sentences import Sentence
from parvis.gate.rules.grammar.groups import after_complements, is_determiner, noun_group
from parvis.gate.rules.grammar.looks import Look
from parvis.gate.rules.grammar.subjects import after_clitics, is_subject_pronoun

_SUBJECTS = listed("je j' tu il elle on nous vous ils elles")


def _peu(sentence: Sentence, rank: int) -> str:
    """peu → peut: « peu vous aider »"""
    verb = after_clitics(sentence, rank + 1)
    return "peut" if verb > rank + 1 and "W" in sentence[verb].moods and not sentence[verb].nouns else ""


def _peut(sentence: Sentence, rank: int) -> str:
    """peut → peu"""
    after, before = sentence[rank + 1], sentence[rank - 1]
    if after.low in {"de", "d'"} and not before.hyphen and before.low not in {"ne", "n'", "il", "elle", "on", "qui"}:
        return "peu"
    if before.low == "aussi" and sentence[rank - 2].may_be("PRO", "SUJ"):  # « cela aussi peut changer »
        return ""
    if before.low in {"un", "très", "si", "trop", "assez", "aussi"}:
        return "peu"
    return ""


def _s(sentence: Sentence, rank: int) -> str:
    """s'y → si, s'en → sans"""
    second, after = sentence[rank + 1], sentence[rank + 2]
    if second.low == "y" and (after.low in _SUBJECTS or is_determiner(sentence, rank + 2)):
        return "si"
    noun = after.nouns and not after.may_be("V", "ADV", "PREP", "PRO") and after.text.islower()
    if second.low == "en" and (noun or (is_determiner(sentence, rank + 2) and after.low not in {"un", "une"})):
        return "sans"
    return ""


def _si(sentence: Sentence, rank: int) -> str:
    """si → s'y: « pour si rendre »"""
    after, before = sentence[rank + 1], sentence[rank - 1]
    governs = before.low in {"de", "pour", "à", "sans", "peut", "peuvent", "doit", "doivent", "va", "vont"}
    return "s'y" if governs and after.moods == {"W"} and not after.nouns else ""


def _ni(sentence: Sentence, rank: int) -> str:
    """ni → n'y"""
    after = sentence[rank + 1]
    return (
        "n'y"
        if after.lemmas == {"avoir"} and after.is_finite and sentence.low(rank + 2) in {"pas", "plus", "aucun"}
        else ""
    )


def _voir(sentence: Sentence, rank: int) -> str:
    """voir → voire: « évitez, voir interdisez »"""
    after = sentence[rank + 1]
    comma = sentence.low(rank - 1) == "," and rank > 1
    more = after.low in {"même", "plus", "moins", "davantage"} or (after.adjectives and not after.nouns)
    same = comma and after.low == sentence.low(rank - 3) and after.may_be("DET") and len(after.low) > 1
    return (
        "voire"
        if comma and (more or after.low == "tout" or after.low == "toute" or same or after.may_be("NUM"))
        else ""
    )


def _ou(sentence: Sentence, rank: int) -> str:
    """ou → où, after a verb of asking or where a question begins"""
    before, after = sentence[rank - 1], sentence[rank + 1]
    if after.low == "l'" and sentence.low(rank + 2) == "on" and rank:
        return "où"
    verb = sentence[after_clitics(sentence, rank + 1)]
    follows = is_subject_pronoun(sentence, rank + 1) or (verb.moods == {"W"} and not verb.nouns)
    if before.lemmas & {"savoir", "demander", "indiquer", "préciser", "expliquer", "ignorer"} and follows:
        same = "W" in before.moods and verb.moods == {"W"} and before.low != "savoir"
        return "" if same else "où"
    opens = rank == 0 and sentence.end == "?" and sentence.opens
    return "où" if opens and (sentence[rank + 2].hyphen or verb.moods == {"W"} or after.is_only_finite) else ""


def _sans(sentence: Sentence, rank: int) -> str:
    """sans → s'en"""
    before, verb = sentence[rank - 1], sentence[rank + 1]
    return "s'en" if before.low in {"il", "elle", "on", "ils", "elles", "qui"} and verb.is_only_finite else ""


def _soi(sentence: Sentence, rank: int) -> str:
    """soi → soit"""
    before = sentence[rank - 1]
    return "" if before.may_be("PREP") or sentence[rank].hyphen or before.low in {"que", "qu'"} else "soit"


def _soit(sentence: Sentence, rank: int) -> str:
    """soit → soi"""
    return "soi" if sentence.low(rank - 1) in {"chez", "de", "sur"} and sentence[rank + 1].low in {"", ","} else ""


def _veillez(sentence: Sentence, rank: int) -> str:
    """veillez → veuillez"""
    verb = sentence[after_clitics(sentence, rank + 1)]
    return "veuillez" if "W" in verb.moods and not verb.nouns else ""


def _cuir(sentence: Sentence, rank: int) -> str:
    """cuir → cuire"""
    return "cuire" if sentence[rank - 1].lemmas & {"faire", "laisser"} or sentence.low(rank - 1) == "à" else ""


def _sense(sentence: Sentence, rank: int) -> str:
    """sensé → censé"""
    return sentence.low(rank).replace("s", "c", 1) if "W" in sentence[rank + 1].moods else ""


def _hors(sentence: Sentence, rank: int) -> str:
    """hors → or: « …, hors le tableau en compte »"""
    opens = sentence.low(rank - 1) in {"", ","}
    group = noun_group(sentence, rank + 1) if opens else None
    if not group:
        return "or" if opens and is_subject_pronoun(sentence, rank + 1) else ""
    return "or" if sentence[after_clitics(sentence, after_complements(sentence, group))].is_only_finite else ""


def _davantage(sentence: Sentence, rank: int) -> str:
    """d'avantage → davantage"""
    before, after = sentence[rank - 1], sentence[rank + 2]
    if sentence.low(rank + 1) != "avantage" or before.low in {"pas", "plus", "point", "guère", "peu"}:
        return ""
    if before.is_only_finite and not before.lemmas & {"avoir", "offrir", "tirer"} and after.low != "à":
        return "davantage"
    return "davantage" if after.low in {"", ",", "que", "qu'", "de", "d'", "si", "dans", "pour", "et", "les"} else ""


def _par(sentence: Sentence, rank: int) -> str:
    """par ce que → parce que: a whole clause follows"""
    if (sentence.low(rank + 1), sentence.low(rank + 2)) != ("ce", "que") or "K" in sentence[rank - 1].moods:
        return ""
    group = noun_group(sentence, rank + 3)
    return "parce que" if group or sentence.low(rank - 1) in {"", ",", "est", "c'est"} else ""


def _quoi(sentence: Sentence, rank: int) -> str:
    """quoi que mineures → quoique"""
    after = sentence[rank + 2]
    said = sentence.low(rank + 1) == "que" and after.adjectives and not after.is_finite and not after.may_be("DET")
    return "quoique" if said and not after.hyphen else ""


TURNS: dict[str, Look] = {
    "peu": _peu,
    "peut": _peut,
    "s'": _s,
    "si": _si,
    "ni": _ni,
    "voir": _voir,
    "ou": _ou,
    "sans": _sans,
    "soi": _soi,
    "soit": _soit,
    "veillez": _veillez,
    "cuir": _cuir,
    "sensé": _sense,
    "sensée": _sense,
    "sensés": _sense,
    "sensées": _sense,
    "hors": _hors,
    "par": _par,
    "quoi": _quoi,
    "d'": _davantage,
}
