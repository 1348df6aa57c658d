"""What a person says of the file they send, and of its columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.conf import settings

from parvis.desk.records.verbatim import displayable
from parvis.web.labels import PLATFORMS

from .names import FIELDS


class UploadForm(forms.Form):
    file = forms.FileField(label="Fichier", max_length=200, allow_empty_file=True)
    platform = forms.ChoiceField(label="Plateforme d’où viennent les commentaires", choices=list(PLATFORMS.items()))
    account = forms.CharField(
        label="Notre compte",
        max_length=100,
        required=False,
        help_text="Son identifiant ou son nom dans le fichier\u00a0: ce qu’il a écrit sera compté comme de nous.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = (
            "CSV, JSON Lines, Parquet, ou l’export de X, de Facebook ou de YouTube, "
            f"d’au plus {settings.UPLOAD_MEGABYTES}\u00a0Mo."
        )

    def clean_account(self) -> str:
        return displayable(self.cleaned_data["account"])


class ColumnsForm(forms.Form):
    """One choice a field. Columns go by their place: their names are a stranger's, and may hold anything."""

    def __init__(self, columns: Sequence[str], mapping: Mapping[str, str], data: Any = None) -> None:
        super().__init__(data, initial={field: columns.index(mapping[field]) for field in mapping})
        self._columns = columns
        choices = [("", "Aucune"), *((str(place), displayable(name)[:80]) for place, name in enumerate(columns))]
        for field, label in FIELDS.items():
            required = field == "text"
            self.fields[field] = forms.ChoiceField(label=label, choices=choices, required=required)

    def mapping(self) -> dict[str, str]:
        """Field to column, once valid."""
        return {field: self._columns[int(place)] for field, place in self.cleaned_data.items() if place}
