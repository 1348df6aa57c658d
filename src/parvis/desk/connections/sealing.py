"""Seals what a database must not tell: AES-256-GCM, bound to the row it is for."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from .keys import Key, keys

_VERSION = b"\x01"
_KEY_ID, _NONCE = 8, 12  # bytes


class Unopenable(Exception):
    """No key at hand opens this, or it was altered, or it is another row's."""


def seal(content: Mapping[str, Any], purpose: str) -> bytes:
    """Version, key id, nonce, then the sealed JSON. `purpose` names the row; the same opens it, and no other."""
    key, nonce = keys()[0], secrets.token_bytes(_NONCE)
    head = _VERSION + bytes.fromhex(key.id)
    text = json.dumps(content).encode("ascii")
    return head + nonce + AESGCM(key.secret).encrypt(nonce, text, head + purpose.encode())


def unseal(sealed: bytes | memoryview, purpose: str) -> dict[str, Any]:
    """What `seal` was given. Raises `Unopenable`."""
    data = bytes(sealed)
    head, nonce, body = data[: 1 + _KEY_ID], data[1 + _KEY_ID :][:_NONCE], data[1 + _KEY_ID + _NONCE :]
    key = _key(head[1:].hex()) if head[:1] == _VERSION else None
    if key is None or len(nonce) != _NONCE:
        raise Unopenable("no key opens this")
    try:
        found = json.loads(AESGCM(key.secret).decrypt(nonce, body, head + purpose.encode()))
    except (InvalidTag, ValueError):
        raise Unopenable("altered, or of another row") from None
    if not isinstance(found, dict):
        raise Unopenable("not what was sealed")
    return found


def key_id(sealed: bytes | memoryview) -> str:
    """Which key sealed this; empty when nothing is sealed."""
    return bytes(sealed)[1 : 1 + _KEY_ID].hex()


def _key(wanted: str) -> Key | None:
    return next((key for key in keys() if key.id == wanted), None)
