"""How long a reply may be on Facebook, public or private."""

from __future__ import annotations

from parvis.connectors.lengths import Length

_MOST = 8_000  # Graph API, comment message: what the sandbox refuses beyond
_MOST_IN_PRIVATE = 2_000  # Messenger Platform, Send API, message text


def length(text: str) -> Length:
    """Counted in UTF-16 units, as the platform does: an emoji outside the basic plane is two."""
    return Length(_units(text), _MOST)


def private_reply(text: str) -> Length:
    """The same count, in what Messenger takes of one message."""
    return Length(_units(text), _MOST_IN_PRIVATE)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
