"""An approved answer as a person writes it, checked as a whole before any action sees it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import QueryDict

from parvis.desk.records.verbatim import displayable

from ..models import LibraryAnswer
from ..placeholders import Blank
from .checks import Review, review
from .fields import LONGEST, LibraryFields, line
from .words import places, stray_brace

_MOST_BLANKS = 20
_USUAL = timedelta(days=182)  # between two reviews
_TEXTS = ("text", "short")
_LINES = ("subject", "theme", "redirect", "owner")
_LISTS = ("questions", "sources")


class LibraryForm(LibraryFields):
    """`review` is what the gate and X say of the words. Each place left to be filled has a field that names it."""

    def __init__(self, data: QueryDict | None = None, *, answer: LibraryAnswer | None = None, today: date) -> None:
        self._answer, self._today = answer, today
        self.checking = data is not None and "check" in data
        self.kept = frozenset(data.getlist("kept")) if data is not None and "anyway" in data else frozenset()
        self.review: Review | None = review(answer.text, answer.short) if answer and data is None else None
        self.blanks = _blanks(data, answer)
        self._unnamed = {_label(one) for one in self.blanks if data is not None and _label(one) not in data}
        super().__init__(_named(data, self.blanks), initial=_initial(answer, self.blanks, today))
        for one in self.blanks:
            missing = f"Dites ce qui s’écrit à la place de {{{one.name}}}."
            self.fields[_label(one)] = line(f"{{{one.name}}}", 200, missing=missing)

    @property
    def labels(self) -> list[forms.BoundField]:
        """The fields that name what is left to be filled."""
        return [self[_label(one)] for one in self.blanks]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        text, short = (cleaned.get(name, "") for name in _TEXTS)
        for name in self._unnamed & set(cleaned) if not self.checking else ():
            self.add_error(name, "Ce mot entre accolades est nouveau. Dites ce qu’il faudra écrire à sa place.")
        for name, words in zip(_TEXTS, (text, short), strict=True):
            self._refuse_stray_brace(name, words)
        if len(places(text, short)) > _MOST_BLANKS:
            self.add_error("text", f"C’est trop de mots entre accolades\u00a0: {_MOST_BLANKS} au plus.")
        if text:
            self._read_again(text, short)
        return cleaned

    def clean_text(self) -> str:
        return _lines(self.cleaned_data["text"])

    def clean_short(self) -> str:
        return _lines(self.cleaned_data["short"])

    def clean_review_by(self) -> date:
        chosen: date = self.cleaned_data["review_by"]
        as_it_was = self._answer is not None and chosen == self._answer.review_by
        if chosen <= self._today and not as_it_was:
            self.add_error("review_by", "Choisissez une date à venir\u00a0: la réponse sera relue avant.")
        return chosen

    def _refuse_stray_brace(self, name: str, text: str) -> None:
        around = stray_brace(text)
        if around:
            self.add_error(
                name,
                f"Des accolades sont mal écrites, près de «\u00a0{around}\u00a0». Mettez-y un seul mot, en minuscules "
                "et sans accent, par exemple {date_versement}.",
            )

    def _read_again(self, text: str, short: str) -> None:
        self.review = found = review(text, short)
        if found.short and not found.short.fits:
            counted = f"{found.short.used} caractères sur {found.short.most}"
            self.add_error("short", f"Cette version est trop longue pour X\u00a0: {counted}. Raccourcissez-la.")
        if found.blocking:
            self.add_error(None, "Ce texte ne pourrait jamais partir. Corrigez ce que la relecture signale.")

    @property
    def agreed(self) -> bool:
        """Whether every warning was read and kept: the last press said « malgré tout »."""
        return self.review is not None and not self.review.left(self.kept)

    @property
    def undecided(self) -> bool:
        """Whether a save waits for warnings to be corrected, or knowingly kept."""
        return self.is_bound and self.is_valid() and not self.checking and not self.agreed

    @property
    def kept_codes(self) -> list[str]:
        """The codes of those warnings, for the journal."""
        return self.review.codes() if self.review else []

    def answer_fields(self) -> dict[str, Any]:
        """What the actions write, once valid."""
        sent = self.cleaned_data
        labels = [{"name": one.name, "label": displayable(sent[_label(one)])} for one in self.blanks]
        return {
            **{name: displayable(sent[name]) for name in (*_LINES, *_TEXTS)},
            **{name: sent[name] for name in (*_LISTS, "review_by")},
            "placeholders": labels,
        }

    def reread(self, answer: LibraryAnswer) -> None:
        """The person is now shown what somebody else wrote meanwhile: they press again knowing it."""
        self.data = {**self.data, "seen": stamp(answer)}


def stamp(answer: LibraryAnswer) -> str:
    """What a page sends back, so that two people never overwrite each other unseen."""
    return answer.changed_at.isoformat()


def _blanks(data: QueryDict | None, answer: LibraryAnswer | None) -> list[Blank]:
    """What the texts leave to be filled: as they are sent, or else as they are kept."""
    if data is not None:
        text, short = (_lines(data.get(name, ""))[:LONGEST] for name in _TEXTS)
    else:
        text, short = (answer.text, answer.short) if answer else ("", "")
    return places(text, short, answer.placeholders if answer else ())[:_MOST_BLANKS]


def _named(data: QueryDict | None, blanks: Sequence[Blank]) -> Mapping[str, Any] | None:
    """What was sent, and a first name for each place that has none yet."""
    return {_label(one): one.label for one in blanks} | data.dict() if data is not None else None


def _initial(answer: LibraryAnswer | None, blanks: Sequence[Blank], today: date) -> dict[str, Any]:
    if answer is None:
        return {"review_by": today + _USUAL}
    return {
        **{name: getattr(answer, name) for name in (*_LINES, *_TEXTS, "review_by")},
        **{name: "\n".join(getattr(answer, name)) for name in _LISTS},
        **{_label(one): one.label for one in blanks},
        "seen": stamp(answer),
    }


def _label(blank: Blank) -> str:
    return f"label-{blank.name}"


def _lines(text: str) -> str:
    """Browsers send CR LF; platforms are sent LF."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
