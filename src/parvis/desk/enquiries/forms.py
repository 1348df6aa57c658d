"""What the composer and its neighbours send, as typed values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django import forms

from .actions.drafts import Written
from .composer import corrected, key_of
from .models import Answer, LibraryAnswer, NoAnswerReason
from .placeholders import filled
from .wording import EXCEPTIONS

_LONGEST = 80_000  # characters: a draft of ten thousand words is read, and found too long


class DraftForm(forms.Form):
    """What is written. `press` is the button that sent it: a correction, a warning kept, an approved answer taken."""

    text = forms.CharField(required=False, strip=False, max_length=_LONGEST)
    short = forms.CharField(required=False, strip=False, max_length=_LONGEST)
    translation = forms.CharField(required=False, strip=False, max_length=_LONGEST)
    exception = forms.ChoiceField(required=False, choices=[("", ""), *EXCEPTIONS.items()])
    private = forms.BooleanField(required=False)
    saved = forms.IntegerField(min_value=0, max_value=2**31 - 1)
    library = forms.SlugField(required=False, max_length=80)

    def written(self, before: Answer | None) -> Written:
        """The draft to save, once what the person pressed is applied to it."""
        sent = self.cleaned_data
        library = LibraryAnswer.objects.filter(slug=sent["library"]).first() if sent["library"] else None
        values = _values(self.data)
        return Written(
            text=filled(_lines(sent["text"]), values),
            short=filled(_lines(sent["short"]), values),
            library=library,
            redirect=library.redirect if library else "",
            private=sent["private"],
            translation=_lines(sent["translation"]),
            exception=sent["exception"],
            ignored=tuple(before.ignored) if before else (),
            saved=sent["saved"],
        )


def with_library(written: Written, slug: str) -> Written:
    """The approved answer's words, after those already written."""
    library = LibraryAnswer.objects.filter(slug=slug, retired_at=None).first()
    if library is None:
        return written
    return replace(
        written,
        text=_after(written.text, library.text),
        short=_after(written.short, library.short),
        library=library,
        redirect=library.redirect,
    )


def pressed(answer: Answer, written: Written, button: str, handle: str) -> Written:
    """The draft with one fault corrected, or one warning knowingly kept."""
    if button == "correct":
        texts = corrected(answer, handle)
        return replace(written, text=texts.get("text", written.text), short=texts.get("short", written.short))
    key = key_of(answer, handle)
    return replace(written, ignored=(*written.ignored, key)) if key else written


class ClosingForm(forms.Form):
    """Why no answer is needed."""

    reason = forms.ChoiceField(
        choices=[(reason.value, reason.value) for reason in NoAnswerReason],
        error_messages={"required": "Choisissez pourquoi cette question n'appelle pas de réponse."},
    )
    note = forms.CharField(required=False, max_length=2_000)


def _after(written: str, approved: str) -> str:
    return f"{written.rstrip()}\n\n{approved}" if written.strip() and written.strip() != approved.strip() else approved


def _lines(text: str) -> str:
    """Browsers send CR LF; platforms are sent LF."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _values(data: Mapping[str, Any]) -> dict[str, str]:
    """What was typed for each placeholder."""
    return {name.removeprefix("blank-"): str(data[name])[:500] for name in data if name.startswith("blank-")}
