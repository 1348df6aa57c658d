"""What the commands say to people: in French, and with its typography."""

from __future__ import annotations

import errno
import sys
from typing import NoReturn

import typer

_NO_BREAK = "\u00a0"
_REASONS = {
    errno.ENOENT: "il n'existe pas",
    errno.EACCES: "l'accès en est refusé",
    errno.EPERM: "l'accès en est refusé",
    errno.EROFS: "ce disque est en lecture seule",
    errno.EISDIR: "c'est un dossier",
    errno.ENOTDIR: "un élément de son chemin n'est pas un dossier",
    errno.EEXIST: "quelque chose porte déjà ce nom",
    errno.ENAMETOOLONG: "son nom est trop long",
    errno.ENOSPC: "le disque est plein",
    errno.EDQUOT: "l'espace permis est épuisé",
    errno.EMFILE: "trop de fichiers sont ouverts",
    errno.EADDRNOTAVAIL: "cette adresse n'est pas celle de cette machine",
}


def typeset(text: str) -> str:
    """The text with non-breaking spaces before colons and inside quotation marks."""
    for plain in (" :", " »"):
        text = text.replace(plain, _NO_BREAK + plain[1:])
    return text.replace("« ", f"«{_NO_BREAK}")


def say(text: str) -> None:
    """Lines for the person who asked."""
    sys.stdout.write(f"{typeset(text)}\n")


def complain(text: str) -> None:
    """Lines about what went wrong, apart from the answers."""
    sys.stderr.write(f"{typeset(f'parvis : {text}')}\n")


def give_up(text: str, *, status: int = 2) -> NoReturn:
    """End the command: 2 when it was asked for badly, 1 when it found or met something wrong."""
    complain(text)
    raise typer.Exit(status)


def reason(error: OSError) -> str:
    """Why the system refused, in French where we know it."""
    return _REASONS.get(error.errno or 0, error.strerror or type(error).__name__)
