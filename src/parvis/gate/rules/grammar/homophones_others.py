"""la and là and l'a, quel and qu'elle, quand and quant, peu and peut, dans and d'en, du and dû."""

from __future__ import annotations

from parvis.gate.lexicon.sentences import Sentence
from parvis.gate.rules.grammar.clauses import is_surely_finite
from parvis.gate.rules.grammar.groups import features, noun_group
from parvis.gate.rules.grammar.looks import Look
from parvis.gate.rules.grammar.subjects import (
    after_clitics,
)

_STOPS = frozenset([".", "!", "?", "…", ";"])


def _la(sentence: Sentence, rank: int) -> str:
    """la → l'a, là"""
    before, after = sentence[rank - 1], sentence[rank + 1]
    only_participle = "K" in after.moods and not after.may_be("N", "A") and not after.is_finite
    if only_participle and before.low in {"il", "elle", "on", "qui", "nous", "vous"}:
        return "l'a"
    ends = after.low in {"où", ","} or (after.low == "" and sentence.end in _STOPS)
    return "là" if ends and before.low in {"si", "par", "ce", "de", "jusque", "c'est"} else ""


def _la_grave(sentence: Sentence, rank: int) -> str:
    """là → la"""
    after, before = sentence[rank + 1], sentence[rank - 1]
    if sentence[rank].hyphen or not after.nouns or after.may_be("V", "ADV", "PREP"):
        return ""
    return "la" if before.may_be("PREP") and ("f", "s") in features(after, "N") else ""


def _qu(sentence: Sentence, rank: int) -> str:
    """qu'elle → quelle, qu'ont → qu'on"""
    pronoun, after = sentence[rank + 1], sentence[rank + 2]
    if pronoun.low == "ont":
        verb = after_clitics(sentence, rank + 2)
        return "qu'on" if sentence[verb].is_finite and "K" not in sentence[verb].moods else ""
    if pronoun.low not in {"elle", "elles"}:
        return ""
    plural = pronoun.low == "elles"
    right = "quelles" if plural else "quelle"
    wanted = ("f", "p") if plural else ("f", "s")
    if not after.may_be("V", "CLI", "NEG", "ADV") and wanted in features(after, "N", "A") and not after.hyphen:
        return right
    begins = rank == 0 or sentence.low(rank - 1) in {"savoir", "sur", "à", "de", "pour"}
    if (
        begins
        and after.lemmas == {"être"}
        and sentence[rank + 3].may_be("DET")
        and sentence[rank + 3].low not in {"un", "une"}
    ):
        return right
    return ""


def _quel(sentence: Sentence, rank: int) -> str:
    """quelle → qu'elle, and the gender of « quel est »"""
    word, after, third = sentence[rank], sentence[rank + 1], sentence[rank + 2]
    if after.low in {"que", "qu'"}:
        return _quel_que(sentence, rank)
    if word.low in {"quelle", "quelles"} and (
        after.may_be("NEG") or (after.is_only_finite and after.lemmas != {"être"})
    ):
        return "qu'elle" if word.low == "quelle" else "qu'elles"
    if after.lemmas == {"être"} and third.may_be("DET"):
        group = noun_group(sentence, rank + 2)
        possessive = {"vôtre", "vôtres", "nôtre", "nôtres", "leur", "leurs"}
        if group and not group.features & features(word, "DET") and sentence.low(group.head) not in possessive:
            return _QUEL.get(sorted(group.features)[0], "")
    return ""


_QUEL = {("m", "s"): "quel", ("f", "s"): "quelle", ("m", "p"): "quels", ("f", "p"): "quelles"}


def _quel_que(sentence: Sentence, rank: int) -> str:
    word = sentence[rank]
    group = noun_group(sentence, rank + 3) if sentence[rank + 2].lemmas == {"être"} else None
    if group and sentence.low(group.end) not in {"et", "ou", ","} and not group.features & features(word, "DET"):
        return _QUEL.get(sorted(group.features)[0], "")
    return ""


def _peu(sentence: Sentence, rank: int) -> str:
    """peu → peut"""
    before, after = sentence[rank - 1], sentence[rank + 1]
    if (
        after.moods == {"W"}
        and not after.nouns
        and before.low not in {"un", "si", "très", "trop", "assez", "à", "pour", "de"}
    ):
        return "peut" if before.nouns or before.low in {"qui", "ne", "se"} else ""
    return ""


def _peut(sentence: Sentence, rank: int) -> str:
    """peut → peu: « peut de gens »"""
    return "peu" if rank == 0 and sentence.low(1) in {"de", "d'"} and sentence[2].nouns else ""


def _dans(sentence: Sentence, rank: int) -> str:
    """dans → d'en"""
    after = sentence[rank + 1]
    return "d'en" if after.moods == {"W"} and not after.nouns else ""


def _d_en(sentence: Sentence, rank: int) -> str:
    """d'en → dans"""
    after = sentence[rank + 2]
    return (
        "dans"
        if sentence.low(rank + 1) == "en" and after.may_be("DET") and not after.may_be("V") and after.low not in {"un"}
        else ""
    )


def _pret(sentence: Sentence, rank: int) -> str:
    """près → prêt"""
    if sentence.low(rank - 1) in {"peu", "plus", "très"} or sentence.low(rank + 1) != "à":
        return ""
    return "prêts" if "W" in sentence[after_clitics(sentence, rank + 2)].moods else ""


def _quand(sentence: Sentence, rank: int) -> str:
    """quand → quant: « quand aux sommes réclamées, »"""
    after, third = sentence[rank + 1], sentence[rank + 2]
    if after.low not in {"à", "au", "aux"} or third.low in {"moins", "bout", "#", "plus"}:
        return ""
    for position in range(rank + 2, len(sentence)):
        word = sentence[position]
        if word.low == ",":
            return "quant"
        if is_surely_finite(sentence, position):
            return ""
    return ""


def _quant(sentence: Sentence, rank: int) -> str:
    """quant → quand"""
    return "quand" if sentence.low(rank + 1) not in {"à", "au", "aux", "auxdits"} else ""


def _du(sentence: Sentence, rank: int) -> str:
    """du → dû"""
    before, after = sentence[rank - 1], sentence[rank + 1]
    had = before.lemmas == {"avoir"} and not before.may_be("N")
    verb = sentence[after_clitics(sentence, rank + 1)]
    return "dû" if had and (verb.moods == {"W"} or after.low in {"être", "avoir"}) else ""


def _sur(sentence: Sentence, rank: int) -> str:
    """sur → sûr"""
    before, after = sentence[rank - 1], sentence[rank + 1]
    certain = before.low in {"bien"} and after.low in {"", ","}
    return "sûr" if certain or (before.lemmas == {"être"} and after.low in {"que", "qu'"}) else ""


def _moi(sentence: Sentence, rank: int) -> str:
    """moi → mois"""
    return "mois" if sentence[rank - 1].may_be("NUM") else ""


OTHERS: dict[str, Look] = {
    "la": _la,
    "moi": _moi,
    "là": _la_grave,
    "qu'": _qu,
    "quel": _quel,
    "quelle": _quel,
    "quels": _quel,
    "quelles": _quel,
    "peu": _peu,
    "dans": _dans,
    "d'": _d_en,
    "près": _pret,
    "quand": _quand,
    "quant": _quant,
    "peut": _peut,
    "du": _du,
    "sur": _sur,
}
