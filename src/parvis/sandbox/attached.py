"""What people attach to what they write: a photo, a sticker, an animated image, a film. Kept apart from the items."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .items import Item
from .store import Store

_SCHEMA = """CREATE TABLE IF NOT EXISTS attached (
  platform TEXT NOT NULL, origin TEXT NOT NULL, kind TEXT NOT NULL, alt BLOB NOT NULL, number INTEGER NOT NULL,
  PRIMARY KEY (platform, origin))"""
WIDTH, HEIGHT = 320, 200  # of every picture


class Kind(StrEnum):
    PHOTO = "photo"
    STICKER = "sticker"
    ANIMATION = "animation"
    REEL = "reel"


KINDS = {
    "x": (Kind.PHOTO, Kind.ANIMATION),
    "facebook": (Kind.PHOTO, Kind.STICKER, Kind.ANIMATION),
    "youtube": (),
}  # of comments; publications may also have a film


@dataclass(frozen=True, slots=True)
class Attached:
    """`alt` is what its author says of it; `number` names the picture, and changes when it is replaced."""

    kind: Kind
    alt: str = ""
    number: int = 0

    @property
    def path(self) -> str:
        return f"/media/{self.number}.png"


class Attachments:
    """One for each item at most, whatever its versions."""

    def __init__(self, store: Store) -> None:
        self._store = store
        store.query(_SCHEMA)

    def put(self, item: Item, attached: Attached) -> None:
        """Attach, in place of what was attached before."""
        with self._store.lock:
            number = self._store.query("SELECT coalesce(max(number), 0) + 1 FROM attached")[0][0]
            alt = attached.alt.encode("utf-8", "surrogatepass")
            values = (item.platform, item.origin, attached.kind.value, alt, number)
            self._store.query("INSERT OR REPLACE INTO attached VALUES (?, ?, ?, ?, ?)", values)

    def of(self, item: Item) -> Attached | None:
        return self.all(item.platform, item.origin).get(item.origin)

    def all(self, platform: str, origin: str = "") -> dict[str, Attached]:
        """By the items' origins."""
        where = "platform = ? AND (origin = ? OR ? = '')"
        rows = self._store.query(f"SELECT origin, kind, alt, number FROM attached WHERE {where}",  # noqa: S608
                                 (platform, origin, origin))  # fmt: skip
        return {row[0]: Attached(Kind(row[1]), row[2].decode("utf-8", "surrogatepass"), row[3]) for row in rows}
