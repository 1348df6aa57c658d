"""What the accounts' template is given: each trouble in French, with what to do about it."""

from __future__ import annotations

from dataclasses import dataclass

from .models import Account, Discrepancy, Effect, EffectState, Health
from .wording import ACTS, DISCREPANCIES, HEALTHS, REMEDIES, STATES

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
