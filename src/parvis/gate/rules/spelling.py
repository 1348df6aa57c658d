"""spelling: a word that does not exist, or a frequent misspelling that dictionaries take for another word.

Names, acronyms, addresses, mentions and words in quotation marks with a capital are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from parvis.gate.faults import Fault
from parvis.gate.lexicon.compounds import compound_at
from parvis.gate.lexicon.dela import fold, spelt_like
from parvis.gate.lexicon.meant import SMALL_SLIP, meant, meant_with_accents, misspellings
from parvis.gate.lexicon.readings import readings
from parvis.gate.lexicon.sentences import Sentence, Word, sentences
from parvis.gate.lexicon.words import is_name
from parvis.policy.model import Policy
from parvis.policy.prose import set_type

CODE = "spelling"
_UNKNOWN = set_type("Ce mot n'est pas dans nos dictionnaires : vérifiez-en l'orthographe.")
_MEANT = set_type("Ce mot semble mal orthographié : on écrit « {} ».")
_SUGGESTED = 6  # unknown words of one draft for which another is looked for
_PREFIXES = re.compile(
    r"(?:anti|auto|bi|bio|co|contre|cyber|dé|dés|éco|extra|hyper|infra|inter|intra|macro|méta|micro|mini|mono|multi|néo"
    r"|non|para|péri|photo|pluri|poly|post|pré|pro|pseudo|psycho|ré|rétro|semi|socio|sous|sub|super|supra|sur|télé"
    r"|trans|tri|ultra|vélo|vice|vidéo|visio|web)-?(?=\w{5})"
)
_DOERS = re.compile(r"([^\W\d_]{4,})eu(?:r|rs|se|ses)")
_ACRONYM = 6
_QUOTED, _TITLE = 3, 8  # words in quotation marks
_FOREIGN = 2
_SURE = re.compile(r"(?:ment|tion|tions|sion|ez|ité|ités|ance|ence|eur|euse|aire|ique|able|ible|ée|ées|és|er|ons|ent)$")


def spelling(draft: str, policy: Policy) -> Iterator[Fault]:
    """Yield one fault for each word that is misspelt, when the policy asks for French."""
    if policy.outgoing_language != "fr":
        return
    looked_up = 0
    for sentence in sentences(draft):
        wrong = [rank for rank in range(len(sentence)) if _is_wrong(sentence, rank)]
        if sentence.end == "»" and sentence.before == "«" and _is_spoken_of(len(sentence), len(wrong)):
            continue
        yield from _compounds(sentence)
        for rank in wrong:
            word = sentence[rank]
            looked_up += 1
            # Several unknown words in one sentence are another language: nothing is looked for.
            right = (
                _written_like(word, _found(word, first=rank == 0))
                if looked_up <= _SUGGESTED and len(wrong) <= _FOREIGN
                else ""
            )
            if not right and rank == 0 and word.text[0].isupper() and not _SURE.search(word.low):
                continue  # a name that opens a sentence
            yield Fault(word.start, word.end, CODE, _MEANT.format(right) if right else _UNKNOWN, right)


def _is_spoken_of(words: int, unknown: int) -> bool:
    """Tell whether what stands in quotation marks is a word that is spoken of, or a title in another language."""
    return words <= _QUOTED or (words <= _TITLE and 2 * unknown >= words)


def _compounds(sentence: Sentence) -> Iterator[Fault]:
    """Yield the compounds whose parts are not tied as they should be."""
    for rank, word in enumerate(sentence.words):
        found = compound_at(sentence, rank)
        if found:
            last, right = found
            yield Fault(word.start, sentence[last].end, CODE, _MEANT.format(right), _written_like(word, right))


def _is_wrong(sentence: Sentence, rank: int) -> bool:
    word = sentence[rank]
    if not word.low[:1].isalpha() or word.low.endswith("'"):
        return False
    named = word.text[:1].isupper() and (rank > 0 or not sentence.opens or is_name(word.text))
    if word.text.isupper() and len(word.text) > 1:
        return len(word.text) > _ACRONYM and not named and not spelt_like(fold(word.low))
    if word.low in misspellings():
        return not named
    before = sentence[rank - 1]
    if (named and _is_a_whole_name(sentence, rank)) or (
        word.hyphen and before.text[:1].isupper() and not before.readings
    ):
        return False  # « Leonard Cohen », « Hye-jin »
    if rank > 0 and named and not word.readings and not is_name(word.text) and len(word.low) > _ACRONYM:
        return word.low not in {form for form, *_ in spelt_like(fold(word.low))} and _lacks_accents(word.low)
    mixed = word.text[1:] != word.text[1:].lower()
    return len(word.low) > 1 and not (word.readings or named or mixed or _is_derived(word.low))


def _lacks_accents(low: str) -> bool:
    """Tell whether a name is a common word without its accents. Names are not written with the cedilla of a word."""
    right = meant_with_accents(low)
    return right != "" and "ç" not in right


def _is_a_whole_name(sentence: Sentence, rank: int) -> bool:
    """« Leonard Cohen »: a first name that a family name follows is written as its bearer writes it."""
    following = sentence[rank + 1]
    return following.text[:1].isupper() and not following.text.isupper() and not following.readings


def _found(word: Word, *, first: bool) -> str:
    """The word that was meant. What opens a sentence may be a name: only the smallest slips are read as such."""
    return meant(word.low, most=SMALL_SLIP) if first and word.text[0].isupper() else meant(word.low)


def _is_derived(low: str) -> bool:
    """Tell whether a word is made of one that exists: « télésoin », « cofinancer », « déneigeuse »."""
    prefix, doer = _PREFIXES.match(low), _DOERS.fullmatch(low)
    known = prefix and readings(low[prefix.end() :])
    return bool(known or (doer and any(one.kind == "V" for one in readings(doer[1] + "er"))))


def _written_like(word: Word, right: str) -> str:
    return right[:1].upper() + right[1:] if word.text[:1].isupper() else right
