"""Identifiers with no type of their own: passport, licence, password, code received, number of another authority."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parvis.engine.personal_info.candidate import LIKELY, Found, Page

_PASSPORT = re.compile(r"\bpasse?port\b[^\n.!?]{0,25}?(?<![a-z0-9])([a-z]{2}\d{6}|[a-z]\d{6}[a-z]{2})(?![a-z0-9])")
_LICENCE = re.compile(r"(?<![a-z0-9])[a-z]\d{4}[ -]\d{6}[ -]\d{2}(?![a-z0-9])")
# The French number of social security: sex, year, month, department, commune, order, key.
_FRENCH = re.compile(r"(?<![\d.,-])[12] \d{2} \d{2} \d{2} \d{3} \d{3} \d{2}(?![\d$%]|[ .,-]\d)")
_LICENCE_NAMED = re.compile(
    r"\bpermis\b[^\n.!?\d]{0,25}?(?<![a-z0-9])([a-z]\d{4}[ -]?\d{6}[ -]?\d{2}|[a-z]{1,6}-?\d{4,10}(?:-[a-z0-9]{1,4})?"
    r"|[a-z] \d{3} \d{3} \d{3})(?![a-z0-9])"
)
_SECRET = re.compile(
    r"\b(?:mot de passe|mdp|nip|password)(?: (?:est|c'?est))? ?(?:(?:est|c'?est|c(?= )|:|=) ?)?"
    r"((?=[^\s]{0,39}\d)[^\s]{4,40})"
)
_SECRET_LATER = re.compile(
    r"\b(?:mot de passe|mdp|password|cle d'acces)(?: [a-z]{3,12})?(?: ?(?:est|:|=))? ?"
    r"((?=[^\s]{0,39}\d)[a-z][^\s]{4,40})"
)
_USERNAME = re.compile(
    r"\b(?:mon|ma|son|sa) (?:nom d'?utilisateur|code d'?utilisateur|code d'?usager|identifiant|username|login|user)\b"
    r"(?: \w{3,12})? ?(?:est|c'?est|:|=) ?((?=[^\s]{0,39}[\d._])[^\s]{4,40})"
    r"|\bidentifiant \w{3,12} ?[:=] ?((?=[^\s]{0,39}[\d._])[^\s]{4,40})"
    r"|\b(?:mon|ma|son|sa) (?:insta(?:gram)?|snap(?:chat)?|tiktok|tik tok|discord|skype|whatsapp|telegram)"
    r"(?: (?:est|c'?est))? ?"
    r"(?:(?:est|c'?est|:|=) ?)?@?((?=[a-z]{0,30}[\d._])[a-z0-9._]{4,30})"
    r"|\busager ((?=[a-z_]{0,20}[._\d])[a-z0-9][a-z0-9._]{3,30})"
)
_ANSWER = re.compile(
    r"\b(?:reponse secrete|question secrete|mon code)\b[^\n.!?]{0,40}? ?(?:c'?est|est|:|=) ?"
    r"((?=[a-z!]{0,20}\d)[a-z][a-z0-9!@#*_-]{3,30})"
)
_CODE = re.compile(
    r"\b(?:mon code(?: \w{3,12}(?= est| c'?est|:))?|le code (?:que j'?ai recu|recu|est|de la porte)"
    r"|code (?:de (?:securite|verification|validation"
    r"|la porte|porte|l'entree)|d'acces|recu)|cvv|cvc)(?: (?:est|c'?est))? ?(?:(?:est|c'?est|:|=),? ?)?"
    r"((?:\d[ -]?){2,7}\d[#*]?)(?![\d$%]|[.,]\d| ?[$%])"
)
_AUTHORITY = re.compile(
    r"\b(?:iuc|uci|numero (?:fiscal|d'assure|d'etudiant|de passeport|de permis)|opus|niss|avs"
    r"|carte (?:opus|accesmembre)"
    r"|code permanent)\b(?: ?(?:no|est|c'?est|:|#))? ?([a-z]{0,4}[ -]?\d(?:[ .-]?\d){5,17})(?![\d$%])"
)
_TRANSFER = re.compile(r"\breponse (?:du|au|de mon) virement(?: interac)?(?: est)? ?(?:est|:|=) ?(\S{2,40})")


def find(page: Page) -> Iterator[Found]:
    for pattern in (
        _PASSPORT,
        _LICENCE_NAMED,
        _SECRET,
        _SECRET_LATER,
        _USERNAME,
        _ANSWER,
        _CODE,
        _AUTHORITY,
        _TRANSFER,
    ):
        for match in pattern.finditer(page.text):
            group = match.lastindex or 0
            end = match.end(group) - (page.text[match.end(group) - 1] in ".,?;»")
            yield Found(match.start(group), end, "other", LIKELY)
    for pattern in (_LICENCE, _FRENCH):
        for match in pattern.finditer(page.text):
            yield Found(*match.span(), "other", LIKELY)
