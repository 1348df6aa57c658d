"""Other forms of a word: what to put in place of one that does not agree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from parvis.gate.lexicon.listed import in_order
from parvis.gate.lexicon.readings import Reading, readings

# Endings of singular and plural, masculine and feminine, each tried on what another leaves.
_INFLEXIONS = (
    ("", "e", "s", "es"), ("s", "se", "s", "ses"), ("x", "se", "x", "ses"), ("f", "ve", "fs", "ves"),
    ("al", "ale", "aux", "ales"), ("el", "elle", "els", "elles"), ("en", "enne", "ens", "ennes"),
    ("on", "onne", "ons", "onnes"), ("er", "ère", "ers", "ères"), ("et", "ète", "ets", "ètes"),
    ("et", "ette", "ets", "ettes"), ("eur", "euse", "eurs", "euses"), ("teur", "trice", "teurs", "trices"),
    ("eau", "elle", "eaux", "elles"), ("ou", "olle", "ous", "olles"),
    ("ic", "ique", "ics", "iques"), ("ail", "ail", "aux", "aux"), ("eu", "eu", "eux", "eux"), ("", "", "x", "x"),
    ("û", "ue", "us", "ues"), ("os", "osse", "os", "osses"), ("un", "une", "uns", "unes"),
    ("g", "gue", "gs", "gues"), ("s", "te", "s", "tes"), ("s", "che", "s", "ches"), ("c", "che", "cs", "ches"),
)  # fmt: skip
_VERB_ENDINGS = in_order(
    """
    e es ent s t d ds x a as ai ont ons ez ais ait aient ions iez ra ront rons rez rai ras rait raient rais rions riez
    it is issent issons issez sse ssent ne nent nnent vent lent tent sent dent ment gnent ient ts ve le te se er ir re
    oir é i u us its ées gne ille ise isent ivent ive uisent uise nne nnes pte rte rtent rve rvent
    """
)
_LONGEST = 7


def inflected(form: str, gender: str, number: str) -> str:
    """Return the form of a noun, an adjective or a participle with that gender and number; "" when none is found."""
    lemmas = {reading.lemma for reading in readings(form) if _declines(reading)}
    for candidate in _declined(form):
        for reading in readings(candidate):
            if _declines(reading) and reading.lemma in lemmas and agrees(reading, gender, number):
                return candidate
    return ""


def agrees(reading: Reading, gender: str, number: str) -> bool:
    """Tell whether a reading may have that gender and number; "" is either."""
    return (not gender or not reading.gender or reading.gender == gender) and (
        not number or not reading.number or reading.number == number
    )


def conjugated(form: str, person: str, number: str, moods: Iterable[str] = "") -> str:
    """Return another person of the verb that this is a form of, in the same tense (or one of `moods`); "" if none."""
    known = [reading for reading in readings(form) if reading.kind == "V"]
    wanted = "".join(moods) or "".join(reading.mood for reading in known if reading.is_finite) or "P"
    return _conjugated(form, frozenset(reading.lemma for reading in known), person + number, wanted)


@lru_cache(maxsize=512)
def _conjugated(form: str, lemmas: frozenset[str], wanted: str, moods: str) -> str:
    best, best_rank = "", len(_MOODS)
    for candidate in (*_IRREGULAR, *_respelt(form)):
        for reading in readings(candidate):
            if reading.lemma in lemmas and reading.mood in moods and reading.person + reading.number == wanted:
                rank = _MOODS.index(reading.mood)
                if rank == 0:
                    return candidate
                if rank < best_rank:
                    best, best_rank = candidate, rank
    return best


_MOODS = "PIFCSJTYWGK"  # the likeliest first


def of_mood(form: str, mood: str) -> str:
    """Return the infinitive (W) or the masculine participle (K) of the verb that this is a form of; "" if none."""
    lemmas = [reading.lemma for reading in readings(form) if reading.kind == "V"]
    if mood == "W":
        return lemmas[0] if lemmas else ""
    for candidate in (*_IRREGULAR, *_respelt(form)):
        if any(
            reading.mood == mood and reading.lemma in lemmas and agrees(reading, "m", "s")
            for reading in readings(candidate)
        ):
            return candidate
    return ""


def _declines(reading: Reading) -> bool:
    return reading.is_noun_like or reading.mood == "K"


def _declined(form: str) -> Iterator[str]:
    yield form
    for endings in _INFLEXIONS:
        for ending in sorted(set(endings), key=len, reverse=True):
            if form.endswith(ending):
                stem = form[: len(form) - len(ending)]
                yield from (stem + other for other in endings)


def _respelt(form: str) -> Iterator[str]:
    """Forms with another ending, those that keep most of the word first."""
    for kept in range(len(form), max(0, len(form) - _LONGEST), -1):
        for ending in _VERB_ENDINGS:
            yield form[:kept] + ending


_IRREGULAR = in_order(
    """
    est sont suis es sommes êtes était étaient étions étiez sera seront serons serez serait seraient serions
    seriez soit soient soyons soyez été a ont ai as avons avez avait avaient avions aviez aura auront aurons
    aurez aurait auraient aurions auriez ait aient ayons ayez eu va vont vais vas allons allez ira iront irez
    irons irait iraient aille aillent peut peuvent peux pouvons pouvez pourra pourront pourrez pourrons pourrait
    pourraient pourriez puisse puissent puissiez puissions doit doivent dois devons devez devra devront devrez
    devrait devraient devriez dû fait font fais faisons faites fera feront ferez ferons fasse fassent fassiez
    fassions veut veulent veux voulons voulez voudra voudront voudrez voudrait voudraient voudriez vient
    viennent venons venez viendra viendront viendrez vienne viennent sait savent savons savez saura sauront
    saurez sache sachent sachiez dit disent disons dites tient tiennent tenons tenez voit voient voyons voyez
    verra verront verrez prend prennent prenons prenez prenne prennent mis pris vu lu fallu pu su
    """
)
