"""What the full name of a person looks like: in capitals at the beginning of words, in all capitals, in none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from parvis.engine.personal_info.candidate import Page
from parvis.engine.personal_info.first_names import FIRST_NAMES


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_UPPER, _LOWER = "A-ZÀ-ÖØ-ÝŒ", "a-zà-öø-ÿœ"
_PART = (
    rf"(?:[{_UPPER}]['’])?[{_UPPER}][{_LOWER}]{{1,20}}(?:[{_UPPER}][{_LOWER}]{{1,20}})?"
    rf"(?:-(?:[{_UPPER}]['’])?[{_UPPER}]?[{_LOWER}]{{1,20}}){{0,3}}"
)
_FULL = re.compile(
    rf"(?<![{_UPPER}{_LOWER}-])(?:(?:{_PART}|[{_UPPER}]\.)(?: (?:d[eu] |de la |van |von |ben |el )?{_PART}){{1,4}}"
    rf"|[{_UPPER}]\. [{_UPPER}]{{3,20}}(?:-[{_UPPER}]{{2,20}})?)"
    rf"(?![{_UPPER}{_LOWER}'’])"
)
_TITLED = re.compile(rf"(?<!\w)(?:M\.|Mr\.?|Mme\.?|Monsieur|Madame|Mlle) ({_PART})(?![{_UPPER}{_LOWER}'’]| [{_UPPER}])")
_WORD = re.compile(r"[a-z]+(?:['-][a-z]+)*")
# Said before a name, or in capitals at the beginning of a sentence, without being part of it.
_LEADING = _words(
    """
    dans bonjour bonsoir merci bravo felicitations allo salut mme madame mlle mademoiselle monsieur m mr mrs ms me
    maitre dr dre docteur docteure pere mere soeur frere famille mon ma mes notre votre vos ton ta son sa ses leur
    le la les un une des du de ce cette ces c'est cest et ou ici moi lui elle il je tu on nous vous ils elles pour
    avec chez selon quand comme aussi puis alors mais car si que qui donc nom prenom cher chere chers courage pauvre
    tout toute dear hi hello the oncle tante cousin cousine parce non oui
    """
)
_FOLLOWING = _words(
    """
    a au aux avec c'est car ce cest chez comme dans de des depuis du elle elles en est et etait habite il ils je la
    le les lui mais moi mon ma ne nee nas nam on ou par pas pis pour puis que qui recoit sa sans se ses son sont sur
    svp tel un une va vit vous y cell dossier merci doit fait dit peut veut avait ont sera reste demeure attend nous
    tu te me si s'il quand tres trop bien bonjour voici code rue serait serais declare n'a cherche travaille m'a
    s'est l'a aussi encore
    toujours jamais rien tout dire prend parle appelle garde paye laisse joue passe aime aimerait pense comprend
    """
)
_NOT_PEOPLE = re.compile(
    r"\b(?:services?|quebec\w{0,5}|canad\w{1,4}|montreal|gatineau|laval|longueuil|sherbrooke|solidarite|emploi|aide"
    r"|revenu|objectif|premier|premiere|ministre|ministere|gouvernement|retraite|programme|parti|coalition|facebook"
    r"|youtube|noel|centre|hydro|regie|loi|projet|rue|avenue|boulevard|chemin|rang|route|montee|motel|hotel|manoir"
    r"|residences?|ecole|garderie|hopital|villa|clinique|pharmacie|caisse|banque|clsc|cpe|cegep|universite|college"
    r"|paroisse|eglise|impots?|assurances?|maladie|normes|commission|tribunal|curateur|protecteur|office|societe"
    r"|compagnie|groupe|restaurant|boulangerie|garage|construction|transports?|agence|lundi|mardi|mercredi|jeudi"
    r"|vendredi|samedi|dimanche|joyeu\w{1,4}|bonne|bon|croix|sainte?|relevee?|chambre|ferme|maison|foyer)\b"
)
_NOT_FAMILY = re.compile(r"\b(?:trudeau|legault|coutu|hugo|inter|quebec|canada)$")
_PLACES = _words(
    """
    baie cap lac mont port riviere ile iles saint sainte st ste pointe val anse vieux grand nord
    """
)


class Name(NamedTuple):
    """Offsets of the folded text; whether the first name is a common one."""

    start: int
    end: int
    is_known: bool


def full_names(page: Page, cased: str) -> Iterator[Name]:
    """Yield what reads as a first name and a family name in capitals, titles left out."""
    for match in _FULL.finditer(cased):
        if name := _trimmed(page, *match.span()):
            yield name


def titled_names(cased: str) -> Iterator[tuple[int, int]]:
    """Yield the family names that follow a title alone: « Mme Exemplaire »."""
    for match in _TITLED.finditer(cased):
        yield match.span(1)


def _trimmed(page: Page, start: int, end: int) -> Name | None:
    """Return the name without the capitalised words before it, or None."""
    words = list(_WORD.finditer(page.text, start, end))
    initial = page.text[start + 1] == "." and words[0].group() not in _LEADING
    known = next((rank for rank, word in enumerate(words) if is_first_name(word.group())), None)
    if known is not None and known < len(words) - 1 and not initial:
        is_family = _NOT_FAMILY.search(page.text, words[known].start(), end)
        return None if is_family else Name(words[known].start(), end, is_known=True)
    while words and words[0].group() in _LEADING:
        words.pop(0)
    if len(words) < 2 or _NOT_PEOPLE.search(page.text, words[0].start(), end):
        return None
    if words[0].group().partition("-")[0] in _PLACES:
        return None
    return Name(words[0].start(), end, is_known=False)


def loose_names(page: Page, start: int = 0, end: int | None = None) -> Iterator[Name]:
    """Yield common first names followed by another word, whatever their case."""
    words = list(_WORD.finditer(page.text, start, len(page.text) if end is None else end))
    done = 0
    for rank in range(len(words) - 1):
        if rank < done or not is_first_name(words[rank].group()):
            continue
        last = rank
        while last + 1 < len(words) and _belongs(page, words[last], words[last + 1]):
            last += 1
            if not is_first_name(words[last].group()):
                break
        if last > rank:
            done = last + 1
            yield Name(words[rank].start(), words[last].end(), is_known=True)


def given_names(page: Page) -> Iterator[Name]:
    """Yield the common first names, in capitals, that no family name follows."""
    for word in _WORD.finditer(page.text):
        if is_first_name(word.group()) and page.as_written(word.start(), word.start() + 1).isupper():
            yield Name(word.start(), word.end(), is_known=True)


def _belongs(page: Page, before: re.Match[str], word: re.Match[str]) -> bool:
    if page.text[before.end() : word.start()] != " " or len(word.group()) < 3 or word.group() in _FOLLOWING:
        return False
    first, second = page.as_written(before.start(), before.end()), page.as_written(word.start(), word.end())
    return first[0].isupper() == second[0].isupper()  # « Martin cherche »: the capital stops at the name


def is_first_name(word: str) -> bool:
    """Tell whether a folded word, or the first half of a compound one, is a common first name."""
    return word in FIRST_NAMES or word.partition("-")[0] in FIRST_NAMES
