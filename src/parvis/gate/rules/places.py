"""Where a French sentence sends people to tell something. Patterns read folded text: no accents, small letters."""

from __future__ import annotations

import re

PUBLICLY = (
    r"\b(?:(?:en|dans\s(?:les?|vos|votre|un))\scommentaires?|sous\s(?:cette|la|notre)\spublication"
    r"|(?<!cliquez )(?<!lien )(?<!formulaire )(?<!d')ici|publiquement|en\sreponse|ci-dessous|ci-bas|plus\sbas"
    r"|sous\s(?:ce|notre|le)\s(?:message|billet|post|texte)"
    r"|sous\s(?:cette|la|notre)\s(?:photo|video|image|annonce)|sur\s(?:cette|notre|la)\spage|sur\sle\smur"
    r"|a\svotre\scommentaire)\b|\bcommentez\b"
)
_IN_PUBLIC = re.compile(PUBLICLY)
_BY_MESSAGE = re.compile(
    r"\b(?:messages?|messagerie)\s(?:en\s)?(?:prive|direct)e?s?\b|\ben\sprive\b|\bmp\b|\bmessenger\b|\binbox\b"
)

# Telephone, counter, post, the institution's own forms: nobody else reads what is said there.
_SECURE = re.compile(
    r"""
    \b(?:appelez|telephonez|composez|presentez-vous|rendez-vous(?=\s(?:a|au|aux|dans|en|sur|chez|directement|plutot)\b)|connectez-vous|rencontrez|passez\s(?:au|a|nous))\b
  | \b(?:par|au)\stelephone\b | \ben\spersonne\b | \bsur\splace\b | \bpar\sla\sposte\b | \benveloppe\b
  | \b(?:au|a\sun|a\svotre|a\snotre)\s(?:bureau|comptoir)\b
  | \ben\smain\b | \bsous\sla\smain\b | \ba\sportee\sde\s(?:la\s)?main\b
  | \bformulaires?\b | \bmon\sdossier\b | \bclicsequr\b | \bservice\sd'authentification\b
  | \b(?:dossier|compte|service|espace|portail|demande)s?\s(?:en\sligne|securise)
  | \b(?:a|sur|avec|dans)\s(?:votre|la|le|chaque|tout)\s(?:demande|declaration|document|lettre|dossier)\b
    """,
    re.VERBOSE,
)

# Out of sight of other citizens, but kept by the platform or by a mail provider.
_PRIVATE = re.compile(
    r"\b(?:messages?|messagerie)\s(?:en\s)?(?:prive|direct)e?s?\b|\ben\sprive\b|\bmp\b|\bmessenger\b"
    r"|\bpar\scourriel\b|[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{1,100}"
)

# « Un agent vous rappellera par téléphone » says nothing of where the number is to be given.
_WE_CALL = re.compile(r"\bvous\s[a-z]{3,20}\s(?:par|au)\stelephone\b")


def in_public(sentence: str) -> bool:
    """Tell whether the sentence sends people to where everybody reads."""
    return _IN_PUBLIC.search(sentence) is not None


def by_message(sentence: str) -> bool:
    """Tell whether it sends them to the platform's own messages."""
    return _BY_MESSAGE.search(sentence) is not None


def out_of_sight(sentence: str, *, secret: bool) -> bool:
    """Tell whether the sentence sends people to where such a thing may be said.

    `secret`: what opens a file or an account, which private messages are not good enough for.
    """
    if _IN_PUBLIC.search(sentence):
        return False
    return bool(_SECURE.search(_WE_CALL.sub("", sentence))) or (not secret and bool(_PRIVATE.search(sentence)))
