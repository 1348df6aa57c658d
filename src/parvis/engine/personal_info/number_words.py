"""Numbers below ten thousand as people write them in words, with or without hyphens."""

from __future__ import annotations

import re

_UNITS = (
    "zero", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize",
    "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf",
)  # fmt: skip
_ENGLISH = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TENS = {
    "vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "septante": 70, "quatre-vingt": 80,
    "nonante": 90,
}  # fmt: skip


def _below_hundred() -> dict[str, int]:
    values = {name: value for names in (_ENGLISH, _UNITS) for value, name in enumerate(names)}
    for ten, base in _TENS.items():
        values |= {ten: base, f"{ten}s": base, f"{ten}-et-un": base + 1}
        most = 20 if base in (60, 80) else 10
        values |= {f"{ten}-{_UNITS[unit]}": base + unit for unit in range(1, most)}
    return values | {"soixante-et-onze": 71}


_BELOW_HUNDRED = _below_hundred()
_NAME = "|".join(name.replace("-", "[ -]") for name in sorted(_BELOW_HUNDRED, key=len, reverse=True))
# The second part is what multiplies a hundred: « neuf cent », « dix-neuf cent », « treize cent quatre ».
WORDS = rf"(?:(?:deux[ -])?mil(?:le)?[ -]?)?(?:(?:(?:{_NAME})[ -])?cents?(?:[ -](?:{_NAME}))?|(?:{_NAME}))"
_PARTS = re.compile(
    rf"(?:(?P<thousands>deux[ -])?(?P<mille>mil(?:le)?)[ -]?)?"
    rf"(?:(?:(?P<hundreds>{_NAME})[ -])?(?P<cent>cents?)(?:[ -](?P<rest>{_NAME}))?|(?P<plain>{_NAME}))?"
)
# Without one of these, no number of seven digits is spelled out: asked first because it costs almost nothing.
COMMON = ("cinq", "zero", "sept", "huit", "quatre", "five", "eight", "four")


def value_of(words: str) -> int | None:
    """Return the number that these folded words say, or None."""
    match = _PARTS.fullmatch(words.strip())
    if not match:
        return None
    thousands = (2 if match["thousands"] else 1) * 1000 if match["mille"] else 0
    hundreds = 100 * _small(match["hundreds"] or "un") if match["cent"] else 0
    return thousands + hundreds + _small(match["rest"] or match["plain"] or "zero")


def _small(words: str) -> int:
    return _BELOW_HUNDRED[words.replace(" ", "-")]
