"""The keys that seal tokens. They are kept outside the database: in the environment, or in a file beside it.

Several may be given, the newest first: the first seals, all of them open. To change the key, put a new one in front;
the worker seals everything anew; then take the old one away (see docs/decisions/0014).
"""

from __future__ import annotations

import base64
import binascii
import contextlib
import hashlib
import os
import re
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

_LENGTH = 32  # bytes: AES-256


@dataclass(frozen=True, slots=True)
class Key:
    """`id` names the key without telling it: the first bytes of its hash."""

    id: str
    secret: bytes = field(repr=False)


def keys() -> list[Key]:
    """The keys in use, the one that seals first. Makes one, in a file of its owner's alone, when none is given."""
    return given_keys() or _of_file(settings.HOME / "token.key")


def given_keys() -> list[Key]:
    """Those of PARVIS_TOKEN_KEY. Raises `ImproperlyConfigured`, which never shows a key."""
    return _parse(settings.TOKEN_KEY, "PARVIS_TOKEN_KEY")


def new_key() -> str:
    return base64.urlsafe_b64encode(secrets.token_bytes(_LENGTH)).decode("ascii")


def _of_file(file: Path) -> list[Key]:
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        # Several processes may start at once on a new home: the first whole file wins, none is read half-written.
        draft = file.with_name(f"token.{os.getpid()}.{secrets.token_hex(4)}")
        draft.touch(mode=0o600)
        draft.write_text(new_key() + "\n", encoding="ascii")
        with contextlib.suppress(FileExistsError):
            os.link(draft, file)
        draft.unlink()
    try:
        found = _parse(file.read_text(encoding="ascii"), str(file))
    except (OSError, UnicodeDecodeError) as error:
        raise ImproperlyConfigured(f"Le fichier de clé «\u00a0{file}\u00a0» ne se lit pas.") from error
    if not found:
        raise ImproperlyConfigured(f"Le fichier de clé «\u00a0{file}\u00a0» est vide. Remettez-y la clé sauvegardée.")
    return found


def _parse(text: str, where: str) -> list[Key]:
    return [_key(part, where) for part in re.split(r"[\s,]+", text.strip()) if part]


def _key(text: str, where: str) -> Key:
    try:
        secret = base64.b64decode(text.replace("-", "+").replace("_", "/"), validate=True)
    except (binascii.Error, ValueError):
        secret = b""
    if len(secret) != _LENGTH:
        raise ImproperlyConfigured(f"{where}\u00a0: une clé s'écrit en base64 et compte {_LENGTH} octets.")
    return Key(hashlib.sha256(b"parvis token key " + secret).hexdigest()[:16], secret)
