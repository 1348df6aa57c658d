"""Moods: « si vous aviez » and not « si vous auriez », « pour que vous puissiez », « il faut que vous ayez »."""

from __future__ import annotations

from collections.abc import Iterator

from parvis.gate.faults import Fault
from parvis.gate.lexicon.listed import listed
from parvis.gate.lexicon.sentences import Sentence
from parvis.gate.rules.grammar.forms import conjugated
from parvis.gate.rules.grammar.marking import mark
from parvis.gate.rules.grammar.subjects import (
    subjects,
)

_CONDITION = "Après « si », qui pose une condition, on n'emploie ni le conditionnel ni le futur."

_SUBJUNCTIVE = "Après « {} », le verbe se met au subjonctif."

_ASKS = listed(
    """
    savoir demander voir vérifier dire préciser indiquer confirmer déterminer évaluer expliquer comprendre
    ignorer établir décider juger examiner regarder sembler mentionner informer calculer estimer
    """
)

_BEFORE_SUBJUNCTIVE = {
    "afin": "afin que", "pour": "pour que", "bien": "bien que", "pourvu": "pourvu que",
    "supposer": "à supposer que", "attendant": "en attendant que", "peur": "de peur que",
    "condition": "à condition que", "moins": "à moins que", "sans": "sans que", "crainte": "de crainte que",
}  # fmt: skip

_IMPERSONAL = listed(
    """
    important nécessaire essentiel possible préférable souhaitable normal obligatoire indispensable impossible
    rare regrettable urgent utile inutile primordial recommandé conseillé interdit naturel juste dommage temps
    bon suffisant dangereux étonnant surprenant crucial capital prévu exigé fréquent
    """
)

_WILL = listed(
    """
    vouloir souhaiter désirer exiger préférer regretter craindre attendre éviter empêcher permettre accepter refuser
    demander proposer recommander suggérer apprécier redouter déplorer interdire tolérer mériter falloir
    """
)

_IT = listed("suffire arriver convenir importer falloir")

_BETWEEN = listed("pas plus donc toujours aussi très bien vraiment absolument souvent parfaitement encore")

_FEELING = listed("heureux désolé content ravi surpris déçu navré fier")


def condition(sentence: Sentence) -> Iterator[Fault]:
    """« si vous auriez »: a condition takes the present or the imperfect."""
    for subject in subjects(sentence):
        before, verb = subject.start - 1, sentence[subject.verb]
        if sentence.low(before) not in {"si", "s'"} or not verb.is_only_finite or not verb.moods <= {"C", "F"}:
            continue
        asked = any(sentence[rank].lemmas & _ASKS for rank in range(before))
        clause_opens = before == 0 or sentence.low(before - 1) in {",", "même", "comme"} or (before >= 1 and not asked)
        if clause_opens and not (asked and before and sentence.low(before - 1) != ","):
            person, number = subject.person, next(iter(subject.numbers))
            mood = "I" if "C" in verb.moods else "P"
            yield mark(verb, verb, _CONDITION, conjugated(verb.low, person, number, mood))


def subjunctive(sentence: Sentence) -> Iterator[Fault]:
    """« pour que vous pouvez », « il faut que vous avez »."""
    for subject in subjects(sentence):
        verb = sentence[subject.verb]
        opening = _opening(sentence, subject.start - 1)
        spoken = any(r.is_finite and r.person == subject.person for r in verb.readings)
        certain = verb.is_only_finite or (subject.tied and spoken)
        if not opening or not certain or verb.moods & {"S", "T"}:
            continue
        numbers = subject.numbers
        right = conjugated(verb.low, subject.person, next(iter(numbers)), "S") if len(numbers) == 1 else ""
        yield mark(verb, verb, _SUBJUNCTIVE.format(opening), right)


def _opening(sentence: Sentence, que: int) -> str:
    """What calls for the subjunctive before this « que »; "" when nothing does."""
    if sentence.low(que) not in {"que", "qu'"}:
        return ""
    word, before = sentence[que - 1], sentence[que - 2]
    if word.low in _BEFORE_SUBJUNCTIVE:
        certain = {
            "condition": before.low == "à", "moins": before.low == "à", "crainte": before.low == "de",
            "peur": before.low == "de", "attendant": before.low == "en", "supposer": before.low == "à",
            "bien": before.low in {"", ",", "et", "mais"}, "pour": before.low not in {"assez", "trop"},
        }  # fmt: skip
        return _BEFORE_SUBJUNCTIVE[word.low] if certain.get(word.low, True) else ""
    if word.low == "avant" or (word.low == "ce" and before.low == "à" and sentence.low(que - 3) == "jusqu'"):
        return "avant que" if word.low == "avant" else "jusqu'à ce que"
    return _turn(sentence, que) or _feeling(sentence, que)


def _turn(sentence: Sentence, que: int) -> str:
    """« il suffit que », « à ce que », « où que »"""
    word, before = sentence[que - 1], sentence[que - 2]
    if word.lemmas & _IT and before.low == "il":
        return f"il {word.low} que"
    if word.low == "ce" and before.low == "à":
        return "à ce que"
    if word.low == "mieux" and before.lemmas & {"valoir"}:
        return "il vaut mieux que"
    opens = word.low in {"quoi", "où", "qui"} and before.low in {"", ",", "et"} and que <= 2
    return f"{word.low} que" if opens else ""


def _feeling(sentence: Sentence, que: int) -> str:
    """« nous souhaitons que », « il est important que »"""
    word, before = sentence[que - 1], sentence[que - 2]
    if word.lemmas & _WILL and word.is_finite and not word.may_be("N"):
        return f"{word.low} que"
    if word.low == "fallu" and "avoir" in before.lemmas:
        return "il a fallu que"
    if word.lemmas == {"pouvoir"} and before.low == "se":
        return f"il se {word.low} que"
    if {reading.lemma for reading in word.adjectives} & _FEELING and before.lemmas == {"être"}:
        return f"être {word.low} que"
    impersonal = {reading.lemma for reading in (*word.adjectives, *word.nouns)} & _IMPERSONAL or word.low in _IMPERSONAL
    etre = que - 2
    while etre > 0 and sentence.low(etre) in _BETWEEN:
        etre -= 1
    said = sentence[etre].lemmas == {"être"} and "il" in {sentence.low(etre - 1), sentence.low(etre - 2)}
    return f"il est {word.low} que" if impersonal and said else ""
