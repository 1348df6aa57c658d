"""How parties and their leaders are named. Patterns read small letters, accents kept, straight apostrophes."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache

from parvis.gate.lists import FOLDER
from parvis.policy.lists import Party
from parvis.policy.model import Policy

# Words that parties share with everybody count only beside a word of politics.
_SHARED = r"(?:libéra(?:l|le|ux|les)|conservat(?:eur|rice|eurs|rices)|solidaires?|verte?s?)"
_POLITICIANS = (
    r"(?:gouvernements?|régimes?|députée?s?|candidate?s?|ministres?|chef(?:fe)?s?|élue?s?|militante?s?|caucus|parti"
    r"|opposition|majorité|fiasco|années|équipe|stratèges?|sénat(?:eur|rice)s?|votes?|vote[rz]?|votons|jeunes)"
)
_ACRONYMS_OF_OTHER_THINGS = frozenset({"on", "pvq"})  # a pronoun; too rare to be anything else than a code
_ALWAYS = (
    r"caquistes?|péquistes?|bloquistes?|adéquistes?|néo-démocrates?|npd|plq|pcq|plc|pcc|coalition avenir"
    r"|parti (?:libéral|québécois|conservateur|vert|populaire)|québec solidaire|bloc québécois"
    r"|nouveau parti démocratique"
)
_PLURAL = (
    r"(?:les|des|aux|ces|nos|ses) libéraux|(?:les|des|aux) conservateurs(?! (?:de|du|des|et restaurateurs))"
    r"|(?:les|des|aux) solidaires(?! (?:de|du|des|avec|et))|le bloc(?= (?:a|avait|n'|ne|parl|défend|veut|vot|promet"
    r"|est le|au))"
    r"|si le bloc|(?:la|le|de|du|par|au|à la|avec|pour|sans|contre) (?:caq|pq|qs)|caq|pq|qs"
)
_NOT_A_PARTY = re.compile(
    r"certificat d'acceptation|appel(?:lent|le|ons|é|ée) (?:le )?caq|permis d'études|étudiants? (?:étrang|internation)"
    r"|code postal|\(qc\)"
)


@lru_cache(maxsize=4)
def party_names(policy: Policy) -> re.Pattern[str]:
    """Return what names a party of the policy, or of the common ones, or a leader."""
    own = [re.escape(name) for party in policy.lists.parties for name in _names(party)]
    return re.compile(
        rf"(?<![\w-])(?:{'|'.join([*own, _ALWAYS, _PLURAL])}"
        rf"|{_POLITICIANS} (?:\w{{1,20}} )?{_SHARED}|{_leaders()})(?![\w-])"
    )


def _names(party: Party) -> list[str]:
    shared = re.compile(_SHARED)
    names = [party.name]
    if party.acronym.lower() not in _ACRONYMS_OF_OTHER_THINGS:
        names.append(party.acronym)
    names += [demonym for demonym in party.demonyms if not shared.fullmatch(demonym.lower()) and demonym != "oniste"]
    return [name.lower() for name in names]


@lru_cache(maxsize=1)
def _leaders() -> str:
    leaders = tomllib.loads((FOLDER / "leaders.toml").read_text("utf-8"))["leader"]
    whole = [re.escape(leader["name"].lower()) for leader in leaders]
    surnames = "|".join(re.escape(one["name"].lower().split()[-1]) for one in leaders if one.get("surname"))
    return (
        "|".join(whole)
        + rf"|(?:gouvernement|vote[rz]?|votez|vote pour|voter pour|votez pour|équipe|cabinet) (?:{surnames})"
    )


_TITLE = re.compile(r"(?:premi(?:er|ère) ministre|(?<!du )ministre|honorable)(?: (?:du|de la|des) [\w-]{3,15})? $")


def with_title(sentence: str, name: re.Match[str]) -> bool:
    """« Le premier ministre François Legault a annoncé… »: a name under its title is a fact by itself."""
    named = re.fullmatch(_leaders(), name.group())
    return bool(named and _TITLE.search(sentence, max(0, name.start() - 60), name.start()))


def names_no_party(sentence: str) -> bool:
    """CAQ is also the certificate that a foreign student needs."""
    return _NOT_A_PARTY.search(sentence) is not None
