"""Short passages of another language that words alone do not give away: « No comment », « Boa sorte ».

Each of their words may be French, or a name. And the contrary: foreign words that a French sentence quotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from parvis.gate.rules.french_words import french_signs, in_the_dictionary, words

_SAID = re.compile(
    r"""(?<![\w'’-])(?:
    no\s(?:comments?|problems?|worries|way|thanks?|doubt|refunds?|parking|smoking|exceptions?|reply|entry|access|service)
  | dear\s(?:mr|mrs|ms|miss|sir|madam|all|friends?|customers?|clients?|citizens?|colleagues?|parents?|residents?)
  | (?:best|kind|warm)(?:est)?\s(?:regards|wishes) | yours\s(?:truly|sincerely|faithfully) | sincerely
  | (?:good|bad)\s(?:luck|job|news|question|point|idea|evening|night|bye) | well\sdone | nice\s(?:job|work|try|one)
  | (?:stay|keep)\s(?:tuned|safe|calm|strong|informed) | coming\ssoon | see\s(?:above|below) | take\s(?:care|note)
  | happy\s(?:birthday|easter|anniversary|retirement) | merry\schristmas | season'?s\sgreetings | safe\stravels?
  | (?:girl|black|people)\spower | save\sthe\sdate | last\s(?:call|chance|day) | first\scome | free\s(?:of\scharge
      |admission|entry)
  | under\s(?:construction|review) | out\sof\s(?:order|office|service|stock) | sold\sout | road\s(?:closed|work)
      | use\sdetour
  | (?:english|french)\s(?:only|version|follows|below) | for\s(?:more\s)?information | subject\sto\schange
  | (?:click|see|read)\s(?:here|more|attached|below) | learn\smore | congratulations | please\s\w{2,12}
      | not\s(?:available|found|allowed)
  | to\swhom\sit\smay\sconcern | as\ssoon\sas\spossible | by\sthe\sway | in\sthe\smeantime | right\snow | of\scourse
  | boa\s(?:sorte|noite|tarde|viagem|semana|leitura) | bom\s(?:dia|trabalho|fim) | muito\sobrigad[oa] | de\snada
      | feliz\s\w{3,12}
  | buen(?:a|os|as)?\s(?:suerte|viaje|dia|días|noches|tardes) | mucha\ssuerte | muchas\sgracias | por\sfavor
      | hasta\s(?:luego|pronto|mañana|la)
  | buon(?:a|e|i)?\s(?:fortuna|viaggio|giornata|serata|notte|lavoro|anno|natale|pasqua) | in\sbocca\sal\slupo
      | a\spresto | tanti\sauguri
  | viel\s(?:glück|erfolg|spass|spaß) | gute\s(?:nacht|reise|besserung) | auf\swiedersehen | vielen\sdank
  | bòn\s(?:chans|jounen|maten) | bon\schans | n\sap\s\w{2,10} | mèsi\sanpil | pa\sgen\spwoblèm
  | (?:shukran|choukran|maraming\ssalamat|salamat|xin\schào|arigat[oō]|teşekkürler|dziękuję|mulțumesc|hvala|спасибо)
  )(?![\w'’-])""",
    re.VERBOSE | re.IGNORECASE,
)
# Two words in small letters about an English one: no name is written so.
_LINKED = re.compile(
    r"(?<![\w'’-])[a-z]{3,20}\s(?:of|for|with|from|by\sthe|to\sthe|at\sthe|in\sthe|on\sthe|of\sthe|and\sthe|is\sthe)\s(?:the\s|your\s|an?\s)?[a-z]{3,20}"
    r"(?![\w'’-])"
    r"|(?<![\w'’-])(?:[Tt]he|[Yy]our|[Oo]ur|[Tt]heir|[Mm]y|[Tt]hese|[Tt]hose)\s(?:[a-z]{2,20}|[A-Z]{2,4})(?![\w'’-])"
)
_KNOWN_LINKS = re.compile(
    r"\b(?:best|top|state|king|queen|lord|proof\sof\sconcept|made|pay|work|print|business|cost|master)\b"
)
_QUOTED = re.compile(r"«[^«»\n]{1,90}»|“[^“”\n]{1,90}”|\"[^\"\n]{1,90}\"")
_MOST_QUOTED = 8  # words: longer, it is said rather than named
_AROUND = 300  # characters of a sentence that are read on each side of a quotation
_STOPS = re.compile(r"[.!?…\n]")


def foreign_phrases(text: str) -> Iterator[tuple[int, int]]:
    """Yield where a set phrase of another language stands, or English words that an English one links."""
    for found in _SAID.finditer(text):
        if not text[: found.start()].rstrip()[-1:].isalnum():  # « L'atelier est sold out » is an anglicism
            yield found.span()
    for found in _LINKED.finditer(text):
        if not _KNOWN_LINKS.match(found.group()):
            yield found.span()


def without_quoted(text: str) -> str:
    """Return the text, as long as before, without the few words that a French sentence quotes: titles, messages."""
    return _QUOTED.sub(lambda found: _blank(found, text), text)


def _blank(found: re.Match[str], text: str) -> str:
    """Blank a quotation when what is around it, in its sentence, is French and goes on without it."""
    first, last = max(0, found.start() - _AROUND), found.end() + _AROUND
    opens = max((stop.end() for stop in _STOPS.finditer(text, first, found.start())), default=first)
    closes = _STOPS.search(text, found.end(), last)
    around = f"{text[opens : found.start()]} {text[found.end() : closes.start() if closes else last]}"
    quoted = len(words(found.group())) <= _MOST_QUOTED and _is_french(around)
    return " " * len(found.group()) if quoted else found.group()


def _is_french(around: str) -> bool:
    found = words(around)
    return len(found) > 1 and (french_signs(around) > 0 or sum(map(in_the_dictionary, found)) * 2 > len(found))
