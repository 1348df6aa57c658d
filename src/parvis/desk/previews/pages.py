"""What a web page says of itself: its title and its description, as plain text. Nothing else of it is kept.

Read by bounded patterns rather than by a parser: a page built to be slow to parse is as quick as another.
"""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass

_TITLE = re.compile(r"<title(?:\s[^<>]{0,500})?>([^<]{0,2000})", re.IGNORECASE)
_META = re.compile(r"<meta\s([^<>]{1,3000})>", re.IGNORECASE)
_NAME = re.compile(r"\b(?:name|property)\s*=\s*[\"']?([\w:-]{1,40})", re.IGNORECASE)
_CONTENT = re.compile(r"\bcontent\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]{1,40})", re.IGNORECASE)
_CHARSETS = {"utf-8", "iso-8859-1", "iso-8859-15", "windows-1252", "us-ascii", "utf-16", "utf-16le", "utf-16be"}
_LONGEST_TITLE, _LONGEST_DESCRIPTION = 200, 600


@dataclass(frozen=True, slots=True)
class Summary:
    title: str = ""
    description: str = ""


def summary(body: bytes, charset: str) -> Summary:
    """`charset` as the server says it, "" when it does not."""
    text = _decoded(body, charset)
    head = re.split(r"<body\b", text, maxsplit=1, flags=re.IGNORECASE)[0]
    said: dict[str, str] = {}
    for meta in _META.findall(head):
        name, content = _NAME.search(meta), _CONTENT.search(meta)
        if name and content:
            said.setdefault(name[1].lower(), content[1] or content[2] or "")
    titled = _TITLE.search(head)
    return Summary(
        _plain(said.get("og:title") or (titled[1] if titled else ""), _LONGEST_TITLE),
        _plain(said.get("og:description") or said.get("description", ""), _LONGEST_DESCRIPTION),
    )


def _decoded(body: bytes, charset: str) -> str:
    told = _CHARSET.search(body[:1024])
    names = (charset.lower(), told[1].decode("ascii").lower() if told else "")
    return body.decode(next((name for name in names if name in _CHARSETS), "utf-8"), "replace")


def _plain(written: str, longest: int) -> str:
    """One line of what shows: no control, no direction mark, no lone surrogate."""
    spaced = re.sub(r"\s+", " ", html.unescape(written[: longest * 12])).strip()
    shown = "".join(c for c in spaced if not unicodedata.category(c).startswith("C"))
    return shown if len(shown) <= longest else shown[: longest - 1].rstrip() + "…"
