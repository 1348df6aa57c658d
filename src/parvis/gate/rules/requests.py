"""How a French sentence asks somebody for something. Patterns read folded text: no accents, small letters."""

from __future__ import annotations

import re

from parvis.gate.rules.places import PUBLICLY

_TELL = r"""(?:donner|indiquer|inscrire|ecrire|envoyer|transmettre|fournir|communiquer|preciser|partager|publier
  |laisser|mentionner|confirmer|joindre|ajouter|entrer|taper|noter|soumettre|afficher|dire|remettre|parvenir|repondre
  |connaitre|avoir|decrire|expliquer|nommer|copier|coller|recopier|montrer|televerser|commenter|epeler)"""
_FEW_WORDS = r"(?:[a-z']{1,12}\s){0,3}?"

REQUEST = re.compile(
    rf"""
    # Indiquez, transmettez-nous…
    \b(?:donn|indiqu|inscriv|ecriv|envoy|transmett|fourniss|communiqu|precis|partag|publi|laiss|mentionn|confirm
       |joign|ajout|entr|tap|not|soumett|affich|remett|repond|comment|coll|nomm|recopi|copi|decriv|expliqu|racont
           |post|dict|montr
       |epel|televers|photographi|numeris|retranscriv)ez\b
  | \bsignez\s(?:bien\s)?(?:votre|vos)\s(?:commentaire|message)s?\b
    # En précisant nom et âge; dès que vous aurez indiqué…
  | \b(?:dites|precisez|indiquez)-nous-l[ea]s?\b
  | \b(?:des|lors|aussitot|une\sfois|apres)\s?qu(?:e|and)?\svous\s(?:nous\s)?(?:aurez|avez)\s
       (?:donne|indique|affiche|envoye|ecrit|transmis|fourni|communique|precise|inscrit|laisse|partage|publie)\b
  | \b(?:si|quand|lorsque)\svous\snous\s[a-z]{{3,15}}ez\b
  | \b(?:dites|faites)(?:-|\s)(?:nous|moi|le)\b | \bfaites\sparvenir\b
  | \b(?:donne|indique|inscris|envoie|ecris|laisse|dis|fais|precise|confirme)-(?:nous|moi|le)\b
  | \bmettez\b(?=.{{0,80}}{PUBLICLY})
    # Veuillez indiquer, pourriez-vous nous donner…
  | \b(?:veuillez|(?:pouvez|pourriez|voudriez)-vous|bien\svouloir|(?:il\s)?vous\sest\sdemande\s(?:de|d')
      |merci\s(?:de|d')|priere\s(?:de|d')|n'oubliez\spas\s(?:de\s|d')
       |vous\s(?:invitons|demandons|prions)\s(?:a|de)|svp|s'il\svous\splait
       |puis-je|peut-on|pou(?:rr)?(?:ons|ions)-nous|pourrai[st]-(?:je|on))
       \s?{_FEW_WORDS}{_TELL}\b
    # Vous devez nous donner… (« Vous devez fournir… » explains a programme and asks nobody here)
  | \b(?:vous\s(?:pouvez|devez|devriez)|il\s(?:faut|faudrait|faudra)|il\s(?:suffit|suffirait|suffira)\s(?:de|d'))\s?
       (?:{_FEW_WORDS}nous\s{_TELL}\b | {_FEW_WORDS}{_TELL}\b(?=.{{0,80}}{PUBLICLY}))
    # Nous avons besoin de, il nous faut, nous vous demandons, quel est…
  | \b(?:avons|aurons|aurions|aurait|ai|aurais|a)\s(?:(?:aussi|encore|toutefois|d'abord)\s)?besoin\s(?:de\b|d')
  | \bil\s(?:nous|me)\s(?:faut|faudrait|faudra|manque)\b | \bnous\svous\sdemand(?:ons|ions)\b
  | \b(?:je|(?<!\bsi\s)(?<!l')\bon)\svous\sdemande\b(?!.{{0,80}}\?)
    # Il ne manque que, nous ignorons encore, nous attendons…
  | \bne\s(?:nous\s)?(?:manque|manquerait|reste|resterait)(?:nt)?\s(?:plus\s|toujours\s)?(?:que\b|qu'a?)
  | \bnous\s(?:ignorons|attendons)\b(?!\sde\b)
  | \bquel(?:le)?s?\s(?:est|sont|etait)\b | \bc'est\squoi\b
    """,
    re.VERBOSE,
)

_FORBIDDEN_BEFORE = re.compile(
    r"""(?:\bn'|\bne\s(?:(?:pas|jamais|plus|nous|vous|le|la|les|me|lui)\s){0,3}|\bsans\s(?:nous\s)?|\bjamais\s
    |\b(?:evitez|inutile|abstenez-vous)\s(?:de\s|d'))$""",
    re.VERBOSE,
)
_FORBIDDEN_WITHIN = re.compile(
    r"\b(?:ne(?!\s(?:nous\s)?(?:manqu|rest)[a-z]{1,6}\s)|jamais|eviter|sans)\b|\bn'(?!oubliez)"
)
_FORBIDDEN_AFTER = re.compile(r"(?:-\w+)?\s(?:pas|jamais|aucune?)\b")


def forbids(sentence: str, request: re.Match[str]) -> bool:
    """Tell whether what looks like a request is its opposite: « ne publiez jamais », « évitez d'écrire »."""
    before = sentence[max(0, request.start() - 40) : request.start()]
    return bool(
        _FORBIDDEN_BEFORE.search(before)
        or _FORBIDDEN_WITHIN.search(request.group())
        or _FORBIDDEN_AFTER.match(sentence, request.end())
    )
