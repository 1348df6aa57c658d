"""Reading named comments back. YouTube hides what it knows: by id, it gives no moderation status.

What is told is put together from three places: the thread (`isPublic`), the public replies of a thread,
and the threads held for review. A comment found in none of them is gone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from parvis.connectors.port import Observation, Refused, Visibility
from parvis.connectors.youtube import payload
from parvis.connectors.youtube.api import Api, valid_id
from parvis.connectors.youtube.mapping import Head, observation, read_head, told, visibility_of_reply

_HELD = ("heldForReview", "likelySpam")
_HELD_PAGES = 5  # of 100 threads, for each of the two


def observe(api: Api, platform_ids: Sequence[str]) -> list[Observation]:
    """One observation for each id, in the order asked."""
    wanted = [one for one in dict.fromkeys(platform_ids) if valid_id(one)]
    found = _threads(api, [one for one in wanted if "." not in one])  # a reply's id holds a dot
    found |= _others(api, [one for one in wanted if one not in found])
    missing = [one for one in wanted if one not in found]
    found |= _held(api, missing) if missing else {}
    # An id that cannot be one of YouTube's was never asked for: nothing is known of it.
    return [found.get(one) or Observation(one, Visibility.UNKNOWN) for one in platform_ids]


def _threads(api: Api, ids: Sequence[str]) -> dict[str, Observation]:
    found = {}
    for item in api.threads_by_id(ids):
        head = read_head(item, listed="")
        top = payload.mapping(payload.mapping(item).get("snippet")).get("topLevelComment")
        if head.id and payload.mapping(top):
            found[head.id] = observation(head.id, top, head, head.visibility, api.channel_id)
    return found


def _others(api: Api, ids: Sequence[str]) -> dict[str, Observation]:
    comments = _by_id(api.comments_by_id(ids))
    parents = {one: _parent(comment) for one, comment in comments.items()}
    heads = {head.id: head for head in (read_head(item, listed="") for item in _tops(api, parents.values()))}
    public: dict[str, dict[str, Mapping[str, object]]] = {}
    found = {}
    for one, comment in comments.items():
        head = heads.get(parents[one])
        if head is not None and head.visibility is Visibility.PUBLIC and told(comment) is None:
            if head.id not in public:
                public[head.id] = _public_replies(api, head)
            seen = _among(public[head.id], one)
        else:
            seen = visibility_of_reply(comment, head) if head else told(comment) or Visibility.UNKNOWN
        found[one] = observation(one, comment, None, seen, api.channel_id)
    return found


def _among(public: Mapping[str, Mapping[str, object]], one: str) -> Visibility:
    """A reply that exists, in a public thread, and is not among its public replies, is held."""
    listed = public.get(one)
    return Visibility.HELD if listed is None else told(listed) or Visibility.PUBLIC


def _held(api: Api, missing: Sequence[str]) -> dict[str, Observation]:
    """Comments that reading by id did not give: held for review, or gone, or not to be told."""
    found: dict[str, Observation] = {}
    try:
        whole = [_held_with(api, status, missing, found) for status in _HELD]
    except Refused:  # only the channel's owner may list them
        whole = [False]
    otherwise = Visibility.GONE if all(whole) else Visibility.UNKNOWN
    return {one: found.get(one) or Observation(one, otherwise) for one in missing}


def _held_with(api: Api, status: str, missing: Sequence[str], found: dict[str, Observation]) -> bool:
    """Add to `found` those of the missing that are listed so; whether the list was read to its end."""
    token = ""
    for _ in range(_HELD_PAGES):
        page = api.threads(status, token)
        for item in payload.items(page.get("items")):
            head = read_head(item, listed=status)
            thread = payload.mapping(item)
            top = payload.mapping(payload.mapping(thread.get("snippet")).get("topLevelComment"))
            if head.id in missing:
                found[head.id] = observation(head.id, top, head, head.visibility, api.channel_id)
            for one, reply in _by_id(payload.items(payload.mapping(thread.get("replies")).get("comments"))).items():
                if one in missing:
                    seen = visibility_of_reply(reply, head)
                    found[one] = observation(one, reply, None, seen, api.channel_id)
        token = payload.string(page.get("nextPageToken"))
        if not token:
            return True
    return False


def _public_replies(api: Api, head: Head) -> dict[str, Mapping[str, object]]:
    return {one: reply for items in api.replies(head.id) for one, reply in _by_id(items).items()}


def _tops(api: Api, parents: Iterable[str]) -> Iterable[object]:
    return api.threads_by_id([parent for parent in parents if parent])


def _parent(comment: Mapping[str, object]) -> str:
    return payload.string(payload.mapping(comment.get("snippet")).get("parentId"))


def _by_id(items: Iterable[object]) -> dict[str, Mapping[str, object]]:
    read = map(payload.mapping, items)
    return {payload.string(one.get("id")): one for one in read if payload.string(one.get("id"))}
