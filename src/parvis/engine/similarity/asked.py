"""What a comment asks: its questions apart from the story around them, without greetings, names and links."""

from __future__ import annotations

import re
from dataclasses import dataclass

LONGEST = 3_000  # characters read at the beginning of a text, and as many at its end, where long stories ask
MOST_SENTENCES = 120
_OUTSIDE = re.compile(
    r"https?://\S+|www\.\S+|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+|@\S+|<[^<>]{0,200}>"
    r"|[\ud800-\udfff\x00-\x08\x0b-\x1f]"
)
_SIGNS = re.compile(r"[^\w\s'’\-.,;:!?$%&+/()«»\"]+|[#_]+")
_REPEATED = re.compile(r"([^\w\s])\1+")
_END = re.compile(r"(?<=[.!?…])\s+|\n+|(?<=[!?])(?=\w)")
_THANKS = (
    r"merci(?: (?:d['’]avance|beaucoup|bcp|à l['’]avance|de votre aide|bien))?|svp|stp|s['’]il vous pla[iî]t"
    r"|thanks?(?: you)?(?: in advance)?|please|je vous prie"
)
_COURTESY = re.compile(
    rf"^(?:{_THANKS}|bon(?:jour|soir|ne journée|ne soirée)|all[oô]|salut|coucou|hello|hi|hey|good (?:morning|evening)"
    r"|madame|monsieur|tout le monde|la gang|à tous|ok|bon|ben|bin|euh|alors|excusez(?:-moi| moi)?|désolée?"
    r"|cordialement)(?!\w)[\s,.;:!…-]*",
    re.IGNORECASE,
)
_LAST_COURTESY = re.compile(
    rf"(?<![\w\s,.;:!…-])[\s,.;:!…-]*(?<!\w)(?:{_THANKS}|bonne (?:journée|soirée))[\s.!…]*(?=\?*\s*$)"
    rf"|(?<=\w)[\s,.;:!…-]+(?:{_THANKS}|bonne (?:journée|soirée))[\s.!…]*(?=\?*\s*$)",
    re.IGNORECASE,
)
# A sentence that asks without its mark: joual and text messages rarely have one.
_ASKS = re.compile(
    r"(?<!\w)(?:comment|combien|comben|quand|pourquoi|où|quel(?:le)?s?|lequel|laquelle|est-ce|qu['’]est|kess?|quessé"
    r"|c koi|koi|faut[ -]t[iu]|ça prend|y a[ -]t|ya tu|y a tu|savoir|demande si|how|what|when|where|which|who|do i"
    r"|can i|does|can you|is there|are there|am i|will"
    r"|(?:puis|dois|ai|suis|peut|peux|doit|faut|va|avez|êtes|pouvez|pourriez|sera)-|[\w']{2,14}[ -]tu(?!\w))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """`question` is what is asked, `story` the rest of the message; either may be empty."""

    question: str
    story: str


def asked(text: str) -> Asked:
    """Read a text of any length, however hostile. A text that asks nothing is all question."""
    if len(text) > 2 * LONGEST:
        text = f"{text[:LONGEST]}\n{text[-LONGEST:]}"
    plain = _REPEATED.sub(r"\1", _SIGNS.sub(" ", _OUTSIDE.sub(" ", text))).replace("’", "'")
    sentences = [bare for one in _END.split(plain) if (bare := _bare(one))]
    if len(sentences) > MOST_SENTENCES:
        sentences = sentences[: MOST_SENTENCES // 2] + sentences[-MOST_SENTENCES // 2 :]
    marked = [one for one in sentences if one.endswith("?")]
    asking = marked or [one for one in sentences if _ASKS.search(one)]
    if not asking:
        return Asked(" ".join(sentences), "")
    return Asked(" ".join(asking), " ".join(one for one in sentences if one not in set(asking)))


def _bare(sentence: str) -> str:
    """A sentence in small letters without courtesies at its ends; nothing when it holds no word."""
    sentence = " ".join(sentence.split())
    while shorter := _COURTESY.match(sentence):
        sentence = sentence[shorter.end() :]
    sentence = _LAST_COURTESY.sub("", sentence).lower()
    return sentence if any(character.isalnum() for character in sentence) else ""
