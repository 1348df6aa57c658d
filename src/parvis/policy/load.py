"""Reads a policy from its TOML file, or says everything that is wrong with the file and where."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from pathlib import Path

from pydantic import ValidationError

from parvis.policy.coherence import Contradiction, contradictions
from parvis.policy.errors import PolicyError, PolicyErrors
from parvis.policy.explain import explain
from parvis.policy.model import Policy
from parvis.policy.positions import Position, Positions, find_positions
from parvis.policy.syntax import translate

MAX_BYTES = 1_048_576  # twenty-five times the shipped policy
MAX_LINE = 10_000  # characters; tomllib is quadratic in the parts of a dotted key
SHIPPED = "mess-2013.toml"


def load_policy(path: Path) -> Policy:
    """Read a policy file. Raises PolicyErrors with everything that is wrong, in the file's order."""
    name = str(path)
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise _whole(name, "ce fichier n'existe pas", "vérifiez le chemin et le nom du fichier") from None
    except IsADirectoryError:
        raise _whole(name, "ce chemin est celui d'un dossier", "indiquez le fichier de la politique") from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        reason = getattr(error, "strerror", None) or "chemin invalide"
        raise _whole(name, f"ce fichier ne peut pas être lu ({reason})", "vérifiez vos droits d'accès") from None
    if len(raw) > MAX_BYTES:
        raise _too_large(name)
    return loads_policy(_decoded(raw, name), name)


def loads_policy(text: str, name: str) -> Policy:
    """Read a policy from its text; `name` is what error messages call the file."""
    source = _Source(text, name)
    source.refuse_oversize()
    content = source.parse()
    if not content:
        raise _whole(name, "ce fichier est vide", "partez de la politique livrée avec Parvis")
    frozen = _frozen(content)
    try:
        return Policy.model_validate(frozen)
    except ValidationError as error:
        details = error.errors(include_url=False)
    found = [explain(detail, Policy) for detail in details if detail["type"] != "contradiction"]
    found += contradictions(content)
    positions = source.positions()
    raise PolicyErrors(source.located(item, positions) for item in dict.fromkeys(found))


@cache
def shipped_policy() -> Policy:
    """The ministry's own policy, which comes with Parvis."""
    return loads_policy(policy_source(), SHIPPED)


def policy_source() -> str:
    """The text of the shipped policy file, comments included: where another institution starts from."""
    return resources.files("parvis.policy").joinpath("packs", SHIPPED).read_text(encoding="utf-8")


def _whole(name: str, message: str, hint: str) -> PolicyErrors:
    return PolicyErrors([PolicyError(message, name, hint=hint)])


def _too_large(name: str) -> PolicyErrors:
    hint = "une politique tient en quelques centaines de lignes\u00a0: vérifiez que c'est le bon fichier"
    return _whole(name, f"ce fichier dépasse {MAX_BYTES // 1024} Kio", hint)


def _decoded(raw: bytes, name: str) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8-sig", "replace").split("\n")
        line = raw.split(b"\n")[len(before) - 1].decode("utf-8", "replace")
        hint = "réenregistrez le fichier en UTF-8"
        raise PolicyErrors(
            [PolicyError("ce fichier n'est pas en UTF-8", name, len(before), len(before[-1]) + 1, line, hint)]
        ) from None


def _frozen(value: object) -> object:
    """Return TOML content with its lists made immutable, as the models want them."""
    if isinstance(value, dict):
        return {key: _frozen(item) for key, item in value.items()}
    return tuple(_frozen(item) for item in value) if isinstance(value, list) else value


class _Source:
    """One policy text, its name, and its lines."""

    def __init__(self, text: str, name: str) -> None:
        self.text = text
        self.name = name
        self.lines = text.replace("\r\n", "\n").split("\n")

    def refuse_oversize(self) -> None:
        if len(self.text) > MAX_BYTES:
            raise _too_large(self.name)
        for number, line in enumerate(self.lines, 1):
            if len(line) > MAX_LINE:
                hint = "coupez-la; dans un texte entre triples guillemets, les sauts de ligne ne comptent pas"
                raise self._one(f"cette ligne dépasse {MAX_LINE} caractères", hint, number, MAX_LINE + 1)

    def parse(self) -> dict[str, object]:
        try:
            self.text.encode()
            return tomllib.loads(self.text)
        except UnicodeEncodeError as error:
            before = self.text[: error.start].replace("\r\n", "\n").split("\n")
            message = "ce caractère ne peut pas être écrit en UTF-8"
            raise self._one(message, "retirez ce caractère", len(before), len(before[-1]) + 1) from None
        except RecursionError:
            raise _whole(
                self.name, "listes ou sections imbriquées trop profondément", "simplifiez le fichier"
            ) from None
        except ValueError as error:  # TOMLDecodeError, and numbers of thousands of digits
            raise self._one(*translate(str(error), self.text)) from None

    def positions(self) -> Positions:
        try:
            return find_positions(self.text)
        except RecursionError:
            return Positions({}, {})

    def located(self, item: Contradiction, positions: Positions) -> PolicyError:
        position = _nearest(item, positions)
        return PolicyError(
            item.message,
            self.name,
            position.line,
            position.column,
            self.lines[position.line - 1],
            item.hint,
            position.width,
        )

    def _one(self, message: str, hint: str, line: int, column: int) -> PolicyErrors:
        return PolicyErrors([PolicyError(message, self.name, line, column, self.lines[line - 1], hint)])


def _nearest(item: Contradiction, positions: Positions) -> Position:
    """Return where the place is written, else what would contain it, else the first line."""
    place = item.place
    position = positions.of_key(place) if item.on_key else positions.of_value(place)
    while position is None and place:
        place = place[:-1]
        position = positions.of_key(place)
    return position or Position(1, 1, 1)
