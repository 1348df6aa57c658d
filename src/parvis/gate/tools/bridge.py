"""Runs in another process, under the system's own Python, where Grammalecte (GPL-3) is installed; never in Parvis.

One JSON text a line on standard input, one JSON list of [start, end, kind, suggestions] a line on standard output.
The first line says that it is ready. It ends when its input ends.
"""

import json
import sys
from importlib import import_module
from typing import Any


def main() -> None:
    checker = import_module("grammalecte").GrammarChecker("fr")
    checker.getParagraphErrors("Les rouages se chargent à la première phrase.")
    _say([])
    for line in sys.stdin.buffer:
        _say(_faults(checker, json.loads(line)))


def _faults(checker: Any, text: str) -> list[list[object]]:
    found: list[list[object]] = []
    start = 0
    for paragraph in text.split("\n"):
        errors, _ = checker.getParagraphErrors(paragraph)
        for error in errors:
            place = [start + error["nStart"], start + error["nEnd"]]
            found.append([*place, error["sType"], error["sRuleId"], list(error["aSuggestions"])[:3]])
        start += len(paragraph) + 1
    return found


def _say(answer: object) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
