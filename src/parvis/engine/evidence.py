"""Builds findings: spans in verbatim code points, a French sentence, what the finding alone proposes."""

from __future__ import annotations

from collections.abc import Iterable

from parvis.engine.findings import Disposition, Finding, Span
from parvis.engine.reading import Reading
from parvis.engine.text.lexicon import Hit

MOST_SPANS = 20  # what a person can look at
GAP = "…"  # what stands where words were taken away


def finding(
    criterion: str, score: float, spans: Iterable[Span], reason: str, disposition: Disposition
) -> list[Finding]:
    """Return one finding in a list, or none when there is no evidence to show."""
    shown = merged(spans)[:MOST_SPANS]
    return [Finding(criterion, score, tuple(shown), reason, disposition)] if shown else []


def merged(spans: Iterable[Span]) -> list[Span]:
    """Return the spans in order, those that touch or overlap made one."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, span.end)):
        if kept and span.start <= kept[-1].end:
            kept[-1] = Span(kept[-1].start, max(kept[-1].end, span.end))
        else:
            kept.append(span)
    return kept


def rewritten(text: str, changes: Iterable[tuple[Span, str]]) -> str:
    """Return the text with each span replaced; a span that overlaps an earlier one is left."""
    parts, done = [], 0
    for span, instead in sorted(changes, key=lambda change: change[0].start):
        if span.start >= done:
            parts += [text[done : span.start], instead]
            done = span.end
    return "".join([*parts, text[done:]])


def spans_of(reading: Reading, hits: Iterable[Hit]) -> list[Span]:
    return [reading.span(hit.start, hit.end) for hit in hits]


def quoted_spans(text: str, spans: Iterable[Span], most: int = 3) -> str:
    """Return the first words that the spans cover, as written, in French quotation marks."""
    seen: dict[str, str] = {}
    for span in spans:
        written = " ".join(text[span.start : span.end].split())
        seen.setdefault(written.lower(), written)
    return ", ".join(f"«\u00a0{written}\u00a0»" for written in list(seen.values())[:most])


def quoted(reading: Reading, hits: Iterable[Hit]) -> str:
    """Return the first words found, as written, in French quotation marks."""
    return quoted_spans(reading.verbatim, spans_of(reading, hits))
