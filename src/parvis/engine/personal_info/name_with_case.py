"""A person named together with a file or a case. Conservative: both must be in the same sentence, and close."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parvis.engine.personal_info.candidate import LIKELY, TENUOUS, Found, Page

_CAPITAL = r"[A-ZÀ-Ý][a-zà-ÿ'’]{2,20}(?:-[A-ZÀ-Ý]?[a-zà-ÿ]{1,20})?"
_FULL = rf"(?:{_CAPITAL}) (?:(?:de |du |St-|Ste-|Saint-|Le |La ){{0,1}}{_CAPITAL})(?: {_CAPITAL})?"
_TITLED = rf"(?:M\.|Mr\.?|Mme\.?|Monsieur|Madame|Mlle) {_CAPITAL}(?: {_CAPITAL})?"
_KIN = (
    r"(?:m[ao]n|notre|s[ao]n|l[ea]|un|une) (?:voisine?|soeur|sœur|frère|mère|père|fils|fille|ami[e]?|amie"
    r"|cousine?|ex|tante|oncle|conjointe?|mari|femme|coloc|locataire|belle-sœur|beau-frère|chum|blonde"
    r"|prestataire)(?: d[eu] \w{2,20})?,? "
)
_CASE = (
    r"(?:[Dd]ossier|[Dd]emande|[Pp]restations?|[Cc]hèque|[Rr]éclamation|[Pp]lainte|[Ee]nquête|[Rr]évision"
    r"|[Aa]ide sociale|[Dd]ette|[Cc]arnet)"
)
_ACTS = (
    r"(?:est (?:encore |toujours |déjà )?sur (?:le |l['’])(?:BS|bs|aide|bien-être|B\.S\.)|re[çc]oit "
    r"(?:de l['’]aide|du|son|le|un|des|\d)|re[çc]oivent|retire (?:du|de l['’]|son|le)|touche (?:de l['’]aide"
    r"|du|le|son|des)"
    r"|fraude|travaille au noir|travaille en dessous|déclare pas|ne déclare pas|cache (?:ses|son|qu)"
    r"|vit de l['’]aide|vit du BS|collecte|a une dette|doit \d|a été coupée?|s['’]est fait couper|est suivie?"
    r"|a fait (?:une |sa )(?:fausse |)(?:demande|déclaration)"
    r"|attend (?:sa|son|ses)|vit avec|habite avec)"
)
_PATTERNS = (
    re.compile(
        rf"{_CASE} (?:d['’]aide sociale |d['’]assistance |de révision |de \w{{3,12}} )?(?:de |d['’]|pour "
        rf"|au nom de |concernant |à |nommée? )(?:{_KIN})?(?P<name>{_TITLED}|{_FULL})"
    ),
    re.compile(
        rf"(?P<name>{_TITLED}|{_FULL})(?:,? (?:au|du|de|des|qui|à|sur la rue"
        rf"|de la rue) [^.,!?\n]{{0,40}}?)?,? (?:qui )?{_ACTS}"
    ),
    re.compile(
        rf"(?:[Jj]e m['’]appelle|[Mm]on nom est|[Ii]ci|[Cc]['’]est) (?P<name>{_FULL})[^.!?\n]{{0,60}}?\b"
        rf"(?:dossier|demande|prestation|chèque|réclamation|aide sociale)"
    ),
    re.compile(
        rf"(?:{_KIN})(?P<name>{_FULL}|{_CAPITAL})[^.!?\n]{{0,50}}?\b(?:{_ACTS}|son dossier|sa demande|aide sociale)"
    ),
)
_NOT_PEOPLE = re.compile(
    r"Services? |Québec|Canada|Montréal|Gatineau|Laval|Longueuil|Sherbrooke|Solidarité|Emploi|Aide |Revenu"
    r"|Objectif|Premier|Première|Ministre|Ministère|Gouvernement"
    r"|Retraite|Programme|Parti |Coalition|Facebook|Youtube|Noël|Bonjour|Bonsoir|Merci|Bravo|Quand|Pourquoi"
    r"|Comment|Votre|Notre|Mon |Ma |Les |Des |Une? |Le |La |Centre|Hydro|Régie|Loi |Projet|Justin|Legault"
    r"|Trudeau"
)
_PUBLIC = re.compile(
    r"(?:[Mm]inistre|député[e]?|[Cc]hef(?:fe)?|maire(?:sse)?|PM|président[e]?|sénateur|sénatrice|journaliste"
    r"|chroniqueu(?:r|se)),? (?:de l['’]\w+ |du \w+ |des \w+ |de la \w+ )?$"
)


def find(page: Page) -> Iterator[Found]:
    verbatim = page.folded.verbatim
    back = _Positions(page)
    if not _MAY.search(page.text):
        return
    for rank, pattern in enumerate(_PATTERNS):
        for match in pattern.finditer(verbatim):
            start, end = match.span("name")
            name = match.group("name")
            if _NOT_PEOPLE.search(name + " ") or _PUBLIC.search(verbatim[max(0, start - 40) : start]):
                continue
            first_only = " " not in name
            yield Found(
                back.of(start), back.of(end - 1) + 1, "name_with_case", TENUOUS if first_only or rank == 3 else LIKELY
            )


_MAY = re.compile(
    r"dossier|demande|\bcas\b|prestation|cheque|reclamation|plainte|enquete|revision|aide|dette|carnet|\bbs\b"
    r"|b\.s|bien-etre|recoi|retire|touche|fraude|au noir|en dessous|declare|cache|coupe|suivi|collecte|attend"
    r"|vit |doit "
)


class _Positions:
    """From verbatim code points to folded characters."""

    def __init__(self, page: Page) -> None:
        starts = page.folded.starts
        self._known = None if starts is None else {start: index for index, start in reversed(list(enumerate(starts)))}

    def of(self, position: int) -> int:
        return position if self._known is None else self._known[position]
