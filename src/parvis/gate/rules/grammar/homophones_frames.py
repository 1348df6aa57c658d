"""Homophones told by what cannot follow or precede them, whatever the words: no noun after « son », no verb after « ou »."""

from __future__ import annotations

from parvis.gate.lexicon.listed import listed
from parvis.gate.lexicon.sentences import Sentence, Word
from parvis.gate.rules.grammar.clauses import is_surely_finite
from parvis.gate.rules.grammar.groups import after_complements, features, is_determiner, noun_group, number_of
from parvis.gate.rules.grammar.looks import Look
from parvis.gate.rules.grammar.subjects import after_clitics, is_subject_pronoun

_SUBJECTS = listed("je j' tu il elle on nous vous ils elles")
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
    if before.may_be("PREP", "V") and not before.nouns:
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
    third = sentence[rank + 2]
    if "K" in after.moods and not after.is_finite and not after.nouns and third.may_be("PREP", "DET"):
        if _group_ends(sentence, rank) == "s":
            return "l'a"
    closed = after.may_be("PREP", "CO", "REL") and not after.may_be("N", "A", "V", "ADV", "DET")
    return "là" if closed and after.low not in {"en", "y"} and not sentence.low(rank - 1) == "à" else ""


def _du(sentence: Sentence, rank: int) -> str:
    """du → dû"""
    after = sentence.low(rank + 1)
    return "dû" if after in {"à", "au", "aux"} and "être" in sentence[rank - 1].lemmas else ""


def _des(sentence: Sentence, rank: int) -> str:
    """des → dès"""
    after, third = sentence[rank + 1], sentence[rank + 2]
    if after.low in _DES_SINGULAR and (third.nouns or third.adjectives) or after.low in {"lors", "que", "qu'"}:
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


def _peu(sentence: Sentence, rank: int) -> str:
    """peu → peut: « peu vous aider »"""
    verb = after_clitics(sentence, rank + 1)
    return "peut" if verb > rank + 1 and "W" in sentence[verb].moods and not sentence[verb].nouns else ""


def _peut(sentence: Sentence, rank: int) -> str:
    """peut → peu"""
    after, before = sentence[rank + 1], sentence[rank - 1]
    if after.low in {"de", "d'"} and not before.hyphen and before.low not in {"ne", "n'", "il", "elle", "on", "qui"}:
        return "peu"
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
    return "n'y" if after.lemmas == {"avoir"} and after.is_finite and sentence.low(rank + 2) in {"pas", "plus", "aucun"} else ""


def _voir(sentence: Sentence, rank: int) -> str:
    """voir → voire: « évitez, voir interdisez »"""
    after = sentence[rank + 1]
    comma = sentence.low(rank - 1) == "," and rank > 1
    more = after.low in {"même", "plus", "moins", "davantage"} or (after.adjectives and not after.nouns)
    same = comma and after.low == sentence.low(rank - 3) and after.may_be("DET") and len(after.low) > 1
    return "voire" if comma and (more or after.low == "tout" or after.low == "toute" or same or after.may_be("NUM")) else ""


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
    return "à" if after.is_name and _other_verb(sentence, rank) and not before.may_be("SUJ", "REL", "CLI", "NEG") else ""


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
