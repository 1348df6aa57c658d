"""What the gate learnt from drafts: how much a sentence takes sides, or asks people for what is theirs alone.

A sum of weights over the words of a sentence, pieces of them, and the classes of words of models/classes.toml, with
those of the sentences around it. It says again what the rules say, and what no list of expressions could foresee.
`python -m corpus.training.gate` writes its weights. Time grows with the length of the text only.
"""

from __future__ import annotations

import re
import tomllib
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from parvis.engine.text.normalise import fold_text

CODES = ("partisan", "asks_personal_info")
MODELS = Path(__file__).parent / "models"
CLASSES, WEIGHTS, SETTINGS = MODELS / "classes.toml", MODELS / "gate.npy", MODELS / "gate.toml"
PLACES = 1 << 15  # places that features share; one more, the last, for what every sentence begins with
_OF_WORDS, _OF_A_CLASS = 3.0, 0.35  # what all words of a sentence weigh together, and one class by itself
_PIECES = range(3, 6)  # letters
Floats = NDArray[np.float32]

_SENTENCE = re.compile(r"[^.!?…\n]{1,400}(?:[.!?…](?=\w)[^.!?…\n]{0,200}){0,8}[.!?…]{0,3}[\s»)]{0,3}")
_WORD = re.compile(r"[a-z]{1,30}'|[a-z]{1,30}|[?!:\"#]|0{1,12}")
_DIGIT = re.compile(r"\d")
_TWO_NAMES = re.compile(r"(?<=[a-zà-ÿ,] )[A-ZÉÈÀ][a-zà-ÿ'-]{1,30} [A-ZÉÈÀ][a-zà-ÿ'-]{1,30}")
_CLAUSE = re.compile(r"[^,;:()]{1,400}[,;:()]{0,2}")
_MOST_CLAUSES, _SHORTEST = 6, 12  # of a sentence; characters of a run of them
_SHORT = 90  # characters of a sentence that may go on with what the one before speaks of
_AROUND = " \n\t\u00a0\u202f,;:.()«»"
# What a sentence must be about for what was learnt to count: a class of each group.
_ABOUT = {
    "partisan": (
        frozenset(
            {"government", "minister", "elected", "running", "party", "named_party", "sides", "opposition", "leader",
             "member", "election", "vote", "this_government", "ours", "slogan", "others", "federal", "ours_did"}
        ),
    ),
    "asks_personal_info": (
        frozenset({"secret", "identity", "life", "document"}),
        frozenset({"tell", "tell_us", "need", "polite", "question", "inversion", "bare", "public", "private"}),
    ),
}  # fmt: skip
# What a sentence must hold to be found at fault: naming who governs, or what is to be voted on, is a fact.
_JUDGES = frozenset(
    {"praise", "blame", "irony", "recall", "comparison", "pledge", "ours", "our_things", "slogan", "vote", "sides",
     "opposition", "named_party", "party", "this_government", "leader", "contrast", "ours_did", "acclaim", "past"}
)  # fmt: skip
_ASKS = ("tell", "tell_us", "need", "polite", "question", "inversion")
_FORBIDS = {"asks_personal_info": "forbid"}  # a class that takes its clause away: « ne publiez pas »
_SAID = re.compile(r"\w\w")


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence, or what is left of one: where it is in the draft, and the places of its classes of words."""

    start: int
    end: int
    written: str
    folded: str
    classes: Mapping[str, Sequence[int]]


@dataclass(frozen=True, slots=True)
class Learnt:
    """What was learnt of one code."""

    weights: Floats
    least: float  # the sum from which a sentence is at fault


def at_fault(
    code: str, draft: str, excused: Callable[[str], bool], known_already: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Yield the passages of a draft that what was learnt of this code finds at fault, a sentence or a clause each.

    `excused`: tells whether a sentence, as it is written, is at no fault whatever its words. `known_already`: passages
    found otherwise; nothing more is said of their sentences.
    """
    known = learnt(code)
    pieces = pieces_of(code, draft)
    for index, piece in enumerate(pieces):
        before, after = around(pieces, index)
        if any(start < piece.end and piece.start < end for start, end in known_already):
            continue
        if not concerns(code, piece, before) or not may_be_at_fault(code, piece):
            continue
        if score(known, piece, before, after) >= known.least:
            if excused(piece.written):
                continue
            parts = [_piece(code, draft, *span) for span in _shorter(draft, piece)]
            carrying = next((part for part in parts if score(known, part, before, after) >= known.least), piece)
            yield _trimmed(draft, carrying)


def pieces_of(code: str, draft: str) -> list[Piece]:
    """The sentences of a draft that have words."""
    spans = (match.span() for match in _SENTENCE.finditer(draft))
    return [_piece(code, draft, *span) for span in spans if _SAID.search(draft, *span)]


def around(pieces: Sequence[Piece], index: int) -> tuple[Piece | None, Piece | None]:
    """The sentences before and after one."""
    return (pieces[index - 1] if index else None), (pieces[index + 1] if index + 1 < len(pieces) else None)


def concerns(code: str, piece: Piece, before: Piece | None) -> bool:
    """Tell whether a sentence is about what the code is about, itself or, for who is spoken of, the one before."""
    found = _left(code, piece)
    about, *others = _ABOUT[code]
    spoken_of = found
    if before is not None and len(piece.folded) < _SHORT:
        spoken_of = found | frozenset(before.classes)
    return bool(spoken_of & about) and all(found & group for group in others)


def may_be_at_fault(code: str, piece: Piece) -> bool:
    """Tell whether a sentence holds what makes a fault, and no mere facts."""
    return code != "partisan" or not _JUDGES.isdisjoint(piece.classes)


def _left(code: str, piece: Piece) -> frozenset[str]:
    """The classes of the clauses that forbid nothing."""
    forbids = piece.classes.get(_FORBIDS.get(code, ""), ())
    if not forbids:
        return frozenset(piece.classes)
    asks = [at for name in _ASKS for at in piece.classes.get(name, ())]
    kept, forbidden = [], False
    for start, end in (match.span() for match in _CLAUSE.finditer(piece.folded)):
        if any(start <= at < end for at in forbids):
            forbidden = True
        elif any(start <= at < end for at in asks):
            forbidden = False
        if not forbidden:  # « jamais votre NAS, votre adresse ou… » goes on until something is asked
            kept.append((start, end))
    return frozenset(
        name for name, starts in piece.classes.items() if any(a <= at < b for a, b in kept for at in starts)
    )


def features(piece: Piece, before: Piece | None, after: Piece | None) -> tuple[list[int], list[int]]:
    """The places of what a sentence is made of: of its words, and of its classes of words."""
    words = sorted({_place(name) for name in _word_names(piece.folded)})
    classes = sorted({_place("class " + name) for name in _class_names(piece, before, after)})
    return words, classes


def weighed(words: Sequence[int], classes: Sequence[int]) -> list[float]:
    """How much each of these places counts."""
    share = _OF_WORDS / max(1, len(words)) ** 0.5
    return [share] * len(words) + [_OF_A_CLASS] * len(classes)


@lru_cache(maxsize=len(CODES))
def learnt(code: str) -> Learnt:
    """The weights of one code, as they were written."""
    least = tomllib.loads(SETTINGS.read_text("utf-8"))["least"][code]
    return Learnt(np.load(WEIGHTS)[CODES.index(code)].astype(np.float32), float(least))


@lru_cache(maxsize=len(CODES))
def _patterns(code: str) -> Mapping[str, re.Pattern[str]]:
    listed = tomllib.loads(CLASSES.read_text("utf-8"))[code]
    return {name: re.compile(rf"(?<![a-z0-9])(?:{'|'.join(ways)})") for name, ways in listed.items()}


def _piece(code: str, draft: str, start: int, end: int) -> Piece:
    written = draft[start:end].strip()
    folded = fold_text(written).text
    found = {name: [one.start() for one in pattern.finditer(folded)] for name, pattern in _patterns(code).items()}
    found["?"] = [index for index, character in enumerate(folded) if character == "?"]
    return Piece(start, end, written, folded, {name: starts for name, starts in found.items() if starts})


def _place(name: str) -> int:
    return zlib.crc32(name.encode()) % PLACES


def _word_names(folded: str) -> Iterator[str]:
    """Words, words side by side or nearly, and pieces of words: what a stem and an ending say."""
    words = ["<", *_WORD.findall(_DIGIT.sub("0", folded)), ">"]
    for index, word in enumerate(words):
        yield "w " + word
        for distance in (1, 2):
            if index + distance < len(words):
                yield f"{distance} {word} {words[index + distance]}"
        if len(word) > _PIECES.start:
            whole = f"<{word}>"
            for length in _PIECES:
                for at in range(len(whole) - length + 1):
                    yield "c " + whole[at : at + length]


def _class_names(piece: Piece, before: Piece | None, after: Piece | None) -> Iterator[str]:
    """Classes, pairs of them, which comes first, and those of the sentences around."""
    found = piece.classes
    signs = [name for name, pattern in (("names", _TWO_NAMES), ("!", re.compile("!"))) if pattern.search(piece.written)]
    names = sorted([*found, *signs])
    yield f"length {min(5, len(_WORD.findall(piece.folded)) // 5)}"
    yield from names
    yield from (f"twice {name}" for name, starts in found.items() if len(starts) > 1)
    for one, other in combinations(names, 2):
        yield f"{one} and {other}"
        if one in found and other in found:
            if found[one][0] < found[other][-1]:
                yield f"{one} before {other}"
            if found[other][0] < found[one][-1]:
                yield f"{other} before {one}"
    yield from (f"just before {name}" for name in (before.classes if before else ()))
    yield from (f"just after {name}" for name in (after.classes if after else ()))


def score(known: Learnt, piece: Piece, before: Piece | None, after: Piece | None) -> float:
    """The sum of what a sentence is made of."""
    words, classes = features(piece, before, after)
    places = [*words, *classes]
    return float(known.weights[places] @ np.array(weighed(words, classes), np.float32) + known.weights[PLACES])


def _shorter(draft: str, piece: Piece) -> list[tuple[int, int]]:
    """Runs of clauses of a sentence, the shortest first: one may carry the fault by itself."""
    clauses = [match.span() for match in _CLAUSE.finditer(draft, piece.start, piece.end)][:_MOST_CLAUSES]
    runs = [(clauses[i][0], clauses[j][1]) for i in range(len(clauses)) for j in range(i, len(clauses))]
    return sorted((run for run in runs if run[1] - run[0] >= _SHORTEST), key=lambda run: run[1] - run[0])


def _trimmed(draft: str, piece: Piece) -> tuple[int, int]:
    said = draft[piece.start : piece.end]
    start = piece.start + len(said) - len(said.lstrip(_AROUND))
    return start, max(start + 1, piece.start + len(said.rstrip(_AROUND)))
