"""Asks Grammalecte, where the system has it, for the kinds of faults of grammar that it is nearly always right about.

What it says of typography, spelling and style is not asked: its rules are those of France, and our own speak of these.
`PARVIS_GRAMMALECTE` is the interpreter that has it (Debian's by default), or "no".
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from parvis.gate.faults import Fault
from parvis.gate.tools.process import LineProcess, NoAnswer
from parvis.policy.prose import set_type

CODE = "grammar"
VARIABLE = "PARVIS_GRAMMALECTE"
_PYTHON = "/usr/bin/python3"
_OFF = frozenset({"no", "off", "0", "false"})
_BRIDGE = Path(__file__).with_name("bridge.py")
_LONGEST = 5_000  # characters it reads within its time; a publication is ten times shorter
_TO_START, _TO_ANSWER = 8.0, 1.5  # seconds

# Kinds measured on our own drafts: together they touched one good draft in six hundred.
_KINDS = {
    "gn": "Ces mots ne s'accordent pas en genre ou en nombre.",
    "ppas": "Ce participe ne s'accorde pas, ou n'en est pas un.",
    "infi": "Le verbe devrait ici être à l'infinitif, ou ne pas l'être.",
    "conf": "Ce mot est sans doute pris pour un autre qui se prononce de même.",
    "imp": "Cet impératif n'a pas la forme qu'il faut.",
    "inte": "Cette forme interrogative n'est pas la bonne.",
    "vmode": "Le mode de ce verbe n'est pas celui qu'il faut.",
}
_ABSENT = "La grammaire n'a pas été relue par Grammalecte, qui n'a pas répondu."
_TOO_LONG = "La grammaire n'a pas été relue par Grammalecte : ce texte est trop long."


def grammar_of_grammalecte(draft: str) -> tuple[tuple[Fault, ...], tuple[str, ...]]:
    """Return its faults, and in French what it could not check."""
    python = os.environ.get(VARIABLE, _PYTHON)
    if python.lower() in _OFF or not Path(python).exists() or not draft.strip():
        return (), ()
    if len(draft) > _LONGEST:
        return (), (set_type(_TOO_LONG),)
    try:
        return tuple(_faults(draft, _tool(python).ask(draft))), ()
    except NoAnswer:
        return (), (set_type(_ABSENT),)


@lru_cache(maxsize=2)
def _tool(python: str) -> LineProcess:
    return LineProcess((python, "-I", str(_BRIDGE)), to_start=_TO_START, to_answer=_TO_ANSWER)


def _faults(draft: str, answer: object) -> Iterator[Fault]:
    """Yield what the other process found, as far as it makes sense: nothing it says is taken on trust."""
    for one in answer if isinstance(answer, list) else ():
        match one:
            case [int(start), int(end), str(kind), str(), [*suggestions]] if 0 <= start < end <= len(draft):
                if kind in _KINDS:
                    only = suggestions[0] if len(suggestions) == 1 and isinstance(suggestions[0], str) else ""
                    yield Fault(start, end, CODE, set_type(_KINDS[kind]), only)
