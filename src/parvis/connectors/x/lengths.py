"""How long a post is on X, as its counting rules say (developer documentation, « Counting characters », v3 weights).

Text is composed first (NFC), so that an accented letter is one. Most letters of Europe count one; other characters,
ideograms for example, two; an emoji two, however many code points it is made of; an address twenty-three, whatever its
length, since X shortens it.

X knows every top-level domain; here, what only looks like an address ("fin.Merci") counts as one: rather too long than
too short. Joined emoji count as one, even those that X's own list does not have yet.
"""

from __future__ import annotations

import unicodedata

import regex

from parvis.connectors.lengths import Length

_MOST = 280
_ADDRESS = 23
_HEAVY = 2
# Code points that weigh one: Latin to Georgian, and the general punctuation of the West.
_LIGHT = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))

_LETTERS = "A-Za-z0-9À-ÖØ-öø-ɏ"
_LABEL = rf"[{_LETTERS}](?:[{_LETTERS}_-]{{0,61}}[{_LETTERS}])?"
_ANY_LABEL = r"[\p{L}\p{N}](?:[\p{L}\p{N}_-]{0,61}[\p{L}\p{N}])?"
# Those that X surely takes for top-level domains; of any other, an address weighs no less than its letters.
_SURE = "(?:com|org|net|info|gov|edu|coop|quebec|ca|fr|be|ch|eu|uk|us|co|io|ly|tv)"
_TOP = "[A-Za-z]{2,24}"
_ENDS = "(?![A-Za-z0-9@+-])"
# Full stops and the like end the sentence, not the address; so does what X takes for no part of one.
_IN = rf"[{_LETTERS}!*';:=+,.$/%#\[\]_~@|&-]"
_PATH = rf"/(?:(?:{_IN}|\({_IN}+\)){{0,4000}}(?:[{_LETTERS}=_#/+-]|\({_IN}+\)))?"
_QUERY = r"(?:\?[A-Za-z0-9!?*'@();:&=+$/%#\[\]_.,~|-]{0,4000}[A-Za-z0-9_&=#/-])?"
_PORT = "(?::[0-9]{1,5})?"


def _address(top: str) -> str:
    """With its protocol, or without one, as X finds it in the middle of a text."""
    with_protocol = rf"(?<![A-Za-z0-9@$#])https?://(?:{_ANY_LABEL}\.){{1,8}}{top}{_ENDS}{_PORT}(?:{_PATH})?{_QUERY}"
    without = rf"(?<![A-Za-z0-9@$#_/-]|[{_LETTERS}_-]\.)(?:{_LABEL}\.){{1,8}}{top}{_ENDS}(?:{_PORT}{_PATH}{_QUERY})?"
    return f"{with_protocol}|{without}"


_URL = regex.compile(f"(?P<sure>{_address(_SURE)})|{_address(_TOP)}", regex.IGNORECASE)
_PICTURE = (
    r"(?:\p{Emoji_Modifier_Base}\p{Emoji_Modifier}|\p{Emoji_Presentation}"
    r"|(?![©®](?!\uFE0F))\p{Extended_Pictographic}\uFE0F?)"
)
_EMOJI = regex.compile(
    r"\p{Regional_Indicator}{2}|[0-9#*]\uFE0F?\u20E3|\U0001F3F4[\U000E0020-\U000E007E]+\U000E007F"
    rf"|{_PICTURE}(?:\u200D{_PICTURE}){{0,3}}"  # a family is four
)


def length(text: str) -> Length:
    """What X would count; a draft with half a character in it (a lone surrogate) counts it as two."""
    composed = unicodedata.normalize("NFC", text)
    used = at = 0
    for found in _URL.finditer(composed):
        used += _weight(composed[at : found.start()])
        used += _ADDRESS if found["sure"] else max(_ADDRESS, _weight(found[0]))
        at = found.end()
    return Length(used + _weight(composed[at:]), _MOST)


def _weight(text: str) -> int:
    """Of what holds no address."""
    rest, emoji = _EMOJI.subn("", text)
    return emoji * _HEAVY + sum(1 if _is_light(ord(character)) else _HEAVY for character in rest)


def _is_light(point: int) -> bool:
    return any(first <= point <= last for first, last in _LIGHT)
