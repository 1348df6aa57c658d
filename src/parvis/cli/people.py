"""`parvis user`: people of the desk, from the command line."""

from __future__ import annotations

import getpass
import sys
from typing import Annotated

import typer

from .django_setup import load_django, prepare_database
from .help import FrenchTyper
from .speech import complain, give_up, say, typeset

app = FrenchTyper(help="Les personnes du bureau.")
_ROLES = ("administrator", "moderator", "reader")


@app.command(
    "add",
    help="Ajoute une personne. Son mot de passe est demandé ou lu sur l'entrée standard, jamais donné en argument.",
)
def add(
    username: Annotated[str, typer.Argument(metavar="NOM_D_UTILISATEUR", help="Il sert à se connecter")],
    display_name: Annotated[str, typer.Option("--name", metavar="NOM", help="Nom affiché; demandé s'il manque")] = "",
    role: Annotated[
        str, typer.Option("--role", metavar="RÔLE", help="administrator, moderator ou reader")
    ] = "moderator",
) -> None:
    if role not in _ROLES:
        give_up(f"le rôle « {role} » n'existe pas. Connus : {', '.join(_ROLES)}.")
    load_django()
    prepare_database()
    given = {"username": username, "display_name": display_name or _ask("Nom affiché"), "role": role}
    _create(given | {"password": _new_password()})


def _create(given: dict[str, str]) -> None:
    """The same checks as the team's page."""
    from parvis.desk.people.actions import create_user
    from parvis.desk.people.actors import operator
    from parvis.desk.people.errors import UsernameTaken
    from parvis.desk.people.forms import NewPersonForm
    from parvis.desk.people.permissions import Role

    form = NewPersonForm(given)
    if not form.is_valid():
        for field, errors in form.errors.items():
            label = form.fields[field].label if field in form.fields else ""
            for error in errors:
                complain(f"{label} : {error}" if label else str(error))
        raise typer.Exit(1)
    checked = form.cleaned_data
    try:
        user = create_user(actor=operator(), **{**checked, "role": Role(checked["role"])})
    except UsernameTaken as error:
        give_up(str(error), status=1)
    say(f"{user.display_name} peut maintenant se connecter.")


def _ask(question: str) -> str:
    """One line: asked of a person at a terminal, read from what is sent in otherwise."""
    if sys.stdin.isatty():
        sys.stderr.write(typeset(f"{question} : "))
        sys.stderr.flush()
    line = sys.stdin.readline()
    if not line:
        give_up(f"il manque une réponse : {question.lower()}.")
    return line.rstrip("\n")


def _new_password() -> str:
    """Typed twice without being shown; a program sends it once, on its own line."""
    if not sys.stdin.isatty():
        return _ask("Mot de passe")
    while True:
        password = getpass.getpass(typeset("Mot de passe : "))
        if getpass.getpass(typeset("Encore une fois : ")) == password:
            return password
        complain("les deux mots de passe diffèrent; recommencez.")
