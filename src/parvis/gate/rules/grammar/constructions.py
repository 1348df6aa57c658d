"""« pallier un manque », « accéder à », « essayer de »: what each verb wants before its complement."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from parvis.gate.faults import Fault
from parvis.gate.lexicon.listed import listed
from parvis.gate.lexicon.sentences import Sentence, Word
from parvis.gate.rules.grammar.marking import mark
from parvis.gate.rules.grammar.subjects import after_clitics, skip_adverbs

_INFINITIVE = "« {} » se construit avec « {} » devant un infinitif."
_BARE = "« {} » se construit sans préposition devant un infinitif."
_NOUN = "« {} » se construit avec « {} »."
_DIRECT = "« {} » se construit sans préposition."
_OPENS_NOUN = listed("le la les l' un une votre vos notre nos mon ma mes son sa ses leurs ce cet cette ces quel quelle")
_OF, _TO = listed("de d' du des"), listed("à au aux")
_CONTRACTED = {"à": {"le": "au", "les": "aux"}, "de": {"le": "du", "les": "des"}}
_BARE_OF = {"au": "le", "aux": "les", "du": "le", "des": "les", "à": "", "de": "", "d'": ""}
# « attendre le matin », « répondre la semaine prochaine »: when, not what.
_TIMES = listed(
    """
    jour jours semaine semaines mois année années matin soir nuit heure heures minute minutes lundi mardi mercredi
    jeudi vendredi samedi dimanche plupart fois instant moment lendemain veille printemps été automne hiver temps
    plus mieux moins même premier dernier
    """
)


def construction(sentence: Sentence) -> Iterator[Fault]:
    """Yield the complements that do not begin as their verb wants."""
    for rank, word in enumerate(sentence.words):
        if not word.text or not word.lemmas:
            continue
        wanted = _wanted()
        lemmas = [lemma for lemma in word.lemmas if lemma in wanted]
        if len(lemmas) != 1 or (word.may_be("N") and not _is_verb_here(sentence, rank)):
            continue
        for kind in wanted[lemmas[0]]:
            fault = _before_infinitive(sentence, rank, kind) or _before_noun(sentence, rank, kind)
            if fault:
                yield fault
                break


@cache
def _wanted() -> dict[str, list[str]]:
    """What each verb wants before an infinitive (« inf de », « inf ») or a noun (« à », « de », « rien »)."""
    known: dict[str, list[str]] = {}
    for line in files("parvis.gate.rules.grammar").joinpath("constructions.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, _, verbs = line.partition(":")
            for verb in verbs.split():
                known.setdefault(verb, []).append(kind)
    return known


def _is_verb_here(sentence: Sentence, rank: int) -> bool:
    word, before = sentence[rank], sentence[rank - 1]
    if before.may_be("DET", "PREP", "A", "NUM") and not before.may_be("CLI"):
        return False
    if "W" in word.moods and before.is_finite:
        return True
    spoken = before.may_be("SUJ", "NEG") or before.kinds == {"CLI"}
    return spoken or (word.low.endswith("ez") and before.low in {"", ",", "et", "vous"})


def _before_infinitive(sentence: Sentence, rank: int, kind: str) -> Fault | None:
    if not kind.startswith("inf"):
        return None
    word, right = sentence[rank], kind[4:]
    place = skip_adverbs(sentence, rank + 1)
    if not (word.is_finite or word.moods & {"W", "G"} or sentence[rank - 1].lemmas & {"être", "avoir"}):
        return None
    said = sentence[place]
    if said.low in {"à", "de", "d'"} and not said.hyphen:
        verb = sentence[after_clitics(sentence, place + 1)]
        if verb.moods != {"W"} or verb.may_be("N") or right == said.low or (right == "de" and said.low == "d'"):
            return None
        if right:
            return mark(said, said, _INFINITIVE.format(word.text, right), right)
        return mark(said, verb, _BARE.format(word.text)) if word.is_finite else None
    verb = sentence[place]
    bare = (
        right and word.is_finite and verb.moods == {"W"} and verb.text.islower() and not verb.nouns and not verb.hyphen
    )
    if not bare or sentence.low(rank - 1) in {"que", "qu'"} or (place == rank + 1 and sentence[rank].low == "sert"):
        return None
    short = "d'" if right == "de" and verb.low[0] in "aeéiouyhêâ" else f"{right} "
    return mark(verb, verb, _INFINITIVE.format(word.text, right), short + verb.low)


def _before_noun(sentence: Sentence, rank: int, kind: str) -> Fault | None:
    word, first, second = sentence[rank], sentence[rank + 1], sentence[rank + 2]
    if kind == "rien de" and first.low in {"plus", "pas", "jamais"} and sentence.low(rank - 1) in _REFLEXIVES:
        return None if second.low not in _OF or _is_infinitive(sentence, rank + 3) else _dropped_at(sentence, rank + 2)
    if kind == "rien de" and first.hyphen and first.low in _REFLEXIVES and second.low in _OF:
        return None if _is_infinitive(sentence, rank + 3) else _dropped(word, second, sentence[rank + 3])
    if first.hyphen or ("K" in word.moods and not word.is_finite and sentence[rank - 1].lemmas & {"être"}):
        return None
    if kind == "rien à" and first.low in _TO and not _is_infinitive(sentence, rank + 2):
        return _dropped(word, first, second)
    if kind == "rien de" and first.low in _OF and sentence.low(rank - 1) in _REFLEXIVES:
        return None if _is_infinitive(sentence, rank + 2) else _dropped(word, first, second)
    if kind == "rien pour" and first.low == "pour" and (second.may_be("DET") and second.low in _OPENS_NOUN):
        return mark(first, second, _DIRECT.format(word.text), second.low)
    if kind not in {"à", "de"} or first.low not in _OPENS_NOUN or sentence[rank - 1].low in _CLITICS:
        return None
    if second.low in _TIMES or sentence.low(rank + 3) in _TIMES or second.may_be("NUM") or second.moods & {"W"}:
        return None
    if (
        not (word.is_finite or "W" in word.moods)
        or not second.may_be("N", "A")
        or (first.low == "l'" and second.may_be("V"))
    ):
        return None
    return mark(first, first, _NOUN.format(word.text, kind), _with(kind, first.low))


_REFLEXIVES = listed("me m' te t' se s' nous vous")
_CLITICS = listed("le la l' les lui leur y en se s'")


def _is_infinitive(sentence: Sentence, rank: int) -> bool:
    verb = sentence[after_clitics(sentence, rank)]
    return "W" in verb.moods and not verb.nouns


def _dropped_at(sentence: Sentence, rank: int) -> Fault | None:
    """« vous ne vous rappelez plus de l'année »: the same, past « plus »"""
    return _dropped(sentence[rank - 2], sentence[rank], sentence[rank + 1])


def _dropped(word: Word, first: Word, second: Word) -> Fault | None:
    right = _BARE_OF[first.low]
    if right:
        return mark(first, first, _DIRECT.format(word.text), right)
    if not second.may_be("DET", "PRO"):
        return None
    return mark(first, second, _DIRECT.format(word.text), second.low)


def _with(preposition: str, determiner: str) -> str:
    contracted = _CONTRACTED[preposition].get(determiner)
    if contracted:
        return contracted
    short = "d'" if preposition == "de" and determiner[0] in "aeiou" else f"{preposition} "
    return short + determiner
