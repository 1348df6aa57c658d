"""Reads the voices: files of publications with the comments under them, in the form that README.md describes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

VOICES = Path(__file__).parent / "voices"
CRITERIA = (
    "abusive", "defamatory", "discriminatory", "vulgar", "hateful", "offensive", "sexual", "promotional", "partisan",
    "off_topic", "false", "confused", "personal_info",
)  # fmt: skip
PII_TYPES = (
    "sin", "nam", "cp12", "phone", "email", "address", "name_with_case", "dob", "bank", "card", "file_number", "plate",
    "other",
)  # fmt: skip
PLATFORMS = ("facebook", "x", "youtube")
DISPOSITIONS = {"k": "keep", "v": "review", "r": "remove"}
STANCES = {"c": "critical", "s": "supportive", "n": "neutral"}
REGISTERS = {
    "f": "formal", "p": "plain", "j": "joual", "s": "sms", "c": "capitals", "e": "emoji", "g": "franglais",
    "l": "second_language", "h": "long", "o": "obfuscated", "x": "other_language",
}  # fmt: skip
_WORDLESS = {"off_topic", "confused", "personal_info"}  # criteria that no few words carry by themselves
_MARK = re.compile(r"⟨|⟩|\{([a-z0-9_]+):|\}")


class Malformed(ValueError):
    """A line that does not follow README.md; the message says what and where."""


@dataclass(frozen=True, slots=True)
class Line:
    """One comment. Offsets are code points of `text`, end exclusive."""

    id: str  # voice:line
    voice: str
    platform: str
    post: str
    text: str
    disposition: str
    criteria: tuple[str, ...]
    stance: str
    register: str
    is_question: bool
    language: str
    thread: tuple[str, ...]  # the comments it answers, the nearest last
    evidence: tuple[tuple[int, int], ...]
    pii: tuple[tuple[int, int, str], ...]
    note: str


def read_voices(folder: Path = VOICES) -> Iterator[Line]:
    """Every comment of every voice, in the order of names and lines. Raises Malformed at the first fault."""
    for path in sorted(folder.glob("*.txt")):
        yield from read_voice(path)


def read_voice(path: Path) -> Iterator[Line]:
    for line in faults_and_lines(path):
        if isinstance(line, Malformed):
            raise line
        yield line


def faults_and_lines(path: Path) -> Iterator[Line | Malformed]:
    """The comments of one voice, and in their place what is wrong with those that do not follow the form."""
    platform, post, awaiting = "", "", False
    above: tuple[str, ...] = ()
    for number, written in enumerate(path.read_text("utf-8").splitlines(), start=1):
        if not written.strip() or written.startswith("# "):
            continue
        if written.startswith("== "):
            platform, post, awaiting, above = written[3:].strip(), "", True, ()
            if platform not in PLATFORMS:
                yield Malformed(f"{path.name}:{number}: unknown platform {platform!r}")
        elif awaiting:
            post, awaiting = written.replace("⏎", "\n"), False
        else:
            try:
                line = _read_line(written, f"{path.stem}:{number}", platform, post, above)
            except ValueError as error:
                yield Malformed(f"{path.name}:{number}: {error}")
                continue
            above = (*line.thread, line.text)
            yield line


def _read_line(written: str, line_id: str, platform: str, post: str, above: tuple[str, ...]) -> Line:
    header, bar, rest = written.partition(" | ")
    if not bar:
        raise ValueError("no « | » between the annotation and the text")
    verdict, stance, register, *marks = header.split()
    letter, _, named = verdict.partition(":")
    criteria = tuple(named.split(",")) if named else ()
    unknown = [one for one in criteria if one not in CRITERIA]
    if unknown:
        raise ValueError(f"unknown criterion {unknown[0]!r}")
    if letter not in DISPOSITIONS or (letter == "k") != (not criteria):
        raise ValueError(f"{verdict!r}: k goes without criterion, v and r with one")
    if stance not in STANCES or register not in REGISTERS:
        raise ValueError(f"unknown stance or register: {stance!r} {register!r}")
    languages = [mark[1:] for mark in marks if mark.startswith("@")]
    if any(mark not in ("?", ">") and not mark.startswith("@") for mark in marks):
        raise ValueError(f"unknown mark among {marks}")
    marked, _, note = rest.partition(" ¶ ")
    text, evidence, pii = _unmarked(marked.replace("⏎", "\n"))
    if not text.strip():
        raise ValueError("no text")
    if criteria and criteria[0] not in _WORDLESS and not evidence:
        raise ValueError(f"⟨…⟩ is required for {criteria[0]}")
    if not criteria and (evidence or pii):
        raise ValueError("a kept comment has no ⟨…⟩ and no {…}")
    if "personal_info" in criteria and letter == "r" and not pii:
        raise ValueError("{type:…} is required for personal_info")
    return Line(
        id=line_id, voice=line_id.partition(":")[0], platform=platform, post=post, text=text,
        disposition=DISPOSITIONS[letter], criteria=criteria, stance=STANCES[stance], register=REGISTERS[register],
        is_question="?" in marks, language=languages[0] if languages else "fr",
        thread=above if ">" in marks else (), evidence=evidence, pii=pii, note=note.strip(),
    )  # fmt: skip


def _unmarked(marked: str) -> tuple[str, tuple[tuple[int, int], ...], tuple[tuple[int, int, str], ...]]:
    """The text without its marks, the spans of the evidence, and those of personal information."""
    parts: list[str] = []
    length = read = 0
    opened: list[tuple[str, int]] = []
    evidence, pii = [], []
    for mark in _MARK.finditer(marked):
        parts.append(marked[read : mark.start()])
        length += mark.start() - read
        read = mark.end()
        sign = mark.group()
        if sign == "⟨" or sign.startswith("{"):
            opened.append((mark.group(1) or "", length))
            continue
        if not opened or (sign == "⟩") != (opened[-1][0] == ""):
            raise ValueError(f"{sign} closes nothing")
        kind, start = opened.pop()
        if not kind:
            evidence.append((start, length))
        elif kind in PII_TYPES:
            pii.append((start, length, kind))
        else:
            raise ValueError(f"unknown kind of personal information {kind!r}")
    if opened:
        raise ValueError("a ⟨ or a { is never closed")
    parts.append(marked[read:])
    text = "".join(parts)
    if any(sign in text for sign in "⟨⟩¶⏎") or any(text[s:e].strip() != text[s:e] or s == e for s, e in evidence):
        raise ValueError("a sign of annotation in the text, or a ⟨…⟩ that is empty or begins or ends with a space")
    return text, tuple(sorted(evidence)), tuple(sorted(pii))
