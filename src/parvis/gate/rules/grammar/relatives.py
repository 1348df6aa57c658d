"""« le tronçon dont nous parlions », « les arrêts auxquels »: the relative pronoun that the verb and its noun want."""

from __future__ import annotations

from collections.abc import Iterator

from parvis.gate.faults import Fault
from parvis.gate.lexicon.listed import listed
from parvis.gate.lexicon.sentences import Sentence
from parvis.gate.rules.grammar.groups import ALL, antecedent, noun_group
from parvis.gate.rules.grammar.marking import mark
from parvis.gate.rules.grammar.subjects import after_clitics, is_subject_pronoun, skip_adverbs

_DONT = "Le verbe qui suit se construit avec « de » : on écrit « dont »."
_WHICH = "« {} » doit s'accorder avec le nom qu'il reprend."

# Verbs whose complement takes « de », and nothing else.
_OF = listed(
    "parler rêver bénéficier profiter disposer jouir dépendre douter discuter raffoler hériter abuser résulter"
)
_OF_WITH_SE = listed(
    """
    servir souvenir occuper soucier plaindre moquer méfier contenter inspirer ressentir débarrasser passer préoccuper
    """
)
_HAVE = listed("besoin envie honte peur hâte connaissance")
_ARE = listed("responsable responsables fier fiers fière fières satisfait satisfaits satisfaite satisfaites capable")
_WHEN = listed("semaine mois année automne hiver printemps été an")
_LEQUEL = {
    "lequel": ("m", "s"), "laquelle": ("f", "s"), "lesquels": ("m", "p"), "lesquelles": ("f", "p"),
    "auquel": ("m", "s"), "auxquels": ("m", "p"), "auxquelles": ("f", "p"),
    "duquel": ("m", "s"), "desquels": ("m", "p"), "desquelles": ("f", "p"),
}  # fmt: skip
_SERIES = (("lequel", "laquelle", "lesquels", "lesquelles"), ("auquel", "", "auxquels", "auxquelles"),
           ("duquel", "", "desquels", "desquelles"))  # fmt: skip


def relative(sentence: Sentence) -> Iterator[Fault]:
    """Yield the « que » that should be « dont », and the « lequel » that does not agree with its noun."""
    for rank in range(1, len(sentence)):
        word = sentence[rank]
        if word.low in {"que", "qu'"} and _wants_dont(sentence, rank):
            yield mark(word, word, _DONT, "dont " if word.low == "qu'" else "dont")
        elif word.low in _LEQUEL and (found := _agreeing(sentence, rank)):
            yield mark(word, word, _WHICH.format(word.text), found)


def _wants_dont(sentence: Sentence, rank: int) -> bool:
    before = sentence[rank - 1]
    noun = before.nouns and not before.may_be("ADV", "SUB")
    noun = noun and (not before.may_be("V") or sentence[rank - 2].may_be("DET", "A", "PREP"))
    if not noun and before.low not in {"ce", "celui", "celle", "ceux", "celles", "tout"}:
        return False
    if sentence.low(0) == "c'" and sentence[2].may_be("PREP"):
        return False  # « c'est de lui que nous parlions »
    if any(sentence.low(i) in {"aussi", "plus", "moins", "même", "mêmes", "si", "tel", "tant"} for i in range(rank)):
        return False
    start = rank + 1
    if is_subject_pronoun(sentence, start) or sentence.low(start) in {
        "on",
        "beaucoup",
        "plusieurs",
        "certains",
        "tous",
    }:
        verb = start + 1
    else:
        group = noun_group(sentence, start)
        if not group:
            return False
        verb = group.end
    reflexive = sentence.low(verb) in {"se", "s'"} or (sentence.low(verb) == sentence.low(start) and verb > start)
    place = after_clitics(sentence, verb)
    return sentence[place].is_finite and _is_built_with_de(sentence, place, reflexive=reflexive)


def _is_built_with_de(sentence: Sentence, verb: int, *, reflexive: bool) -> bool:
    word, place = sentence[verb], skip_adverbs(sentence, verb + 1)
    said = sentence[place]
    if word.lemmas == {"avoir"} and said.low in _HAVE:
        return sentence.low(place + 1) not in {"de", "d'"}
    if word.lemmas == {"être"} and said.low in _ARE:
        return sentence.low(place + 1) not in {"de", "d'", "du", "des"}
    if (word.lemmas == {"avoir"} and "K" in said.moods) or (
        word.lemmas & {"pouvoir", "devoir", "vouloir", "aller"} and "W" in said.moods
    ):
        word, place = said, place + 1
    else:
        place = verb + 1
    after = sentence[skip_adverbs(sentence, place)]
    timed = after.may_be("DET") and sentence.low(skip_adverbs(sentence, place) + 1) in _WHEN
    named = after.low in {"de", "d'", "du", "des", "que", "qu'", "français", "anglais"}
    closed = (timed or not after.may_be("DET")) and not named
    return closed and bool(word.lemmas & (_OF_WITH_SE if reflexive else _OF) and len(word.lemmas) == 1)


def _agreeing(sentence: Sentence, rank: int) -> str:
    """The form that the noun before wants; "" when this one agrees, or when the noun is not certain."""
    word = sentence[rank]
    start = rank - 1 if sentence[rank - 1].may_be("PREP") else rank
    if start == 0:
        return ""
    wanted = antecedent(sentence, start)
    if not wanted or wanted == ALL or _LEQUEL[word.low] in wanted:
        return ""
    series = next(forms for forms in _SERIES if word.low in forms)
    fitting = [form for form in series if form and _LEQUEL[form] in wanted]
    return fitting[0] if fitting else ""
