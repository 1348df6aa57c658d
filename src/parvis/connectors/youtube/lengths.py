"""How long a reply may be on YouTube."""

from __future__ import annotations

from parvis.connectors.lengths import Length

_MOST = 10_000  # YouTube, comment text: what the sandbox refuses beyond


def length(text: str) -> Length:
    """Counted in UTF-16 units, as the platform does: an emoji outside the basic plane is two."""
    return Length(len(text.encode("utf-16-le", "surrogatepass")) // 2, _MOST)
