"""One answer of X that lists posts: the posts, who wrote them, and what they refer to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from parvis.connectors.x import generations, shapes


@dataclass(frozen=True, slots=True)
class Page:
    """`items` as they came, well-formed or not; look-ups by id for the rest."""

    items: tuple[object, ...]
    next_token: str
    listed: bool = True  # X said what it lists (`meta`), if only that there is nothing
    problems: tuple[object, ...] = ()
    users: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    posts: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    media: Mapping[str, Mapping[str, object]] = field(default_factory=dict)

    def well_formed(self) -> Iterator[Mapping[str, object]]:
        """The items that are posts with an id."""
        return (one for one in map(shapes.mapping, self.items) if shapes.identifier(one.get("id")))

    def ids(self) -> list[int]:
        return [int(shapes.identifier(one.get("id"))) for one in self.well_formed()]

    def author_of(self, post_id: str) -> str:
        """Author of a post that this answer happens to include; empty when it does not say."""
        return shapes.identifier(self.posts.get(post_id, {}).get("author_id"))


def read(answer: Mapping[str, object]) -> Page:
    """The page that an answer holds, in either generation's names."""
    includes = shapes.mapping(answer.get("includes"))
    data = answer.get("data")
    # A list where X documents one; any other value is kept, to be reported as an unknown item.
    items = tuple(data) if isinstance(data, list) else () if data is None else (data,)
    return Page(
        items,
        shapes.string(shapes.mapping(answer.get("meta")).get("next_token")),
        "meta" in answer,
        tuple(shapes.listing(answer.get("errors"))),
        _by_id(shapes.listing(includes.get("users"))),
        _by_id([*generations.included_posts(includes), *items]),
        {
            shapes.string(one.get("media_key")): one
            for one in map(shapes.mapping, shapes.listing(includes.get("media")))
        },
    )


def _by_id(found: list[object]) -> dict[str, Mapping[str, object]]:
    described = [shapes.mapping(one) for one in found]
    return {shapes.identifier(one.get("id")): one for one in described if shapes.identifier(one.get("id"))}
