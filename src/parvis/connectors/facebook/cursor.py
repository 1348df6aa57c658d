"""Where the reading of a page stands, as the text that the desk keeps between two readings."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from parvis.connectors.facebook import payload

_VERSION = 1


@dataclass(slots=True)
class Cursor:
    """`read_to`: for each recent post, the Unix second up to which its comments were delivered.

    These marks come from Graph's own times, so that a wrong clock on our side loses nothing.
    `left`: posts that an interrupted sweep did not reach, to be read first by the next one.
    `refused`: posts whose comments Graph will not give, already reported.
    """

    read_to: dict[str, int] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def dump(self) -> str:
        return json.dumps(
            {"v": _VERSION, "read_to": self.read_to, "left": self.left, "refused": self.refused},
            separators=(",", ":"),
        )

    @classmethod
    def load(cls, text: str) -> Cursor:
        """The cursor that was dumped. Anything else starts over, which repeats but misses nothing."""
        try:
            stored = payload.mapping(json.loads(text)) if text else {}
        except (ValueError, RecursionError):
            stored = {}
        if stored.get("v") != _VERSION:
            return cls()
        marks = payload.mapping(stored.get("read_to"))
        return cls(
            read_to={post: payload.count(second) for post, second in marks.items()},
            left=_strings(stored.get("left")),
            refused=_strings(stored.get("refused")),
        )


def _strings(value: object) -> list[str]:
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []
