"""Says in French what is wrong with a command line, and how to write it."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import Any

import typer

from .help import usage
from .speech import typeset

_NUMBERS = {int: "un nombre entier", float: "un nombre"}


def explain(error: typer.TyperException) -> str:
    """Two lines: what is wrong; how to say it. The help page alone when nothing was asked."""
    context: Any = getattr(error, "ctx", None)
    if type(error).__name__ == "NoArgsIsHelpError":
        return f"{error.format_message()}\n"
    said, advice = _said(error, context)
    command = context.command_path if context else "parvis"
    return typeset(f"parvis : {said}\n{advice or f'Essayez : {command} --aide'}\n")


def _said(error: typer.TyperException, context: Any) -> tuple[str, str]:
    """What is wrong, and the advice, "" for the ordinary one. The library's own classes of errors are private."""
    kind = type(error).__name__
    usage_line = usage(context) if context else ""
    if kind == "NoSuchOption":
        return _unknown_option(error)
    if kind == "BadOptionUsage":
        return _value_of_option(error)
    if kind == "MissingParameter":
        return f"il manque {_name(error)}.", usage_line
    if kind == "BadParameter":
        return f"{_name(error)} ne convient pas : {_expected(error)}.", usage_line
    if context is not None and hasattr(context.command, "commands"):
        return _unknown_command(context, error.message)
    return f"il y a un argument de trop{_given(error.message)}.", usage_line


def _unknown_option(error: Any) -> tuple[str, str]:
    near = getattr(error, "possibilities", None)
    return f"l'option « {error.option_name} » n'existe pas.", f"Vouliez-vous dire « {near[0]} »?" if near else ""


def _value_of_option(error: Any) -> tuple[str, str]:
    if "does not take" in error.message:
        return f"l'option {error.option_name} ne reçoit pas de valeur.", f"Écrivez : {error.option_name}"
    return f"l'option {error.option_name} attend une valeur.", f"Écrivez : {error.option_name} VALEUR"


def _unknown_command(context: Any, message: str) -> tuple[str, str]:
    known = sorted(context.command.commands)
    quoted = re.search(r"(['\"])(.*?)\1", message, re.DOTALL)
    given = quoted[2] if quoted else ""
    near = get_close_matches(given, known, n=1, cutoff=0.5)
    return (
        f"la commande « {given} » n'existe pas.",
        f"Vouliez-vous dire « {context.command_path} {near[0]} »?" if near else f"Connues : {', '.join(known)}.",
    )


def _given(message: str) -> str:
    """What was not expected, as the library quotes it between parentheses."""
    quoted = re.search(r"argument\(s\) \((.*)\)$", message, re.DOTALL)
    return f" : {quoted[1]}" if quoted else ""


def _expected(error: typer.TyperException) -> str:
    parameter: Any = getattr(error, "param", None)
    annotation: Any = getattr(getattr(parameter, "type_descriptor", None), "annotation", None)
    number = _NUMBERS.get(annotation)
    if number is None:
        return "cette valeur n'est pas de celles qu'elle reçoit"
    least, most = getattr(parameter, "min", None), getattr(parameter, "max", None)
    if least is not None and most is not None:
        return f"il faut {number} de {least} à {most}"
    return f"il faut {number}" if least is None else f"il faut {number}, {least} ou plus"


def _name(error: typer.TyperException) -> str:
    parameter: Any = getattr(error, "param", None)
    if parameter is None:
        return "une valeur"
    if parameter.param_type_name == "option":
        return f"l'option {max(parameter.opts, key=len)}"
    return f"l'argument {parameter.metavar or parameter.name.upper()}"
