"""tu, and the negation without « ne »: how one speaks to a friend. Patterns read small letters, accents kept."""

from __future__ import annotations

import re
from collections.abc import Iterator

_TU = "L'institution vouvoie : dites « vous »."
_NE = "La négation s'écrit avec « ne »."
_OPENS = (
    r"(?:(?<=[.!?…;:,\n«]\s)|(?<=[.!?…\n«])|^|(?<=\set\s)|(?<=\smais\s)|(?<=\sdonc\s)|(?<=\spuis\s)|(?<=\salors\s))"
)
# An order of « tu » is written like « il envoie »: only where no subject can have come before it.
_STARTS = r"(?:(?<=[.!?…:\n«]\s)|(?<=[.!?…\n«])|^|(?<=\ballez,\s)|(?<=\bsalut,\s)|(?<=\bstp,\s))"
_OBJECT = (
    r"(?:l[ea]s?|l'|une?|des|t(?:on|a|es)|m(?:on|a|es)|nous|moi|pas|donc|juste|bien|ça|ce|cette|ces|d'abord"
    r"|tout|toute|toutes|tous|votre|vos|vite|ici)"
)
_PLACE = r"(?:en|à|au|aux|sur|dans|avec|par|si|que|qu'|quand|avant|vers|chez|voir|faire|de|d'|du|pour)"
# Of a verb that no noun is written like; of one that a noun is written like, only with an object.
_ORDERS = (
    "rappelle écris envoie remplis regarde viens reviens oublie clique inscris fais attends choisis lâche "
    "profite inquiète stresse panique relaxe ramasse pense donne essaie essaye vérifie prends apprends mets dis lis "
    "sois arrête dépêche consulte imagine raconte télécharge renseigne informe prépare apporte amène calme respire "
    "cherche ouvre découvre participe réponds contacte abonne niaise manque rouvre achale gêne sors descends laisse "
    "signale pose va "
)
_NOUNS_TOO = (
    "partage montre garde note aide passe trouve visite demande marche ferme offre adresse rencontre réserve texte "
    "signe déclare vote"
)

_TUTOIEMENT = (
    re.compile(r"(?<![\w'-])tu(?![\w'])(?<!s'est tu)(?<!s'était tu)(?<!être tu)"),
    re.compile(r"(?<![\w'-])t'(?=[aàâeéèêiîoôuûhyœ])"),
    re.compile(r"(?<![\w'])toi(?!\w)"),
    re.compile(r"(?<![\w'-])te (?!deum)(?=[a-zà-ÿ])"),
    re.compile(r"(?<![\w'-])(?:ta|tes) (?=[a-zà-ÿ])(?<!ta ta )"),
    re.compile(
        r"(?<![\w'-])(?<!un )(?<!le )(?<!du )(?<!ce )(?<!son )(?<!votre )(?<!notre )(?<!leur )(?<!quel )(?<!même )"
        r"(?<!bon )(?<!autre )"
        r"(?<!mauvais )(?<!demi-)(?<!beau )(?<!aucun )(?<!vrai )(?<!juste )ton (?=[a-zà-ÿ])"
        r"(?!(?:avec|et|ou|est|était|de|du|des|dans|en|pour|sur|qui|que|employé|utilisé|à|neutre|courtois|poli|plus"
        r"|moins|respectueux"
        r"|agressif|familier|ferme|juste|sec|posé|calme|cordial|officiel|formel)\b)"
    ),
    re.compile(
        r"(?<![\w'-])[a-zà-ÿ]{1,20}(?:e|is|ends|ets|iens|as|va|rs|ois|ds|es(?=-(?:en|y)))"
        r"-(?:moi|nous|toi|le|la|les|lui|leur|en|y)(?![\w-])(?<!peut-être)"
    ),
    re.compile(rf"{_STARTS}(?:{'|'.join(_ORDERS.split())}) (?={_OBJECT}(?:\b|(?<='))|{_PLACE}(?:\b|(?<=')))"),
    re.compile(
        rf"{_STARTS}(?:{'|'.join(_NOUNS_TOO.split())}) (?=(?:l[ea]s?|l'|t(?:on|a|es)|pas|nous|ce|cette)(?:\b|(?<=')))"
    ),
    re.compile(r"(?<=[\wà-ÿ])-tu(?![\w'])"),
    re.compile(r"(?<![\w'-])([a-zà-ÿ]{3,10}(?: [a-zà-ÿ]{2,8}){0,3}) \1(?![\w'-])(?<!nous nous)(?<!vous vous)"),
)
_SUBJECT = r"(?:on|je|j'|il|ils|elles?|nous|vous|qui|ça|tu|c'|ce|cela|y)"
_PRONOUNS = r"(?:(?:nous|vous|me|te|se|le|la|les|lui|y|en|leur|l'|m'|t'|s') ?){0,2}"
_WITHOUT_NE = (
    re.compile(
        rf"{_OPENS}(?!assez|chez|rez)(?:[a-zà-ÿ]{{2,20}}ez|faites|dites)(?:-(?:vous|le|la|les|nous|moi|lui|leur|y"
        rf"|en)){{0,2}} (?:donc )?pas(?! seulement| moins| mal)\b"
    ),
    re.compile(
        r"(?<![\w'])(?:c'est|c'était|j'ai|j'avais|j'étais|ça a) (?:(?:vraiment|même|juste|toujours) )?(?:pas|jamais"
        r"|plus rien|pas mal)\b"
    ),
    re.compile(
        rf"(?<![\w'])(?<!ne )(?<!-){_SUBJECT} ?{_PRONOUNS}(?!n'|ne\b|non\b|et\b|ou\b|mais\b|ni\b|pas\b|là\b"
        rf"|aussi\b)(?:[a-zà-ÿ]{{2,18}}|a|y a)"
        r" (?:(?:vraiment|même|juste|toujours|encore|donc) )?(?:pas|jamais (?!vu)|plus rien)(?! mal d| plus tard"
        r"| moins d| seulement| encore reçu\?)\b"
    ),
    re.compile(
        rf"{_OPENS}(?:panique|stresse|lâche|inquiète|manque|oublie|niaise|achale|bouge|lâchez|oubliez"
        rf"|manquez)(?:-\w{{2,5}})? pas\b"
    ),
    re.compile(
        r"(?<![\w'])de pas [a-zà-ÿ]{3,20}er\b|(?<![\w'])(?:plus besoin|pas besoin) de\b(?=[^.!?]{0,40}!)"
        r"|(?<![\w])pour pas [a-zà-ÿ]{2,}"
    ),
    re.compile(
        r"(?<![\w'])(?:fait|marche|fonctionne|compte|va|est|sont|ont|a) pas (?:ton|ta|tes|votre|notre|bien|pantoute"
        r"|vraiment)\b(?<!ne )"
    ),
)
_OF_TWO = re.compile(r"(?<!\w)n(?:e |')[a-zà-ÿ' ]{1,25}$")


def familiar_grammar(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield each « tu », and each negation that lost its « ne », with why."""
    for pattern in _TUTOIEMENT:
        for match in pattern.finditer(text):
            yield match.start(), match.end() - match.group().endswith(" "), _TU
    for pattern in _WITHOUT_NE:
        for match in pattern.finditer(text):
            if not _OF_TWO.search(text[max(0, match.start() - 40) : match.start()]):
                yield match.start(), match.end(), _NE
