"""What people type about themselves and about each other, checked before any action sees it."""

from __future__ import annotations

import unicodedata
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator

from .models import User
from .permissions import Role

_USERNAME = RegexValidator(
    r"\A[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?\Z",
    "Employez des lettres sans accent, des chiffres, le point, le trait d’union ou le tiret bas.",
)
_LONG_ENOUGH = "Au moins 12 caractères; une phrase convient très bien."
_ROLES = {
    Role.MODERATOR: "Modération : lire et décider",
    Role.READER: "Lecture : consulter seulement",
    Role.ADMINISTRATOR: "Administration : tout, y compris l’équipe",
}


class UsernameField(forms.CharField):
    """Case and compatible forms of a letter do not make two people of one."""

    def to_python(self, value: Any) -> str:
        return unicodedata.normalize("NFKC", str(super().to_python(value))).casefold().strip()


class NameField(forms.CharField):
    """A person's name: any script, but nothing invisible that would let one pass for another."""

    def clean(self, value: Any) -> str:
        name = str(super().clean(value))
        if any(unicodedata.category(letter) in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"} for letter in name):
            raise ValidationError("Le nom contient un caractère invisible. Saisissez-le de nouveau au clavier.")
        return name


def _password(label: str, autocomplete: str, help_text: str = "") -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(label=label, strip=False, max_length=256, widget=widget, help_text=help_text)


def _username(help_text: str = "") -> UsernameField:
    attrs = {"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
    return UsernameField(
        label="Nom d’utilisateur", max_length=64, widget=forms.TextInput(attrs=attrs), help_text=help_text
    )


class SignInForm(forms.Form):
    username = _username()
    password = _password("Mot de passe", "current-password")


class PersonForm(forms.Form):
    """A new person. `password` is checked against Django's validators, knowing the other fields."""

    display_name = NameField(
        label="Nom affiché", max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    username = _username("Il sert à se connecter, par exemple « amelie.roy ».")
    password = _password("Mot de passe", "new-password", _LONG_ENOUGH)

    def clean_username(self) -> str:
        username = str(self.cleaned_data["username"])
        _USERNAME(username)
        if User.objects.filter(username=username).exists():
            raise ValidationError("Ce nom d’utilisateur est déjà pris. Choisissez-en un autre.")
        return username

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        password = cleaned.get("password")
        if password:
            names = {key: cleaned.get(key, "") for key in ("username", "display_name")}
            self._check(password, User(**names))
        return cleaned

    def _check(self, password: str, user: User) -> None:
        try:
            validate_password(password, user)
        except ValidationError as error:
            self.add_error("password", error)


class SetUpForm(PersonForm):
    code = forms.CharField(
        label="Code de mise en service",
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "spellcheck": "false", "autofocus": True}),
        help_text="La commande l’affiche à son démarrage, dans le terminal.",
    )
    field_order = ("code", "display_name", "username", "password")


class NewPersonForm(PersonForm):
    role = forms.ChoiceField(label="Rôle", choices=[(role.value, text) for role, text in _ROLES.items()])
    field_order = ("display_name", "username", "role", "password")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Someone else's name and password: the browser must not fill in our own.
        self.fields["display_name"].widget.attrs["autocomplete"] = "off"
        self.fields["username"].widget.attrs["autocomplete"] = "off"


class NewPasswordForm(forms.Form):
    """A new password for `user`, whose names it may not resemble."""

    new = _password("Nouveau mot de passe", "new-password", _LONG_ENOUGH)

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_new(self) -> str:
        new = str(self.cleaned_data["new"])
        validate_password(new, self.user)
        return new


class OwnPasswordForm(NewPasswordForm):
    present = _password("Mot de passe actuel", "current-password")
    field_order = ("present", "new")
