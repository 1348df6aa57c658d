"""`python -m corpus [voice.txt ...]`: checks voices and says what they hold. Exits with 1 on any fault."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from corpus.comments import VOICES, Line, Malformed, faults_and_lines
from corpus.duplicates import near_duplicates


def main(paths: list[Path]) -> int:
    lines: list[Line] = []
    faults = 0
    for path in paths:
        for found in faults_and_lines(path):
            if isinstance(found, Malformed):
                faults += 1
                print(found)
            else:
                lines.append(found)
    for first, again in near_duplicates(lines):
        faults += 1
        print(f"{again.id}: nearly the same as {first.id}: {again.text[:80]!r}")
    tell(lines)
    return 1 if faults else 0


def tell(lines: list[Line]) -> None:
    print(f"{len(lines)} comments, {len({line.post for line in lines})} publications")
    for name in ("disposition", "stance", "register", "platform", "language"):
        print(f"  {name}: {dict(Counter(getattr(line, name) for line in lines).most_common())}")
    print(f"  main criterion: {dict(Counter(line.criteria[0] for line in lines if line.criteria).most_common())}")
    print(f"  personal information: {dict(Counter(kind for line in lines for _, _, kind in line.pii).most_common())}")
    print(
        f"  questions: {sum(line.is_question for line in lines)}, answers: {sum(bool(line.thread) for line in lines)}"
    )


if __name__ == "__main__":
    sys.exit(main([Path(name) for name in sys.argv[1:]] or sorted(VOICES.glob("*.txt"))))
