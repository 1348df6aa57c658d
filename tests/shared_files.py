"""Where the specifications and recorded responses kept outside the project are, when they are there."""

from __future__ import annotations

from pathlib import Path

import pytest

_SHARED = Path(__file__).resolve().parents[2] / "shared"


def shared_path(relative: str) -> Path:
    """The file, or a loud skip that says what is not checked."""
    path = _SHARED / relative
    if not path.exists():
        pytest.skip(f"NOT CHECKED: {relative} is absent beside the checkout")
    return path
