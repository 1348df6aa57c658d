"""What the public sees of a platform, from everything that exists on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from .attached import Attached
from .items import Item, Shown, State
from .people import People

# X leaves a hidden reply readable behind a click; elsewhere what is not shown is absent, replies included.
_SEEN = {
    "x": {State.SHOWN, State.HIDDEN},
    "facebook": {State.SHOWN},
    "youtube": {State.SHOWN},
}
_DEEPEST = 20  # answers below this level are shown side by side, as no page nests for ever


def build(
    platform: str, items: Iterable[Item], people: People, attached: Mapping[str, Attached] | None = None
) -> list[Shown]:
    """Threads as the public sees them now: newest first, replies oldest first. `items` by time."""
    pictures = attached or {}
    roots: list[Item] = []
    answers: dict[str, list[Item]] = defaultdict(list)
    seen = {item.origin: item for item in items}
    for item in seen.values():
        if item.kind != "comment":
            roots.append(item)
        else:
            answers[_place(item, seen, platform)].append(item)

    def shown(item: Item) -> Shown | None:
        if item.state not in _SEEN[platform]:
            return None
        person = people.person(platform, item.author)
        replies = (shown(reply) for reply in answers[item.origin])
        return Shown(
            id=item.id, kind=item.kind, author=item.author, name=person.name, handle=person.handle,
            text=item.text, at=item.at, edited=item.edited, official=item.official,
            behind_click=item.state is State.HIDDEN, post_id=item.post_id, parent_id=item.parent_id,
            picture=joined.path if (joined := pictures.get(item.origin)) else "",
            alt=joined.alt if joined else "",
            quoted=quoted.text if (quoted := seen.get(item.quoted_id)) else "",
            replies=tuple(reply for reply in replies if reply is not None),
        )  # fmt: skip

    newest_first = sorted(roots, key=lambda item: (item.at, item.seq), reverse=True)
    return [one for one in map(shown, newest_first) if one is not None]


def _place(item: Item, seen: dict[str, Item], platform: str) -> str:
    """The origin of what the item is shown under.

    On X replies outlive what they answer: they then show under the nearest ancestor that is left.
    """
    left = (one for one in reversed(_ancestors(item, seen)) if platform != "x" or one.state is not State.DELETED)
    line = [item.post_id, *(one.origin for one in left)]
    return line[min(len(line), _DEEPEST) - 1]


def _ancestors(item: Item, seen: dict[str, Item]) -> list[Item]:
    """What the item answers, then what that answers, up to the post (left out)."""
    found: list[Item] = []
    above = seen.get(item.parent_id)
    while above is not None and above.kind == "comment":
        found.append(above)
        above = seen.get(above.parent_id)
    return found
