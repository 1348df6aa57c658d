"""What the accounts' template is given: each trouble in French, with what to do about it."""

from __future__ import annotations

import json
from dataclasses import dataclass

from .models import Account, Discrepancy, Effect, EffectState, Health, UnknownItem
from .verbatim import unpack
from .wording import ACTS, DISCREPANCIES, HEALTHS, REMEDIES, STATES

_MOST = 100_000  # characters of a raw item on a page
_BADGES = {Health.OK: "success", Health.FAILING: "warning", Health.TOKEN_REFUSED: "danger"}


@dataclass(frozen=True, slots=True)
class AccountLine:
    account: Account
    health: str
    badge: str
    remedy: str  # "" when all is well


def account_line(account: Account) -> AccountLine:
    health = Health(account.health)
    return AccountLine(account, HEALTHS[health], _BADGES[health], REMEDIES[health])


@dataclass(frozen=True, slots=True)
class DiscrepancyLine:
    discrepancy: Discrepancy
    said: str


def discrepancy_line(discrepancy: Discrepancy) -> DiscrepancyLine:
    return DiscrepancyLine(discrepancy, DISCREPANCIES.get(discrepancy.kind, discrepancy.kind))


@dataclass(frozen=True, slots=True)
class EffectLine:
    effect: Effect
    act: str
    state: str
    refused: bool


def effect_line(effect: Effect) -> EffectLine:
    state = EffectState(effect.state)
    return EffectLine(effect, ACTS[effect.act], STATES[state], state == EffectState.REFUSED)  # type: ignore[index]


def raw_content(item: UnknownItem) -> tuple[str, bool]:
    """What the platform sent, laid out for the eye, and whether it was cut. Nothing hidden stays hidden."""
    raw = unpack(item.raw)
    text = raw if isinstance(raw, str) else json.dumps(raw, ensure_ascii=False, indent=2)
    shown = "".join(
        letter if letter == "\n" or letter.isprintable() else _code_point(letter) for letter in text[:_MOST]
    )
    return shown, len(text) > _MOST


def _code_point(letter: str) -> str:
    return f"\\u{{{ord(letter):x}}}"
