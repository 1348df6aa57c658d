"""Finds the frames of a list in a draft: the longest at each place, save where the words are known to be French."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from parvis.gate.lists.conjugation import same_form
from parvis.gate.lists.entries import Entry, Guards
from parvis.gate.lists.frames import Frame, Node, frames, labels_of
from parvis.gate.lists.listed_words import BETWEEN, CLITICS
from parvis.gate.rules.articles import put_after
from parvis.gate.rules.exempt import without_addresses
from parvis.gate.rules.expressions import Hit, as_written, spoken_of
from parvis.gate.rules.lowercase import in_small_letters
from parvis.gate.rules.words import Token, labels, words_of

_BETWEEN = 2  # words that may come after a verb, before the rest of its expression
_AROUND = 40
_UNSURE = re.compile(r"[,«\[(]")
_CHOICES = re.compile(r"[\[(]")
_VARIES = re.compile(r"\*|^[A-Z]{2,}$")
_MARKS = re.compile(r"[\[\]()*^]")
Path = tuple[int, ...]
"""The tokens that answered each label of a frame, in order."""


def frames_of(name: str, draft: str) -> Iterator[Hit]:
    """Yield each frame of that list in the order of the text."""
    bare = without_addresses(draft)
    reading = in_small_letters(bare)
    letters = reading.text if reading.starts is not None else bare
    tokens = words_of(reading.text, letters)
    root = frames(name)
    found = [hit for at in range(len(tokens)) for hit in _from(tokens, at, root)]
    french = [(path[0], path[-1]) for path, frame in found if frame.good]
    last = -1
    for path, frame in sorted(found, key=lambda hit: (hit[0][0], -hit[0][-1])):
        first, final = path[0], path[-1]
        if frame.good or first <= last or any(start <= final and first <= end for start, end in french):
            continue
        start, end = tokens[first].start, tokens[final].end
        if spoken_of(reading.text, start, end) or not _stands_alone(tokens, first, final):
            continue
        last = final
        reach, right = _suggestion(tokens, path, frame, reading.text[max(0, start - _AROUND) : start])
        begins, ends = reading.span(start - reach, end)
        yield Hit(begins, ends, as_written(draft[begins:ends], right), _entry(frame))


def _from(tokens: Sequence[Token], at: int, root: Node) -> Iterator[tuple[Path, Frame]]:
    """Yield the frames that begin at this token, with the tokens that answer them."""
    waiting: list[tuple[Node, int, Path, int]] = [(root, at, (), 0)]
    if tokens[at].opens and "^" in root.next:
        waiting.append((root.next["^"], at, (), 0))
    while waiting:
        node, place, path, skipped = waiting.pop()
        if path and node.frame:
            yield path, node.frame
        if place >= len(tokens) or not node.next:
            continue
        token = tokens[place]
        answers = labels(token.word, tokens[place - 1].word if place else "")
        waiting.extend((node.next[label], place + 1, (*path, place), 0) for label in answers & node.next.keys())
        if (
            node.loose
            and path
            and skipped < _BETWEEN
            and (token.word in BETWEEN or (token.joined and token.word in CLITICS))
        ):
            waiting.append((node, place + 1, path, skipped + 1))


def _stands_alone(tokens: Sequence[Token], first: int, final: int) -> bool:
    """Tell whether no hyphen makes another word of these: « post » is not in « post-secondaire »."""
    if tokens[first].joined:
        return False
    after = tokens[final + 1] if final + 1 < len(tokens) else None
    return after is None or not after.joined or after.word in CLITICS


def _suggestion(tokens: Sequence[Token], path: Path, frame: Frame, before: str) -> tuple[int, str]:
    """What to put there, when the list is sure of every form of it, and how many characters before it change too."""
    right = frame.right
    contiguous = path[-1] - path[0] + 1 == len(path)
    if not right or not contiguous or _UNSURE.search(right) or _CHOICES.search(frame.written):
        return 0, ""
    left, sought = _own(frame.written), _own(right)
    if not any(label.endswith("*") for label in sought) and any(_VARIES.search(label) for label in left):
        return 0, ""
    answered = [(label, tokens[at].word) for label, at in zip(left, path, strict=True)]
    stars = [(label[:-1], word) for label, word in answered if label.endswith("*")]
    written = [_written(label, answered, stars) for label in sought]
    if not all(written) or any(word != lemma for lemma, word in stars):
        return 0, ""
    return put_after(before, re.sub(r"(?<=') ", "", " ".join(written)))


def _written(label: str, answered: Sequence[tuple[str, str]], stars: list[tuple[str, str]]) -> str:
    """One word of the right side, "" when its form is not sure. Takes from `stars` what it follows."""
    if label.endswith("*"):
        return _inflected(*stars.pop(0), label[:-1]) if stars else ""
    if label.isupper():
        return next((word for kind, word in answered if kind == label), "")
    return label


def _own(text: str) -> list[str]:
    return [label for label in labels_of(text) if label != "^"]


def _inflected(wrong: str, form: str, right: str) -> str:
    """The right verb in the form of the wrong one, "" when it cannot be told."""
    if wrong == right:
        return form
    return right if form == wrong else same_form(wrong, form, right)


def _entry(frame: Frame) -> Entry:
    shown = re.sub(r"[A-Z]{2,}", "…", _MARKS.sub("", frame.written.replace("|", "/")))
    advice = re.sub(r"[A-Z]{2,}", "…", _MARKS.sub("", frame.right.replace("|", "/")))
    return Entry(" ".join(shown.split()), "", " ".join(advice.split()), frame.why, Guards())
