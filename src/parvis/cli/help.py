"""Help pages, in French: what a command does, what it takes, and how to write it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import typer
from typer.core import TyperCommand, TyperGroup

from .speech import typeset

_Function = TypeVar("_Function", bound=Callable[..., Any])
_ABOUT_HELP = "Affiche cette page."
_ROOM = 30  # columns for the names, before what they mean


class FrenchTyper(typer.Typer):
    """Where commands are registered, so that each gets a page of ours."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(cls=FrenchGroup, no_args_is_help=True, **settings)

    def command(self, name: str | None = None, **settings: Any) -> Callable[[_Function], _Function]:
        return super().command(name, cls=FrenchCommand, **settings)


class FrenchCommand(TyperCommand):
    """A command whose help page is ours: the library's own words are English."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        _page(self, ctx, formatter)


class FrenchGroup(TyperGroup):
    """Commands under one name, `parvis` itself included."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**(settings | {"subcommand_metavar": "COMMANDE…"}))

    def format_help(self, ctx: Any, formatter: Any) -> None:
        _page(self, ctx, formatter)
        commands = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        rows = [(name, typeset(command.help or "")) for name, command in commands if command and not command.hidden]
        _table(formatter, "Commandes", rows)


def usage(ctx: Any) -> str:
    """How this command is written, on one line."""
    pieces = [piece.strip("{}") for piece in ctx.command.collect_usage_pieces(ctx)]
    return typeset(f"Usage : {' '.join([ctx.command_path, *pieces])}")


def _page(command: Any, ctx: Any, formatter: Any) -> None:
    formatter.write(f"{usage(ctx)}\n")
    if command.help:
        formatter.write_paragraph()
        formatter.write_text(typeset(command.help))
    shown = [parameter for parameter in command.get_params(ctx) if not getattr(parameter, "hidden", False)]
    arguments = [(_argument(p), typeset(p.help or "")) for p in shown if p.param_type_name == "argument"]
    options = [(_option(p), _meaning(p, ctx)) for p in shown if p.param_type_name == "option"]
    _table(formatter, "Arguments", arguments)
    _table(formatter, "Options", options)


def _table(formatter: Any, title: str, rows: list[tuple[str, str]]) -> None:
    if rows:
        with formatter.section(f"{title}\u00a0"):
            formatter.write_dl(rows, col_max=_ROOM)


def _argument(parameter: Any) -> str:
    return str(parameter.metavar or parameter.name.upper())


def _option(parameter: Any) -> str:
    # The library keeps the names of the help option in a set: their order would change from one run to the next.
    names = ", ".join(sorted(parameter.opts, key=lambda name: (len(name), name)))
    return names if parameter.is_flag else f"{names} {_argument(parameter)}"


def _meaning(parameter: Any, ctx: Any) -> str:
    if parameter is ctx.command.get_help_option(ctx):
        return _ABOUT_HELP
    meaning = parameter.help or ""
    given = parameter.get_default(ctx)
    return typeset(meaning if given in {None, ""} else f"{meaning} (par défaut : {given})")
