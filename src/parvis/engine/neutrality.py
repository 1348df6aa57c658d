"""The disagreement guard: a proposal to remove survives only if what carries it is not the criticism itself.

The comment is read again three times: without its words of opinion, with its parties exchanged, and with its words of
opinion turned round. Where one reading falls below the threshold, the proposal was about the opinion: a person looks.
"""

from __future__ import annotations

from parvis.engine.evidence import GAP, rewritten
from parvis.engine.findings import Span
from parvis.engine.reading import Reading

REASON = "Proposition ramenée à l'examen\u00a0: le verdict changerait avec l'opinion exprimée ou le parti nommé."
_FAULTS = (
    "insult_person", "insult_any", "insult_framed", "slur", "slur_framed", "oath_strong", "crude", "crude_aimed",
    "contempt", "dehumanising", "threat", "ill_wish",
)  # fmt: skip
_TURNED = {"against": "magnifique", "for": "lamentable"}  # what stands for any word of the opposite opinion


def variants_of(reading: Reading) -> tuple[str, ...]:
    """What must be judged alike: texts. Words that are faults in themselves are no opinion, and stay."""
    opinions = _opinions(reading)
    hidden = rewritten(reading.verbatim, [(span, GAP) for span, _ in opinions])
    turned = rewritten(reading.verbatim, [(span, _TURNED[category]) for span, category in opinions])
    exchanged = _exchanged(reading)
    texts = [text for text in (hidden, turned, exchanged) if text != reading.verbatim and text.strip(" .…")]
    return tuple(dict.fromkeys(texts))


def _opinions(reading: Reading) -> list[tuple[Span, str]]:
    faults = [reading.span(hit.start, hit.end) for hit in reading.of(*_FAULTS)]
    found: list[tuple[Span, str]] = []
    for hit in reading.stance_hits:
        span = reading.span(hit.start, hit.end)
        if not any(span.start < fault.end and fault.start < span.end for fault in faults):
            found.append((span, "against" if hit.category == "against" else "for"))
    return found


def _exchanged(reading: Reading) -> str:
    """The text with each party's name replaced by another one's."""
    others = _other_parties(reading)
    if len(others) < 2:
        return reading.verbatim
    named = [match.span() for match in reading.institution.parties.finditer(reading.verbatim)]
    changes = []
    for place, (start, end) in enumerate(named):
        written = reading.verbatim[start:end]
        other = next(name for name in (*others[place % len(others) :], *others) if name.lower() != written.lower())
        changes.append((Span(start, end), other))
    return rewritten(reading.verbatim, changes)


def _other_parties(reading: Reading) -> tuple[str, ...]:
    return tuple(party.acronym for party in reading.policy.lists.parties)
