"""JSON Schemas, made from the classes themselves, so that they can't differ from what is written."""

from __future__ import annotations

import types
from collections.abc import Mapping
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from attrs import fields, has

from regiorules.advice.model import Advice
from regiorules.engine.assessment import FORMAT, Assessment
from regiorules.errors import unknown_name

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_SIMPLE: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    type(None): {"type": "null"},
    Any: {},
}


def assessment_schema() -> dict[str, Any]:
    """The schema of `regiorules advise --format json`: an assessment, with the advice in words beside it."""
    definitions: dict[str, Any] = {}
    schema = _object(Assessment, definitions)
    schema["properties"]["format"] = {"const": FORMAT}
    advice = _object(Advice, definitions)
    for name in ("assessment", "region", "date"):
        del advice["properties"][name]
        advice["required"].remove(name)
    schema["properties"]["advice"] = advice
    return {"$schema": _DRAFT, "title": "RegioRules assessment", **schema, "$defs": dict(sorted(definitions.items()))}


SCHEMAS = {"assessment": assessment_schema}


def schema(name: str) -> dict[str, Any]:
    """The JSON Schema with that name; raises UnknownName."""
    if name not in SCHEMAS:
        raise unknown_name("unknown_schema", name, SCHEMAS)
    return SCHEMAS[name]()


def _object(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    hints = get_type_hints(kind)
    properties = {each.name: _schema(hints[each.name], definitions) for each in fields(kind)}
    first_line = (kind.__doc__ or "").strip().splitlines()[0]
    return {
        "type": "object",
        "description": first_line,
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _schema(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    if kind in _SIMPLE:
        return dict(_SIMPLE[kind])
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin is tuple:
        return {"type": "array", "items": _schema(arguments[0], definitions)}
    if origin is Mapping:
        return {"type": "object", "additionalProperties": _schema(arguments[1], definitions)}
    if origin in (Union, types.UnionType):
        return {"anyOf": [_schema(each, definitions) for each in arguments]}
    if has(kind):
        if kind.__name__ not in definitions:
            definitions[kind.__name__] = {}  # taken, in case the class holds itself
            definitions[kind.__name__] = _object(kind, definitions)
        return {"$ref": f"#/$defs/{kind.__name__}"}
    raise TypeError(f"no schema for {kind}")
