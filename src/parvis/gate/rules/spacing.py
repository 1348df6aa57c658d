"""Spaces around punctuation as Québec sets them: Office québécois de la langue française, table of spacing.

No space before ; ! ? — the thin one, U+202F, is accepted; a non-breaking one before : » % $ and after «.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

NBSP = "\u00a0"
_DUE = "[\u00a0\u202f]"  # what stands where a non-breaking space is due
_SPACES = "[ \u00a0\u202f\u2009\t]"
_LETTER = "[^\\W\\d_]"
Correction = tuple[re.Pattern[str], Callable[[re.Match[str]], str] | str, str]
"""A pattern, what replaces what it finds, and why, in French."""

_NO_SPACE = "Au Québec, on ne met pas d'espace avant « ; », « ! » et « ? »."
_HARD = "Une espace insécable précède le deux-points."
_AFTER = "Une espace suit ce signe de ponctuation."
_GUILLEMETS = "Une espace insécable sépare les guillemets français de ce qu'ils entourent."


def _last(match: re.Match[str]) -> str:
    return match.group().strip(" \u00a0\u202f\u2009\t")


def _one_space(match: re.Match[str]) -> str:
    """A space for several; non-breaking before the signs that want one, none before those that want none."""
    after = match.string[match.end() : match.end() + 1]
    if after in set(";!?,.)"):
        return after
    if after and after in ":»%$":
        return NBSP + after
    return " " + after


SPACING: tuple[Correction, ...] = (
    (re.compile(rf"(?<=[^\s\u00a0])(?:[ \u00a0\u2009\t]|{_SPACES}{{2,20}})[;!?]{{1,5}}"), _last, _NO_SPACE),
    (
        re.compile(r"(?<=[\w)»%$\ue000])[ \u00a0\u202f]{1,20}(?:,(?!\d)|\.(?![\w.…]))"),
        _last,
        "Aucune espace ne précède la virgule ni le point.",
    ),
    (re.compile(r"(?<=[^\s:\u00a0]) {0,20}:(?=[\s\u00a0]|$)(?<!::)"), NBSP + ":", _HARD),
    (
        re.compile(rf"(?<={_LETTER}{{2}}){_SPACES}?:(?={_LETTER}{{2}}[^:]{{12}})(?!{_LETTER}{{1,30}}:)"),
        NBSP + ": ",
        _HARD,
    ),
    (re.compile(r"(?<=[^\s\u00a0«]) {0,20}»"), NBSP + "»", _GUILLEMETS),
    (re.compile(r"« {0,20}(?=[^\s\u00a0»])"), "«" + NBSP, _GUILLEMETS),
    (re.compile(r"(?<=\S)[ \u00a0]{2,200}(?=[^\s]|$)"), " ", "Une seule espace sépare deux mots."),
    (re.compile(rf"(?<={_LETTER})[,;](?={_LETTER})"), lambda match: match.group() + " ", _AFTER),
    (re.compile(r"(?<=[\d)»]),(?=[^\W\d_])"), ", ", _AFTER),
    (re.compile(rf"(?<={_LETTER}{{2}})[!?](?=[«{'A-ZÀ-ÖØ-Þ'}a-zà-öø-ÿ])"), lambda match: match.group() + " ", _AFTER),
    (re.compile(r"(?<=[a-zà-öø-ÿ]{2})\.(?=[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ'’])"), ". ", _AFTER),
    (re.compile(r"(?<=[a-zà-öø-ÿ]{3})\((?=[\wà-öø-ÿ]{1,20}[ \u00a0])"), " (", "Une espace précède la parenthèse."),
    (re.compile(r"(?<=[a-zà-öø-ÿ]{3})\((?=\d{1,3}\))"), " (", "Une espace précède la parenthèse."),
    (
        re.compile(r"(?<=[a-zà-öø-ÿ]{3}) -(?=(?:vous|nous|moi|le|la|les|lui|leur)(?![\w-]))"),
        "-",
        "Aucune espace n'entoure le trait d'union.",
    ),
    (re.compile(r"(?<=[a-zà-öø-ÿ]{2})…(?=[a-zA-Zà-öø-ÿ]{2})"), "… ", _AFTER),
    (
        re.compile(r"(?<=[a-zà-öø-ÿ]{3}) (?:\.{3}|…)(?= [a-zà-öø-ÿ]|$)"),
        lambda match: match.group().strip(),
        "Aucune espace ne précède les points de suspension.",
    ),
    (re.compile(r"\( {1,20}(?=\S)"), "(", "Aucune espace ne suit la parenthèse ouvrante."),
    (re.compile(r"(?<=[^\s(]) {1,20}\)"), ")", "Aucune espace ne précède la parenthèse fermante."),
    (
        re.compile(r"\b(?:[cdjlmnst]|(?:jus|lors|puis|quoi)?qu)['’] {1,5}(?=[aeéèêiîoôuhyàâœ])", re.IGNORECASE),
        lambda match: match.group().rstrip(),
        "Aucune espace ne suit l'apostrophe.",
    ),
    (
        re.compile(r"\b(?:[cdjlmnst]|qu) {1,5}['’](?=[aeéèêiîoôuhyàâœ])", re.IGNORECASE),
        lambda match: match.group().replace(" ", ""),
        "Aucune espace ne précède l'apostrophe.",
    ),
    (re.compile(rf"(?<={_LETTER})[`´](?={_LETTER})"), "'", "Ce signe n'est pas une apostrophe."),
)

_DOTS = "Trois points de suspension suffisent, et « etc. » n'en prend pas."
MARKS: tuple[Correction, ...] = (
    (
        re.compile(
            r"!{2,50}|\?{2,50}"
            r"|[!?]{3,50}"
        ),
        lambda match: match.group()[0],
        "Un seul signe de ponctuation suffit.",
    ),
    (re.compile(r",{2,50}(?=\s)"), ",", "Une seule virgule suffit."),
    (re.compile(r"\betc(?:\.{2,50}|\.?…)"), "etc.", _DOTS),
    (re.compile(r"\.{4,50}|…\.{1,50}|\.{1,50}…"), "…", _DOTS),
    (re.compile(r"(?<![.\w/])--(?![.\w-])|(?<=\w )--(?= \w)"), "–", "Deux traits d'union ne font pas un tiret."),
    (re.compile(r"(?<![.…])\.\.(?!\.)"), "", _DOTS),
)

_QUOTES = "Le français met des guillemets « », avec des espaces insécables."


def straight_quotes(text: str, draft: str) -> Iterator[tuple[int, int, str, str]]:
    """Yield each passage between quotation marks that French does not use, and the same between guillemets."""
    taken = 0
    for match in _QUOTED.finditer(text):
        start, end = match.span()
        if start < taken or _within_guillemets(text, start):
            continue
        taken = end
        inside = draft[match.start("in") : match.end("in")] if match["in"] is not None else _inner(draft[start:end])
        yield start, end, f"«{NBSP}{inside.strip()}{NBSP}»" if inside else "", _QUOTES


_QUOTED = re.compile(
    r"""(?<![\d'])"(?P<in>[^"\n]{1,400})"(?!\w)
      | “[^“”\n]{1,400}” | <<[^<>\n]{1,400}>> | ''[^'\n]{1,400}'' | ‹[^‹›\n]{1,400}›
      | (?<![\w'’])'(?=\w)[^'’"\n]{2,60}(?<=\w)'(?![\w'’])
      | (?<![\d'])"(?!\w*")""",
    re.VERBOSE,
)


def _inner(quoted: str) -> str:
    width = 2 if quoted.startswith(("<<", "''")) else 1
    return quoted[width:-width]


def _within_guillemets(text: str, at: int) -> bool:
    """Marks of a second level, inside guillemets, are right: « Lisez “Mon dossier” »."""
    before = text[max(0, at - 400) : at]
    return before.rfind("«") > before.rfind("»")
