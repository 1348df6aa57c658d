"""A person named together with a file, a case or another of their identifiers.

Conservative: the name of a person alone is never one, whoever it is; what is said close to it decides. An employer,
an owner or an employee accused in public is defamation, not a case: the words of their faults count for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from parvis.engine.personal_info import dob, sensitive
from parvis.engine.personal_info.candidate import LIKELY, TENUOUS, Found, Page, Values
from parvis.engine.personal_info.names import Name, full_names, given_names, loose_names, titled_names

_TWO_CAPITALS = re.compile(r"[A-ZÀ-Ý][\w.'’-]{0,40} (?:d[eu] )?[A-ZÀ-Ý]")
_TITLE = r"(?:m\. |mr |mme |monsieur |madame )?"
_INTRODUCED = re.compile(
    r"(?:\bm'? ?ap?pel+e?|\bs'? ?ap?pel+e?|\bse nomme|\bs'appelait"
    r"|\b(?:mon|son|le|mes) no[mn](?: (?:est|cest|c'est|a moi|complet)){0,2}|\bau no[mn](?: de| d')?"
    r"|\bje ?suis|\bchu|\bmoi c(?:'?est)?|\bc'?est moi|\bname is|\bi am|\bmoi"
    r"|\bcel(?:le|ui) (?:de|a)|\bcel(?:le|ui) d')"
    rf"[ :,]{{0,3}}{_TITLE}$"
)
_RELATIVE = re.compile(
    r"\b(?:m[ao]n?|notre|sa|son|l[ea]|une?|mes|ton|ta)(?: \w{3,10})? (?:voisine?|soeur|frere|mere|pere|fils|fille"
    r"|garcon|gars|amie?|cousine?|ex(?:-\w{4,8})?|tante|oncle|conjointe?|mari|femme|epou(?:x|se)|coloc\w{0,6}|locataire|belle-\w{4,5}"
    r"|beau-\w{4,5}|chum|blonde|prestataire|employee?|neveu|niece|enfant|petit-fils|petite-fille|collegue|client"
    r"|patiente?|usagere?|maman|papa|grand-mere|grand-pere|father|mother|son|daughter|husband|wife|neighbou?r)"
    rf"(?: d[eu] \w{{2,20}})?(?: cest| c'est| est| aime| defunte?)?[ ,:(]{{1,3}}{_TITLE}$"
)
_SOMEBODY_S = re.compile(
    rf"\b(?:m[ao]n|s[ao]n?|ma|notre) (?:proprio|proprietaire|patron|patronne|boss|voisine?|locataire) {_TITLE}$"
)
_GIVEN = re.compile(
    r"\bmon nom (?:est |cest |c'est |: ?)?([a-z-]{3,20} [a-z-]{4,25})(?= ?(?:[,.;:(\d]|n[ae][sm] |tel|$))"
)
_FILE_OF = re.compile(
    r"\b(?:dossier|demande|prestations?|cheque|reclamation|plainte|enquete|revision|aide sociale|dette|carnet)"
    r"(?: d'\w{3,12}(?: sociale)?| de \w{3,12})? (?:de |d'|pour |au nom de |concernant |a |nommee? )"
    rf"(?:(?:m[ao]n|notre|s[ao]n|ma|sa) [\w-]{{2,14}} )?{_TITLE}$"
)
_ITS_FILE = re.compile(
    r",? (?:dossier|dette|rente|demande|prestataire|reclamation|j'?attends? (?:mon|ma|mes|apres|encore)"
    r"|mon (?:dossier|cheque)|ma demande)\b"
)
_ITS_OWN = re.compile(
    r"\b(?:son (?:dossier|cheque|carnet|aide)|sa (?:demande|reclamation|rente|revision)|ses prestations)\b"
)
_ACTS = re.compile(
    r",? ?(?:(?:au|du|de|des|qui|a|sur la rue) [^.!?\n]{0,40}?)?(?:qui )?"
    r"(?:est (?:encore |toujours |deja )?su(?:r l[e']|'?l[ae']?| l[ae']) ?(?:bs|aide|bien-etre|b\.s\.)"
    r"|recoit (?:de l'aide|du bs|son cheque|le bs|des prestations|l'aide)"
    r"|retire (?:du|de l'|son|le) ?(?:bs|aide|cheque|bien-etre)|touche (?:de l'aide|du bs|son cheque|le bs)"
    r"|travaill\w{1,3} (?:au noir|en dessous)|(?:ne )?declare (?:pas|rien)|vit d[eu] (?:l'aide|bs)|collecte"
    r"|a une dette|doit \d|a ete coupee?|s'est fait couper|est suivie?"
    r"|a fait (?:une |sa )(?:fausse )?(?:demande|declaration)|attend (?:sa|son|ses|depuis)|vit avec|habite avec)"
)
_PUBLIC = re.compile(
    r"\b(?:ministre|deputee?|chef(?:fe)?|maire(?:sse)?|pm|presidente?|senat\w{3,5}|journaliste|chroniqueu\w{1,3}"
    r"|candidate?|directeur|directrice|relationniste|auteure?|chanteu\w{1,3}|gerante?|contremaitre)"
    rf",? (?:de l'\w+ |du \w+ |des \w+ |de la \w+ )?{_TITLE}$"
)
_PUBLIC_AFTER = re.compile(
    r",? ?(?:le |la |notre |votre )?(?:ministre|deputee?|maire(?:sse)?|chef(?:fe)? d|premier ministre)\b"
)
_THANKED = re.compile(r"\b(?:merci|bravo|felicitations|chapeau)(?: \w{1,12}){0,3} $")
_CASE_WORDS = ("dossier", "cheque", " bs", "aide", "au noir", "demande", "reclam", "declare", "prestation")
_SIGNS = ',.:;!?()«»" \n-'
_FAR = 160
_JUST_BEFORE, _JUST_AFTER = 25, 4
_TITLED_BEFORE = 12


def find(page: Page, others: Values) -> Iterator[Found]:
    """Yield the names that what is around makes private; `others` are the values of other kinds in the comment."""
    cased = page.cased
    if _TWO_CAPITALS.search(cased):
        yield from _in_capitals(page, cased, others)
    if any(word in page.text for word in _CASE_WORDS):
        yield from _with_acts(page)
    if others:
        yield from _beside_a_value(page, others)


def _in_capitals(page: Page, cased: str, others: Values) -> Iterator[Found]:
    names = list(full_names(page, cased))
    if cased.isupper():
        names += loose_names(page)
    for name in names:
        if not _is_public(page, name) and (score := _score(page, name, others)):
            yield Found(name.start, name.end, "name_with_case", score)
    for start, end in titled_names(cased):
        before = page.before(start)
        of_others = any(
            _SOMEBODY_S.search(before) or 0 <= other.start - end < _TITLED_BEFORE
            for other in others.near(start, end, _FAR)
        )
        if of_others or _FILE_OF.search(before) or _ACTS.match(page.text, end):
            yield Found(start, end, "name_with_case", LIKELY)


def _with_acts(page: Page) -> Iterator[Found]:
    """Names in any case, and first names of relatives, in so many words on assistance or owners of a file."""
    for name in loose_names(page):
        told = _ACTS.match(page.text, name.end) or _FILE_OF.search(page.before(name.start))
        if told and not _is_public(page, name):
            yield Found(name.start, name.end, "name_with_case", LIKELY)
    for name in given_names(page):
        if _ACTS.match(page.text, name.end) and _RELATIVE.search(page.before(name.start)):
            yield Found(name.start, name.end, "name_with_case", TENUOUS)


def _beside_a_value(page: Page, others: Values) -> Iterator[Found]:
    """Names without capitals, which only a value close to them, or words that introduce them, tell."""
    for name in loose_names(page):
        before = page.before(name.start)
        introduced = _INTRODUCED.search(before) or _RELATIVE.search(before)
        if introduced or any(_is_beside(name, value) for value in others.near(name.start, name.end, _FAR)):
            yield Found(name.start, name.end, "name_with_case", LIKELY)
    for match in _GIVEN.finditer(page.text):
        yield Found(*match.span(1), "name_with_case", LIKELY)


def _is_beside(name: Name, value: Found) -> bool:
    return 0 <= value.start - name.end < _JUST_BEFORE or 0 <= name.start - value.end < _JUST_AFTER


def _is_public(page: Page, name: Name) -> bool:
    before = page.before(name.start)
    return bool(_PUBLIC.search(before) or _PUBLIC_AFTER.match(page.text, name.end))


def _score(page: Page, name: Name, others: Values) -> float:
    """Return how sure it is that a name is private information, 0 when nothing says so."""
    before = page.before(name.start, 70)
    relative, introduced = _RELATIVE.search(before) is not None, _INTRODUCED.search(before) is not None
    if any(others.near(name.start, name.end, _FAR)):
        return LIKELY if name.is_known or relative or introduced or _stands_alone(page, name) else 0
    if _THANKED.search(before):
        return 0
    if _FILE_OF.search(before) or _ACTS.match(page.text, name.end):
        return LIKELY
    if relative or introduced:
        return _of_somebody_close(page, name, relative=relative)
    return _of_anybody(page, name) if name.is_known else 0


def _of_somebody_close(page: Page, name: Name, *, relative: bool) -> float:
    text, start, end = page.text, name.start, name.end
    if sensitive.is_near(text, start - 90, end + 120) or sensitive.CASE.search(text, max(0, start - 90), end + 90):
        return LIKELY
    return TENUOUS if relative and name.is_known and sensitive.SITUATION.search(text, end, end + _FAR) else 0


def _of_anybody(page: Page, name: Name) -> float:
    text, end = page.text, name.end
    if _ITS_FILE.match(text, end) or _ITS_OWN.search(text, end, end + 60) or dob.follows(page, end):
        return LIKELY
    if not sensitive.is_told(text, end, end + 45):
        return 0
    return LIKELY if text[end : end + 1] == "," else TENUOUS


def _stands_alone(page: Page, name: Name) -> bool:
    """Tell whether signs, not words, surround a name, as in a list of one's particulars."""
    before = page.text[max(0, name.start - 2) : name.start].rstrip(" ")[-1:]
    after = page.text[name.end : name.end + 2].lstrip(" ")[:1]
    of = " de " in page.text[name.start : name.end]
    return not of and (not before or before in _SIGNS) and (not after or after in _SIGNS)
