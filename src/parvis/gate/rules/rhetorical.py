"""What only looks like asking: a question that the reply answers itself, a statement of what we will say, a souvenir.

« Avez-vous produit votre déclaration? Sans elle, l'aide ne peut pas être calculée. » Patterns read folded text.
"""

from __future__ import annotations

import re

from parvis.gate.rules.personal_topics import DOCUMENT, IDENTIFYING, INTIMATE, LIFE, SECRET

_YES_OR_NO = re.compile(
    r"^[^?]{0,60}?\b(?:avez|etes|aviez|etiez|vivez|habitez|travaillez|recevez|payez|cherchez|voulez|attendez|pouvez|prenez"
    r"|demenagez|connaissez|savez)-vous\b|^[^?]{0,60}?\b(?:a-t|ont|est|sont)-(?:ils?|elles?)\b|^est-ce\sque\b"
)
# What anybody may be asked: how long they have waited, what they would rather have.
_HARMLESS = re.compile(
    r"\b(?:en\setes|attendez|recommandez|preferez|cherchez|pensez|choisir(?:i)?ez|aimez|conseillez|suggerez)-vous\b"
    r"|\bdepuis\s(?:quand|combien\sde\stemps)\s(?:etes-vous\s(?:au|a|en|ici)|attendez)|\bvous\sa\s(?:inspire|plu|touche|marque)"
)
_ANOTHER = re.compile(
    r"(?:,|\bet|\bou)\s(?:(?:de|depuis|a|avec|chez|pour|sous|dans|en)\s)?(?:quel\w*|quand|ou|combien|quoi|qui|pourquoi|lequel|laquelle)\b"
)
_OPEN = re.compile(
    r"\b(?:quel\w*|combien|quand|comment|pourquoi|lequel|laquelle|qui|quoi|age|noms?|numeros?)\b"
    r"|\bou\s(?:habit|demeur|viv|travaill|log|etes|est)\w*"
)
_STATES = re.compile(
    r"^\W*(?:bonjour[^,!.]{0,30},\s)?(?:votre|vos)\s(?:dossier|demande|cheque|compte|versement|renseignement)s?\s"
    r"(?:est|sont|a|ont|sera|seront)\b(?!.{0,200}\bnous\b)"
)
_COMES = re.compile(
    r"^une\sfois\s[^.!?]{3,60},\svous\s(?:recevrez|pourrez|aurez|verrez)\b|"
    r"^\W*(?:votre|vos|le|la|les|l'|une?)\s?[^.!?,;:]{3,60}?\svous\s(?:sera|seront|est|sont|a\sete|parviendra|parviendront)\b(?!\sdemand)"
    r"(?!.{0,120}\b(?:si|des\sque|quand)\svous\b)"
)
_SEVERAL = re.compile(r"-vous\b[^?]{2,60},[^,?]{2,40}(?:,|\bou\b|\bet\b)[^?]{2,60}\?")
_LOST = re.compile(r"\b(?:introuvable|oublie|perdu|vole|egare|change|expire|bloque|refuse|inconnu)e?s?\s?\?$")
_STEP = re.compile(
    r"\bavez-vous\s(?:deja\s|bien\s)?(?:pu|essaye|tente|pense|songe|verifie|consulte|lu|change|regarde)\b"
)
_SAYS = re.compile(
    r"^(?:vous\s(?:n'|l'|en\s|y\s)?(?:[a-z]{3,15}ez|etes)|(?:votre|vos)\s[^?]{2,40}?\s(?:est|sont|a|ont|etait|affiche(?:nt)?|indique(?:nt)?"
    r"|montre(?:nt)?|demande(?:nt)?|tarde(?:nt)?|change(?:nt)?|ne))\b"
)
_WE_SHALL_SEE = re.compile(
    r"^\W*(?:(?:on|nous)\s(?:vous\s)?(?:dir|verr|pourr|verifier|regarder|fer|rappeler|reviendr|retrouver)(?:a|ons)\b"
    r"|on\s(?:va|regarde|verifie)\b|(?:de|depuis|a|avec|chez|pour|sous|dans|si\soui)?,?\s?(?:quel\w*|quand|combien|lequel|laquelle|lesquel\w*)\b)"
)
_WE_SAY = re.compile(
    r"^\W*(?:nous|on)\svous\s(?:dir|indiquer|preciser|expliquer|repondr|enverr)(?:ons|a)\b(?!.{0,120}\bsi\svous\b)"
)
_OF_SOMEBODY = re.compile(
    rf"\b(?:{SECRET}|{IDENTIFYING}|{DOCUMENT}|{INTIMATE}|{LIFE})|\b(?:recto|verso|copies?|pages?|noms?|carte|ans|enfants?)\b",
    re.VERBOSE,
)
_SOUVENIR = re.compile(
    r"\b(?:une|vos|des)\s(?:plus\sbelles?\s)?(?:photos?|images?|videos?|chansons?)\b"
    r"(?!.{0,60}\b(?:d[eu]|des)\s?(?:vo|ton|ta|so|sa|ses|leur|l[ea']|permis|pass|bail|visage|papier|piece|identite))"
)
_ELLIPSIS = re.compile(
    r"\s*(?:et\s)?(?P<one>(?:(?:depuis|de|a|pour|par|avec|chez|dans|sous|en)\s)?(?:quand|ou|comment|pourquoi|combien|qui|quoi"
    r"|quel(?:le)?s?\s[a-z]{2,15}(?:\s(?:de|du|d')\s?[a-z]{2,15})?))(?:(?:,?\set\s|,\s)(?:(?:depuis|de|a|pour|par|avec|chez|dans|sous|en)\s)?"
    r"(?:quand|ou|comment|pourquoi|combien|qui|quoi|quel(?:le)?s?\s[a-z]{2,15}(?:\s(?:de|du|d')\s?[a-z]{2,15})?)){1,3}\s?\?"
)
_OF_A_LIFE = re.compile(rf"\b(?:{LIFE})", re.VERBOSE)
_WANTED = re.compile(
    r"\b(?:[a-z]{3,15}ez|dites|faites)-nous\b|\bnous\s(?:dire|ecrire|donner|indiquer|envoyer|montrer|preciser|repondre)\b"
    r"|\b(?:dites|ecrivez|indiquez|precisez|montrez|envoyez|transmettez|publiez|inscrivez)-l[ea]s?\b|\bcommentez\b"
    r"|\brepondez\b|\ben\scommentaires?\b|\bil\snous\sfa"
)
_LIFE = re.compile(rf"\bvous\b[^?]{{0,60}}?\b{LIFE}|\bvous\s(?:etes|avez\sete)\b[^?]{{0,20}}?\b(?:{LIFE})", re.VERBOSE)


def only_looks(sentence: str, after: str) -> bool:
    """Tell whether a folded sentence wants no answer, given the one that follows."""
    if "?" in sentence:
        return _answered(sentence, after)
    if _WE_SAY.match(sentence) or _STATES.match(sentence) or _COMES.match(sentence):
        return True
    return bool(_SOUVENIR.search(sentence)) and not _OF_SOMEBODY.search(sentence)


def _answered(question: str, after: str) -> bool:
    """A question that the next sentence goes on from, and that nothing asks to answer."""
    wanted = _WANTED.search(after)
    if _ANOTHER.search(question) or _SEVERAL.search(question):
        return bool(_HARMLESS.search(question)) and not _OF_SOMEBODY.search(question)
    if (
        _STEP.search(question)
        or _LOST.search(question)
        or (_HARMLESS.search(question) and not _OF_A_LIFE.search(question))
    ):
        return not wanted
    if not after.strip() or wanted or _WE_SHALL_SEE.match(after):
        return False
    if _OPEN.search(question):
        return False
    return bool(_YES_OR_NO.match(question) or _SAYS.match(question)) and not re.search(r"\bnous\b|\bici\b", question)


def asked_of_a_life(sentence: str, before: str, after: str) -> bool:
    """« Vous avez été hospitalisée? Quand, où et pourquoi? », « Avez-vous un casier? On vous dira si… »."""
    if _ELLIPSIS.fullmatch(sentence):
        return bool(before.rstrip().endswith("?") and _LIFE.search(before))
    return bool(
        sentence.rstrip().endswith("?")
        and re.match(r"\W*(?:est-ce\sque\svous|(?:avez|etes|prenez|souffrez|vivez)-vous)\b", sentence)
        and re.search(rf"\b{LIFE}", sentence, re.VERBOSE)
        and re.match(r"\W*(?:on|nous)\s(?:vous\s)?(?:dir|verr|pourr)(?:a|ons)\b|\W*(?:repondez|dites-l)", after)
    )
