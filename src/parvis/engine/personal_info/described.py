"""People described closely enough for their neighbours to know who they are: a person should look.

One trait is nobody; two of different sorts, with a word that points at somebody, are: « la dame de la maison bleue
à côté de l'église ».
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from parvis.engine.personal_info.candidate import TENUOUS, Found, Page

_COLOUR = r"(?:bleue?|jaune|vert[e]?|brune?|grise?|rose|beige|rouge|blanc(?:he)?|noire?)s?"
_LOOKS = re.compile(
    r"\b(?:grande?|p'?tite?|petite?|gros(?:se)?|seule?|facteur|kine) (?:rousse|roux|blonde?|brun|chauve)\b"
    r"|\btatou\w{0,3}\b|\b(?:casquette|foulard|tuque) \w+|\blabrador\b|\bfauteuil roulant\b"
    rf"|\b(?:vus|jeep|mazda|civic|ram|truck|pick-?up|auto|char|camion) {_COLOUR}\b"
    r"|\b(?:deux |des )?jum(?:eaux|elles)\b"
)
_HOME = re.compile(
    rf"\b(?:maison|bloc|bungalow|duplex|roulotte|immeuble|chalet|logement)(?: \w{{4,8}})? {_COLOUR}\b"
    rf"|\b(?:grosse|petite) maison\b|\bvoisine? de palier\b|\bau[- ]dessus (?:de|du)\b"
)
_PLACE = re.compile(
    r"\ba cote (?:de|du|d')|\ben face (?:de|du)|\bderriere (?:le|la|l')|\bau bout (?:de|du)|\b(?:guichet|comptoir) \d"
    r"|\bsur la rue\b|\bde la rue\b|\bd(?:u|ans le) rang\b|\bdu (?:\d{3}|\d{1,2}e)\b|\bau \d{1,2}e\b"
    r"|\bdu (?:deuxieme|troisieme|premier)\b"
    r"|\bbureau de [a-z-]+|\bqui rest[e] a\b|\bcoin [a-z]+"
)
_POINTED = re.compile(
    r"\b(?:ce(?:lle|lui) (?:du|de la|qui|avec|a|au)|l[ea] (?:petite? |grande? |p'?tite? |jeune )?"
    r"(?:madame|dame|monsieur|gars|fille|voisine?|jeune"
    r"|facteur|kine|agente?|rousse|roux|blonde?)|la famille|ma voisine|mon voisin|mon ancien locataire"
    r"|certaine?|une? (?:gars|femme))\b"
)


def find(page: Page) -> Iterator[Found]:
    text = page.text
    sorts = [first for pattern in (_LOOKS, _HOME) if (first := pattern.search(text))]
    if not sorts:
        return
    if place := _PLACE.search(text):
        sorts.append(place)
    if len(sorts) < 2 or not (pointed := _POINTED.search(text)):
        return
    start = min(pointed.start(), *(trait.start() for trait in sorts))
    end = max(trait.end() for trait in sorts)
    if end - start <= _LONGEST:
        yield Found(start, end, "other", TENUOUS)


_LONGEST = 140
