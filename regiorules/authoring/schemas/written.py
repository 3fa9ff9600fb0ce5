"""The schema of what RegioRules writes: made from the classes of the assessment and the advice."""

from __future__ import annotations

import types
from collections.abc import Mapping
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from attrs import fields, has

from regiorules.advice.model import Advice
from regiorules.engine.assessment import FORMAT, Assessment

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
    return {**schema, "$defs": dict(sorted(definitions.items()))}


def summary(kind: Any) -> str:
    """The first line of a class's docstring."""
    return (kind.__doc__ or "").strip().splitlines()[0]


def _object(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    hints = get_type_hints(kind)
    properties = {each.name: _schema(hints[each.name], definitions) for each in fields(kind)}
    return {
        "type": "object",
        "description": summary(kind),
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
