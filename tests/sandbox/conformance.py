"""Holds an answer to the platforms' own specifications, unknown keys included."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

import requests
from jsonschema import Draft202012Validator
from tests.shared_files import shared_path

X_VERSIONS = {"tweet": "2.159", "post": "2.167"}


@cache
def _read(path: str) -> Any:
    return json.loads(shared_path(path).read_text("utf-8"))


def x_spec(generation: str) -> Any:
    return _read(f"specs/x/openapi-{X_VERSIONS[generation]}.json")


def check_x(answer: requests.Response, generation: str, method: str, path: str) -> Any:
    """The answer's body, once X's document for this operation accepts it."""
    spec = x_spec(generation)
    operation = spec["paths"][path][method.lower()]
    documented = operation["responses"].get(str(answer.status_code)) or operation["responses"]["default"]
    allowed = [content["schema"] for content in documented["content"].values()]
    body = answer.json()
    Draft202012Validator({"anyOf": allowed, "components": spec["components"]}).validate(body)
    if answer.status_code < 300:
        assert _strangers(spec, allowed[0], {k: v for k, v in body.items() if k != "errors"}) == []
    return body


def _resolved(spec: Any, schema: Any) -> Any:
    while "$ref" in schema:
        found = spec
        for step in schema["$ref"].removeprefix("#/").split("/"):
            found = found[step]
        schema = found
    return schema


def _strangers(spec: Any, schema: Any, value: Any, where: str = "") -> list[str]:
    """Keys that the document does not know."""
    schema = _resolved(spec, schema)
    if isinstance(value, list):
        return [name for one in value for name in _strangers(spec, schema.get("items", {}), one, where + "[]")]
    if not isinstance(value, dict):
        return []
    told_by = schema.get("discriminator", {})
    if told_by and (kind := told_by.get("mapping", {}).get(value.get(told_by["propertyName"]))):
        schema = _resolved(spec, {"$ref": kind})
    known: dict[str, Any] = dict(schema.get("properties", {}))
    for part in schema.get("allOf", []):
        known |= _resolved(spec, part).get("properties", {})
    if not known:
        return []
    found = [f"{where}.{name}" for name in value if name not in known]
    for name, inner in value.items():
        found += _strangers(spec, known.get(name, {}), inner, f"{where}.{name}")
    return found


@cache
def _youtube() -> dict[str, Any]:
    """The discovery document's schemas as JSON Schema, closed to unknown keys."""
    text = files("googleapiclient").joinpath("discovery_cache/documents/youtube.v3.json").read_text("utf-8")
    return {name: _converted(schema) for name, schema in json.loads(text)["schemas"].items()}


def _converted(schema: dict[str, Any]) -> dict[str, Any]:
    if "$ref" in schema:
        return {"$ref": f"#/$defs/{schema['$ref']}"}
    kept: dict[str, Any] = {name: schema[name] for name in ("type", "enum") if name in schema and schema[name] != "any"}
    if "properties" in schema:
        kept["properties"] = {name: _converted(one) for name, one in schema["properties"].items()}
        kept["additionalProperties"] = False
    if "items" in schema:
        kept["items"] = _converted(schema["items"])
    return kept


def check_youtube(answer: requests.Response, schema: str) -> Any:
    body = answer.json()
    Draft202012Validator({"$ref": f"#/$defs/{schema}", "$defs": _youtube()}).validate(body)
    return body


_FACEBOOK_TYPES: dict[str, type | tuple[type, ...]] = {
    "bool": bool, "string": str, "datetime": str, "unsigned int": int, "Object": dict, "Comment": dict, "list": list,
}  # fmt: skip


def facebook_fields(specification: str) -> set[str]:
    return {one["name"] for one in _read(f"specs/facebook/{specification}.json")["fields"]}


def check_facebook(node: dict[str, Any], specification: str) -> None:
    """Every field of the node is in Meta's specification, with its type."""
    fields = {one["name"]: one["type"] for one in _read(f"specs/facebook/{specification}.json")["fields"]}
    edges = {"comments", "likes", "reactions", "attachments"}
    for name, value in node.items():
        if name in edges:
            continue
        assert name in fields, f"{specification} has no field {name}"
        expected = _FACEBOOK_TYPES.get(fields[name])
        assert expected is None or isinstance(value, expected), f"{name} should be {fields[name]}"
