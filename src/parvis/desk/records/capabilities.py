"""Capabilities between the connectors' types and the JSON that a standing keeps."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from parvis.connectors.port import Act, Audience, Capability, Obstacle


def to_json(capabilities: Iterable[Capability]) -> list[dict[str, Any]]:
    return [
        {
            "act": capability.act.value,
            "reversible": capability.reversible,
            "takes_replies": capability.takes_replies,
            "seen_by": capability.seen_by.value,
            "author_told": capability.author_told,
            "obstacle": capability.obstacle.value if capability.obstacle else None,
        }
        for capability in capabilities
    ]


def from_json(kept: Iterable[dict[str, Any]]) -> list[Capability]:
    return [
        Capability(
            act=Act(row["act"]),
            reversible=row["reversible"],
            takes_replies=row["takes_replies"],
            seen_by=Audience(row["seen_by"]),
            author_told=row["author_told"],
            obstacle=Obstacle(row["obstacle"]) if row["obstacle"] else None,
        )
        for row in kept
    ]
