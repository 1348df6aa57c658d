"""From what pydantic found wrong to French sentences, with the hint that puts it right."""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from datetime import date, datetime, time
from enum import StrEnum

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from parvis.policy.coherence import Contradiction, Place
from parvis.policy.suggest import closest, did_you_mean

_EXPECTED = {
    "string_type": ("un texte", 'mettez la valeur entre guillemets droits, par exemple "texte"'),
    "int_type": ("un nombre entier", "écrivez le nombre sans guillemets"),
    "bool_type": ("true ou false", "écrivez true ou false, sans guillemets"),
    "date_type": ("une date", "écrivez la date sans guillemets, par exemple 2026-06-24"),
    "tuple_type": ("une liste", "mettez la valeur entre crochets"),
    "model_type": ("une section", "écrivez un en-tête [section] ou des accolades"),
}
# Longest first where one is a kind of the other: a datetime is a date, a bool is an int.
_KINDS: tuple[tuple[type | tuple[type, ...], str], ...] = (
    (bool, "true ou false"), (str, "un texte"), (int, "un nombre entier"), (float, "un nombre décimal"),
    (datetime, "une date avec heure"), (date, "une date"), (time, "une heure"), ((list, tuple), "une liste"),
    (Mapping, "une section"),
)  # fmt: skip


def explain(detail: ErrorDetails, model: type[BaseModel]) -> Contradiction:
    """Return the place, message and hint of one pydantic error of that model."""
    place: Place = tuple(detail["loc"])
    kind, context = detail["type"], detail.get("ctx", {})
    if kind == "extra_forbidden":
        return _unknown_key(place, model)
    if kind == "missing":
        return _missing_key(place)
    if kind == "enum":
        return _unknown_value(place, detail["input"], model)
    if kind in _EXPECTED:
        expected, hint = _EXPECTED[kind]
        return Contradiction(place, f"il faut ici {expected}, et non {_kind(detail['input'])}", hint)
    if "hint" in context or "at" in context:
        return Contradiction(_deeper(place, context), detail["msg"], str(context.get("hint", "")))
    return _out_of_bounds(place, kind, context, detail["msg"])


def _unknown_key(place: Place, model: type[BaseModel]) -> Contradiction:
    key = str(place[-1])
    known = _fields(model, place[:-1])
    hint = did_you_mean(key, known, f"clés possibles\u00a0: {', '.join(known)}" if known else "")
    return Contradiction(place, f"clé inconnue « {key[:80]} »", hint, on_key=True)


def _missing_key(place: Place) -> Contradiction:
    key = str(place[-1])
    return Contradiction(place, f"il manque la clé « {key} »", f"ajoutez une ligne\u00a0: {key} = …")


def _unknown_value(place: Place, value: object, model: type[BaseModel]) -> Contradiction:
    known = _values(model, place)
    allowed = f"valeurs possibles\u00a0: {', '.join(known)}"
    near = closest(value, known) if isinstance(value, str) else None
    hint = f"vouliez-vous dire « {near} »? ({allowed})" if near else allowed
    message = f"valeur inconnue « {value[:80]} »" if isinstance(value, str) else "il faut ici un des codes prévus"
    return Contradiction(place, message, hint)


def _out_of_bounds(place: Place, kind: str, context: Mapping[str, object], otherwise: str) -> Contradiction:
    match kind:
        case "string_too_long":
            return Contradiction(place, f"ce texte dépasse {context['max_length']} caractères", "raccourcissez-le")
        case "greater_than_equal":
            return Contradiction(place, f"ce nombre doit être d'au moins {context['ge']}", "")
        case "less_than_equal":
            return Contradiction(place, f"ce nombre doit être d'au plus {context['le']}", "")
        case "too_short":
            return Contradiction(place, "cette liste est vide", "ajoutez-y au moins un élément")
        case "too_long":
            return Contradiction(place, f"cette liste dépasse {context['max_length']} éléments", "raccourcissez-la")
    return Contradiction(place, "valeur refusée", otherwise)


def _deeper(place: Place, context: Mapping[str, object]) -> Place:
    """A rule about a whole piece may say which part of it is at fault."""
    at = context.get("at")
    return (*place, at) if isinstance(at, str | int) else place


def _kind(value: object) -> str:
    return next((name for kind, name in _KINDS if isinstance(value, kind)), "cette valeur")


def _fields(model: type[BaseModel], place: Place) -> list[str]:
    found = _annotation(model, place)
    return list(found.model_fields) if isinstance(found, type) and issubclass(found, BaseModel) else []


def _values(model: type[BaseModel], place: Place) -> list[str]:
    found = _annotation(model, place)
    return [member.value for member in found] if isinstance(found, type) and issubclass(found, StrEnum) else []


def _annotation(model: type[BaseModel], place: Place) -> object:
    """Return the type of what is found at that place of a model: a model, an enumeration, or anything."""
    found: object = model
    for step in place:
        if isinstance(step, str):
            fields = found.model_fields if isinstance(found, type) and issubclass(found, BaseModel) else {}
            found = _bare(fields[step].annotation) if step in fields else None
        else:
            found = _bare(next(iter(typing.get_args(found)), None))
    return found


def _bare(annotation: object) -> object:
    """Return an annotation without Annotated and without None."""
    if typing.get_origin(annotation) is typing.Annotated:
        return _bare(typing.get_args(annotation)[0])
    if typing.get_origin(annotation) in {types.UnionType, typing.Union}:
        return next((_bare(kind) for kind in typing.get_args(annotation) if kind is not types.NoneType), None)
    return annotation
