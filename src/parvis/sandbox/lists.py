"""What the platforms' lists do not show yet, although it exists: eventual consistency.

The public sees such an item at once, and webhooks announce it at once; only the lists that software reads are late,
and the searches. Asked by its id:

- X gives it: posts are read from where they are kept, lists and searches from an index that is built afterwards;
- Facebook gives it: a webhook names a comment that the edge of its post does not list yet;
- YouTube does not: `comments.list` by id shows nothing of it until lists do.

Numbers are ahead of lists on Facebook (`comment_count`) and YouTube (`totalReplyCount`): they count it at once.
"""

from __future__ import annotations

from datetime import timedelta

from .clock import Clock
from .items import Item
from .store import Store


class Lists:
    """Which items are late, and until when. Kept with the world."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def hold_back(self, item: Item, seconds: float) -> None:
        """Leave it out of every list for that long."""
        until = (self._clock.now() + timedelta(seconds=seconds)).timestamp()
        found = self._store.item(item.platform, item.id)
        if found is not None:
            self._store.query("INSERT OR REPLACE INTO late VALUES (?, ?)", (found.seq, until))

    @property
    def shown(self) -> str:
        """A condition in SQL: the item is in lists by now."""
        return f"seq NOT IN (SELECT seq FROM late WHERE until > {self._clock.now().timestamp():.6f})"  # noqa: S608

    def hides(self, item: Item) -> bool:
        """Whether it is still missing."""
        return not self._store.items(f"seq = ? AND {self.shown}", (item.seq,))
