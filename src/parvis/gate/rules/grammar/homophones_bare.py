"""se and ce, dû and du, tout and tous, sans and s'en, sûr and sur: told by the word that follows."""

from __future__ import annotations

from parvis.gate.lexicon.listed import listed
from parvis.gate.lexicon.sentences import Sentence
from parvis.gate.rules.grammar.groups import features
from parvis.gate.rules.grammar.looks import Look
from parvis.gate.rules.grammar.subjects import after_clitics

_GOVERNS = listed("de d' pour à va vont peut peuvent doit doivent faut ne pas il elle on ils elles qui et")


def _se(sentence: Sentence, rank: int) -> str:
    """se → ce: no verb follows, or a verb stands right before"""
    before, after = sentence[rank - 1], sentence[rank + 1]
    if after.hyphen or not after.readings or after.may_be("CLI", "NEG"):
        return ""
    noun = after.nouns and ("m", "s") in features(after, "N") and after.text.islower()
    if noun and not after.may_be("V"):
        return "ce"
    if after.low == "sont" and before.low in {"", ","} and (sentence[rank + 2].may_be("DET", "NUM")):
        return "ce"
    governed = before.is_only_finite or before.may_be("PREP") or (before.low == "" and sentence.opens)
    return "ce" if noun and governed and "W" not in after.moods else ""


def _du_accented(sentence: Sentence, rank: int) -> str:
    """dû → du"""
    before, after = sentence[rank - 1], sentence[rank + 1]
    if before.lemmas & {"avoir", "être"} or before.may_be("ADV", "DET") or "W" in after.moods:
        return ""
    return "du" if after.nouns and ("m", "s") in features(after, "N", "A") and not after.may_be("PREP") else ""


def _tout(sentence: Sentence, rank: int) -> str:
    """tout → tous: « à toutes et à tout! », « tout ceux »"""
    after = sentence[rank + 1]
    if after.low == "ceux":
        return "tous"
    earlier = {sentence.low(rank - i) for i in (2, 3)}
    return "tous" if after.low in {"", ","} and "toutes" in earlier else ""


def _tous(sentence: Sentence, rank: int) -> str:
    """tous → tout: a singular verb or adjective follows"""
    before, after = sentence[rank - 1], sentence[rank + 1]
    third = {reading.number for reading in after.readings if reading.is_finite and reading.person == "3"}
    if before.low in {"", ",", "et", "que"} and third == {"s"} and (after.is_only_finite or "être" in after.lemmas):
        return "tout"
    if before.lemmas & {"avoir", "être"} or before.may_be("ADV") or before.hyphen:
        return ""  # « ils ont tous souligné »
    said = after.adjectives and not after.nouns and ("m", "p") not in features(after, "A", "K")
    return "tout" if said and not after.is_finite and not after.may_be("DET", "ADV", "PREP") else ""


def _s_en(sentence: Sentence, rank: int) -> str:
    """s'en → sans"""
    before, after = sentence[rank - 1], sentence[after_clitics(sentence, rank + 2)]
    if sentence.low(rank + 1) != "en" or not after.readings or sentence[rank].hyphen:
        return ""
    if not after.may_be("V") and sentence.low(rank + 2) not in {"est", "vient"}:
        return "sans"
    certain = before.nouns and not before.may_be("V", "ADV")
    if after.moods == {"W"} and not after.nouns and certain and before.low not in _GOVERNS:
        return "sans"
    return "sans" if rank == 0 and after.nouns and sentence[rank + 4].hyphen else ""


def _sure(sentence: Sentence, rank: int) -> str:
    """sûr → sur: a noun or a number follows"""
    before, after = sentence[rank - 1], sentence[rank + 1]
    if (
        before.lemmas & {"être", "sembler", "rendre"}
        or before.may_be("ADV", "PREP")
        or before.low in {"lieu", "endroit"}
    ):
        return ""
    follows = (after.nouns and not after.is_only_finite) or after.is_name or after.may_be("NUM")
    return "sur" if follows and (before.nouns or before.is_finite or "W" in before.moods) else ""


BARE: dict[str, Look] = {
    "se": _se,
    "dû": _du_accented,
    "tout": _tout,
    "tous": _tous,
    "s'": _s_en,
    "sûr": _sure,
}
