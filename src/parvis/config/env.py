"""Reads settings from the environment, or from the file that NAME_FILE points at; fails loudly."""

from __future__ import annotations

import os
import re
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

_TRUE = {"1", "true", "yes", "on"}
_FALSE = {"0", "false", "no", "off", ""}


def env_text(name: str, default: str = "") -> str:
    """The variable NAME, else the content of the file NAME_FILE (for secrets), else the default."""
    if name in os.environ:
        return os.environ[name]
    file = os.environ.get(f"{name}_FILE")
    if file is None:
        return default
    try:
        return Path(file).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "UTF-8"
        raise ImproperlyConfigured(f"{name}_FILE : le fichier « {file} » ne se lit pas ({why}).") from error


def env_bool(name: str, default: bool = False) -> bool:
    value = env_text(name, "1" if default else "0").strip().lower()
    if value in _TRUE:
        return True
    if value in _FALSE:
        return False
    raise ImproperlyConfigured(f"{name} : écrivez yes ou no, et non « {value} ».")


def env_int(name: str, default: int, *, least: int = 0) -> int:
    value = env_text(name, str(default))
    try:
        number = int(value)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} : il faut un nombre entier, et non « {value} ».") from error
    if number < least:
        raise ImproperlyConfigured(f"{name} : il faut au moins {least}, et non {number}.")
    return number


def env_choice(name: str, default: str, *, among: tuple[str, ...]) -> str:
    value = env_text(name, default).strip().lower()
    if value not in among:
        raise ImproperlyConfigured(f"{name} : écrivez {', '.join(among[:-1])} ou {among[-1]}, et non « {value} ».")
    return value


def env_url(name: str) -> str:
    """An address of the web without its final slash, or an empty text."""
    value = env_text(name).strip().rstrip("/")
    if value and not re.fullmatch(r"https?://[^\s/?#@]+(/[^\s?#]*)?", value):
        raise ImproperlyConfigured(f"{name} : écrivez une adresse comme https://parvis.example.org, sans rien après.")
    return value


def env_list(name: str, default: str = "") -> list[str]:
    return [part.strip() for part in env_text(name, default).split(",") if part.strip()]


def env_path(name: str, default: Path) -> Path:
    return Path(env_text(name, str(default))).expanduser().resolve()
