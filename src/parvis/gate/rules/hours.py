"""Hours as Québec writes them: « 8 h 30 », « 16 h », with non-breaking spaces, on a clock of twenty-four hours."""

from __future__ import annotations

import re
from collections.abc import Iterator

NBSP = "\u00a0"
_GAP = r"[ \u00a0\u202f]?"
_DUE = "[\u00a0\u202f]"
_NOON = 12

_WRITTEN = re.compile(
    rf"""(?<![\w.,:/$-])(?:
      (?P<h>[01]?\d|2[0-4])(?P<s1>{_GAP})(?P<sign>[hH]|hrs?\.?(?!\w))(?P<s2>{_GAP})(?P<m>[0-5]\d)(?!\d|[.,]\d)
    | (?P<h2>[01]?\d|2[0-4])(?P<s3>{_GAP})(?P<sign2>[hH](?!\w)|hrs?\b\.?)
    | (?P<h3>[01]?\d|2[0-4])(?P<colon>{_GAP}:{_GAP})(?P<m3>[0-5]\d)(?::[0-5]\d)?(?:{_GAP}(?P<half3>[ap](?:\.{_GAP}m\.
        |{_GAP}m\b)))?(?!\w|:)
    | (?P<h4>0?\d|1[0-2]){_GAP}(?P<half4>[ap](?:\.{_GAP}m\.|m\b))
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_RATIO = re.compile(r"(?:rapport|ratio|[ée]chelle|verset|chapitre|score)\W{1,3}(?:\w{1,12}\W){0,3}$", re.IGNORECASE)


def badly_written_hours(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield each hour that is not written the Québec way, and how it should be."""
    for match in _WRITTEN.finditer(text):
        right = _corrected(match)
        if right and right != match.group() and not _is_right(match.group()):
            yield match.start(), match.end(), right


_RIGHT = re.compile(rf"\d{{1,2}}{_DUE}h(?:{_DUE}[0-5]\d)?")


def _is_right(written: str) -> bool:
    return _RIGHT.fullmatch(written) is not None and not re.fullmatch(rf"0\d\D.*|.*{_DUE}00", written)


def _corrected(match: re.Match[str]) -> str:
    if match["h"]:
        return _hour(match["h"], match["m"])
    if match["h2"]:
        return _hour(match["h2"], "00")
    if match["h4"]:
        return _hour(_of_day(match["h4"], match["half4"]), "00")
    if _RATIO.search(match.string[max(0, match.start() - 40) : match.start()]):
        return ""
    return _hour(_of_day(match["h3"], match["half3"]), match["m3"])


def _of_day(hour: str, half: str | None) -> str:
    number = int(hour)
    if half and half.lower().startswith("p") and number < _NOON:
        number += _NOON
    elif half and half.lower().startswith("a") and number == _NOON:
        number = 0
    return str(number)


def _hour(hour: str, minutes: str) -> str:
    whole = str(int(hour)) + NBSP + "h"
    return whole if minutes == "00" else whole + NBSP + minutes
