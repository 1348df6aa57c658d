"""What is wrong with a policy file, shown the way a compiler shows it: place, line, caret, hint."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from parvis.policy.prose import set_type

_WINDOW = 120  # columns of a source line that are shown
_ASTUCE = "astuce\u00a0: "


@dataclass(frozen=True, slots=True)
class PolicyError:
    """One thing wrong. `line` and `column` count from 1; line 0 means the whole file. Messages are French."""

    message: str
    path: str
    line: int = 0
    column: int = 0
    source_line: str = ""
    hint: str = ""
    width: int = 1  # code points to underline, from `column`

    def __post_init__(self) -> None:
        object.__setattr__(self, "message", set_type(self.message))
        object.__setattr__(self, "hint", set_type(self.hint))


class PolicyErrors(Exception):
    """Everything wrong with one policy file, in the file's order. `str()` is ready to print."""

    def __init__(self, errors: Iterable[PolicyError]) -> None:
        self.errors = tuple(sorted(errors, key=lambda error: (error.line, error.column)))
        super().__init__(render(self.errors).rstrip("\n"))

    def __iter__(self) -> Iterator[PolicyError]:
        return iter(self.errors)

    def __len__(self) -> int:
        return len(self.errors)


def render(errors: Iterable[PolicyError]) -> str:
    """Return the errors as lines ready to write, one block each."""
    return "\n".join("".join(f"{line}\n" for line in _block(error)) for error in errors)


def _block(error: PolicyError) -> Iterator[str]:
    if not error.line:
        yield f"{_visible(error.path)}: erreur\u00a0: {_visible(error.message)}"
        if error.hint:
            yield f"  {_ASTUCE}{_visible(error.hint)}"
        return
    yield f"{_visible(error.path)}:{error.line}:{error.column}: erreur\u00a0: {_visible(error.message)}"
    margin = f"{error.line:>5} | "
    before, marked, after = _cut(error)
    yield f"{margin}{before}{marked}{after}".rstrip()
    yield f"{'| ':>{len(margin)}}{' ' * _columns(before)}{'^' * max(1, _columns(marked))}"
    if error.hint:
        yield f"{'':>{len(margin) - 2}}{_ASTUCE}{_visible(error.hint)}"


def _cut(error: PolicyError) -> tuple[str, str, str]:
    """Return what precedes, is, and follows the underlined part, shortened to what fits on a screen."""
    start = error.column - 1
    end = start + max(1, min(error.width, _WINDOW))
    line = error.source_line
    first = max(0, end - _WINDOW)
    before = ("…" if first else "") + line[first:start]
    after = line[end : first + _WINDOW]
    return _visible(before), _visible(line[start:end]), _visible(after) + ("…" if len(line) > first + _WINDOW else "")


def _visible(text: str) -> str:
    """Return the text without anything that would move, hide or reorder what a terminal shows."""
    return "".join(_shown(character) for character in text)


def _shown(character: str) -> str:
    if character in "\t\n":
        return " "
    if unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"}:
        return f"<U+{ord(character):04X}>"
    return character


def _columns(text: str) -> int:
    return sum(_character_columns(character) for character in text)


def _character_columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1
