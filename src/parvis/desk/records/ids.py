"""Identifiers that sort by time of creation, so that indexes grow at their end (RFC 9562, version 7)."""

from __future__ import annotations

import secrets
import time
import uuid


def new_id() -> uuid.UUID:
    milliseconds = time.time_ns() // 1_000_000
    value = (milliseconds << 80) | (0x7 << 76) | (secrets.randbits(12) << 64) | (0b10 << 62) | secrets.randbits(62)
    return uuid.UUID(int=value)
