"""Everything the criteria look at, worked out once for a comment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from parvis.engine.findings import Comment, PersonalInfo, Span
from parvis.engine.institution import Institution, institution_of
from parvis.engine.personal_info import find_personal_info
from parvis.engine.text.language import identify
from parvis.engine.text.lexicon import Hit, lexicon
from parvis.engine.text.normalise import Normalised, fold_text, undisguise
from parvis.policy.model import Policy

WORD_LISTS = (
    "oaths.toml", "insults.toml", "groups.toml", "threats.toml", "sexual.toml", "promotional.toml",
    "partisan.toml", "facts.toml",
)  # fmt: skip


@dataclass(frozen=True)
class Reading:
    """One comment, read: what it says, in which words, and what it answers."""

    comment: Comment
    policy: Policy
    institution: Institution
    folded: Normalised  # for numbers: case and accents gone, signs kept
    normalised: Normalised  # for words: disguises undone
    language: str
    pii: tuple[PersonalInfo, ...]
    hits: Mapping[str, Sequence[Hit]]  # by category of the word lists

    @property
    def verbatim(self) -> str:
        return self.comment.text

    @property
    def text(self) -> str:
        """The normalised text, which the hits' offsets refer to."""
        return self.normalised.text

    def of(self, *categories: str) -> list[Hit]:
        """Return the hits of these categories, in the order of the text."""
        found = [hit for category in categories for hit in self.hits.get(category, ())]
        return sorted(found, key=lambda hit: hit.start) if len(categories) > 1 else found

    def before(self, position: int, size: int = 60) -> str:
        """Return what precedes in the same sentence, at most `size` characters."""
        return _last_sentence(self.text[max(0, position - size) : position])

    def after(self, position: int, size: int = 60) -> str:
        """Return what follows in the same sentence, at most `size` characters."""
        return _first_sentence(self.text[position : position + size])

    def span(self, start: int, end: int) -> Span:
        return self.normalised.span(start, end)

    @cached_property
    def stance_hits(self) -> list[Hit]:
        return lexicon("stance.toml").find(self.normalised)

    @cached_property
    def question_hits(self) -> list[Hit]:
        return lexicon("questions.toml").find(self.normalised)


_ENDS = str.maketrans({"!": ".", "?": ".", ";": ".", "\n": "."})


def _last_sentence(window: str) -> str:
    return window.translate(_ENDS).rpartition(".")[2]


def _first_sentence(window: str) -> str:
    return window.translate(_ENDS).partition(".")[0]


def read(comment: Comment, policy: Policy) -> Reading:
    """Read one comment; never fails, whatever its text holds."""
    institution = institution_of(policy)
    folded = fold_text(comment.text)
    normalised = undisguise(folded)
    hits: dict[str, list[Hit]] = {}
    for hit in lexicon(*WORD_LISTS).find(normalised):
        hits.setdefault(hit.category, []).append(hit)
    return Reading(
        comment=comment,
        policy=policy,
        institution=institution,
        folded=folded,
        normalised=normalised,
        language=identify(comment.text),
        pii=find_personal_info(folded, institution),
        hits=hits,
    )
