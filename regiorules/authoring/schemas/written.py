"""The schemas of what RegioRules writes, made from the classes of its values."""

from __future__ import annotations

import types
from collections.abc import Collection, Mapping
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from attrs import fields, has

from regiorules.advice.changes import Changes
from regiorules.advice.compare import Comparison
from regiorules.advice.explain import Explanation
from regiorules.advice.history import History
from regiorules.advice.model import SHARED, Advice, Question
from regiorules.advice.planned import PlanNote
from regiorules.advice.robustness import Robustness
from regiorules.engine.assessment import Assessment
from regiorules.errors import ErrorDetails
from regiorules.stored.reading import added, formats, sparse

_SIMPLE: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    type(None): {"type": "null"},
    Any: {},
}


WRITTEN: Mapping[str, Any] = {
    "assessment": Assessment,
    "advice": Advice,
    "explanation": Explanation,
    "changes": Changes,
    "comparison": Comparison,
    "history": History,
    "plan": PlanNote,
    "robust": Robustness,
    "questions": tuple[Question, ...],
    "error": ErrorDetails,
}


def written_schema(name: str) -> dict[str, Any]:
    """The schema of what `to_data` gives, and `--format json` writes."""
    definitions: dict[str, Any] = {}
    if name == "assessment":
        schema = _assessment({}, definitions)  # an advice beside it is nothing to it
    elif name == "advice":
        schema = _assessment(_object(Advice, definitions, SHARED), definitions)
        schema["required"].append("advice")
    else:
        return schema_of(WRITTEN[name])
    return {**schema, "$defs": dict(sorted(definitions.items()))}


def schema_of(kind: Any) -> dict[str, Any]:
    """The schema of the data of an attrs class (or of a tuple of these), with that of the classes it holds."""
    definitions: dict[str, Any] = {}
    schema = _object(kind, definitions) if has(kind) else _schema(kind, definitions)
    return {**schema, "$defs": dict(sorted(definitions.items()))}


def _assessment(advice: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    schema = _object(Assessment, definitions)
    schema["properties"]["advice"] = advice
    return schema


def summary(kind: Any) -> str:
    """The first line of a class's docstring."""
    return (kind.__doc__ or "").strip().splitlines()[0]


def _object(kind: Any, definitions: dict[str, Any], without: Collection[str] = ()) -> dict[str, Any]:
    hints = get_type_hints(kind)
    properties = {
        each.name: {"enum": list(formats(kind))} if each.name == "format" else _schema(hints[each.name], definitions)
        for each in fields(kind)
        if each.init and each.name not in without
    }
    return {
        "type": "object",
        "description": summary(kind),
        "properties": properties,
        "required": [name for name in properties if name not in added(kind) | sparse(kind)],
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
