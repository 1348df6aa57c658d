"""The language of a comment, or "und" when there is not enough to tell."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from parvis.engine.text.lexicon import FOLDER

UNKNOWN = "und"
MIXED = "mixed"

# Languages that people in Québec write, and those that eldc would otherwise take for one of them.
LANGUAGES = (
    "ar", "bn", "ca", "cs", "de", "el", "en", "es", "fa", "fr", "gu", "he", "hi", "hu", "hy", "it", "ja", "ko",
    "nl", "pa", "pl", "pt", "ro", "ru", "ta", "te", "th", "tl", "tr", "uk", "ur", "vi", "zh",
)  # fmt: skip
_LINK = re.compile(r"://|^www\.|\w\.(?:com|ca|org|net)(?:/|\W*$)")
_TOKEN = re.compile(r"\n|\S+")
_TAG = re.compile(r"<[^<>]{0,200}>")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_LATIN = re.compile(r"[a-zA-ZÀ-ɏ]")
_SENTENCE = re.compile(r"[.!?\n/|–—]+")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
# Enough of a long text decides; the rest would only cost time.
_ENOUGH = 2_000


@lru_cache(maxsize=2)
def _common(language: str) -> frozenset[str]:
    """Return the commonest words of French ("fr"), joual and text messages included, or of English ("en").

    eldc was trained on edited text: it knows neither joual nor text messages.
    """
    return frozenset((FOLDER / f"words_{language}.txt").read_text("utf-8").split())


@lru_cache(maxsize=1)
def _detector() -> Any:
    import eldc  # 26 MB: loaded by the first text that needs it

    eldc.init()
    instance = eldc.instance()
    instance.set_languages(list(LANGUAGES))
    return instance


def identify(text: str) -> str:
    """Return an ISO 639-1 code, "mixed", or "und"; never fails, whatever the text holds."""
    plain = _without_addresses(text[:_ENOUGH].encode("utf-8", "replace").decode("utf-8").replace("\x00", " "))
    words = [word.lower().replace("’", "'") for word in _WORD.findall(plain)]
    letters = sum(map(len, words))
    if not words or letters < 3:
        return UNKNOWN
    if not _LATIN.search(plain):
        return _of_another_script(plain, words)
    french_words, english_words = _common("fr"), _common("en")
    french = sum(word in french_words or word.partition("'")[0] in _ELIDED for word in words)
    english = sum(word in english_words for word in words)
    if min(french, english) >= 4 and min(french, english) * 3 >= max(french, english) and _two_parts(plain):
        return MIXED
    return _of_latin_words(plain, words, french, english)


_ELIDED = frozenset({"l", "d", "j", "qu", "n", "s", "m", "t", "c"})


def _without_addresses(text: str) -> str:
    """Drop links, mentions, hashtags and mail addresses, which belong to no language."""
    if not any(sign in text for sign in "@#:.<"):
        return text
    tokens = _TOKEN.findall(_TAG.sub(" ", text))
    return " ".join(token for token in tokens if not ("@" in token or "#" in token or _LINK.search(token)))


def _of_latin_words(plain: str, words: list[str], french: int, english: int) -> str:
    result = _detector().detect_details(" ".join(words) if plain.isupper() else plain)
    language = str(result.language)
    if french >= 2 and french > english and (language in {"fr", UNKNOWN} or french * 3 >= len(words)):
        return "fr"
    if len(words) == 1:
        return UNKNOWN  # one word belongs to too many languages
    if len(words) < 3 and not french:
        return language if result.reliable else UNKNOWN
    if language == "fr":
        return "fr" if result.reliable or french else UNKNOWN
    sure = result.reliable or (language == "en" and english > 1) or (len(words) >= 5 and not french)
    return language if sure and _looks_like_words(words) else UNKNOWN


def _of_another_script(plain: str, words: list[str]) -> str:
    if len(words) < 2 and not len(_UNSPACED.findall(plain)) >= 4:
        return UNKNOWN
    return str(_detector().detect_details(plain).language)


def _looks_like_words(words: list[str]) -> bool:
    """Tell words from keys struck at random: most words have a vowel in five letters."""
    odd = sum(re.search(r"[bcdfghjklmnpqrstvwxz]{5}|(.)\1{3}", word) is not None for word in words)
    return odd * 3 < len(words)


def _two_parts(plain: str) -> bool:
    """Tell whether at least one sentence is French and at least one English."""
    french_words, english_words = _common("fr"), _common("en")
    found = set()
    for part in _SENTENCE.split(plain):
        words = [word.lower().replace("’", "'") for word in _WORD.findall(part)]
        french = sum(word in french_words for word in words)
        english = sum(word in english_words for word in words)
        if french + english >= 3 and french != english:
            found.add(french > english)
    return len(found) == 2
