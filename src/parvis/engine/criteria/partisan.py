"""Partisan: a call to vote, join, give or campaign for or against a party. Naming one to criticise is not."""

from __future__ import annotations

import re
from itertools import islice

from parvis.engine.evidence import finding, quoted, spans_of
from parvis.engine.findings import Disposition, Finding, Span
from parvis.engine.reading import Reading
from parvis.engine.text.lexicon import MOST_HITS_PER_CATEGORY, Hit

CODE = "partisan"
LEARNT = "Propagande ou appel partisan"
_NEAR = 80  # characters between a call and the party it speaks of
CLOSE = 25  # for words that campaigns share with everybody
_HASHTAG = re.compile(r"#(?:je)?vot(?:e|ez|ons|er)[a-z]{2,20}\b")
_LAW = re.compile(r"\b(?:loi|budget|reglement|projet|motion|assemblee|credits?)\b")
_DENIED = re.compile(r"\b(?:j'ai|avons|avez|avait|ont|pourquoi|regrette|jamais|plus|pas|dire que|aurais)\b[^.]{0,14}$")


def find(reading: Reading) -> list[Finding]:
    votes = [hit for hit in reading.of("vote_call") if not _ordinary(reading, hit)]
    joins, slogans = reading.of("join_call"), reading.of("campaign")
    slogans += _hashtags(reading)
    if not (votes or joins or slogans or reading.hits.get("campaign_near")):
        return []
    named = islice(reading.institution.parties.finditer(reading.verbatim), MOST_HITS_PER_CATEGORY)
    parties = [match.span() for match in named]
    slogans += [hit for hit in reading.of("campaign_near") if _beside(reading, hit, parties, CLOSE)]
    votes = [hit for hit in votes if _beside(reading, hit, parties) or slogans]
    joins = [hit for hit in joins if _beside(reading, hit, parties) or slogans]
    kinds = bool(votes) + bool(joins) + bool(slogans)
    if not kinds:
        return []
    words = [*votes, *joins, *slogans]
    spans = [*spans_of(reading, words), *(Span(*place) for place in parties)]
    reason = f"Appel ou slogan de campagne\u00a0: {quoted(reading, words)}."
    overwhelming = bool(votes) and bool(slogans) and bool(parties)
    return finding(
        CODE, 0.9 if overwhelming else 0.65, spans, reason, Disposition.REMOVE if overwhelming else Disposition.REVIEW
    )


def _hashtags(reading: Reading) -> list[Hit]:
    """#votezquelquun: a call that no word boundary shows."""
    if "#" not in reading.text:
        return []
    return [Hit(match.start(), match.end(), "campaign", match.group()) for match in _HASHTAG.finditer(reading.text)]


def _ordinary(reading: Reading, hit: Hit) -> bool:
    """Tell a law being voted, or a past vote being regretted, from a call to vote."""
    return (
        _LAW.search(reading.after(hit.end, 30)) is not None or _DENIED.search(reading.before(hit.start, 40)) is not None
    )


def _beside(reading: Reading, hit: Hit, parties: list[tuple[int, int]], near: int = _NEAR) -> bool:
    span = reading.span(hit.start, hit.end)
    return any(span.start - near <= end and start <= span.end + near for start, end in parties)
