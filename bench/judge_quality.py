"""How good the judge is: on voices it never learnt from, on real texts that stayed online, on the sample of the house.

Shares are followed by their 95 % interval (Wilson). Run: .venv/bin/python bench/judge_quality.py
"""

from __future__ import annotations

import math
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from corpus.comments import Line, read_voices  # noqa: E402
from corpus.training.rows import DATA, VALIDATION_VOICES, fold_of, forum_posts, read_set  # noqa: E402

from parvis.engine.assess import assess_many  # noqa: E402
from parvis.engine.findings import Assessment, Comment  # noqa: E402
from parvis.engine.judge.heads import TOXIC  # noqa: E402
from parvis.policy.load import shipped_policy  # noqa: E402

KEPT = {
    "users of public services": "services_publics_plus/dev.jsonl",
    "arguments of a consultation": "republique_numerique/arguments.dev.jsonl",
    "proposals of a consultation": "republique_numerique/proposals.jsonl",
}
POLICY = shipped_policy()


def judged(comments: Iterable[Comment]) -> list[Assessment]:
    return list(assess_many(comments, POLICY))


def share(hits: int, whole: int) -> str:
    """« 97.3 % [95.9, 98.2] (732/752) »: a proportion with Wilson's interval."""
    if not whole:
        return "-"
    z, p = 1.96, hits / whole
    middle = (p + z * z / (2 * whole)) / (1 + z * z / whole)
    half = z * math.sqrt(p * (1 - p) / whole + z * z / (4 * whole * whole)) / (1 + z * z / whole)
    return f"{p:6.1%} [{max(0, middle - half):.1%}, {min(1, middle + half):.1%}] ({hits}/{whole})"


def validation() -> None:
    lines = [line for line in read_voices() if line.voice in VALIDATION_VOICES]
    found = judged(Comment(line.id, line.text, line.post, line.platform, line.thread) for line in lines)
    both = list(zip(lines, found, strict=True))
    print(f"VOICES KEPT FOR VALIDATION: {len(lines)} comments of two authors that nothing was trained on")
    _stays([one for line, one in both if line.disposition == "keep"])
    _goes([(line.criteria, one) for line, one in both if line.disposition == "remove"])
    _reviewed([one for line, one in both if line.disposition == "review"])
    _identifiers(both)
    _asked([(line.is_question, one.is_question) for line, one in both])
    right = sum(line.stance == one.stance for line, one in both)
    print(f"  stance right                      {share(right, len(both))}")
    _pairs(both)
    _by_register(both)


def _stays(found: Sequence[Assessment]) -> None:
    counts = Counter(one.disposition.value for one in found)
    print(f"  to stay: proposed for removal     {share(counts['remove'], len(found))}")
    print(f"  to stay: sent to review           {share(counts['review'], len(found))}")


def _goes(both: Sequence[tuple[Sequence[str], Assessment]]) -> None:
    flagged = sum(one.disposition.value != "keep" for _, one in both)
    right = sum(bool(one.findings) and one.findings[0].criterion == criteria[0] for criteria, one in both)
    print(f"  to go: flagged                    {share(flagged, len(both))}")
    print(f"  to go: main criterion right       {share(right, len(both))}")
    for code in sorted({criteria[0] for criteria, _ in both}):
        of_code = [one for criteria, one in both if criteria[0] == code]
        hits = sum(one.disposition.value != "keep" for one in of_code)
        named = sum(any(finding.criterion == code for finding in one.findings) for one in of_code)
        print(f"    {code:14} flagged {share(hits, len(of_code))}, named {named / len(of_code):.0%}")


def _reviewed(found: Sequence[Assessment]) -> None:
    flagged = sum(one.disposition.value != "keep" for one in found)
    print(f"  to review: flagged                {share(flagged, len(found))}")


def _identifiers(both: Sequence[tuple[Line, Assessment]]) -> None:
    wanted = [(line, span) for line, _ in both for span in line.pii]
    given = {line.id: one.pii for line, one in both}
    exact = sum(any((item.start, item.end) == span[:2] for item in given[line.id]) for line, span in wanted)
    touched = sum(any(item.start < span[1] and span[0] < item.end for item in given[line.id]) for line, span in wanted)
    flagged = [line for line, one in both if any(finding.criterion == "personal_info" for finding in one.findings)]
    right = sum("personal_info" in line.criteria for line in flagged)
    print(f"  identifiers: spans touched        {share(touched, len(wanted))}, exact {exact / max(1, len(wanted)):.1%}")
    print(f"  identifiers: flagged rightly      {share(right, len(flagged))}")


def _asked(pairs: Sequence[tuple[bool, bool]]) -> None:
    hits = sum(true and said for true, said in pairs)
    said, truly = sum(said for _, said in pairs), sum(true for true, _ in pairs)
    print(f"  questions: F1                     {2 * hits / max(1, said + truly):6.3f} "
          f"(precision {hits / max(1, said):.3f}, recall {hits / max(1, truly):.3f})")  # fmt: skip


def _pairs(both: Sequence[tuple[Line, Assessment]]) -> None:
    halves: dict[tuple[str, str], list[Assessment]] = {}
    for line, one in both:
        if line.note.startswith("paire "):
            halves.setdefault((line.voice, line.note.split()[1].split("/")[0].rstrip("ab")), []).append(one)
    whole = [pair for pair in halves.values() if len(pair) == 2]
    alike = sum(first.disposition == second.disposition for first, second in whole)
    print(f"  stance pairs: same disposition    {share(alike, len(whole))}")


def _by_register(both: Sequence[tuple[Line, Assessment]]) -> None:
    for register in sorted({line.register for line, _ in both}):
        some = [(line, one) for line, one in both if line.register == register]
        keep = [one for line, one in some if line.disposition == "keep"]
        gone = [one for line, one in some if line.disposition == "remove"]
        alarms = sum(one.disposition.value != "keep" for one in keep)
        hits = sum(one.disposition.value != "keep" for one in gone)
        print(f"    {register:15} flagged of those to go {hits}/{len(gone)}, of those to stay {alarms}/{len(keep)}")


def kept_online() -> None:
    print("REAL TEXTS THAT STAYED ONLINE: the two in five that calibrated no threshold")
    for name, file in KEPT.items():
        texts = [text for item in read_set(file) if fold_of(text := str(item["text"])) % 2 == 1]
        counts = Counter(one.disposition.value for one in judged(Comment(str(i), text) for i, text in enumerate(texts)))
        print(
            f"  {name:28} removal {share(counts['remove'], len(texts))}, review {share(counts['review'], len(texts))}"
        )


def real_posts() -> None:
    """Flagged: at least sent to review, for one of the criteria that such sets call toxic."""
    print("REAL POSTS, toxic or not, that nothing learnt from (tweets: noisy labels, found by their words)")
    tweets = [(str(item["text"]), item["label"] != "normal") for item in read_set("mlma/fr.jsonl")]
    for name, posts in (("forum", list(forum_posts(held=True))), ("tweets", tweets)):
        flagged = [
            any(finding.criterion in TOXIC and finding.disposition.value != "keep" for finding in one.findings)
            for one in judged(Comment(str(number), text) for number, (text, _) in enumerate(posts))
        ]
        hits = sum(said and toxic for said, (_, toxic) in zip(flagged, posts, strict=True))
        spared = sum(not said and not toxic for said, (_, toxic) in zip(flagged, posts, strict=True))
        bad = sum(toxic for _, toxic in posts)
        good = len(posts) - bad
        p, q = hits / bad, spared / good
        half = 0.98 * math.sqrt(p * (1 - p) / bad + q * (1 - q) / good)
        print(f"  {name:10} balanced accuracy {(p + q) / 2:.3f} ± {half:.3f}: toxic flagged {share(hits, bad)}, "
              f"others left {share(spared, good)}")  # fmt: skip


def house_sample() -> None:
    items = list(read_set("quebec_sample/comments.jsonl"))
    found = judged(Comment(str(item["id"]), item["text"], item.get("post") or "") for item in items)
    print(f"THE SAMPLE OF THE HOUSE: {len(items)} comments, looked at by totals only")
    by: Callable[[str], list[Assessment]] = lambda disposition: [  # noqa: E731
        one for item, one in zip(items, found, strict=True) if item["disposition"] == disposition
    ]
    _stays(by("keep"))
    _reviewed(by("review"))
    gone = [(item["criteria"], one) for item, one in zip(items, found, strict=True) if item["disposition"] == "remove"]
    flagged = sum(one.disposition.value != "keep" for _, one in gone)
    right = sum(bool(one.findings) and one.findings[0].criterion == criteria[0] for criteria, one in gone)
    print(f"  to go: flagged                    {share(flagged, len(gone))}")
    print(f"  to go: main criterion right       {share(right, len(gone))}")
    _asked([(bool(item["is_question"]), one.is_question) for item, one in zip(items, found, strict=True)])


def main() -> int:
    validation()
    if DATA.exists():
        kept_online()
        real_posts()
        house_sample()
    return 0


if __name__ == "__main__":
    sys.exit(main())
