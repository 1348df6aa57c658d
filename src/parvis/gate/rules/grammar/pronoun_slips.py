"""Pronouns misheard: « demandez-leurs », « l'a rappellera », « qu'elle sera la date », « la durée en n'est »."""

from __future__ import annotations

from collections.abc import Iterator

from parvis.gate.faults import Fault
from parvis.gate.lexicon.listed import listed
from parvis.gate.lexicon.sentences import Sentence
from parvis.gate.rules.grammar.forms import conjugated, inflected, of_mood
from parvis.gate.rules.grammar.groups import after_complements, features, noun_group
from parvis.gate.rules.grammar.marking import mark
from parvis.gate.rules.grammar.subjects import after_clitics, skip_adverbs

_SOUND = "« {} » et « {} » se prononcent de même : ici, on écrit « {} »."
_LEUR = "Avec un verbe, le pronom « leur » ne prend pas de « s »."
_INFINITIVE = "Sans auxiliaire, on attend ici un infinitif."
_EN = "« {} » répète « dont »."
_ONE = "Après « {} », le verbe se met à la troisième personne du singulier."
_ASKS = listed(
    """
    savoir demander voir vérifier dire préciser indiquer confirmer déterminer évaluer expliquer comprendre
    ignorer établir décider examiner informer connaître découvrir
    """
)


def pronoun_slip(sentence: Sentence) -> Iterator[Fault]:
    """Yield the pronouns written for something that sounds the same, and the verbs that they cannot have."""
    for rank in range(len(sentence)):
        for look in (_leurs, _la, _which, _whether, _en, _ait, _quant, _infinitive, _again, _whoever):
            yield from look(sentence, rank)


def _leurs(sentence: Sentence, rank: int) -> Iterator[Fault]:
    """« demandez-leurs »"""
    word = sentence[rank]
    if word.low == "leurs" and word.hyphen and sentence[rank - 1].is_finite:
        yield mark(word, word, _LEUR, "leur")


def _la(sentence: Sentence, rank: int) -> Iterator[Fault]:
    """« le réviseur l'a convoquera »: « a » cannot stand before a conjugated verb."""
    word, verb = sentence[rank], sentence[rank + 2]
    if word.low != "l'" or sentence.low(rank + 1) != "a" or not verb.is_only_finite or verb.hyphen:
        return
    if verb.moods & set("FCS") or verb.low.endswith(("ez", "ent", "ons")):
        yield mark(word, sentence[rank + 1], _SOUND.format("l'a", "la", "la"), "la")


def _which(sentence: Sentence, rank: int) -> Iterator[Fault]:
    """« on ignore qu'elle sera la date »: a noun after « être », and nothing else said of « elle »."""
    word, etre = sentence[rank], sentence[rank + 2]
    if word.low != "qu'" or sentence.low(rank + 1) not in {"elle", "elles", "il", "ils"} or etre.lemmas != {"être"}:
        return
    asked = any(sentence[i].lemmas & _ASKS for i in range(max(0, rank - 4), rank))
    first = sentence.low(rank + 3)
    if not asked or first not in {"le", "la", "l'", "les", "votre", "vos", "leur", "leurs", "son", "sa", "ses"}:
        return
    group = noun_group(sentence, rank + 3)
    if group is None or sentence[after_complements(sentence, group)].low not in {"", ","}:
        return
    possible = features(sentence[group.head], "N") & group.features
    right = {"f": "quelle", "m": "quel"}["f" if {g for g, _ in possible} == {"f"} else "m"]
    right += "s" if {n for _, n in possible} == {"p"} else ""
    said = f"qu'{sentence.low(rank + 1)}"
    yield mark(word, sentence[rank + 1], _SOUND.format(said, right, right), right)


def _whether(sentence: Sentence, rank: int) -> Iterator[Fault]:
    """« Quelles soient favorables ou non »: an adjective follows, and no « que »."""
    word, etre, said = sentence[rank], sentence[rank + 1], sentence[rank + 2]
    right = {"quelle": "qu'elle", "quelles": "qu'elles", "quel": "qu'il", "quels": "qu'ils"}.get(word.low)
    if right is None or etre.lemmas != {"être"} or etre.moods & set("PIFC") or said.low in {"que", "qu'"}:
        return
    if said.adjectives or said.may_be("PREP"):
        yield mark(word, word, _SOUND.format(word.text, right, right), right)


def _en(sentence: Sentence, rank: int) -> Iterator[Fault]:
    """« la durée en n'est plus courte »: « ne » comes before « en », never after."""
    word, ne, verb = sentence[rank], sentence[rank + 1], sentence[rank + 2]
    if word.low == "en" and ne.low == "n'" and not ne.hyphen and verb.is_only_finite:
        last = skip_adverbs(sentence, rank + 3)
        negated = any(sentence.low(i) in {"pas", "jamais", "aucun"} for i in range(rank + 3, last + 1))
        yield mark(word, ne, _SOUND.format("en n'", "en", "n'en" if negated else "en"), "n'en" if negated else "en")


def _ait(sentence: Sentence, rank: int) -> Iterator[Fault]:
    """« l'employeur n'ait pas tenu »: nothing calls for a subjunctive."""
    word = sentence[rank]
    earlier = {sentence.low(i) for i in range(rank)}
    if word.low != "ait" or sentence.low(rank - 1) != "n'" or earlier & {"que", "qu'", "qui", "dont", "où"}:
        return
    if sentence.low(rank + 1) in {"pas", "plus", "jamais"} and "K" in sentence[rank + 2].moods and rank > 1:
        yield mark(sentence[rank - 1], word, _SOUND.format("n'ait", "n'est", "n'est"), "n'est")


def _quant(sentence: Sentence, rank: int) -> Iterator[Fault]:
    """« Quand aux familles, »: a noun between « quand à » and the comma, and no verb of its own."""
    word, to = sentence[rank], sentence[rank + 1]
    if word.low != "quand" or to.low not in {"aux", "au"} or (rank and sentence.low(rank - 1) not in {",", "et"}):
        return
    group = noun_group(sentence, rank + 1)
    if group and (sentence.low(after_complements(sentence, group)) == "," or sentence[group.end].may_be("REL")):
        yield mark(word, word, _SOUND.format(word.text, "quant", "quant"), "quant")


def _infinitive(sentence: Sentence, rank: int) -> Iterator[Fault]:
    """« et nous l'envoyé »: two pronouns, and no auxiliary before the participle."""
    word, verb = sentence[rank], sentence[rank + 1]
    before = sentence.low(rank - 1)
    if word.low not in {"l'", "le", "la", "les"} or before not in {"nous", "vous", "me", "te", "se"} or word.hyphen:
        return
    if sentence[rank - 1].hyphen or "K" not in verb.moods or verb.is_finite or not verb.low.endswith("é"):
        return
    if sentence.low(rank - 2) in {"et", "ou", "de", "à", "pour", "sans"}:
        yield mark(verb, verb, _INFINITIVE, of_mood(verb.low, "W"))


def _again(sentence: Sentence, rank: int) -> Iterator[Fault]:
    """« un service dont elles en ont besoin »"""
    subject, en = sentence[rank + 1], sentence[rank + 2]
    if sentence.low(rank) != "dont" or not subject.may_be("SUJ") or en.low != "en" or en.hyphen:
        return
    if sentence[after_clitics(sentence, rank + 2)].is_finite:
        yield mark(en, en, _EN.format("en"))


def _whoever(sentence: Sentence, rank: int) -> Iterator[Fault]:
    """« quiconque habitent »"""
    place = after_clitics(sentence, rank + 1)
    verb = sentence[place]
    if sentence.low(rank) != "quiconque" or not verb.is_only_finite or verb.hyphen:
        return
    if not any((r.person, r.number) == ("3", "s") for r in verb.readings):
        yield mark(verb, verb, _ONE.format("quiconque"), conjugated(verb.low, "3", "s"))


_AGREE = "« {} » doit s'accorder avec le nom qu'il accompagne, « {} »."


def once(sentence: Sentence) -> Iterator[Fault]:
    """« Une fois les preuves reçu, … »: the participle goes with the noun before it."""
    if (sentence.low(0), sentence.low(1)) != ("une", "fois") or not sentence[2].may_be("DET"):
        return
    group = noun_group(sentence, 2)
    comma = next((i for i, word in enumerate(sentence.words) if word.low == ","), 0)
    word = sentence[comma - 1]
    if group is None or comma - 1 < group.head + 1 or word.moods != {"K"} or word.nouns:
        return
    if not features(word, "K") & group.features and len(group.features) == 1:
        ((gender, number),) = group.features
        right = inflected(word.low, gender, number)
        yield mark(word, word, _AGREE.format(word.text, sentence[group.head].text), right)
