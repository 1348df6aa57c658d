"""Reads a page as a strict browser policy would: what is inline, what comes from elsewhere."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

_LOADS = {"script": "src", "img": "src", "iframe": "src", "link": "href", "form": "action"}


class PageReader(HTMLParser):
    """`inline`: scripts, styles and handlers in the page; `foreign`: addresses outside our own server."""

    def __init__(self) -> None:
        super().__init__()
        self.inline: list[str] = []
        self.foreign: list[str] = []
        self.lang = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "html":
            self.lang = given.get("lang") or ""
        if tag == "style" or (tag == "script" and not given.get("src")):
            self.inline.append(f"<{tag}>")
        self.inline += [f"{tag}[{name}]" for name in given if name == "style" or name.startswith("on")]
        address = given.get(_LOADS.get(tag, "")) or ""
        if address.startswith(("http:", "https:", "//")):
            self.foreign.append(address)

    def handle_startendtag(self, tag: str, attrs: Any) -> None:
        self.handle_starttag(tag, attrs)


def read_page(html: str) -> PageReader:
    reader = PageReader()
    reader.feed(html)
    return reader
