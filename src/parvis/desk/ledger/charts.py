"""The page's pictures, drawn on the server as SVG. Each stands beside a table that says the same.

Colours are attributes that name the design's tokens, so that the dark theme has its own; acts are hatched as
well as coloured, so that the two are told apart without colour.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

READING, ACTING, KEPT = "var(--blue-piv)", "var(--purple)", "var(--line-strong)"
_WIDTH, _HEIGHT, _GAP = 560, 120, 6
_MARK = 0.8  # of a budget: the first alarm


@dataclass(frozen=True, slots=True)
class Bar:
    """One day: two amounts, one on the other."""

    label: str
    reading: int
    acting: int


def bars(bars_: Sequence[Bar], *, title: str, identifier: str) -> SafeString:
    """Days side by side, on one scale; `title` is what a screen reader says."""
    top = max((bar.reading + bar.acting for bar in bars_), default=0) or 1
    step = _WIDTH / max(len(bars_), 1)
    drawn = format_html_join(
        "", "{}", ((_stack(bar, index, step, top, identifier),) for index, bar in enumerate(bars_))
    )
    return format_html(
        '<svg viewBox="0 0 {w} {h}" width="100%" role="img" aria-label="{title}" focusable="false">{hatch}{drawn}'
        '<line x1="0" y1="{h}" x2="{w}" y2="{h}" stroke="var(--grey-medium)" stroke-width="2"/></svg>',
        w=_WIDTH,
        h=_HEIGHT,
        title=title,
        hatch=_hatch(identifier),
        drawn=drawn,
    )


def _stack(bar: Bar, index: int, step: float, top: int, identifier: str) -> SafeString:
    x, width = index * step + _GAP / 2, step - _GAP
    reading, acting = (_HEIGHT * amount / top for amount in (bar.reading, bar.acting))
    return format_html(
        "<g><title>{}</title>{}{}</g>",
        bar.label,
        _block(x, _HEIGHT - reading, width, reading, READING),
        _block(x, _HEIGHT - reading - acting, width, acting, f"url(#{identifier})"),
    )


def gauge(*, reading: int, acting: int, reserve: int, budget: int, title: str, identifier: str) -> SafeString:
    """How much of a budget is used, and what is kept for acts at its right end. Beyond the budget, a full bar."""
    whole = max(budget, reading + acting, 1)
    x_reading, x_acting, x_kept = (_WIDTH * amount / whole for amount in (reading, acting, max(reserve - acting, 0)))
    return format_html(
        '<svg viewBox="0 0 {w} 24" width="100%" role="img" aria-label="{title}" focusable="false">{hatch}'
        '<rect x="1" y="1" width="{inner}" height="22" rx="3" fill="var(--surface-sunken)" '
        'stroke="var(--grey-medium)"/>'
        '{kept}{reading}{acting}<path d="M{mark} 0V24" stroke="var(--text-strong)" stroke-width="2" '
        'stroke-dasharray="3 3"/></svg>',
        w=_WIDTH,
        inner=_WIDTH - 2,
        title=title,
        hatch=_hatch(identifier),
        mark=f"{_WIDTH * _MARK * budget / whole:.2f}",
        kept=_block(_WIDTH - x_kept, 2, x_kept, 20, KEPT),
        reading=_block(0, 2, x_reading, 20, READING),
        acting=_block(x_reading, 2, x_acting, 20, f"url(#{identifier})"),
    )


def _block(x: float, y: float, width: float, height: float, fill: str) -> SafeString:
    if width <= 0 or height <= 0:
        return SafeString("")
    return format_html(
        '<rect x="{}" y="{}" width="{}" height="{}" fill="{}"/>', *(f"{n:.2f}" for n in (x, y, width, height)), fill
    )


def _hatch(identifier: str) -> SafeString:
    return format_html(
        '<defs><pattern id="{}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<rect width="6" height="6" fill="{}"/><rect width="2" height="6" fill="var(--surface)"/></pattern></defs>',
        identifier,
        ACTING,
    )
