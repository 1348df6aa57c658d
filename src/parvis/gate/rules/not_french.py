"""not_french: a passage of the draft is in another language than French.

Every sentence is judged by itself, so that a French greeting does not let an English paragraph through.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from parvis.engine.text.language import identify
from parvis.gate.faults import Fault
from parvis.gate.rules.foreign_phrases import foreign_phrases, without_quoted
from parvis.gate.rules.french_words import (
    english_shapes,
    foreign_letters,
    foreign_signs,
    french_signs,
    in_the_dictionary,
    may_be_french,
    small_words,
    words,
)
from parvis.policy.model import Policy

CODE = "not_french"
_MESSAGE = "Ce passage n'est pas en français, et la politique veut que tout message de l'institution le soit."

# What has no language: addresses, mentions, hashtags. Quantifiers are bounded to keep every text linear.
_NO_LANGUAGE = re.compile(
    r"https?://\S{1,2000}|www\.\S{1,500}|[@#]\w{1,200}|[\w.+-]{1,64}@[\w.-]{1,255}"
    r"|(?<![\w.])[\w-]{1,63}(?:\.[\w-]{1,63}){0,5}\.(?:com|ca|org|net|be|fr|gouv|quebec)\b(?:/\S{0,500})?"
)
_SENTENCE = re.compile(r"[^.!?…\n\r|/]{1,600}")
_CLAUSE = re.compile(r"[^.!?…\n\r|/,;:()«»\"]{3,300}")
_FRENCH_LETTER = re.compile(r"[éèêëàâçîïôûùœÉÈÊÀÂÇÎÔ]|\b[cdjlmnst]['’]")
_MAYBE_OTHER_SCRIPT = re.compile(r"[^\x00-\u024f]+")
_NAMES = re.compile(r"(?<=\s)[A-Z]\w{1,30}(?:\s[A-Z]\w{1,30}){1,5}")
_FEW = 3  # words below which identification is not asked
_SHORT = 4  # words up to which it errs, when a French dictionary has them all


def not_french(draft: str, policy: Policy) -> Iterator[Fault]:
    """Yield one fault for each passage that is not French, when the policy asks for French."""
    if policy.outgoing_language != "fr":
        return
    text = _NO_LANGUAGE.sub(lambda match: " " * len(match.group()), draft)
    said = without_quoted(text)
    foreign = [*_other_scripts(text), *_foreign_sentences(said), *_foreign_clauses(said), *foreign_phrases(said)]
    if not foreign and words(text) and not _plausible(text):
        foreign = [(0, len(text))]
    for start, end in _joined(foreign, text):
        yield Fault(start, end, CODE, _MESSAGE)


def _foreign_sentences(text: str) -> Iterator[tuple[int, int]]:
    for match in _SENTENCE.finditer(text):
        if _is_foreign(match.group()):
            yield match.span()


def _foreign_clauses(text: str) -> Iterator[tuple[int, int]]:
    """« As per the regulation, la présence d'un enfant suffit »: a few words, between two signs, that are English."""
    for clause in _CLAUSE.finditer(text):
        signs = foreign_signs(clause.group()) + english_shapes(clause.group())
        if (
            (signs or _mostly_unknown(clause.group()))
            and not french_signs(clause.group())
            and not _FRENCH_LETTER.search(clause.group())
        ):
            count = len(small_words(clause.group()))
            if (
                _mostly_unknown(clause.group())
                or (signs > 1 and signs * 3 >= count)
                or (count > 1 and signs * 2 >= count)
            ):
                yield clause.span()


def _mostly_unknown(clause: str) -> bool:
    """Tell whether at least three words, and most of those in small letters, are in no French dictionary."""
    known = [in_the_dictionary(word) for word in small_words(clause) if len(word) > 2]
    return known.count(False) >= _FEW and known.count(False) * 5 >= len(known) * 3


def _is_foreign(sentence: str) -> bool:
    french, foreign = french_signs(sentence), foreign_signs(sentence) + foreign_letters(sentence)
    count = len(words(sentence))
    if foreign > french or count < _FEW:
        return foreign > french
    if not foreign and french * 5 >= count:
        return False
    if not foreign and _FRENCH_LETTER.search(sentence) and _all_known(sentence, count):
        return False
    language = identify(unicodedata.normalize("NFC", sentence))
    if language == "und":
        return False
    # A detector errs on a line of names and figures: one word that only French has is worth more.
    return language != "fr" and not (french and french >= foreign * 2 and count < 8)


def _all_known(sentence: str, count: int) -> bool:
    """Tell whether a short sentence, or what is left of one without names, is in a French dictionary."""
    left = _NAMES.sub(" ", sentence)  # « L'organisme Big Brothers recrute », « À vos agendas! »
    known = [in_the_dictionary(word) for word in words(left) if len(word) > 1]
    return len(known) > 1 and all(known) and (count <= _SHORT or len(left) < len(sentence))


def _plausible(text: str) -> bool:
    """Tell whether a draft in which no sentence is clearly foreign may be taken for French."""
    found = words(text)
    if all(len(word) < 2 for word in found) or (text.strip().isupper() and max(map(len, found)) <= 5):
        return True  # initials and acronyms
    if not foreign_signs(text) and sum(map(in_the_dictionary, found)) * 2 > len(found):
        return True  # « Timbres, enveloppes, etc. »
    return may_be_french(text) or french_signs(text) > 0 or identify(unicodedata.normalize("NFC", text)) == "fr"


def _other_scripts(text: str) -> Iterator[tuple[int, int]]:
    """Yield runs of at least two letters of another alphabet: French has no use for them."""
    for run in _MAYBE_OTHER_SCRIPT.finditer(text):
        letters = [index for index in range(*run.span()) if _of_another_script(text[index])]
        if len(letters) > 1:
            yield letters[0], letters[-1] + 1


@lru_cache(maxsize=4096)
def _of_another_script(character: str) -> bool:
    return any(
        part.isalpha() and not unicodedata.name(part, "").startswith(("LATIN", "MODIFIER LETTER"))
        for part in unicodedata.normalize("NFKC", character)
    )


def _joined(spans: list[tuple[int, int]], text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans trimmed to their letters, neighbours made one."""
    current: tuple[int, int] | None = None
    for start, end in sorted(spans):
        if current and not words(text[current[1] : start]):
            current = current[0], max(end, current[1])
            continue
        if current:
            yield _trimmed(current, text)
        current = start, end
    if current:
        yield _trimmed(current, text)


def _trimmed(span: tuple[int, int], text: str) -> tuple[int, int]:
    start, end = span
    while start < end - 1 and not text[start].isalnum():
        start += 1
    while end > start + 1 and not text[end - 1].isalnum():
        end -= 1
    return start, end
