"""The page's pictures, drawn here as SVG: the table below each says the same in figures.

Widths are shares and heights are in `em`, so that letters keep their size at any width. Colours are classes of
figures.css; what is late, and the second clock, are hatched too, to be told apart without colour.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from parvis.desk.records.veil import excerpt

_TOP, _PLOT = 1.4, 8.0  # of columns: the room for the highest amount's words, and for the columns
_WORDS, _BAR, _SPACE = 1.5, 0.7, 0.7  # of lines
_LONGEST = 60  # characters of a label
_LEAST = 0.3  # per cent: what is not nothing is seen


class Tone(StrEnum):
    """The classes of figures.css."""

    PLAIN = "plain"
    HATCHED = "hatched"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Bar:
    """`said` is its amount in words."""

    label: str
    said: str
    parts: tuple[tuple[int, Tone], ...]


@dataclass(frozen=True, slots=True)
class Words:
    """What stands for the picture to those who do not see it."""

    identifier: str
    title: str
    description: str


def columns(bars: Sequence[Bar], words: Words, top: str) -> SafeString:
    """Side by side, parts upon each other, for days; `top` says the highest amount."""
    most = max((sum(number for number, _ in bar.parts) for bar in bars), default=0) or 1
    step = 100 / max(len(bars), 1)
    drawn = _joined(_column(bar, index * step, step, most, words.identifier) for index, bar in enumerate(bars))
    foot = _TOP + _PLOT
    frame = _joined(
        (
            _text(top, "0", 1.0),
            _line(_TOP),
            _line(foot),
            _text(bars[0].label if bars else "", "0", foot + 1.3),
            _text(bars[-1].label if len(bars) > 1 else "", "100%", foot + 1.3, anchor="end"),
        )
    )
    return _svg(words, foot + 1.7, _joined((drawn, frame)))


def _column(bar: Bar, x: float, step: float, most: int, identifier: str) -> SafeString:
    base, drawn = _TOP + _PLOT, []
    for number, tone in bar.parts:
        height = _PLOT * number / most
        base -= height
        drawn.append(_rect(x + step * 0.1, base, step * 0.8, height, tone, identifier))
    return format_html("<g><title>{}</title>{}</g>", f"{bar.label}, {bar.said}", _joined(drawn))


def lines(bars: Sequence[Bar], words: Words, most: int) -> SafeString:
    """One under the other, parts too, for classes and shares; `most` is what fills the width."""
    drawn, y = [], 0.0
    for bar in bars:
        drawn += [_label(bar.label, y), _text(bar.said, "100%", y + 1.05, anchor="end")]
        y += _WORDS
        for number, tone in bar.parts:
            width = max(100 * number / max(most, 1), _LEAST) if number else 0.0
            drawn += [_rect(0, y, 100, _BAR, None, ""), _rect(0, y, width, _BAR, tone, words.identifier)]
            y += _BAR + 0.15
        y += _SPACE
    return _svg(words, y, _joined(drawn))


def _svg(words: Words, height: float, drawn: SafeString) -> SafeString:
    return format_html(
        '<svg class="chart" width="100%" height="{height}" role="img" aria-labelledby="{name}-titre {name}-dit" '
        'focusable="false"><title id="{name}-titre">{title}</title><desc id="{name}-dit">{description}</desc>'
        "<defs>{hatched}{late}</defs>{drawn}</svg>",
        height=_em(height),
        name=words.identifier,
        title=words.title,
        description=words.description,
        hatched=_hatch(words.identifier, Tone.HATCHED),
        late=_hatch(words.identifier, Tone.LATE),
        drawn=drawn,
    )


def _hatch(identifier: str, tone: Tone) -> SafeString:
    return format_html(
        '<pattern id="{}-{}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<rect class="{} solid" width="6" height="6"/><rect class="gap" width="2" height="6"/></pattern>',
        identifier,
        tone,
        tone,
    )


def _rect(x: float, y: float, width: float, height: float, tone: Tone | None, identifier: str) -> SafeString:
    """Without a tone, the track that a bar runs on."""
    if width <= 0 or height <= 0:
        return SafeString("")
    hatched = f' fill="url(#{identifier}-{tone})"' if tone and tone != Tone.PLAIN else ""
    place = f'x="{x:.3f}%" y="{_em(y)}" width="{width:.3f}%" height="{_em(height)}"'
    return SafeString(f'<rect {place} class="{tone or "track"}"{hatched}/>')  # numbers, and names of ours


def _label(said: str, y: float) -> SafeString:
    """Cut where the room for its amount begins, which depends on the width."""
    text = _text(excerpt(said, _LONGEST), "0", 1.05)
    return format_html('<svg x="0" y="{}" width="62%" height="{}">{}</svg>', _em(y), _em(_WORDS), text)


def _text(said: str, x: str, y: float, anchor: str = "start") -> SafeString:
    return format_html('<text x="{}" y="{}" text-anchor="{}">{}</text>', x, _em(y), anchor, said)


def _line(y: float) -> SafeString:
    return format_html('<line class="rule" x1="0" x2="100%" y1="{0}" y2="{0}"/>', _em(y))


def _em(number: float) -> str:
    return f"{number:.2f}em"


def _joined(drawn: Iterable[SafeString]) -> SafeString:
    return format_html_join("", "{}", ((one,) for one in drawn))
