"""Texts as their authors wrote them: X tells & < > as HTML entities, and only these."""

from __future__ import annotations

# The last one last: "&amp;lt;" is what X makes of somebody's own "&lt;".
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))


def as_written(told: str) -> str:
    for entity, character in _ENTITIES:
        told = told.replace(entity, character)
    return told
