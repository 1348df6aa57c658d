"""What a policy may ask for that this version of Parvis does not do yet: said, rather than silently ignored."""

from __future__ import annotations

from parvis.policy.model import Policy
from parvis.policy.rules import Automation


def not_applied(policy: Policy) -> list[str]:
    """One French sentence for each thing asked for in vain; none when everything is done."""
    return [
        f"Le critère «\u00a0{criterion.name}\u00a0» demande un masquage automatique, que cette version de Parvis "
        "n'applique pas encore; écrivez «\u00a0propose\u00a0»."
        for criterion in policy.criteria
        if criterion.automation == Automation.HIDE_UNTIL_REVIEWED
    ]
