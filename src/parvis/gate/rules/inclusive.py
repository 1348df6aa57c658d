"""Forms of writing that the State has not used since September 2025: iel, toustes, celleux, doublets cut short.

Whole doublets (« les étudiantes et les étudiants ») and neutral words pass. Patterns read small letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_WHY = (
    "Depuis septembre 2025, l'État n'abrège plus les doublets : "
    "écrivez « les étudiantes et les étudiants », ou un mot neutre."
)
_NEW = "Depuis septembre 2025, l'État n'emploie plus cette forme."
_ENDING = r"(?:ices?|rices?|trices?|euses?|eresses?|ères?|ières?|nes?|les?|ves?|ses?|fes?|sses?|tes?|ques?|e|es|x)"
_CUT = re.compile(
    rf"""(?<![\w.@/-])[a-zà-ÿ]{{2,20}}(?:
        [·•‧⋅∙]{_ENDING}?(?:[·•‧⋅∙.]?s)?
      | \.(?:{_ENDING}\.s|e|es|ne|nes|le|trice|rice|trices|rices|euse|euses|ère|ière|ve|se|te)(?:\.?s)?(?!\.?\w)
      | \((?:{_ENDING})\)s?
      | \[(?:{_ENDING})\]s?
      | [_*](?:{_ENDING})(?:[_*]?s)?
      | /-?(?:{_ENDING}|se)(?:[·•.]?s)?(?!\w)
      | -(?:e|ne|trice|euse|ère|ière)(?:-s|s)?(?![\w-])
    )(?!\w)""",
    re.VERBOSE,
)
_PAIRS = re.compile(
    r"(?<![\w/])(?:ils?/elles?|elles?/ils?|celui/celle|ceux/celles|celles/ceux|une?/une?|l[ea]/l[ea]|du/de la"
    r"|tous/toutes|citoyens?/(?:citoyen)?nes?)(?![\w/])"
)
_WORDS = re.compile(
    r"(?<![\w-])(?:(?:qu'|d'|l')?(?:iels?|ielles?)|toustes|touxtes|celleux|elleux|ellui|ceuxes|ceulles|ceuzes|fr(?:œ|oe)urs?|adelphes?"
    r"|ælle|mondamoiseau|autaire?s?|lecteurices?|auteurices?"
    r"|acteurices?|utilisateurices?|travailleureuses?|chercheureuses?|étudiant·x)(?![\w-])"
)
_NOT_CUT = re.compile(r"(?:enfants?|ami)\(s\)|etc\.|\bp\.(?:ex|es)")


def forms_no_longer_used(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield each of these forms, with why."""
    for match in _CUT.finditer(text):
        if not _NOT_CUT.search(match.group()):
            yield match.start(), match.end(), _WHY
    for match in _PAIRS.finditer(text):
        yield match.start(), match.end(), _WHY
    for match in _WORDS.finditer(text):
        yield match.start(), match.end(), _NEW
