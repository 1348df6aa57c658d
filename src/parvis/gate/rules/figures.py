"""Amounts, percentages, units and ordinals as Québec writes them: « 1 250,50 $ », « 5 % », « 1re », « 2e »."""

from __future__ import annotations

import re

from parvis.gate.rules.spacing import NBSP, Correction

_UNITS = r"(?:°[CF]|[kcm]?m[²³]?|km/h|[km]?g|k?[Mm]?W(?:h)?|[MGTk]o|m[lL]|min|k\$|M\$)"
_UNIT = "Une espace insécable sépare le nombre de ce symbole."
_DOLLAR = "Le signe de dollar suit le montant, après une espace insécable."
_COMMA = "En français, la virgule sépare les décimales."
_THOUSANDS = "En français, une espace insécable sépare les milliers."
_STUCK = "Une espace sépare le nombre du mot qui le suit."
_COUNTED = (
    "ans?|jours?|mois|semaines?|heures?|minutes?|personnes?|dollars?|places?|emplois?|janvier|février|mars|avril|mai|juin"
    "|juillet|août|septembre|octobre|novembre|décembre"
)
_ORDINAL = "Les adjectifs ordinaux s'abrègent ainsi : 1er, 1re, 2e, 3es."


def _amount(match: re.Match[str]) -> str:
    """$1,250.50 becomes 1 250,50 $."""
    written = match["amount"].rstrip(".,")
    if re.fullmatch(r"\d{1,3}(?:[, \u00a0]\d{3})*(?:\.\d{2})?", written):
        written = re.sub(r"[, \u00a0](?=\d{3})", NBSP, written).replace(".", ",")
    return written + NBSP + "$" + match["amount"][len(match["amount"].rstrip(".,")) :]


def _decimals(match: re.Match[str]) -> str:
    return match.group().replace(".", ",")


def _thousands(match: re.Match[str]) -> str:
    return re.sub("[,.]", NBSP, match.group())


def _ordinal(match: re.Match[str]) -> str:
    number, ending = match["number"], match["ending"].lower()
    plural = "s" if ending.endswith("s") else ""
    if number != "1":
        return f"{number}e{plural}"
    if ending.startswith(("ère", "ere", "è", "i")) and "r" in ending and ending.rstrip("s").endswith("e"):
        return f"1re{plural}"
    return f"1er{plural}" if ending.rstrip("s") in {"ier", "r", "ér"} else ""


FIGURES: tuple[Correction, ...] = (
    (re.compile(r"(?<=\d)(?: {1,3}|)%(?!\w)"), NBSP + "%", "Une espace insécable précède le signe de pourcentage."),
    (re.compile(r"\$[ \u00a0]?(?P<amount>\d(?:[\d,.]|[ \u00a0](?=\d{3}(?!\d))){0,15})(?![\d$])"), _amount, _DOLLAR),
    (re.compile(r"(?<=\d)(?: {1,3}|)(?:[MG]|k)?\$(?![\w\d])"), lambda match: NBSP + match.group().strip(), _DOLLAR),
    (re.compile(r"(?<![\d.,])\d{1,9}\.\d{1,2}(?=[ \u00a0\u202f]?[%$])"), _decimals, _COMMA),
    (
        re.compile(
            r"(?<![\d.,])\d{1,3}(?:,\d{3}){1,4}(?=[ \u00a0\u202f]?\$)"
            r"|(?<![\d.,])\d{1,3}(?:,\d{3}){2,4}(?!\d)"
        ),
        _thousands,
        _THOUSANDS,
    ),
    (
        re.compile(rf"(?<=\d)(?: {{1,3}}|){_UNITS}(?![\w'’²³/$])(?<!\dm)(?<!\dg)"),
        lambda match: NBSP + match.group().strip(),
        _UNIT,
    ),
    (
        re.compile(
            r"(?<![\w.,])(?P<number>\d{1,4}|[IVX]{1,6}(?=i?[eè]))[ \u00a0]?(?P<ending>i?[èe]mes?|[èe]res?"
            r"|i[èe]res?|iers?|nde?s?|th|st|rd|è|°(?= (?:étage|rang|fois|édition)))(?![\w'’])"
        ),
        _ordinal,
        _ORDINAL,
    ),
    (re.compile(r"(?<![\w.,])1[ \u00a0]er(?![\w'’])"), "1er", _ORDINAL),
    (
        re.compile(r"(?<![\w.,])\d{1,3}[ \u00a0]e(?= [a-zà-ÿ]{3})"),
        lambda match: re.sub(r"\s", "", match.group()),
        _ORDINAL,
    ),
    (re.compile(r"(?<![\w.,])1e(?= [a-zà-ÿ]{3})"), "", _ORDINAL),
    (re.compile(r"(?<=\d)(?:er|re|es?)\.(?= [a-zà-ÿ]{3})"), lambda match: match.group()[:-1], _ORDINAL),
    (re.compile(r"(?<![\d.,$])[1-9]\d{0,2},000(?= [a-zà-ÿ]{4})"), _thousands, _THOUSANDS),
    (re.compile(rf"(?<!\w)\d{{1,3}}(?=(?:{_COUNTED})(?!\w))"), lambda match: match.group() + NBSP, _STUCK),
    (re.compile(r"(?<=\d)(?: {1,3}|)¢"), NBSP + "¢", _UNIT),
    (
        re.compile(r"(?<=\d)[ \u00a0]?°[ \u00a0][CF](?!\w)"),
        lambda match: f"{NBSP}°{match.group()[-1]}",
        _UNIT,
    ),
)
