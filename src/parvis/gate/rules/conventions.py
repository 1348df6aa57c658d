"""Dates, telephone numbers, abbreviations, large numbers and the capitals of a sentence, as Québec writes them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from parvis.gate.rules.spacing import NBSP, Correction

_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
    "décembre",
)  # fmt: skip
_NAMES = "|".join(_MONTHS)
_DATE = "Dans un texte, la date s'écrit avec le nom du mois : « le 14 avril 2026 »."
_PHONE = "Les numéros de téléphone s'écrivent ainsi : 418 643-4721, 1 877 767-8773."
_THOUSANDS = "En français, une espace insécable sépare les milliers."
_COMMA = "En français, la virgule sépare les décimales."
_SYMBOL = "Ce symbole d'unité s'écrit autrement."
_SHORT = "Cette abréviation s'écrit autrement."
_OPENING = "Une majuscule ouvre la phrase."
_DASH = "Un tiret, et non un trait d'union, sépare deux parties d'une phrase."
_POSTAL = "Une espace sépare les deux parties du code postal."
_SPELT = "Ce nom s'écrit « Québec », « Québécois »."
_SAINT = "Dans un nom de lieu ou de fête, « Saint » ne s'abrège pas."
_REGION = "Le nom de cette région s'écrit « Rive-Sud », « Rive-Nord »."
_LOWER = "Ce mot ne prend pas de majuscule."
_UNITS = {"km": "km", "kms": "km", "kg": "kg", "kgs": "kg", "cm": "cm", "ml": "ml", "km/h": "km/h", "kw": "kW"}
_LAST_MONTH, _LAST_DAY = 12, 31


def _date(match: re.Match[str]) -> str:
    """14/04/2026 is sure, 04/05/2026 is not: it may be read in two ways."""
    first, second, year = (int(part) for part in match.groups())
    if first <= _LAST_MONTH < second <= _LAST_DAY:
        first, second = second, first
    if second > _LAST_MONTH or not 0 < first <= _LAST_DAY or not second:
        return ""
    day = "1er" if first == 1 else str(first)
    return f"{day}{NBSP}{_MONTHS[second - 1]} {year}" if first > _LAST_MONTH or first == second else ""


def _thousands(match: re.Match[str]) -> str:
    return f"{int(match.group()):,}".replace(",", NBSP)


def _unit(match: re.Match[str]) -> str:
    return NBSP + _UNITS[match.group().strip(" \u00a0").lower()]


def _raised(match: re.Match[str]) -> str:
    return match.group()[:-1] + {"2": "²", "3": "³"}[match.group()[-1]]


def _first_capital(match: re.Match[str]) -> str:
    return match.group().upper()


_Right = Callable[[re.Match[str]], str] | str
_IN_TEXT: tuple[tuple[str, _Right, str], ...] = (
    (r"(?<![\d/.-])(\d{1,2})[/.-](\d{1,2})[/.-](20\d\d|19\d\d)(?![\d/-])", _date, _DATE),
    (rf"(?<![\w.,])0[1-9](?=[ \u00a0](?:{_NAMES})\b)", lambda match: match.group()[1:], _DATE),
    (
        rf"(?<!\w)(?P<month>{_NAMES})[ \u00a0](?P<day>\d{{1,2}}),?[ \u00a0](?P<year>20\d\d)(?!\d)",
        lambda match: f"{match['day']}{NBSP}{match['month']} {match['year']}",
        _DATE,
    ),
    (
        r"(?<=\ble )(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche),(?=[ \u00a0]\d{1,2}(?:er)?[ \u00a0]"
        rf"(?:{_NAMES})\b)",
        lambda match: match.group()[:-1],
        "Aucune virgule ne sépare le jour de sa date : « le lundi 5 mai ».",
    ),
    (rf"(?<![\w.,])1(?=[ \u00a0](?:{_NAMES})\b)", "1er", "Le premier jour du mois s'écrit « 1er »."),
    (
        r"(?<![\d.,/-])(?<!no )(?<!ro )(?<!ier )(?<!ste )(?<!code )(?<!gne )(?<!no\u00a0)\d{5,9}"
        r"(?=[ \u00a0](?:\$|[a-zà-ÿ]{4}))(?![\d/-])",
        _thousands,
        _THOUSANDS,
    ),
    (
        r"(?<=[a-zà-ÿ]{3})\.(?=(?:le|la|les|il|elle|vous|nous|pour|si|votre|un|une|des|on|ce|cette)[ ])",
        ". ",
        "Une espace suit le point.",
    ),
    (r"(?<![\d.,])\d{1,3}\.\d{3}(?=[ \u00a0]?\$)", lambda match: match.group().replace(".", NBSP), _THOUSANDS),
    (
        r"(?<![\d.,])\d{1,4}\.\d{1,2}(?=[ \u00a0](?:km|kg|cm|m|points?|millions?|milliards?|fois|litres?|heures?"
        r"|mètres?|kilomètres?|jours?|ans?|années?|°C)\b)",
        lambda match: match.group().replace(".", ","),
        _COMMA,
    ),
    (r"(?<=\d)[ \u00a0]?(?:KM/H|Km/h|KM|Km|kms|KG|Kg|kgs|CM|ML|KW)(?![\w/])", _unit, _SYMBOL),
    (r"(?<=\d)[ \u00a0]?(?:km|cm|m)[23](?!\w)", _raised, _SYMBOL),
    (r"(?<!\w)Mr\.?(?=[ \u00a0][A-ZÀ-Ý])", "M.", _SHORT),
    (r"(?<!\w)(?:Mme|Mlle|Dr|Dre|Me)\.(?=[ \u00a0][A-ZÀ-Ý])", lambda match: match.group()[:-1], _SHORT),
    (r"(?<!\w)etc(?![\w.…])", "etc.", _SHORT),
    (r"(?<!\w)p\.?ex\.?(?!\w)", f"p.{NBSP}ex.", _SHORT),
    (r"(?<![\w#])(?:[Nn]°|[Nn]os?\.)[ \u00a0]?(?=\d)", f"no{NBSP}", _SHORT),
    (r"(?<!\w)MM(?=[ \u00a0][A-ZÀ-Ý][a-zà-ÿ])", "MM.", _SHORT),
    (r"(?<=[a-zà-ÿ,] )M(?=[ \u00a0][A-ZÀ-Ý][a-zà-ÿ]{2})", "M.", _SHORT),
    (r"(?<!\w)(?:c-à-d\.?|c\.-?[aà]\.?-?d\.?|i\.e\.)(?![\w.])", "c.-à-d.", _SHORT),
    (r"(?<=[a-zà-ÿ0-9,] )boul(?= [A-ZÀ-Ý])", "boul.", _SHORT),
    (r"(?<=[a-zà-ÿ0-9,] )ave\.?(?= [A-ZÀ-Ý])", "av.", _SHORT),
    (r"(?<=\d[ \u00a0])(?:lbs|mins)(?!\w)", lambda match: match.group()[:-1], _SYMBOL),
    (r"(?<=\d[ \u00a0])[MGT]B(?!\w)", lambda match: match.group()[0] + "o", _SYMBOL),
    (r"(?<=[a-zé]{3})#(?=\d)", NBSP, _SHORT),
    (
        r"(?<!\w)(?:OBNL|OSBL|CPE|CLSC|CIUSSS|CISSS|MRC|NAS|REER|CELI|PME|ONG|HLM|CLE|DPJ|PDF)s(?!\w)",
        lambda match: match.group()[:-1],
        "Un sigle ne prend pas d'« s » au pluriel.",
    ),
    (r"(?<!\w)[GHJ]\d[A-Z]\d[A-Z]\d(?!\w)", lambda match: f"{match.group()[:3]} {match.group()[3:]}", _POSTAL),
    (r"(?<![\w.@#/-])(?<!«[ \u00a0])Quebec(?![\w.-])", "Québec", _SPELT),
    (r"(?<!\w)Qu[ée]becois(?=(?:es?)?(?!\w))", "Québécois", _SPELT),
    (r"(?:(?<=\brue )|(?<=\bboulevard )|(?<=\bchemin )|(?<=\bavenue ))St-(?=[A-ZÀ-Ý])", "Saint-", _SAINT),
    (r"(?:(?<=\brue )|(?<=\bboulevard )|(?<=\bchemin )|(?<=\bavenue ))Ste-(?=[A-ZÀ-Ý])", "Sainte-", _SAINT),
    (r"(?<=\b[Ll]a )St-(?=Jean)", "Saint-", _SAINT),
    (r"(?<=\b[Ll]a )rive-(?:sud|nord)(?!\w)", lambda match: match.group().title(), _REGION),
    (
        r"(?:(?<=\blangue )|(?<=\bpopulation )|(?<=\bsociété )|(?<=\bculture )|(?<=\bidentité )|(?<=\bloi ))"
        r"(?:Québécoise|Française|Anglaise|Canadienne|Montréalaise)s?(?!\w)",
        lambda match: match.group().lower(),
        _LOWER,
    ),
    (
        r"(?:(?<=\b[Ll]es )|(?<=\b[Dd]es )|(?<=\baux )|(?<=\b[Uu]n )|(?<=\b[Uu]ne ))(?:québécois|montréalais)(?:es?)?"
        r"(?= (?:sont|ont|sur|qui|peuvent|doivent|aiment|veulent|vivent|travaillent|de tou|et les)\b)",
        lambda match: match.group().capitalize(),
        "Le nom des habitants d'un lieu prend la majuscule.",
    ),
    (
        r"(?:(?<=\bmois d')|(?<=\bmois d’)|(?<=\bmois de ))(?:Janvier|Février|Mars|Avril|Mai|Juin|Juillet|Août"
        r"|Septembre|Octobre|Novembre|Décembre)(?!\w)",
        lambda match: match.group().lower(),
        _LOWER,
    ),
    (r"(?:(?<=\b[Ll]e )|(?<=\b[Uu]n ))%(?= des?\b)", "pourcentage", "Ce signe ne s'emploie qu'après un nombre."),
    (r"(?<=[a-zà-ÿ,] )\+(?= de \d)", "plus", "Dans un texte, on écrit « plus »."),
    (r"(?<=[a-zà-ÿ] )&(?= [a-zà-ÿ])", "et", "Dans un texte, on écrit « et »."),
    (r"(?<=[a-zà-ÿ]{2} )-(?= [a-zà-ÿ]{2})", "–", _DASH),
    (r"(?<=[a-zà-ÿ]{4}\. )[a-zà-ÿ](?=[a-zà-ÿ']{1,20}[ ,'’])", _first_capital, _OPENING),
    (r"(?<=[a-zà-ÿ]{2}[!?] )[a-zà-ÿ](?=[a-zà-ÿ']{1,20}[ ,'’])", _first_capital, _OPENING),
    (r"(?<=[a-zà-ÿ] )(?<!du )(?:Midi|Minuit)(?!\w| [A-Z])", lambda match: match.group().lower(), _LOWER),
    (
        r"(?<=\ben )(?:Janvier|Février|Mars|Avril|Mai|Juin|Juillet|Août|Septembre|Octobre|Novembre|Décembre)(?!\w)",
        lambda match: match.group().lower(),
        _LOWER,
    ),
    (
        r"(?:(?<=\bla )|(?<=\ble )|(?<=\bune )|(?<=\bun )|(?<=\bau ))(?:Ministre|Députée?|Directeur|Directrice|Mairesse"
        r"|Premi[eè]re? [Mm]inistre)(?= (?!de l['’]état|général|de la protection|des poursuites)[a-zà-ÿ])",
        lambda match: match.group().lower(),
        _LOWER,
    ),
    (
        r"(?:(?<=\ben )|(?<=\bde )|(?<=\ble ))(?:Français|Anglais|Espagnol|Arabe)(?= [a-zà-ÿ]|[.,!?;])",
        lambda match: match.group().lower(),
        _LOWER,
    ),
)
CONVENTIONS: tuple[Correction, ...] = tuple((re.compile(pattern), right, why) for pattern, right, why in _IN_TEXT)
# Telephone numbers are not read by the other rules: what is asked of the draft itself.
_NUMBER = re.compile(
    r"(?<![\w$./-])(?:(?P<country>1)[ \u00a0.-]?)?(?:\((?P<in>\d{3})\)|(?P<out>\d{3}))(?P<s1>[ \u00a0.-]?)"
    r"(?P<first>\d{3})(?P<s2>[ \u00a0.-])(?P<last>\d{4})(?![\d-])"
)


def badly_written_numbers(draft: str) -> Iterator[tuple[int, int, str, str]]:
    """Yield each telephone number that is not written the Québec way, how it should be, and why."""
    for match in _NUMBER.finditer(draft):
        odd = match["in"] or match["s1"] not in (" ", NBSP) or match["s2"] != "-" or match.group().startswith("1-")
        if odd and (match["in"] or match["s1"]):
            area = match["in"] or match["out"]
            country = "1 " if match["country"] else ""
            yield match.start(), match.end(), f"{country}{area} {match['first']}-{match['last']}", _PHONE
