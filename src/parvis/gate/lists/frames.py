"""The language that frames are written in: expressions word by word, where a word may stand for all its forms.

« tomber* en amour → tomber* amoureux ». A star is every form of that verb, noun or adjective. Words in capitals are
kinds: DET, NUM, N… (`rules/words.py` says which word is of which). « [a|b] » is one or the other and « (…) » may be
left out, as in the other lists. `^` opens a sentence. « = » on the right: these very words are French, whatever the
frames that they hold.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import product

from parvis.gate.lexicon.readings import readings
from parvis.gate.lists import FOLDER

_LABEL = re.compile(r"\^|[^\W_]+'?\*?|[.,;:!?…«»$%]")
_CHOICE = re.compile(r"\[([^\[\]]*)\]|\(([^()]*)\)")
RIGHT = "="


@dataclass(frozen=True, slots=True)
class Frame:
    """One line of a list. `right`: as it is written there; `good`: whether it says that these words are French."""

    written: str
    right: str
    why: str

    @property
    def good(self) -> bool:
        return self.right == RIGHT


@dataclass(slots=True)
class Node:
    """What may follow the words read so far, and the frame that ends here. `loose`: words may come in between."""

    next: dict[str, Node] = field(default_factory=dict)
    frame: Frame | None = None
    loose: bool = False


@lru_cache(maxsize=8)
def frames(name: str) -> Node:
    """Return the frames of a list as one tree. Raises ValueError at a line that does not follow the form."""
    root = Node()
    for group in tomllib.loads((FOLDER / name).read_text("utf-8"))["group"]:
        for line in group["entries"].splitlines():
            if line.strip():
                left, arrow, right = (part.strip() for part in line.partition("→"))
                if not arrow or not left:
                    raise ValueError(f"not « fautif → correct »: {line!r}")
                frame = Frame(left, right, group["why"])
                for labels in _spelt_out(left):
                    _grow(root, labels, frame)
    return root


def labels_of(text: str) -> tuple[str, ...]:
    """The words of a frame, one by one, as the tree has them: « tomber* », « en », « DET »."""
    return tuple(_LABEL.findall(text.replace("’", "'")))


def _spelt_out(left: str) -> Iterator[tuple[str, ...]]:
    parts = list(_CHOICE.finditer(left))
    choices = [part[1].split("|") if part[1] is not None else [*part[2].split("|"), ""] for part in parts]
    for chosen in product(*choices):
        picks = iter(chosen)
        spelt = _CHOICE.sub(lambda _: f" {next(picks)} ", left)  # noqa: B023 - used before the next turn
        if set(spelt) & set("[]()"):
            raise ValueError(f"brackets within brackets: {left!r}")
        yield from product(*(_lemmas(label) for label in labels_of(spelt)))


@cache
def _lemmas(label: str) -> tuple[str, ...]:
    """« fausse* » is every form of « faux »; of a word that nobody knows, the plural is the only other form."""
    if not label.endswith("*"):
        return (label,)
    word = label[:-1]
    known = dict.fromkeys(reading.lemma for reading in readings(word))
    if not known:
        return (word, f"{word}s")
    return (label,) if word in known else tuple(f"{lemma}*" for lemma in known)


def _grow(root: Node, labels: tuple[str, ...], frame: Frame) -> None:
    if not labels:
        raise ValueError(f"nothing is left of {frame.written!r}")
    node = root
    for label in labels:
        node = node.next.setdefault(label, Node(loose=label.endswith("*")))
    if node.frame is None or frame.good:
        node.frame = frame
