"""The forms of a verb in -er, and the same forms of the verb that should stand there: « checkez », « vérifiez »."""

from __future__ import annotations

from collections.abc import Iterator

_ENDINGS = (
    "er", "e", "es", "ons", "ez", "ent", "é", "ée", "és", "ées", "ais", "ait", "ions", "iez", "aient", "ant", "erai",
    "eras", "era", "erons", "erez", "eront", "erais", "erait", "erions", "eriez", "eraient",
)  # fmt: skip


def conjugated(wrong: str, right: str) -> Iterator[tuple[str, str]]:
    """Yield each form of the wrong verb with the same form of the right one, "" when it cannot be told."""
    for ending in _ENDINGS:
        yield _joined(wrong[:-2], ending), _same_form(right, ending)


def same_form(wrong: str, form: str, right: str) -> str:
    """What this form of the wrong verb is of the right one, "" when it cannot be told."""
    return dict(conjugated(wrong, right)).get(form, "") if wrong.endswith("er") else ""


def _same_form(right: str, ending: str) -> str:
    if ending == "er":
        return right
    regular = right.isalpha() and right.endswith("er") and not _changes_its_stem(right)
    return _joined(right[:-2], ending) if regular else ""


def _changes_its_stem(verb: str) -> bool:
    """« appeler, appelle », « régler, règle », « envoyer, envoie »: not written by adding an ending."""
    return verb.endswith(("eler", "eter", "ever", "ener", "yer")) or "é" in verb[-5:-3]


def _joined(stem: str, ending: str) -> str:
    """« téléchargeons », « annonçait »."""
    if stem.endswith("g") and ending[0] in "ao":
        return f"{stem}e{ending}"
    if stem.endswith("c") and ending[0] in "ao":
        return f"{stem[:-1]}ç{ending}"
    return stem + ending
