"""What a draft still holds of its model or of another format: a place to fill, markup, broken characters.

Platforms show markup as it is written. None of the eight codes is made for this; `typography` is the nearest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_PLACE = "Il reste ici un emplacement à remplir."
_MARKUP = "Les plateformes montrent ce balisage tel quel."
_BROKEN = "Ces caractères sont ceux d'un accent mal converti."
_HIDDEN = "Ce caractère invisible change l'ordre de lecture du texte."

_NAMED = (
    r"(?:pr[ée]noms?|noms?|dates?|heures?|jours?|mois|ann[ée]es?|lieux?|villes?|r[ée]gions?|bureaux?|num[ée]ros?|no"
    r"|t[ée]l[ée]phones?"
    r"|t[ée]l|liens?|url|montants?|adresses?|courriels?|titres?|programmes?|mesures?|ins[ée]rer|compl[ée]ter"
    r"|[àa] compl[ée]ter|[àa] v[ée]rifier"
    r"|[àa] confirmer|xx?|mot-clic|signature|motif)"
)
_PLACES = re.compile(
    rf"""\{{\{{?[^{{}}\n]{{0,60}}\}}?\}} | <<?\s?{_NAMED}(?:\s[^<>\n]{{0,40}})?\s?>>?
      | \[(?!sic\]|…\]|\.\.\.\])(?:[a-zà-ÿ_][^\[\]\n]{{0,60}}|(?i:{_NAMED})(?:[ _:][^\[\]\n]{{0,60}})?)\](?!\()
      | (?<![\w-])(?:X{{3,20}}(?:-X{{2,9}}){{0,3}}|x{{3,20}})(?![\w-]) | (?<![\w-])XX(?=[ \u00a0]?(?:[$%h]|h[ \u00a0]
          |[a-zà-ÿ]{{3}}))(?![ \u00a0]si[èe]cle)
      | _{{3,80}} | \b(?:TODO|FIXME|TBD|Lorem\sipsum)\b | %\([a-z_]{{1,30}}\)s | \$\{{[^{{}}\n]{{0,40}}\}}
          | (?<!\w)%[sd](?!\w)
    """,
    re.VERBOSE,
)
_TAGS = re.compile(
    r"<(?P<tag>b|i|u|em|strong|p|span|h[1-6]|li)(?:\s[^<>]{0,200})?>(?P<inner>[^<>]{1,500})</(?P=tag)>"
    r"|</?[a-zA-Z][a-zA-Z0-9]{0,15}(?:\s[^<>]{0,300})?/?>|<!--[^<>]{0,300}-->"
    r"|&(?:nbsp|amp|lt|gt|quot|apos|laquo|raquo|rsquo|hellip|euro|[aeiouAEIOU](?:acute|grave|circ|uml)|[cC]cedil"
    r"|#\d{1,6}|#x[\da-fA-F]{1,5});"
    r"|\*\*(?=\S)(?P<bold>[^*\n]{1,300})(?<=\S)\*\*|(?<![\w_])__(?=\S)(?P<strong>[^_\n]{1,300})(?<=\S)__(?![\w_])"
    r"|\[[^\[\]\n]{1,200}\]\([^()\s]{1,500}\)|\\[nrt](?![a-zà-ÿ]{2})|\\u[\da-fA-F]{4}|```"
)
_MOJIBAKE = re.compile(r"(?:Ã[\u0080-\u00bf]|Â[\u00a0-\u00bf]|â€[\u0080-\u2122]|Å[\u201c\u0093])|\ufffd")
_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]{1,50}")


def leftovers(draft: str) -> Iterator[tuple[int, int, str, str]]:
    """Yield what is not text: where, what to put there when that is sure, and why."""
    for match in _PLACES.finditer(draft):
        yield match.start(), match.end(), "", _PLACE
    for match in _TAGS.finditer(draft):
        yield match.start(), match.end(), match["inner"] or match["bold"] or match["strong"] or "", _MARKUP
    for match in _MOJIBAKE.finditer(draft):
        yield match.start(), match.end(), _converted(match.group()), _BROKEN
    for match in _DIRECTION.finditer(draft):
        yield match.start(), match.end(), "", _HIDDEN


def _converted(broken: str) -> str:
    for encoding in ("latin-1", "cp1252"):
        try:
            return broken.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
    return ""
