"""Says in French what is wrong with a command line, and how to write it."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import Any

import typer


def explain(error: typer.TyperException) -> str:
    """Two lines: what is wrong; how to say it."""
    context: Any = getattr(error, "ctx", None)
    command = context.command_path if context else "parvis"
    if type(error).__name__ == "NoArgsIsHelpError":
        return f"{error.format_message()}\n"
    said, advice = _said(error, context)
    return f"parvis : {said}\n{advice or f'Essayez : {command} --aide'}\n"


def _said(error: typer.TyperException, context: Any) -> tuple[str, str]:
    kind = type(error).__name__
    if kind == "NoSuchOption":
        option = getattr(error, "option_name", "")
        near = getattr(error, "possibilities", None)
        return f"l'option « {option} » n'existe pas.", f"Vouliez-vous dire {near[0]}?" if near else ""
    if kind == "MissingParameter":
        return f"il manque {_name(error)}.", _usage(context)
    if kind == "BadParameter":
        return f"{_name(error)} ne convient pas{_expected(error)}.", _usage(context)
    if kind == "FileError":
        return f"le fichier « {getattr(error, 'ui_filename', '')} » ne s'ouvre pas ({error.message}).", ""
    if context is not None and hasattr(context.command, "commands"):
        return _unknown_command(context, error.message)
    return "cette commande reçoit trop d'arguments, ou pas les bons.", _usage(context)


def _unknown_command(context: Any, message: str) -> tuple[str, str]:
    known = sorted(context.command.commands)
    quoted = re.search("'([^']*)'", message)
    given = quoted[1] if quoted else ""
    near = get_close_matches(given, known, n=1, cutoff=0.5)
    said = f"la commande « {given} » n'existe pas."
    return (
        said,
        f"Vouliez-vous dire « {context.command_path} {near[0]} »?" if near else f"Connues : {', '.join(known)}.",
    )


def _expected(error: typer.TyperException) -> str:
    parameter: Any = getattr(error, "param", None)
    kind = getattr(getattr(parameter, "type", None), "name", "")
    return {"integer": " : un nombre entier est attendu", "integer range": " : un nombre entier est attendu"}.get(
        kind, ""
    )


def _name(error: typer.TyperException) -> str:
    parameter: Any = getattr(error, "param", None)
    if parameter is None:
        return "une valeur"
    if parameter.param_type_name == "option":
        return f"l'option {parameter.opts[0]}"
    return f"l'argument {parameter.metavar or parameter.name.upper()}"


def _usage(context: Any) -> str:
    if context is None:
        return ""
    pieces = " ".join(context.command.collect_usage_pieces(context))
    return f"Usage : {context.command_path} {pieces}"
