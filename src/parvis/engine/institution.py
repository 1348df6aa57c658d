"""What the policy's own lists say, in the form the engine matches with: built once per policy version."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from parvis.engine.text.folding import fold
from parvis.policy.model import Policy

MOST_KEPT = 32  # policy versions; a rehearsal compares two


@dataclass(frozen=True, slots=True)
class Institution:
    """Numbers and mail domains that are public, and names of parties as they are written."""

    phones: frozenset[str]
    domains: tuple[str, ...]
    parties: re.Pattern[str]  # on the verbatim text: "ON", "QS" and "PQ" are acronyms only in capitals

    def owns_domain(self, domain: str) -> bool:
        return any(domain == own or domain.endswith(f".{own}") for own in self.domains)


_built: dict[str, Institution] = {}


def institution_of(policy: Policy) -> Institution:
    """Return the lists of this policy.

    Whatever their dates: a judgement depends on the text and the policy's version, never on the day it is made,
    and a call to vote for a party of the past is still one.
    """
    version = policy.version
    known = _built.get(version)
    if known is None:
        if len(_built) >= MOST_KEPT:
            _built.clear()
        known = _built[version] = _build(policy)
    return known


def _build(policy: Policy) -> Institution:
    lists = policy.lists
    return Institution(
        phones=frozenset(phone.number for phone in lists.phones),
        domains=tuple(domain.domain for domain in lists.domains),
        parties=_names(
            (party.acronym for party in lists.parties),
            (form for party in lists.parties for name in (party.name, *party.demonyms) for form in _plurals(name)),
        ),
    )


def plain(name: str) -> str:
    """Return a name as a normalised text would hold it."""
    return "".join(map(fold, name))


def _plurals(name: str) -> tuple[str, ...]:
    """libéral, libéraux; a plain "s" is allowed after any name."""
    return (name, name[:-1] + "ux") if name.endswith("al") else (name,)


def _names(acronyms: Iterable[str], names: Iterable[str]) -> re.Pattern[str]:
    exact = "|".join(re.escape(acronym) for acronym in sorted(set(acronyms)))
    loose = "|".join(re.escape(name) for name in sorted(set(names), key=lambda name: (-len(name), name)))
    return re.compile(rf"(?<!\w)(?:(?:{exact or '(?!)'})|(?i:{loose or '(?!)'})s?)(?!\w)")
