"""What the town may say: the invented publications and comments, read from the files beside this one."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ..items import PLATFORMS


@dataclass(frozen=True, slots=True)
class Line:
    """One thing a citizen may say. `thread` is empty for a mention outside our conversations."""

    key: str
    platform: str
    thread: str
    by: str
    text: str
    name: str = ""  # how other lines refer to it
    to: str = ""  # the name of the line it answers, in the same thread
    joined: str = ""  # what is attached: "photo", "sticker", "animation"
    alt: str = ""  # what its author says of it
    quotes: str = ""  # X, a mention: the key of the publication that it quotes
    breaks: str = ""  # the criterion it breaches, empty when it should stay


@dataclass(frozen=True, slots=True)
class Thread:
    """One publication, and what may be said under it."""

    key: str
    platform: str
    text: str
    lines: tuple[Line, ...]
    joined: str = ""  # "photo" or "reel"
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Script:
    threads: tuple[Thread, ...]
    mentions: tuple[Line, ...]

    def lines(self) -> Iterator[Line]:
        for thread in self.threads:
            yield from thread.lines
        yield from self.mentions


@cache
def script() -> Script:
    threads: list[Thread] = []
    mentions: list[Line] = []
    for platform in PLATFORMS:
        text = files(__package__).joinpath(f"{platform}.toml").read_text("utf-8")
        read = tomllib.loads(text)
        for row in read["thread"]:
            key = f"{platform}/{row['post']}"
            lines = tuple(_line(platform, key, n, one) for n, one in enumerate(row["comments"]))
            threads.append(Thread(key, platform, row["text"].strip(), lines, row.get("with", ""), row.get("alt", "")))
        mentions += [_line(platform, "", n, one) for n, one in enumerate(read.get("mention", []))]
    return Script(tuple(threads), tuple(mentions))


def _line(platform: str, thread: str, number: int, row: dict[str, str]) -> Line:
    return Line(
        key=f"{thread or platform + '/mention'}#{number}",
        platform=platform,
        thread=thread,
        by=row["by"],
        text=row["text"],
        name=row.get("id", ""),
        to=row.get("to", ""),
        joined=row.get("with", ""),
        alt=row.get("alt", ""),
        quotes=f"{platform}/{row['quotes']}" if row.get("quotes") else "",
        breaks=row.get("breaks", ""),
    )
