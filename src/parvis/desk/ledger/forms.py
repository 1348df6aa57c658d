"""A budget as a person writes it: only what counts on that platform is asked."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from .models import Budget
from .wording import NBSP

_MICROS = 1_000_000
_MOST_UNITS, _MOST_DOLLARS = 1_000_000_000, 1_000_000
_EMPTY_OR_ZERO = f"Vide{NBSP}: aucune limite. Zéro{NBSP}: ce compte n'est pas lu du tout."


class BudgetForm(forms.Form):
    """`total` and `reserve` are units a day, or US dollars a month on X."""

    def __init__(self, data: Any = None, *, platform: str, budget: Budget) -> None:
        self._in_dollars = platform == "x"
        self._budget = budget
        super().__init__(data, initial=self._shown(budget))
        counted = "unités" if platform == "youtube" else "appels"
        total = "Budget du mois, en dollars américains" if self._in_dollars else f"Budget du jour, en {counted}"
        self.fields["total"] = self._field(total, _EMPTY_OR_ZERO)
        kept = "Gardé pour les gestes et les réponses"
        advice = "La lecture n'y touche jamais."
        if platform == "youtube":
            advice += f" Un geste prend 50{NBSP}unités; une lecture, de 3 à 20 environ."
        self.fields["reserve"] = self._field(kept, advice)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        total, reserve = given.get("total"), given.get("reserve")
        if self.errors:
            return given
        if total is None and reserve:
            raise ValidationError(
                {"reserve": "Une réserve se prend sur un budget. Écrivez un budget, ou videz ce champ."}
            )
        if total is not None and reserve and reserve > total:
            raise ValidationError({"reserve": "La réserve dépasse le budget. Écrivez un montant plus petit."})
        return given

    def budget(self) -> Budget:
        """What was written, for that account; what the form did not ask is as it was."""
        total, reserve = (self._stored(self.cleaned_data[name]) for name in ("total", "reserve"))
        kept = self._budget
        if self._in_dollars:
            return Budget(units=kept.units, units_reserve=kept.units_reserve, cost=total, cost_reserve=reserve or 0)
        return Budget(units=total, units_reserve=reserve or 0, cost=kept.cost, cost_reserve=kept.cost_reserve)

    def _field(self, label: str, help_text: str) -> forms.Field:
        if self._in_dollars:
            return forms.DecimalField(
                label=label,
                help_text=help_text,
                required=False,
                min_value=0,
                max_value=_MOST_DOLLARS,
                decimal_places=2,
                localize=True,
            )
        return forms.IntegerField(
            label=label, help_text=help_text, required=False, min_value=0, max_value=_MOST_UNITS, localize=True
        )

    def _shown(self, budget: Budget) -> dict[str, Any]:
        if not self._in_dollars:
            return {"total": budget.units, "reserve": budget.units_reserve or None}
        shown = {"total": budget.cost, "reserve": budget.cost_reserve or None}
        return {name: None if micros is None else Decimal(micros) / _MICROS for name, micros in shown.items()}

    def _stored(self, value: Decimal | int | None) -> int | None:
        if value is None:
            return None
        return int(value * _MICROS) if self._in_dollars else int(value)
