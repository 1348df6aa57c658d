"""`parvis user`: people of the desk, from the command line."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from .django_setup import load_django, prepare_database

app = typer.Typer(help="Les personnes du bureau.", no_args_is_help=True)


@app.command("add", help="Ajoute une personne; son mot de passe est demandé, jamais donné sur la ligne de commande.")
def add(
    username: Annotated[str, typer.Argument(metavar="NOM_D_UTILISATEUR")],
    display_name: Annotated[str, typer.Option("--name", metavar="NOM", help="Nom affiché", prompt="Nom affiché")],
    role: Annotated[
        str, typer.Option("--role", metavar="RÔLE", help="administrator, moderator ou reader")
    ] = "moderator",
    password: Annotated[
        str, typer.Option(prompt="Mot de passe", confirmation_prompt="Encore une fois", hide_input=True, hidden=True)
    ] = "",
) -> None:
    load_django()
    prepare_database()
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    from parvis.desk.people.actions import create_user
    from parvis.desk.people.actors import operator
    from parvis.desk.people.errors import UsernameTaken
    from parvis.desk.people.permissions import Role

    if role not in {"administrator", "moderator", "reader"}:
        sys.stderr.write(f"parvis : le rôle « {role} » n'existe pas. Connus : administrator, moderator, reader.\n")
        raise typer.Exit(2)
    try:
        validate_password(password)
        user = create_user(
            actor=operator(), username=username, display_name=display_name, role=Role(role), password=password
        )
    except ValidationError as error:
        sys.stderr.write("".join(f"parvis : {message}\n" for message in error.messages))
        raise typer.Exit(1) from error
    except UsernameTaken as error:
        sys.stderr.write(f"parvis : {error}\n")
        raise typer.Exit(1) from error
    sys.stdout.write(f"{user.display_name} peut maintenant se connecter.\n")
