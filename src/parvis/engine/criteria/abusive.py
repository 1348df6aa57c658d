"""Abusive: insults, crudeness and threats thrown at a person or a group. An insult needs a target."""

from __future__ import annotations

from parvis.engine.aim import Aim, aim_of
from parvis.engine.evidence import finding, quoted, spans_of
from parvis.engine.findings import Disposition, Finding
from parvis.engine.reading import Reading
from parvis.engine.text.lexicon import Hit

CODE = "abusive"
LEARNT = "Propos injurieux envers une personne ou un groupe"
# By kind of word: the aim from which removal is proposed, and the aim from which a person looks.
_NEEDS: dict[str, tuple[int, int]] = {
    "insult_person": (Aim.SOMEBODY, Aim.NOBODY),
    "insult_any": (Aim.YOU, Aim.SOMEBODY),
    "insult_framed": (Aim.FRAMED, Aim.FRAMED),
    "reproach": (Aim.FRAMED + 1, Aim.FRAMED),  # criticism, unless a frame makes it name-calling
}
# Adjectives said of rules and forms far more than of people: "un formulaire", not a person, is stupid.
_ALSO_OF_THINGS = frozenset(
    {
        "idiot",
        "idiote",
        "cave",
        "epais",
        "cruche",
        "ordure",
        "ordures",
        "dechet",
        "dechets",
        "parasites",
        "parasite",
        "cafards",
        "niaiseux",
        "niaiseuse",
        "stupide",
        "stupid",
        "dumb",
        "debile",
        "minable",
        "insignifiant",
        "quetaine",
        "nounoune",
        "con",
    }
)


def find(reading: Reading) -> list[Finding]:
    threats, aimed = reading.of("threat"), reading.of("crude_aimed")
    if threats:
        reason = f"Menace ou intimidation\u00a0: {quoted(reading, threats)}."
        return finding(CODE, 0.97, spans_of(reading, [*threats, *aimed]), reason, Disposition.REMOVE)
    graded = [(hit, disposition) for hit in reading.of(*_NEEDS) if (disposition := _grade(reading, hit))]
    insults = [hit for hit, disposition in graded if disposition is Disposition.REMOVE]
    if insults or aimed:
        words = sorted([*insults, *aimed], key=lambda hit: hit.start)
        reason = f"Injure adressée à une personne ou à un groupe\u00a0: {quoted(reading, words)}."
        return finding(CODE, 0.9, spans_of(reading, words), reason, Disposition.REMOVE)
    doubtful = [hit for hit, _ in graded] or reading.of("threat_vague")
    reason = f"Propos qui pourraient être injurieux\u00a0: {quoted(reading, doubtful)}."
    return finding(CODE, 0.5, spans_of(reading, doubtful), reason, Disposition.REVIEW)


def _grade(reading: Reading, hit: Hit) -> Disposition | None:
    """Return what one word proposes, or None when nobody is insulted."""
    aim = aim_of(reading, hit)
    remove, review = _NEEDS[hit.category]
    if aim is Aim.SOMEBODY and hit.term in _ALSO_OF_THINGS:
        return None
    if aim >= remove:
        return Disposition.REMOVE
    return Disposition.REVIEW if aim >= review else None
