"""Requests that no verb of asking makes: « Votre bail peut nous être montré », « Son nom, et nous le dénoncerons. »

Each names something that identifies people, and the platform or the institution as who gets it. Patterns read folded
text: small letters, no accents. They are bounded: every sentence is read in time proportional to its length.
"""

from __future__ import annotations

import re

from parvis.gate.rules.personal_topics import IDENTIFYING, LIFE, NAMED, PAPER, SECRET
from parvis.gate.rules.places import PUBLICLY, out_of_sight

# Where the platform, and whoever reads it, would keep what is said.
_PUBLICLY = PUBLICLY.replace(" ", r"\s")  # read in verbose patterns too
CHANNEL = (
    rf"(?:{_PUBLICLY}|\b(?:messenger|whatsapp|inbox|en\s(?:mp|dm)|en\s(?:message\s)?prive"
    r"|(?:messages?|messagerie|envoi)\s(?:en\s)?(?:prive|direct)e?s?|dans\s(?:le|ce)\sfil|a\sce\sfil"
    r"|(?:dans|par|sur|via)\s(?:nos|notre|la|les)\s(?:messages?|messagerie|conversation|boite\sde\sreception)"
    r"|(?:a|sur)\s(?:la|notre|cette)\spage(?!\s\d|\s[a-z]))\b)"
)
_GIVEN = r"""(?:montr|envoy|achemin|communiqu|donn|confi|adress|expedi|indiqu|precis|present|confirm|revel|gliss|depos
  |numeris|photographi|publi|affich|inscri|transmi|remi|fourni|ecri|partag|laiss|televers|joint|coll|retransmi|decri
  |mi)(?:e|t|s)?e?s?\b"""
_THING = rf"(?:{SECRET}|{IDENTIFYING}|{PAPER}|{LIFE})"
_OWN = r"\b(?:votre|vos|ton|ta|tes|son|sa|ses|leur|leurs)\s"
_SOME = rf"(?:{_OWN}|\b(?:les?|la|l'|une?|du|des|cette|ce)\s?|^)"
_ITEM = rf"""(?:{_OWN}|(?:les?|la)\s|l'|une?\s)?{NAMED}
  (?:\s(?:complete?s?|actuel(?:le)?s?|personnel(?:le)?s?|legal|attendus?|exacte?s?|recus?))?
  (?:\s?\b(?:de|du|d'|des|par)\s?(?:la\s|l'|votre\s|vos\s)?(?:(?:ancien|actuel|nouvel|premier|dernier)[a-z]{{0,3}}\s)?[a-z]{{2,15}}){{0,2}}"""
_NEXT = r"(?:,?\set\s|,?\spuis\s|,?\sainsi\sque\s|\sou\s|,\s|\s/\s|\+)"

_PASSIVE = re.compile(
    rf"""{_SOME}{_THING}[^.;!?]{{0,80}}?
    \b(?:peu(?:t|vent)|pou(?:rra(?:it|ient)?|rront)|devra(?:it|ient)?|devront|doi(?:t|vent))
    (?:-(?:il|elle)s?)?\s(?:(?:bien|aussi|toujours|donc)\s)?
    (?:nous\setre\s{_GIVEN} | etre\s{_GIVEN}[^.;!?]{{0,60}}?{CHANNEL})""",
    re.VERBOSE,
)
_WOULD_DO = re.compile(
    rf"""(?:{_OWN}|\b(?:une|la)\s(?=photo|copie|image|numeris|capture)|\ble\s(?=numero))[^.;!?,]{{0,20}}?{_THING}[^.;!?]{{0,60}}?
    (?:(?<!vous\s)\b(?:suffir|aider|eclairer|guider|depanner)ai(?:t|ent)\b
      |\bfer(?:a|ont|ait|aient)\sl'affaire\b
      |\bnous\s(?:suffi(?:t|sent|ra|ront)|(?:permettr|aider|eclairer|guider|depanner)(?:a|ont|ait|aient)|manque(?:nt)?)\b
      |\bserai(?:t|ent)\s(?:bien\s|tres\s)?(?:appreciee?s?|utiles?|la\sbienvenue|les\sbienvenue?s|bienvenue?s?)\b)""",
    re.VERBOSE,
)
_THEN_WE = re.compile(
    rf"""^\s*(?:[a-z]{{2,12}},\s)?(?:un\s(?:petit\s)?(?:message|mot|courriel|commentaire)\s(?:[a-z]{{1,8}}\s){{0,2}})?(?:avec\s)?(?:{_OWN}|les?\s|la\s|l'|une\s)?(?:{NAMED}|{_THING})
    (?P<between>[^.;!?]{{0,120}}?),?\s(?:(?:et|puis)\s)?(?:on|nous)\s(?!avons|sommes|a\b|est\b)[a-z']{{2,15}}""",
    re.VERBOSE,
)
_VERB = re.compile(
    r"\b(?:est|sont|etait|a|ont|avez|avons|sera|seront|peut|peuvent|doit|doivent|va|vont|qui|que|[a-z]{2,15}(?:ez|era|eront|ait"
    r"|aient))\b"
)
_LIST = re.compile(
    rf"""^\s*(?:[^:?!.]{{3,60}}\s?:\s|(?:vite|alors|donc|d'abord|et|mais|bonjour(?:\s[a-z-]{{2,20}})?),?\s)?
    {_ITEM}(?P<more>(?:{_NEXT}{_ITEM}){{0,6}})\s?(?P<where>{CHANNEL})?,?\s?(?P<please>s'il\svous\splait|svp)?\s?(?P<end>[?!.]?)$""",
    re.VERBOSE,
)
_BY_GIVING = re.compile(
    rf"""\ben\s(?:y\s|nous\s)?(?:precis|indiqu|donn|mentionn|inscriv|ajout|joign|laiss|fourniss|not)ant\s
    (?:{_ITEM}{_NEXT}{_ITEM}|{_OWN}{LIFE})""",
    re.VERBOSE,
)
_SENT = re.compile(
    rf"""(?:{PAPER}|{_OWN}(?:{SECRET}|{IDENTIFYING}))[^.!?]{{0,80}}?\b[a-z]{{3,15}}ez-(?:nous-)?l[ea]s?\b[^.!?]{{0,30}}?{CHANNEL}
  | \bil\s(?:faut|faudra|faudrait)\sque\svous\snous\s[a-z]{{3,15}}iez\s{_OWN}(?:{SECRET}|{PAPER}|{IDENTIFYING})
  | ^\s*(?:envoyer|transmettre|ecrire|inscrire|indiquer|joindre|publier|mettre|laisser|deposer)\s
    (?:{_OWN}|la\s|le\s|une\s)(?:{SECRET}|{PAPER}|{IDENTIFYING})[^.!?]{{0,80}}?{CHANNEL}""",
    re.VERBOSE,
)
_TOLD_US = re.compile(
    rf"""\b(?:(?:dites|precisez|indiquez|ecrivez|confiez|confirmez|donnez|racontez)-nous|nous\s(?:dire|preciser|indiquer|confirmer|donner)
      |nous\sreste\squ'a\ssavoir|(?:aimer|voudr|souhaiter)(?:ait|ions)\s(?:bien\s)?(?:savoir|connaitre)|il\snous\sfaut|(?:peut|pourrait|pourrions|puis)-(?:on|nous|je)\s(?:savoir|connaitre|avoir)|il\sserait\s(?:utile|bon)\sde\s(?:savoir|connaitre))\s
    (?:[^.!?,;]{{0,40}}?{_OWN}{LIFE} | [^.!?,;]{{0,40}}?(?<!\ba\s)\b(?:son|sa|ses|leurs?)\s(?:{SECRET}|{IDENTIFYING})
      |(?:(?:si|quand|depuis\squand)\svous\s(?:consommez|souffrez|prenez\s(?:des|un|encore|toujours)|(?:etes|avez\sete)\s{LIFE}|vivez\s(?:seul|en\scouple))
      |ou\svous\s(?:habitez|demeurez|vivez|logez)|(?:combien|ce\sque)\svous\sgagnez|de\squoi\svous\ssouffrez
      |avec\squi\svous\s(?:vivez|habitez)))""",
    re.VERBOSE,
)
# A word that says not to, unless it is one of those that only look like it.
_NOT_NO = re.compile(
    r"\b(?:(?:on|nous)\sne\s(?:peut|pouvons|pourra|pourrons)\srien[^,:;]*|sans\s(?:oublier|quoi|faute|delai)|n'(?:oubliez|hesitez)\spas|ne\s(?:nous\s)?(?:manque|reste)[a-z]{0,4}\s(?:plus\s)?qu)"
)
_NO = re.compile(
    r"\b(?:ne|ni|jamais|aucune?|sans|evitez|gardez|conservez|inutile|abstenez|personne|quiconque|mefiez|fraud\w*|hamec\w*"
    r"|masqu\w*|retir\w*|supprim\w*|protegez|securise\w*|en\sligne)\b|\bn'"
)
_SO_THAT = re.compile(r"\b(?:afin|pour)\sque?\s(?:nous|on|l'on)\b.*")
_CHANNEL = re.compile(CHANNEL)
_RECEIVED = re.compile(
    rf"""{CHANNEL}[^.!?]{{0,60}}?\b(?:peu(?:t|vent)|pouvons|pourr(?:a|ons|ont))\s(?:bien\s)?(?:recevoir|prendre|lire|consulter)\s{_OWN}{_THING}
  | \b(?:peu(?:t|vent)|pouvons|pourr(?:a|ons|ont))\s(?:bien\s)?(?:recevoir|prendre|lire
      |consulter)\s{_OWN}{_THING}[^.!?]{{0,60}}?{CHANNEL}""",
    re.VERBOSE,
)
_PATTERNS = (_PASSIVE, _RECEIVED, _WOULD_DO, _BY_GIVING, _SENT, _TOLD_US)


def invited(sentence: str) -> tuple[int, int] | None:
    """Return where a sentence invites people to hand over something of theirs, without a verb that asks for it."""
    if _NO.search(_NOT_NO.sub("", sentence)) or out_of_sight(_SO_THAT.sub("", sentence), secret=True):
        return None
    for pattern in _PATTERNS:
        found = pattern.search(sentence)
        if found:
            return found.span()
    return _then_we(sentence) or _listed(sentence)


def on_the_platform(sentence: str) -> bool:
    """Tell whether a sentence sends people to what the platform would keep: comments, messages, a conversation."""
    return _CHANNEL.search(sentence) is not None


def _then_we(sentence: str) -> tuple[int, int] | None:
    """« Son nom et l'adresse de l'immeuble, et nous le dénoncerons »: no verb before what we do in exchange."""
    found = _THEN_WE.match(sentence)
    return found.span() if found and not _VERB.search(found["between"]) else None


def _listed(sentence: str) -> tuple[int, int] | None:
    """« Nom, courriel et âge en commentaire! », « Numéro de dossier? »: nothing but things, and a sign of asking."""
    found = _LIST.match(sentence)
    if not found:
        return None
    asks = found["where"] or found["please"] or found["end"] == "?" or (found["end"] == "!" and found["more"])
    return found.span() if asks else None
