"""« les oies se sont posées »: after « être », a reflexive participle agrees with its subject."""

from __future__ import annotations

from collections.abc import Iterator

from parvis.gate.faults import Fault
from parvis.gate.lexicon.listed import listed
from parvis.gate.lexicon.sentences import Sentence
from parvis.gate.rules.grammar.forms import inflected
from parvis.gate.rules.grammar.groups import ALL, antecedent, features
from parvis.gate.rules.grammar.marking import mark
from parvis.gate.rules.grammar.participles import one
from parvis.gate.rules.grammar.subjects import complement_of_etre, skip_adverbs, subjects

_REFLEXIVE = "« {} » doit s'accorder avec le sujet, « {} »."

# One does these to somebody: « elles se sont succédé », « ils se sont rendu compte ».
_TO_SOMEBODY = listed(
    """
    parler succéder plaire déplaire complaire nuire mentir ressembler sourire suffire rire téléphoner demander dire
    promettre permettre imaginer procurer offrir acheter donner poser écrire répondre convenir survivre faire laisser
    voir entendre sentir jurer rappeler arroger mettre prendre tenir vouloir pouvoir reprocher cacher accorder
    attribuer payer partager échanger envoyer transmettre raconter expliquer fixer assurer croire refuser rendre
    éviter épargner servir disputer interdire proposer commander construire bâtir blesser casser laver couper fier
    """
)
_OBJECTS = listed(
    "le la l' les un une des du que qu' mon ma mes son sa ses notre nos leur leurs votre vos ce cet cette"
)


def reflexive(sentence: Sentence) -> Iterator[Fault]:
    """Yield the reflexive participles that do not agree with a certain subject."""
    for subject in subjects(sentence):
        found = complement_of_etre(sentence, subject)
        if not found or not found[1] or subject.features == ALL:
            continue
        rank = found[0]
        word, after = sentence[rank], sentence[rank + 1]
        if "K" not in word.moods or after.low in _OBJECTS or after.may_be("NUM") or "W" in after.moods:
            continue
        if word.lemmas & _TO_SOMEBODY and not _alone(sentence, rank):
            continue
        if features(word, "K") & subject.features:
            continue
        head = sentence[subject.head].text
        yield mark(word, word, _REFLEXIVE.format(word.text, head), inflected(word.low, *one(subject.features)))


_PLACES = listed("dans sur sous au aux à en par chez devant derrière près")
_OF_PLACE = listed("poser mettre tenir rendre construire assurer servir voir rappeler")
_WITH_DE = listed("servir assurer")


def _alone(sentence: Sentence, rank: int) -> bool:
    """« se sont posées au cap »: with a place after it, the participle has no other object than « se »."""
    word, after = sentence[rank], sentence[rank + 1]
    if word.lemmas & _WITH_DE and after.low in {"de", "d'"}:
        return True
    return bool(word.lemmas & listed("poser tenir rendre") and after.low in _PLACES)


_MASCULINE = "« {} » ne s'accorde pas : son complément le suit."
_OBJECT = "« {} » s'accorde avec le complément qui le précède, « {} »."
_SHARED = listed("partager répartir échanger donner offrir fixer accorder attribuer acheter procurer imposer permettre")
_UNDERGONE = listed("refuser imposer accorder attribuer remettre confier offrir interdire retirer décerner proposer")


def reflexive_object(sentence: Sentence) -> Iterator[Fault]:
    """« se sont partagé les tâches », « les cibles que nous nous étions fixées », « se sont vu refuser »."""
    for rank in range(1, len(sentence)):
        word = sentence[rank]
        if word.lemmas != {"être"} or not word.is_finite or not sentence[rank - 1].may_be("CLI"):
            continue
        place = skip_adverbs(sentence, rank + 1)
        said, after = sentence[place], sentence[place + 1]
        if "K" not in said.moods:
            continue
        undergone = said.lemmas == {"voir"} and after.lemmas & _UNDERGONE and "W" in after.moods
        shared = said.lemmas & _SHARED and after.low in {"le", "la", "les", "l'", "leurs", "leur", "un", "une"}
        reflects = sentence.low(rank - 1) in {"se", "s'", "nous", "vous"}
        before = sentence.low(rank - 2)
        own = reflects and (before in {"nous", "vous"} or sentence.low(rank - 1) in {"se", "s'"})
        if own and before not in {"que", "qu'"} and (undergone or shared) and ("m", "s") not in features(said, "K"):
            if not any(sentence.low(i) in {"que", "qu'"} for i in range(max(0, rank - 4), rank)):
                yield mark(said, said, _MASCULINE.format(said.text), inflected(said.low, "m", "s"))
        elif own and said.lemmas & _SHARED and sentence.low(rank - 3) in {"que", "qu'"} and after.moods != {"W"}:
            wanted = antecedent(sentence, rank - 3)
            if wanted and wanted != ALL and not features(said, "K") & wanted:
                text = sentence[rank - 4].text
                yield mark(said, said, _OBJECT.format(said.text, text), inflected(said.low, *one(wanted)))
