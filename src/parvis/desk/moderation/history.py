"""What was decided on a comment and what came of it, in plain French."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from parvis.connectors.port import Visibility
from parvis.desk.records.models import Effect, EffectState
from parvis.desk.records.policies import policy_of
from parvis.desk.records.wording import ACTS, STATES, VISIBILITIES

from .models import Decision, Verdict
from .wording import VERDICTS

_BADGES = {Verdict.KEEP: "keep", Verdict.REMOVE: "remove", Verdict.RESTORE: "keep", Verdict.WITHDRAW: "neutral"}


@dataclass(frozen=True, slots=True)
class PastDecision:
    decision: Decision
    said: str  # "Retiré"
    badge: str  # a kind of badge
    criteria: Sequence[str]  # their names under the policy that was then in force
    quotes: Sequence[str]
    asked: str  # "Masquer", "" when nothing was asked of the platform
    done: str  # what is known of it
    remark: str  # what the platform said when it did not obey
    troubled: bool
    seconds: int  # how long the page had been open


def past(decision: Decision, *, quoted: bool = True) -> PastDecision:
    """`quoted` is False where no word of a comment may show: the journal."""
    effect, verdict = decision.effect, Verdict(decision.verdict)
    return PastDecision(
        decision=decision,
        said=VERDICTS[verdict],
        badge=_BADGES[verdict],
        criteria=_names(decision),
        quotes=_quotes(decision) if quoted else (),
        asked=ACTS[effect.act] if effect else "",  # type: ignore[index]
        done=_done(decision),
        remark=effect.said if effect else "",
        troubled=effect is not None and effect.state in {EffectState.REFUSED, EffectState.UNKNOWN},
        seconds=decision.seen_ms // 1000,
    )


def _names(decision: Decision) -> list[str]:
    if not decision.criteria:
        return []
    names = {criterion.code.value: criterion.name for criterion in policy_of(decision.policy).criteria}
    return [names.get(code, code) for code in decision.criteria]


def _quotes(decision: Decision) -> list[str]:
    text = decision.revision.text
    return [text[start:end] for start, end in decision.evidence]


def _done(decision: Decision) -> str:
    """What is known of the act that was asked; nothing where none was needed."""
    if decision.effect is None:
        return "Aucun geste possible sur la plateforme" if decision.verdict == Verdict.REMOVE else ""
    said = STATES[decision.effect.state]  # type: ignore[index]
    return f"{said}{_seen(decision.effect)}"


def _seen(effect: Effect) -> str:
    """How the platform showed the comment afterwards, when it told."""
    if effect.state != EffectState.CONFIRMED or effect.visibility in {"", Visibility.UNKNOWN}:
        return ""
    return f" ({VISIBILITIES[effect.visibility].lower()})"  # type: ignore[index]
