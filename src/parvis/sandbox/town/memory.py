"""What the town remembers between two starts: who said what, and where."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field

from ..store import Settings

_RECENT = 40  # comments that may still be edited or regretted


@dataclass(slots=True)
class Memory:
    """Kept with the world, so that nobody repeats themselves after a restart."""

    step: int = 0
    posts: dict[str, str] = field(default_factory=dict)  # thread -> id of its publication
    told: list[str] = field(default_factory=list)  # keys of lines said since the stock was last full
    where: dict[str, str] = field(default_factory=dict)  # key of a line -> id of the comment
    recent: list[str] = field(default_factory=list)  # keys of lines, oldest first

    @classmethod
    def of(cls, settings: Settings) -> Memory:
        return cls(**settings.get("town", {}))

    def keep(self, settings: Settings) -> None:
        settings["town"] = asdict(self)

    def said(self, key: str, comment_id: str) -> None:
        self.told.append(key)
        self.where[key] = comment_id
        self.recent = [*(one for one in self.recent if one != key), key][-_RECENT:]

    def forget(self, key: str) -> None:
        self.recent = [one for one in self.recent if one != key]
        self.where.pop(key, None)
