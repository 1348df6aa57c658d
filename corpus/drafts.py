"""Reads the drafts of corpus/gate: what the institution would write, and the faults it could make.

`python -m corpus.drafts [file.txt ...]` checks files and says what they hold. Exits with 1 on any fault.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.comments import Malformed
from corpus.duplicates import near_duplicates

DRAFTS = Path(__file__).parent / "gate"
CODES = (
    "not_french", "spelling", "grammar", "anglicism", "typography", "asks_personal_info", "partisan", "register",
)  # fmt: skip
_MARK = re.compile(r"\{([a-z_]+):([^{}→]+)→([^{}→]*)\}")
_SIGNS = re.compile(r"[{}→~⏎¶]")


@dataclass(frozen=True, slots=True)
class Marked:
    """One fault of a draft: where it is (code points, end exclusive), and what should stand there instead."""

    start: int
    end: int
    code: str
    right: str


@dataclass(frozen=True, slots=True)
class Draft:
    """One outgoing text. `ok` when nothing is wrong with it."""

    id: str  # file:line
    subject: str
    text: str
    faults: tuple[Marked, ...]
    note: str

    @property
    def ok(self) -> bool:
        return not self.faults

    @property
    def codes(self) -> frozenset[str]:
        return frozenset(fault.code for fault in self.faults)

    @property
    def corrected(self) -> str:
        """The draft as it should have been written: a good draft too."""
        parts, read = [], 0
        for fault in self.faults:
            parts += [self.text[read : fault.start], fault.right]
            read = fault.end
        return "".join([*parts, self.text[read:]])


def read_drafts(folder: Path = DRAFTS) -> Iterator[Draft]:
    """Every draft of every file, in the order of names and lines. Raises Malformed at the first fault."""
    for path in sorted(folder.glob("*.txt")):
        for found in faults_and_drafts(path):
            if isinstance(found, Malformed):
                raise found
            yield found


def faults_and_drafts(path: Path) -> Iterator[Draft | Malformed]:
    """The drafts of one file, and in their place what is wrong with those that do not follow the form."""
    subject = ""
    for number, written in enumerate(path.read_text("utf-8").splitlines(), start=1):
        if not written.strip() or written.startswith("# "):
            continue
        if written.startswith("== "):
            subject = written[3:].strip()
            continue
        try:
            yield _read_draft(written, f"{path.stem}:{number}", subject)
        except ValueError as error:
            yield Malformed(f"{path.name}:{number}: {error}")


def _read_draft(written: str, draft_id: str, subject: str) -> Draft:
    if not subject:
        raise ValueError("no subject above this draft")
    marked, _, note = written.partition(" ¶ ")
    marked = marked.replace("⏎", "\n").replace("~", "\u00a0")
    parts: list[str] = []
    faults: list[Marked] = []
    length = read = 0
    for mark in _MARK.finditer(marked):
        code, wrong, right = mark.groups()
        if code not in CODES:
            raise ValueError(f"unknown code {code!r}")
        if wrong == right:
            raise ValueError(f"{wrong!r} is corrected into itself")
        parts += [marked[read : mark.start()], wrong]
        length += mark.start() - read
        faults.append(Marked(length, length + len(wrong), code, right))
        length += len(wrong)
        read = mark.end()
    text = "".join([*parts, marked[read:]])
    if _SIGNS.search(text):
        raise ValueError("a sign of annotation is left in the text")
    if not text.strip():
        raise ValueError("no text")
    return Draft(draft_id, subject, text, tuple(faults), note.strip())


def main(paths: list[Path]) -> int:
    drafts: list[Draft] = []
    wrong = 0
    for path in paths:
        for found in faults_and_drafts(path):
            if isinstance(found, Malformed):
                wrong += 1
                print(found)
            else:
                drafts.append(found)
    for first, again in near_duplicates(drafts):
        wrong += 1
        print(f"{again.id}: nearly the same as {first.id}: {again.text[:80]!r}")
    good = sum(draft.ok for draft in drafts)
    print(f"{len(drafts)} drafts, {good} without a fault, {len({draft.subject for draft in drafts})} subjects")
    print(f"  drafts with: {dict(Counter(code for draft in drafts for code in draft.codes).most_common())}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main([Path(name) for name in sys.argv[1:]] or sorted(DRAFTS.glob("*.txt"))))
