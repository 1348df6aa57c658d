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
            if place > rank + 1 and sentence.low(place) == "pas":
                place += 1  # « merci de ne pas nommer »
            if _breaks_preposition(sentence, rank, place):
                yield _as_infinitive(sentence[place], word)
        elif word.low in {"se", "s'", "où"} and _breaks_pronoun(sentence, rank):
            yield _as_infinitive(sentence[rank + 1], word)
        elif _is_modal(sentence, rank):
            place = after_clitics(sentence, skip_adverbs(sentence, rank + 1))
            if _breaks_modal(sentence, rank, place):
                yield _as_infinitive(sentence[place], word)


def _breaks_pronoun(sentence: Sentence, rank: int) -> bool:
    """« à qui s'adressé », « où voté »: neither an infinitive nor a conjugated verb."""
    verb = sentence[rank + 1]
    spoken = verb.low.endswith("ez") and verb.is_only_finite
    said = verb.moods == {"K"} and verb.low.endswith("é") and not verb.may_be("N", "A")
    return (said or spoken) and not verb.hyphen and not sentence[rank + 2].hyphen


def _as_infinitive(verb: Word, governor: Word) -> Fault:
    return mark(verb, verb, _INFINITIVE.format(governor.text), of_mood(verb.low, "W"))


def _is_modal(sentence: Sentence, rank: int) -> bool:
    word = sentence[rank]
    if word.low in _POLITE:
        return True
    return (
        bool(word.lemmas & (AND_INFINITIVE | {"valoir"}))
        and (word.is_finite or "W" in word.moods)
        and not (word.may_be("N") and sentence[rank - 1].may_be("DET"))
    )


def _breaks_modal(sentence: Sentence, rank: int, place: int) -> bool:
    verb, modal = sentence[place], sentence[rank]
    if not verb.may_be("V") or "W" in verb.moods or verb.hyphen or not verb.text.islower():
        return False
    direct = place == rank + 1 or (place == rank + 2 and sentence[rank + 1].hyphen) or modal.lemmas == {"pouvoir"}
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
    if modal.lemmas & {"faire", "laisser"} and verb.low.endswith("é") and _has_object(sentence, place):
        return True  # « nous avons fait corrigé l'erreur »
    if modal.lemmas == {"valoir"} and sentence.low(rank - 1) == "mieux":
        return verb.low.endswith("é")
    if "faire" in modal.lemmas and modal.is_finite and sentence.low(rank - 1) in {"se", "me", "nous", "vous"}:
        return verb.low.rstrip("s").rstrip("e").endswith("é") and not verb.may_be("A")
    return bool(modal.lemmas & _MODALS) or modal.low in {"faire", *_POLITE} or modal.lemmas == {"aller"}


def _breaks_preposition(sentence: Sentence, rank: int, place: int) -> bool:
    verb = sentence[place]
    if not verb.may_be("V") or {"W", "G"} & verb.moods or verb.hyphen or not verb.text.islower():
        return False
    if verb.may_be("N"):
        return _noun_breaks(sentence, rank, place)
    if verb.is_only_finite:
        return _finite_breaks(sentence, place)
    return _participle_breaks(sentence, rank, place)


def _noun_breaks(sentence: Sentence, rank: int, place: int) -> bool:
    """« pour corrigé votre demande », « pour en demandé la révision »: a participle that may be a noun too."""
    word, verb = sentence.low(rank), sentence[place]
    if not verb.low.endswith("é") or verb.is_finite or not _has_object(sentence, place):
        return False
    return place > rank + 1 or word in {"pour", "à"} or not sentence[rank - 1].may_be("V")


def _finite_breaks(sentence: Sentence, place: int) -> bool:
    """« sans rendez vous » wants a hyphen; « faites auprès de nous sont gratuites »: the pronoun is governed."""
    verb, before = sentence[place], sentence.low(place - 1)
    if verb.low == "rendez" and sentence.low(place + 1) == "vous":
        return False
    if before in {"nous", "vous", "lui", "eux"} and not verb.low.endswith("ez"):
        return False
    return verb.low not in {"est", "a", "importe", "revient"} and bool(verb.moods & set("PIFCS"))


def _participle_breaks(sentence: Sentence, rank: int, place: int) -> bool:
    word, verb, before = sentence[rank], sentence[place], sentence[rank - 1]
    if "K" not in verb.moods or verb.low in {"dit", "fait", "mis", "vu", "né"}:
        return False
    if place > rank + 1:
        return True  # « pour nous envoyé »
    if before.low == "avant" and word.low in {"de", "d'"}:
        return True
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
