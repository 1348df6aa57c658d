"""Whom words are aimed at: a person spoken to, a group framed, somebody spoken of, or nobody."""

from __future__ import annotations

import re
from enum import IntEnum

from parvis.engine.reading import Reading
from parvis.engine.text.lexicon import Hit


class Aim(IntEnum):
    """How plainly a word is thrown at people, from not at all to most plainly."""

    DENIED = -1  # said of oneself, denied, or reported
    NOBODY = 0
    SOMEBODY = 1  # a person or a group is spoken of
    YOU = 2  # spoken to
    FRAMED = 3  # "gang de", "maudit", "espèce de", an oath and "de"


_ADJECTIVES = (
    r"(?:(?:gros(?:se)?s?|p'?tits?|petite?s?|vieux|vieille|belle?s?|beaux|vrais?|bons?|sales?|pauvres?|maudite?s?"
    r"|osti|esti|crisse|calisse|tabarnak|d'|de|des) ?)*"
)
_OATHS = (
    r"(?:criss?e?|ch?risse|kriss|osties?|ostis?|hostie|estie?s?|astie?|'?sti|calisse?|calis|caliss|tabarnaks?"
    r"|tabarna[ck]+|ciboire|viarge|sacrament|calvaire|fucking|foutue?s?|putains? de)"
)
_FRAME = re.compile(
    rf"(?:\b(?:gang|gagne|bande|tas|especes?|paquet|ramassis|troupeau|clique|meute|race|bunch|pack) (?:de |d'"
    rf"|of ){_ADJECTIVES}"
    rf"|\b(?:maudite?s?|mautadite?s?|saudits?|sales?|damn|goddamn|fucking) {_ADJECTIVES}"
    rf"|(?<![a-z']){_OATHS} (?:de |d')?{_ADJECTIVES})$"
)
_YOU = re.compile(
    r"(?:\bt'es|\bt es|\btu es|\btu est|\bes-tu|\bvous etes|\bvs etes|\betes[ -]vous|\bz'etes"
    r"|\bvous n'etes que|\btoi|\btoe|\bvous autres|\bvous|\btu fais|\btes|\byou're|\byou are|\byour?|\bu r"
    r"|\bur)"
    r"(?:,? (?!pas\b|jamais\b|aux?\b|nous\b|me\b|m')[a-z'-]{1,14}){0,4},? ?$"
)
_NAMED = re.compile(r"(?:^|[\s,])@\w{2,40}[ ,:]{1,3}$")
_PEOPLE = (
    r"(?:ministre|pm|premier ministre|depute|fonctionnaire|employe|agent|agente|employee|directeur|directrice"
    r"|patron|boss|commis|preposee?|gars|fille|femme|homme|mec|monsieur|madame|mme|m\.|legault|trudeau|chef"
    r"|politicien|elu|monde|gens|personnel|staff|ceux|celui|celle|celles|ils|elles|il|elle|y|lui|eux|voisine?"
    r"|prestataire|jeune|vieux|quebecois|commentaire du dessus)s?"
)
_OF_THEM = re.compile(
    rf"\b{_PEOPLE}(?: (?!pas\b)[a-z'-]{{1,14}}){{0,4}} (?:est|sont|etait|c'est|etaient|reste|restent"
    rf"|s[eo]nt) (?:(?!pas\b)[a-z'-]{{1,12}} ){{0,3}}$"
)
_NOUN = re.compile(
    r"(?:\b(?:une?|des|ces|cet|cette|les|la|le|aux|nos|vos|son|ses|quel|quelle|quels|a|un vrai|une vraie|d'une?"
    r"|de) |\bl'|\bd')(?:(?:gros|grosse|p'?tite?|petite?|beaux|belles|vieux|vieille|vrai|vraie|beau|belle|bel"
    r"|parfaite?|pur|pure|sale) ){0,2}$"
)
_THEY = re.compile(
    r"(?:c'est|ce sont|c'etait|sont|est|serait|comme|par|avec|quel|quelle) (?:juste |vraiment |rien que "
    r"|tous |toutes |tout |qu')?(?:une?|des|ces|cet|cette|les|de|d'|l'|quel|quelle) ?(?:[a-z]{2,8} )?$"
)
_SPARED = re.compile(
    r"(?:\b(?:je suis|j'suis|chu|chui|chus|on est|nous sommes|j'etais|j'ai ete|j'ai l'air|l'air|me sens"
    r"|sentir|se sent|on passe pour|passer pour|passe pour|prend(?:s|re|nent|ez)? pour|pren(?:d|ds|dre|ez"
    r"|nent|ant)(?: [a-z]{2,10})? pour|pris(?:e|es)? pour|prise? pour|traite(?:e|es|s|r|nt|z)?"
    r"(?: tout le monde)? (?:de|d'|comme|en)|trait(?:e|ent|ez|er|es) comme|comme si|appel(?:e|er|es|ee) (?:de"
    r"|d')|considere\w* comme|vus? comme|i am|i'm|pas|jamais|ni|sans etre|n'est|ne sont)"
    r"(?: [a-z'-]{1,12}){0,3} ?)$"
)


def aim_of(reading: Reading, hit: Hit) -> Aim:
    """Return whom one insulting word is aimed at, from the words of its sentence."""
    before = reading.before(hit.start)
    if _FRAME.search(before):
        return Aim.DENIED if _is_self(before) else Aim.FRAMED
    if _SPARED.search(before):
        return Aim.DENIED
    if _YOU.search(before) or _NAMED.search(before) or _called_out(reading, hit, before):
        return Aim.YOU
    if _OF_THEM.search(before) or _NOUN.search(before) or _THEY.search(before):
        return Aim.SOMEBODY
    return Aim.NOBODY


def _is_self(before: str) -> bool:
    return (
        re.search(
            r"\b(?:je suis|chu|chui|chus|pour|traite\w* (?:de|comme)) (?:[a-z'-]{1,10} ){0,3}(?:de |d')?"
            r"(?:[a-z]{2,8} )?$",
            before,
        )
        is not None
    )


def _called_out(reading: Reading, hit: Hit, before: str) -> bool:
    """Tell whether the word stands alone, as when one calls people names: ", crétin!", « Crétin de Paul »."""
    after = reading.after(hit.end, 3).strip()
    alone = before.strip(" ,-:\"'()") == "" or before.rstrip().endswith(",")
    return alone and (not after or not after[0].isalnum() or after.startswith(("de", "d'")))
