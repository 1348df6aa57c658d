"""-er where -é or -ez was written: the infinitive after a preposition, or after « pouvoir » and its like."""

from __future__ import annotations

from collections.abc import Iterator

from parvis.gate.faults import Fault
from parvis.gate.lexicon.listed import listed
from parvis.gate.lexicon.sentences import Sentence, Word
from parvis.gate.rules.grammar.forms import of_mood
from parvis.gate.rules.grammar.marking import mark
from parvis.gate.rules.grammar.subjects import (
    after_clitics,
    is_subject_pronoun,
    skip_adverbs,
)

_INFINITIVE = "Après « {} », le verbe se met à l'infinitif."

_PREPOSITIONS = listed("à de d' pour sans")

_MODALS = listed("pouvoir devoir vouloir falloir")

AND_INFINITIVE = _MODALS | listed("aller faire laisser désirer souhaiter préférer oser")

_OF_SOMETHING = listed("quoi rien chose plus moins ceux celui celle celles point pas jamais un une personne")

_POLITE = listed("veuillez")


def infinitive(sentence: Sentence) -> Iterator[Fault]:
    """Yield the verbs that should be infinitives: « pour demandé », « peut vous téléphonez », « veuillez trouvez »."""
    for rank in range(len(sentence)):
        word = sentence[rank]
        if word.low in _PREPOSITIONS and not word.hyphen:
            place = after_clitics(sentence, rank + 1)
            if _breaks_preposition(sentence, rank, place):
                yield _as_infinitive(sentence[place], word)
        elif _is_modal(sentence, rank):
            place = after_clitics(sentence, skip_adverbs(sentence, rank + 1))
            if _breaks_modal(sentence, rank, place):
                yield _as_infinitive(sentence[place], word)


def _as_infinitive(verb: Word, governor: Word) -> Fault:
    return mark(verb, verb, _INFINITIVE.format(governor.text), of_mood(verb.low, "W"))


def _is_modal(sentence: Sentence, rank: int) -> bool:
    word = sentence[rank]
    if word.low in _POLITE:
        return True
    return (
        bool(word.lemmas & AND_INFINITIVE)
        and (word.is_finite or "W" in word.moods)
        and not (word.may_be("N") and sentence[rank - 1].may_be("DET"))
    )


def _breaks_modal(sentence: Sentence, rank: int, place: int) -> bool:
    verb, modal = sentence[place], sentence[rank]
    if not verb.may_be("V") or "W" in verb.moods or verb.hyphen or not verb.text.islower():
        return False
    direct = place == rank + 1 or modal.lemmas == {"pouvoir"}
    if verb.may_be("N") and not (verb.low.endswith("é") and direct):
        return False
    if verb.low in {"est", "a"} or is_subject_pronoun(sentence, place - 1):
        return False
    if verb.is_only_finite:
        endings = verb.low.endswith(("ez", "ait", "aient", "ais", "ai"))
        return (endings and bool(modal.lemmas & AND_INFINITIVE) and place - rank <= 4) or (
            verb.low.endswith("ez")
            and sentence.low(place - 1) in {"vous", "nous", "les", "le", "la", "l'"}
            and "2" not in {reading.person for reading in modal.readings}
        )
    if "K" not in verb.moods:
        return False
    if "faire" in modal.lemmas and modal.is_finite and sentence.low(rank - 1) in {"se", "me", "nous", "vous"}:
        return verb.low.rstrip("s").rstrip("e").endswith("é") and not verb.may_be("A")
    return bool(modal.lemmas & _MODALS) or modal.low in {"faire", *_POLITE} or modal.lemmas == {"aller"}


def _breaks_preposition(sentence: Sentence, rank: int, place: int) -> bool:
    word, verb, before = sentence[rank], sentence[place], sentence[rank - 1]
    if not verb.may_be("V") or verb.may_be("N") or {"W", "G"} & verb.moods or verb.hyphen or not verb.text.islower():
        return False
    if verb.is_only_finite:
        if sentence.low(place - 1) in {"nous", "vous", "lui", "eux"} and not verb.low.endswith("ez"):
            return False  # « les démarches faites auprès de nous sont gratuites »
        return verb.low not in {"est", "a", "importe", "revient"} and bool(verb.moods & set("PIFCS"))
    if "K" not in verb.moods or verb.low in {"dit", "fait", "mis", "vu", "né"}:
        return False
    if place > rank + 1:
        return True  # « pour nous envoyé »
    if _has_object(sentence, place) and before.low not in _OF_SOMETHING - {"pas"}:
        return True
    if word.low in {"de", "d'"} and (
        (before.nouns and verb.low.endswith("s"))
        or before.low in _OF_SOMETHING
        or before.may_be("PRO", "NUM")
        or before.text[:1].isdigit()
    ):
        return False
    return not verb.may_be("A")


def _has_object(sentence: Sentence, rank: int) -> bool:
    after = sentence[rank + 1]
    return after.may_be("DET") and after.low not in {"du", "des", "au", "aux"} and not after.hyphen
