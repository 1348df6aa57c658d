"""Reading named comments back, in batches that one missing comment does not spoil."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from parvis.connectors.facebook import payload
from parvis.connectors.facebook.graph import Graph, valid_id
from parvis.connectors.facebook.mapping import COMMENT_FIELDS, read_observation
from parvis.connectors.port import ItemGone, Observation, Refused, Visibility

BATCH = 50  # Graph's limit for `ids`


def observe(graph: Graph, page_id: str, platform_ids: Sequence[str]) -> list[Observation]:
    """One observation for each id, in the order asked."""
    wanted = [one for one in dict.fromkeys(platform_ids) if valid_id(one)]
    found: dict[str, Observation] = {}
    for start in range(0, len(wanted), BATCH):
        found |= _read(graph, page_id, wanted[start : start + BATCH])
    # An id that cannot be one of Graph's was never asked for: nothing is known of it.
    return [found.get(one) or Observation(one, Visibility.UNKNOWN) for one in platform_ids]


def _read(graph: Graph, page_id: str, ids: Sequence[str]) -> dict[str, Observation]:
    """Graph fails a whole batch for one missing or unreadable id: the batch is then halved, down to it."""
    try:
        answer = _ask(graph, ids)
    except ItemGone:
        if len(ids) == 1:
            return {ids[0]: Observation(ids[0], Visibility.GONE)}
    except Refused as refusal:
        if len(ids) == 1:
            return {ids[0]: Observation(ids[0], Visibility.UNKNOWN, raw={"code": refusal.code})}
    else:
        return {one: _observed(answer, one, page_id) for one in ids}
    middle = len(ids) // 2
    return _read(graph, page_id, ids[:middle]) | _read(graph, page_id, ids[middle:])


def _ask(graph: Graph, ids: Sequence[str]) -> Mapping[str, object]:
    if len(ids) == 1:
        return {ids[0]: graph.read((ids[0],), {"fields": COMMENT_FIELDS})}
    return graph.read_many(ids, COMMENT_FIELDS)


def _observed(answer: Mapping[str, object], one: str, page_id: str) -> Observation:
    item = payload.mapping(answer.get(one))
    if not item:
        return Observation(one, Visibility.GONE)
    return read_observation(item, page_id=page_id, platform_id=one)
