"""Policy texts to break in one place, and what is then said of them."""

from __future__ import annotations

import pytest

from parvis.policy.errors import PolicyError, PolicyErrors
from parvis.policy.load import loads_policy, policy_source
from parvis.policy.rules import CriterionCode

_CRITERIA = "\n".join(
    f'[[criteria]]\ncode = "{code}"\nname = "{code}"\ndefinition = "Motif inventé."\nclause = "A1"\n'
    for code in CriterionCode
)
# A made-up library's policy: the least that a policy may say.
SMALL = f"""id = "biblio"
title = "Règles de la bibliothèque"
institution = "Bibliothèque de Saint-Glinglin"
valid_from = 2026-01-01
outgoing_language = "fr"
roles = []
retention = []
[[clauses]]
id = "A1"
title = "Courtoisie"
text = "On se parle poliment."
{_CRITERIA}
[hours]
timezone = "America/Toronto"
[calendar]
[reply]
clock_hours = 48
business_days = 2
"""


def edited(*changes: tuple[str, str], source: str | None = None) -> str:
    """The shipped policy's text (or another) with each change made once; a change that finds nothing fails."""
    text = policy_source() if source is None else source
    for before, after in changes:
        assert before in text, f"nothing to change: {before!r}"
        text = text.replace(before, after, 1)
    return text


def errors_of(text: str) -> list[PolicyError]:
    """Everything said to be wrong with a text, which must be something."""
    with pytest.raises(PolicyErrors) as refused:
        loads_policy(text, "essai.toml")
    assert len(refused.value) > 0
    return list(refused.value)


def only_error(*changes: tuple[str, str]) -> PolicyError:
    """The single error that these changes of the shipped policy cause."""
    errors = errors_of(edited(*changes))
    assert len(errors) == 1, [error.message for error in errors]
    return errors[0]


def underlined(error: PolicyError) -> str:
    """The words that the caret line is under."""
    return error.source_line[error.column - 1 : error.column - 1 + error.width]
