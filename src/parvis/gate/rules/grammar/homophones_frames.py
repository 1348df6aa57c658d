"""Homophones told by what cannot follow or precede them, whatever the words: no noun after « son »."""

from __future__ import annotations

from parvis.gate.lexicon.listed import listed
from parvis.gate.lexicon.sentences import Sentence, Word
from parvis.gate.rules.grammar.clauses import is_surely_finite
from parvis.gate.rules.grammar.groups import after_complements, features, is_determiner, noun_group, number_of
from parvis.gate.rules.grammar.looks import Look

_NOT_NOUNS = ("N", "A", "NUM", "X", "DET")


def _opens_no_noun(word: Word) -> bool:
    """Tell whether no determiner can stand before this word."""
    if not word.readings or word.hyphen or not word.text[:1].islower() or word.low in _MAY_FOLLOW:
        return False
    return not word.may_be(*_NOT_NOUNS) and not {"K", "W"} & word.moods


_MAY_FOLLOW = listed("plus moins très si trop bien mal mieux peu aussi tout fort assez soi-disant presque quasi ex")


def _group_ends(sentence: Sentence, rank: int) -> str:
    """The number of the noun group that opens the sentence and ends right before this word; "" when there is none."""
    for start in (0, 1):
        if start and not sentence[0].may_be("SUB", "CO"):
            continue
        group = noun_group(sentence, start)
        if group and is_determiner(sentence, start) and after_complements(sentence, group) == rank:
            return number_of(group.features) if not sentence.low(start).startswith("quel") else ""
    return ""


def _other_verb(sentence: Sentence, rank: int) -> bool:
    """Tell whether another word is surely a verb, with no clause between."""
    if any(word.may_be("REL", "SUB") for word in sentence.words):
        return False
    return any(is_surely_finite(sentence, i) for i in range(len(sentence)) if i != rank)


def _son(sentence: Sentence, rank: int) -> str:
    """son → sont"""
    after, before = sentence[rank + 1], sentence[rank - 1]
    if (before.may_be("PREP", "V") and not before.nouns) or (before.low == "le"):
        return ""
    return "sont" if _opens_no_noun(after) or (_group_ends(sentence, rank) == "p" and after.low in _MAY_FOLLOW) else ""


def _on(sentence: Sentence, rank: int) -> str:
    """on → ont: « les radars on fait baisser »"""
    if sentence[rank].hyphen or _group_ends(sentence, rank) != "p":
        return ""
    after = sentence[rank + 1]
    return "ont" if "K" in after.moods or after.may_be("DET", "PREP", "ADV") or after.nouns else ""


def _possessive(verb: str) -> Look:
    """ma → m'a, mon → m'ont, ta → t'a, ton → t'ont: a participle follows."""

    def look(sentence: Sentence, rank: int) -> str:
        after = sentence[rank + 1]
        only = "K" in after.moods and not after.may_be("N", "A") and not after.is_finite
        return verb if only and not sentence[rank - 1].may_be("PREP") else ""

    return look


def _ces(sentence: Sentence, rank: int) -> str:
    """ces, ses → c'est, s'est"""
    after, before = sentence[rank + 1], sentence[rank - 1]
    if before.low in {"il", "elle", "on"} and "K" in after.moods:
        return "s'est"
    return "c'est" if _opens_no_noun(after) and not before.may_be("PREP") else ""


def _votre(sentence: Sentence, rank: int) -> str:
    """mes → mais"""
    return "mais" if _opens_no_noun(sentence[rank + 1]) and not sentence[rank - 1].may_be("PREP") else ""


def _la(sentence: Sentence, rank: int) -> str:
    """la → là: neither a noun nor a verb follows"""
    after, before = sentence[rank + 1], sentence[rank - 1]
    if sentence[rank].hyphen or before.hyphen or before.low.endswith("'"):
        return ""
    forced = "K" in after.moods and not after.is_finite and not after.nouns and sentence[rank + 2].may_be("PREP", "DET")
    if forced and _group_ends(sentence, rank) == "s":
        return "l'a"
    closed = after.may_be("PREP", "CO", "REL") and not after.may_be("N", "A", "V", "ADV", "DET")
    return "là" if closed and after.low not in {"en", "y"} and sentence.low(rank - 1) != "à" else ""


def _du(sentence: Sentence, rank: int) -> str:
    """du → dû"""
    after = sentence.low(rank + 1)
    return "dû" if after in {"à", "au", "aux"} and "être" in sentence[rank - 1].lemmas else ""


def _des(sentence: Sentence, rank: int) -> str:
    """des → dès"""
    after, third = sentence[rank + 1], sentence[rank + 2]
    if (after.low in _DES_SINGULAR and (third.nouns or third.adjectives)) or after.low in {"lors", "que", "qu'"}:
        return "dès"
    return "dès" if after.low in _DAYS and sentence[rank + 2].low != "s" else ""


_DES_SINGULAR = listed("le la l' votre notre son sa mon ma ce cet cette leur un une")
_DAYS = listed("lundi mardi mercredi jeudi vendredi samedi dimanche janvier février mars avril juin juillet septembre")


def _des_grave(sentence: Sentence, rank: int) -> str:
    """dès → des"""
    after = sentence[rank + 1]
    plural = {n for _, n in features(after, "N")} == {"p"} and after.text.islower() and not after.may_be("NUM", "PREP")
    return "des" if plural else ""


def _don(sentence: Sentence, rank: int) -> str:
    """don, donc → dont: a noun before, a clause after"""
    before, after, word = sentence[rank - 1], sentence[rank + 1], sentence[rank]
    if word.low == "don" and before.low == "," and after.may_be("PRO", "NUM", "SUJ"):
        return "dont"
    if not before.nouns or before.may_be("V") or rank == 0:
        return ""
    if word.low == "don":
        return "dont" if after.may_be("SUJ", "DET") and not before.may_be("PREP") else ""
    return "dont" if after.may_be("DET") and _group_ends(sentence, rank) else ""


def _sur(sentence: Sentence, rank: int) -> str:
    """sur → sûr: « nous sommes sur que »"""
    before, after = sentence[rank - 1], sentence[rank + 1]
    if not (before.lemmas == {"être"} or (before.low in {"pas", "bien"} and "être" in sentence[rank - 2].lemmas)):
        return ""
    if after.low in {"que", "qu'"} or (after.low in {"de", "d'"}):
        return "sûrs" if before.low in {"sommes", "sont"} else "sûr"
    return ""


def _sure(sentence: Sentence, rank: int) -> str:
    """sûr → sur: a noun group follows, and nothing before can be sure"""
    before, after = sentence[rank - 1], sentence[rank + 1]
    is_said = before.lemmas & {"être", "sembler", "rendre", "devenir"} or before.low in {"bien", "pas", "plus", "très"}
    return "sur" if is_determiner(sentence, rank + 1) and after.low != "de" and not is_said else ""


def _a(sentence: Sentence, rank: int) -> str:
    """a → à: the subject is plural, or another verb is there"""
    before, after = sentence[rank - 1], sentence[rank + 1]
    if sentence[rank].text == "A" or sentence[rank].hyphen or after.hyphen or rank == 0:
        return ""
    opens = after.may_be("DET", "NUM") or after.nouns or after.is_name or after.low == "@"
    if _group_ends(sentence, rank) == "p" and (opens or "W" in after.moods):
        return "à"
    said = "K" in before.moods and not before.is_finite and not before.nouns
    if said and opens and "K" not in after.moods and _other_verb(sentence, rank):
        return "à"
    return (
        "à" if after.is_name and _other_verb(sentence, rank) and not before.may_be("SUJ", "REL", "CLI", "NEG") else ""
    )


FRAMES: dict[str, Look] = {
    "a": _a,
    "son": _son,
    "on": _on,
    "ma": _possessive("m'a"),
    "ta": _possessive("t'a"),
    "mon": _possessive("m'ont"),
    "ces": _ces,
    "ses": _ces,
    "mes": _votre,
    "la": _la,
    "du": _du,
    "des": _des,
    "dès": _des_grave,
    "don": _don,
    "donc": _don,
    "sur": _sur,
    "sûr": _sure,
}
