"""What is asked of an approved answer, field by field, in French, each checked on its own."""

from __future__ import annotations

import re

from django import forms
from django.core.exceptions import ValidationError

from parvis.desk.records.policies import policy_of, version_in_force
from parvis.desk.records.verbatim import displayable
from parvis.engine.institution import institution_of
from parvis.engine.personal_info import find_personal_info
from parvis.engine.text.normalise import normalise

LONGEST = 10_000  # characters of one text
_MOST_LINES, _LONGEST_LINE = 60, 300
_BLANKS = re.compile(r"[ \t]+")  # a non-breaking space is meant
_ISO = "%Y-%m-%d"


def line(label: str, most: int, *, missing: str = "", help_text: str = "") -> forms.CharField:
    """One line; `missing` is what is said when it is needed and empty."""
    return forms.CharField(
        label=label,
        max_length=most,
        required=bool(missing),
        error_messages={"required": missing},
        help_text=help_text,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


def _words(label: str, rows: int, *, missing: str = "", help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=LONGEST,
        required=bool(missing),
        error_messages={"required": missing},
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows, "lang": "fr-CA", "spellcheck": "true"}),
    )


class LibraryFields(forms.Form):
    subject = line("Sujet", 120, missing="Donnez un sujet\u00a0: c’est le nom de la réponse dans la bibliothèque.")
    theme = line("Thème", 80, help_text="La liste est regroupée par thème.")
    text = _words(
        "Texte de la réponse",
        9,
        missing="Écrivez le texte de la réponse.",
        help_text="Ce qui change d’un envoi à l’autre s’écrit entre accolades, par exemple {date} ou {lien}.",
    )
    short = _words("Version courte, pour X", 4, help_text="Elle part là où le texte entier ne tient pas.")
    questions = _words(
        "Façons de le demander",
        5,
        help_text="Une par ligne, comme les gens l’écrivent. C’est par elles que la réponse est proposée.",
    )
    redirect = line(
        "Organisme vers qui diriger", 120, help_text="S’il répond à notre place, par exemple Service Canada."
    )
    sources = _words("Sources", 2, help_text="Une par ligne.")
    owner = line("Responsable", 120, missing="Dites qui est responsable de cette réponse.")
    review_by = forms.DateField(
        label="À réviser avant le",
        input_formats=[_ISO],
        widget=forms.DateInput(attrs={"type": "date"}, format=_ISO),
        error_messages={
            "required": "Choisissez la date avant laquelle cette réponse devra être révisée.",
            "invalid": "Écrivez la date ainsi\u00a0: 2027-05-31.",
        },
    )
    seen = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def clean_questions(self) -> list[str]:
        asked = self._one_a_line("questions")
        institution = institution_of(policy_of(version_in_force()))
        if any(find_personal_info(normalise(one), institution) for one in asked):
            raise ValidationError(
                "Une de ces phrases contient un renseignement personnel, par exemple un numéro de téléphone. "
                "Retirez-le\u00a0: la bibliothèque ne garde rien de personne."
            )
        return asked

    def clean_sources(self) -> list[str]:
        return self._one_a_line("sources")

    def _one_a_line(self, name: str) -> list[str]:
        lines = [_BLANKS.sub(" ", one.strip()) for one in displayable(self.cleaned_data[name]).splitlines()]
        found = list(dict.fromkeys(one for one in lines if one))
        if len(found) > _MOST_LINES or any(len(one) > _LONGEST_LINE for one in found):
            raise ValidationError(f"Au plus {_MOST_LINES} lignes, de {_LONGEST_LINE} caractères chacune.")
        return found
